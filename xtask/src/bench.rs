//! The benchmark lives in a workspace of its own, so that its peers are built for it alone.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::workspace;

pub(crate) const MANIFEST: &str = "xtask/bench/Cargo.toml";

#[derive(Args)]
pub(crate) struct Arguments {
    /// Passed on; `cargo xtask bench -- --help` lists them.
    #[arg(last = true, value_name = "ARGUMENTS")]
    rest: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let target = workspace::target().join("bench");
    let mut bench = workspace::cargo();
    bench.args(["run", "--release", "--manifest-path", MANIFEST, "--target-dir"]).arg(&target);
    bench
        .args(["--", "--schemas", "schemas", "--json"])
        .arg(target.join("results.json"))
        .args(&arguments.rest);
    let succeeded = bench.status()?.success();
    Ok(if succeeded { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
