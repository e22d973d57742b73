//! The benchmark lives in a workspace of its own, so that its peers are built for it alone.

mod compile;
mod hot_path;
mod page;

use std::fs;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::Args;
use serde_json::Value;

use crate::{test::tools, workspace};

pub(crate) const MANIFEST: &str = "xtask/bench/Cargo.toml";

#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(crate) struct Arguments {
    /// Measure what the derive costs to compile, beside serde's two and schemars' together
    #[arg(long, conflicts_with_all = ["pipeline", "instructions", "rest"])]
    compile: bool,

    /// Count the instructions of the hot path, and hold them against their budgets
    #[arg(long, conflicts_with_all = ["pipeline", "rest"])]
    instructions: bool,

    /// Make what was counted the new budgets
    #[arg(long, requires = "instructions")]
    accept: bool,

    /// Measure the whole command over files, beside what people write by hand
    #[arg(long)]
    pipeline: bool,

    /// Write the tables and plots into the documentation
    #[arg(long)]
    publish: bool,

    /// Passed on; `cargo xtask bench -- --help` lists them.
    #[arg(last = true, value_name = "ARGUMENTS")]
    rest: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    if arguments.compile {
        return compile::run();
    }
    if arguments.instructions {
        let kept = hot_path::instructions(arguments.accept)?;
        return Ok(if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    if arguments.pipeline {
        return pipeline(&arguments.rest);
    }
    let target = workspace::target().join("bench");
    let out = target.join("results");
    let mut bench = workspace::cargo();
    bench.args(["run", "--release", "--manifest-path", MANIFEST, "--target-dir"]).arg(&target);
    if !bench.args(["--", "--out"]).arg(&out).args(&arguments.rest).status()?.success() {
        return Ok(ExitCode::FAILURE);
    }
    let path = out.join("results.json");
    let mut results: Value = serde_json::from_slice(&fs::read(&path)?).context("results.json")?;
    results["allocations"] = hot_path::allocations()?;
    fs::write(&path, format!("{results:#}\n"))?;
    print!("{}", page::render(&results));
    println!("\nwritten to {}", out.display());
    if arguments.publish {
        page::publish(workspace::root(), &out)?;
    }
    Ok(if page::passes(&results) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn pipeline(rest: &[String]) -> Result<ExitCode> {
    if !workspace::cargo().args(["build", "--release", "-p", "event-schema-cli"]).status()?.success() {
        return Ok(ExitCode::FAILURE);
    }
    let target = workspace::target().join("bench");
    let mut bench = workspace::cargo();
    bench
        .args(["run", "--release", "-p", "bench-pipeline", "--manifest-path", MANIFEST, "--target-dir"])
        .arg(&target);
    bench.arg("--").arg("--command").arg(workspace::target().join("release/event-schema"));
    bench.args(["--schema", "schemas/v1/event.schema.json"]).arg("--folder").arg(target.join("pipeline"));
    // Without node or Python their rows are left out, and said so.
    if let Ok(modules) = tools::node_modules("tests/ajv") {
        bench.arg("--ajv").args(modules.parent());
    }
    if tools::has_venv() {
        bench.arg("--sourcemeta").arg(sourcemeta()?);
    }
    let succeeded = bench.args(rest).status()?.success();
    Ok(if succeeded { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The command inside the Python package; the package's own script starts Python first.
fn sourcemeta() -> Result<String> {
    const FIND: &str = "import pathlib, platform, sourcemeta_jsonschema as package\n\
        machine = {'aarch64': 'arm64'}.get(platform.machine(), platform.machine())\n\
        print(pathlib.Path(package.__file__).with_name(f'jsonschema-{platform.system().lower()}-{machine}'))";
    let python = tools::python("xtask/bench/sourcemeta")?;
    let found = workspace::command(python).args(["-c", FIND]).output()?;
    Ok(String::from_utf8(found.stdout)?.trim().to_owned())
}
