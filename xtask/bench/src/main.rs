//! Bytes to verdict: this validator beside other routes, in one binary, over the same payloads.
//!
//! Every route first gives its verdict on every payload. A validator must agree with what was planted, or nothing is
//! timed; of parsers and decoders it is counted what they let pass. Then the routes take turns, and the time is the
//! thread's own: what else the machine does matters little.

mod clock;
mod experiment;
mod growth;
mod ours;
mod peers;
mod plot;
mod results;
mod route;
mod timing;
mod verdicts;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use clap::Parser;
use serde_json::{Value, json};

use self::experiment::Experiment;

/// Measures bytes to verdict beside other routes.
#[derive(Parser)]
struct Arguments {
    /// The folder for results.json and the plots
    #[arg(long)]
    out: PathBuf,

    /// Payloads in each corpus of short events
    #[arg(long, default_value_t = 200_000)]
    payloads: usize,

    /// How often every route reads each corpus
    #[arg(long, default_value_t = 7)]
    repetitions: usize,

    /// Which corpora; all if none is named
    #[arg(value_name = "CORPUS")]
    corpora: Vec<String>,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    ensure!(arguments.payloads > 0 && arguments.repetitions > 0, "there is nothing to measure");
    for name in &arguments.corpora {
        ensure!(experiment::ALL.iter().any(|(known, _)| known == name), "there is no corpus {name}");
    }
    let mut corpora = Vec::new();
    for (name, make) in experiment::ALL {
        if arguments.corpora.is_empty() || arguments.corpora.iter().any(|wanted| wanted == name) {
            eprintln!("{name}");
            corpora.push(measure(make(arguments.payloads)?, arguments.repetitions)?);
        }
    }
    let mut growth = Vec::new();
    if arguments.corpora.is_empty() {
        eprintln!("growth");
        growth = growth::of_schemas(arguments.payloads, arguments.repetitions)?;
        growth.push(growth::of_payloads(arguments.payloads, arguments.repetitions)?);
    }
    let results = json!({ "repetitions": arguments.repetitions, "corpora": corpora, "growth": growth });
    fs::create_dir_all(&arguments.out)?;
    let path = arguments.out.join("results.json");
    fs::write(&path, format!("{results:#}\n")).with_context(|| format!("cannot write {}", path.display()))?;
    plot::draw(&results, &arguments.out)
}

fn measure(experiment: Experiment, repetitions: usize) -> Result<Value> {
    let Experiment { corpus, mut routes, bars } = experiment;
    let verdicts = verdicts::compare(&corpus, &mut routes)?;
    let times = timing::take_turns(&corpus, &mut routes, repetitions);
    Ok(results::of(&corpus, &routes, bars, &verdicts, &times))
}
