//! The one test command.

mod apis;
mod count;
mod languages;
mod packages;
mod report;
mod site;
mod stream;
mod suites;
pub(crate) mod tools;

use std::env;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::{Args, ValueEnum};
use event_schema_publish::Language;

use self::report::{Line, Outcome};
use self::suites::Suite;

#[derive(Args)]
pub(crate) struct Arguments {
    /// Give the tests that scale their full size: more cases, larger files.
    #[arg(long)]
    long: bool,

    /// In the suite of packages, these languages only.
    #[arg(long = "language", value_name = "LANGUAGE", value_parser = languages::language)]
    languages: Vec<Language>,

    /// What to run; everything if nothing is named.
    #[arg(value_name = "SUITE")]
    suites: Vec<Suite>,
}

/// How the suites are to run.
#[derive(Clone, Copy)]
struct Run<'a> {
    /// On a build machine nothing may be skipped and the lock files hold.
    ci: bool,
    long: bool,
    languages: &'a [Language],
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let run = Run { ci: is_ci(), long: arguments.long, languages: &arguments.languages };
    packages::print_lacking()?;
    let lines: Vec<Line> = Suite::value_variants()
        .iter()
        .filter(|suite| arguments.suites.is_empty() || arguments.suites.contains(suite))
        .map(|&suite| run_suite(suite, run))
        .collect();
    report::print(&lines, run.ci);
    let fine = |line: &Line| match line.outcome {
        Outcome::Ran(tally) => !run.ci || tally.skipped == 0,
        Outcome::Skipped(_) => !run.ci,
        Outcome::Failed(..) => false,
    };
    Ok(if lines.iter().all(fine) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn run_suite(suite: Suite, run: Run<'_>) -> Line {
    println!("\n== {}: {}", suite.name(), suite.about());
    let start = Instant::now();
    let outcome = suite.run(run).unwrap_or_else(|error| {
        println!("error: {error:#}");
        Outcome::failed(count::Tally::default(), format!("{error:#}"))
    });
    Line { suite, outcome, seconds: start.elapsed().as_secs_f64() }
}

fn is_ci() -> bool {
    env::var("CI").is_ok_and(|value| !matches!(value.as_str(), "" | "0" | "false"))
}
