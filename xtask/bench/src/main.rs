//! Bytes to verdict: this validator beside other routes, in one binary, over the same lines.
//!
//! Every route first gives its verdict on every line. Where it differs from what the generator planted, the fault
//! must be one that the route is known not to see; otherwise nothing is timed. Then the routes take turns, and the
//! time is the thread's own: what else the machine does matters little.

mod clock;
mod corpus;
mod report;
mod routes;
mod timing;
mod verdicts;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, ensure};
use clap::Parser;

use self::corpus::Corpus;
use self::report::Measured;

/// Measures bytes to verdict beside other routes.
#[derive(Parser)]
struct Arguments {
    /// The folder of the published schemas.
    #[arg(long)]
    schemas: PathBuf,

    /// Where the numbers go for machines to read.
    #[arg(long)]
    json: PathBuf,

    /// Payloads in each corpus.
    #[arg(long, default_value_t = 200_000)]
    lines: usize,

    /// The seed of the corpora.
    #[arg(long, default_value_t = 42)]
    seed: u64,

    /// How often every route reads each corpus.
    #[arg(long, default_value_t = 7)]
    repetitions: usize,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether every bar was reached.
fn run(arguments: &Arguments) -> Result<bool> {
    ensure!(arguments.lines > 0 && arguments.repetitions > 0, "there is nothing to measure");
    let Arguments { schemas, lines, seed, repetitions, .. } = arguments;
    let mut all = Vec::new();
    for (corpus, routes) in [
        (Corpus::catalogue(*lines, *seed), routes::union(schemas)?),
        (Corpus::hangup(*lines, *seed), routes::hangup(schemas)?),
    ] {
        let verdicts = verdicts::compare(&corpus, &routes)?;
        let times = timing::take_turns(&corpus, &routes, *repetitions);
        let measured = Measured::new(corpus, &routes, verdicts, times);
        measured.print();
        all.push(measured);
    }
    report::write_json(&all, arguments)?;
    Ok(all.iter().all(Measured::reached_bars))
}
