use std::fs;

use anyhow::Result;
use serde_json::{Value, json};

use crate::Arguments;
use crate::corpus::Corpus;
use crate::routes::{FROM_JSON, IS_VALID, JSONSCHEMA, Route, TYPED};
use crate::timing::Times;
use crate::verdicts::Verdicts;

/// How many times as fast as a peer the first route must be.
const BARS: [Bar; 3] = [
    Bar { ours: IS_VALID, peer: JSONSCHEMA, least: Some(3.0) },
    Bar { ours: IS_VALID, peer: TYPED, least: Some(1.0) },
    Bar { ours: FROM_JSON, peer: TYPED, least: None },
];

struct Bar {
    ours: &'static str,
    peer: &'static str,
    least: Option<f64>,
}

/// Everything known of one corpus.
pub(crate) struct Measured {
    corpus: Corpus,
    rows: Vec<Row>,
}

struct Row {
    name: &'static str,
    why: &'static str,
    verdicts: Verdicts,
    times: Times,
}

impl Measured {
    pub(crate) fn new(corpus: Corpus, routes: &[Route], verdicts: Vec<Verdicts>, times: Vec<Times>) -> Self {
        let rows = routes.iter().zip(verdicts).zip(times);
        let rows =
            rows.map(|((route, verdicts), times)| Row { name: route.name, why: route.why, verdicts, times });
        Self { corpus, rows: rows.collect() }
    }

    pub(crate) fn print(&self) {
        let megabytes = self.corpus.bytes() as f64 / 1e6;
        println!("\n{}: {} payloads, {megabytes:.1} MB", self.corpus.name, self.corpus.len());
        println!(
            "  {:<32}{:>10}{:>10}{:>10}{:>10}{:>10}",
            "", "accepted", "refused", "MB/s", "ns/event", "median"
        );
        for row in &self.rows {
            let Verdicts { accepted, refused, .. } = row.verdicts;
            let rate = megabytes / row.times.quiet.as_secs_f64();
            println!(
                "  {:<32}{accepted:>10}{refused:>10}{rate:>10.0}{:>10.0}{:>10.0}",
                row.name,
                self.nanoseconds(row.times.quiet),
                self.nanoseconds(row.times.median),
            );
        }
        for Row { name, why, verdicts, .. } in self.rows.iter().filter(|row| row.verdicts.missed > 0) {
            println!("  {name} lets {} faults pass: {why}.", verdicts.missed);
        }
        for bar in &BARS {
            let ratio = self.ratio(bar);
            let verdict = match bar.least {
                Some(least) => {
                    format!(", at least {least}: {}", if ratio >= least { "pass" } else { "short" })
                }
                None => String::new(),
            };
            println!("  {} is {ratio:.2} times as fast as {}{verdict}", bar.ours, bar.peer);
        }
    }

    pub(crate) fn reached_bars(&self) -> bool {
        BARS.iter().all(|bar| bar.least.is_none_or(|least| self.ratio(bar) >= least))
    }

    fn ratio(&self, bar: &Bar) -> f64 {
        let quiet = |name| {
            let row = self.rows.iter().find(|row| row.name == name);
            row.map_or(f64::NAN, |row| row.times.quiet.as_secs_f64())
        };
        quiet(bar.peer) / quiet(bar.ours)
    }

    fn nanoseconds(&self, time: std::time::Duration) -> f64 {
        time.as_secs_f64() * 1e9 / self.corpus.len() as f64
    }

    fn to_json(&self) -> Value {
        let rows = self.rows.iter().map(|row| {
            json!({
                "route": row.name,
                "accepted": row.verdicts.accepted,
                "refused": row.verdicts.refused,
                "missed": row.verdicts.missed,
                "quiet_ns_per_event": self.nanoseconds(row.times.quiet),
                "median_ns_per_event": self.nanoseconds(row.times.median),
            })
        });
        let bars = BARS.iter().map(|bar| {
            json!({ "route": bar.ours, "peer": bar.peer, "ratio": self.ratio(bar), "least": bar.least })
        });
        json!({
            "corpus": self.corpus.name,
            "payloads": self.corpus.len(),
            "bytes": self.corpus.bytes(),
            "rows": rows.collect::<Value>(),
            "bars": bars.collect::<Value>(),
        })
    }
}

/// Writes the numbers for machines to read.
pub(crate) fn write_json(all: &[Measured], arguments: &Arguments) -> Result<()> {
    let report = json!({
        "seed": arguments.seed,
        "repetitions": arguments.repetitions,
        "corpora": all.iter().map(Measured::to_json).collect::<Value>(),
    });
    if let Some(folder) = arguments.json.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&arguments.json, format!("{report:#}\n"))?;
    println!("\nwritten to {}", arguments.json.display());
    Ok(())
}
