//! Other generators beside our packages, on the published union.

use std::fs;
use std::process::ExitCode;

use anyhow::Result;

use crate::test::tools;
use crate::workspace;

const FOLDER: &str = "tests/generators";

pub(crate) fn run() -> Result<ExitCode> {
    let modules = tools::node_modules(FOLDER)?;
    let work = workspace::target().join("generators");
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    fs::create_dir_all(&work)?;
    let mut python = workspace::command(tools::python(FOLDER)?);
    python.arg(format!("{FOLDER}/compare.py")).arg(modules).arg(work).arg("docs/generators.md");
    let succeeded = python.status()?.success();
    Ok(if succeeded { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
