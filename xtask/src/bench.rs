//! The benchmark lives in a workspace of its own, so that its peers are built for it alone.

mod compile;

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::{test::tools, workspace};

pub(crate) const MANIFEST: &str = "xtask/bench/Cargo.toml";

#[derive(Args)]
pub(crate) struct Arguments {
    /// Measure what the derive costs to compile, beside serde's two and schemars' together
    #[arg(long, conflicts_with_all = ["pipeline", "rest"])]
    compile: bool,

    /// Measure the whole command over files, beside what people write by hand
    #[arg(long)]
    pipeline: bool,

    /// Passed on; `cargo xtask bench -- --help` lists them.
    #[arg(last = true, value_name = "ARGUMENTS")]
    rest: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    if arguments.compile {
        return compile::run();
    }
    if arguments.pipeline {
        return pipeline(&arguments.rest);
    }
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

fn pipeline(rest: &[String]) -> Result<ExitCode> {
    if !workspace::cargo().args(["build", "--release", "-p", "event-schema-cli"]).status()?.success() {
        return Ok(ExitCode::FAILURE);
    }
    let target = workspace::target().join("bench");
    let mut bench = workspace::cargo();
    bench
        .args(["run", "--release", "--bin", "pipeline", "--manifest-path", MANIFEST, "--target-dir"])
        .arg(&target);
    bench.arg("--").arg("--command").arg(workspace::target().join("release/event-schema"));
    bench.args(["--schema", "schemas/v1/event.schema.json"]).arg("--folder").arg(target.join("pipeline"));
    // Without node that row is left out, and said so.
    if let Ok(modules) = tools::node_modules("tests/ajv") {
        bench.arg("--ajv").args(modules.parent());
    }
    let succeeded = bench.args(rest).status()?.success();
    Ok(if succeeded { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
