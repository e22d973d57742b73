//! Fuzzing, guided by coverage, with the stable compiler.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, ensure};
use clap::Args;
use serde_json::Value;

use crate::workspace;

pub(crate) const MANIFEST: &str = "fuzz/Cargo.toml";

/// The inputs that are kept, a folder for each target.
const CORPORA: &str = "fuzz/corpora";

/// Gives our own crates counters of coverage.
const RUSTC: &str = "fuzz/rustc.sh";

/// The linker would drop counters that nothing refers to.
const FLAGS: [&str; 2] = ["-Clink-arg=-Wl,-z,nostart-stop-gc", "--cfg=fuzzing"];

#[derive(Args)]
pub(crate) struct Arguments {
    /// How long each target runs; 0 only replays the kept inputs
    #[arg(long, default_value_t = 60)]
    seconds: u64,

    /// Keep the inputs that reach something new
    #[arg(long)]
    keep: bool,

    /// Which targets; all if none is named
    #[arg(value_name = "TARGET")]
    targets: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    ensure!(build()?.status()?.success(), "the targets do not build");
    let all = targets()?;
    for target in &arguments.targets {
        ensure!(all.contains(target), "there is no target {target}; there are {}", all.join(", "));
    }
    let mut found = Vec::new();
    for target in all.iter().filter(|it| arguments.targets.is_empty() || arguments.targets.contains(it)) {
        if !fuzz(target, arguments.seconds)?.status()?.success() {
            found.push(target.as_str());
        } else if arguments.keep {
            ensure!(merge(target)?.status()?.success(), "the inputs of {target} cannot be merged");
        }
    }
    if found.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    println!("\nfound something: {}; the inputs are in {}", found.join(", "), findings().display());
    Ok(ExitCode::FAILURE)
}

/// Builds all targets.
pub(crate) fn build() -> Result<Command> {
    let mut cargo = workspace::cargo();
    // A target that is named tells what is fuzzed from build scripts and macros.
    cargo.args(["build", "--release", "--manifest-path", MANIFEST, "--target", &host()?]);
    cargo.arg("--target-dir").arg(folder()).env("RUSTC_WRAPPER", workspace::root().join(RUSTC));
    cargo.env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\u{1f}"));
    Ok(cargo)
}

/// The names of all targets.
pub(crate) fn targets() -> Result<Vec<String>> {
    let mut cargo = workspace::cargo();
    cargo.args(["metadata", "--no-deps", "--format-version", "1", "--manifest-path", MANIFEST]);
    let metadata: Value = serde_json::from_slice(&cargo.output()?.stdout).context("cargo metadata")?;
    let targets = metadata["packages"][0]["targets"].as_array().into_iter().flatten();
    let binaries = targets.filter(|target| target["kind"][0] == "bin");
    Ok(binaries.filter_map(|target| target["name"].as_str().map(str::to_owned)).collect())
}

/// Replays what is kept, then looks for so many seconds.
pub(crate) fn fuzz(target: &str, seconds: u64) -> Result<Command> {
    let corpus = folder().join("corpora").join(target);
    fs::create_dir_all(&corpus)?;
    fs::create_dir_all(findings())?;
    let mut fuzzer = workspace::command(binary(target)?);
    let limit = if seconds == 0 { "-runs=0".to_owned() } else { format!("-max_total_time={seconds}") };
    fuzzer.arg(limit).args(["-print_final_stats=1", "-reload=0"]);
    let tokens = if target == "rules" { "rules" } else { "json" };
    fuzzer.args(["-max_len=2048", "-timeout=10"]).arg(format!("-dict=fuzz/{tokens}.dict"));
    fuzzer.arg(format!("-artifact_prefix={}/{target}-", findings().display()));
    fuzzer.arg(corpus).arg(kept(target));
    Ok(fuzzer)
}

/// Adds to the kept inputs what reaches something new.
fn merge(target: &str) -> Result<Command> {
    fs::create_dir_all(kept(target))?;
    let mut fuzzer = workspace::command(binary(target)?);
    fuzzer.arg("-merge=1").arg(kept(target)).arg(folder().join("corpora").join(target));
    Ok(fuzzer)
}

fn kept(target: &str) -> PathBuf {
    workspace::root().join(CORPORA).join(target)
}

fn binary(target: &str) -> Result<PathBuf> {
    Ok(folder().join(host()?).join("release").join(target))
}

fn findings() -> PathBuf {
    folder().join("findings")
}

fn folder() -> PathBuf {
    workspace::target().join("fuzz")
}

/// The platform that the compiler compiles for unless told otherwise.
fn host() -> Result<String> {
    let rustc = workspace::command("rustc").args(["--print", "host-tuple"]).output()?;
    Ok(String::from_utf8(rustc.stdout)?.trim().to_owned())
}
