//! The project's own chores. Thin: what other workspaces need too lives in the crates.

mod bench;
mod compare;
mod fuzz;
mod packages;
mod publish;
mod test;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

/// The project's own chores.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
enum Chore {
    /// Run every check there is, or the named suites, and print a table of what ran.
    Test(test::Arguments),
    /// Write the schemas and packages of the iSymphony events to `schemas/`.
    Publish(publish::Arguments),
    /// Measure bytes to verdict beside other routes.
    Bench(bench::Arguments),
    /// Measure what other generators make of the published union, and write docs/generators.md.
    CompareGenerators,
    /// Look for inputs that break what must hold, guided by coverage.
    Fuzz(fuzz::Arguments),
}

fn main() -> ExitCode {
    let result = match Chore::parse() {
        Chore::Test(arguments) => test::run(&arguments),
        Chore::Publish(arguments) => publish::run(&arguments),
        Chore::Bench(arguments) => bench::run(&arguments),
        Chore::CompareGenerators => compare::run(),
        Chore::Fuzz(arguments) => fuzz::run(&arguments),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}
