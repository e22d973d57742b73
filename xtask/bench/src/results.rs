//! What was measured, for machines to read.

use std::time::Duration;

use bench_corpora::{Corpus, Fault};
use serde_json::{Value, json};

use crate::experiment::Bar;
use crate::route::Route;
use crate::timing::Times;
use crate::verdicts::Verdicts;

/// One corpus with its rows and bars.
pub(crate) fn of(
    corpus: &Corpus,
    routes: &[Route],
    bars: &[Bar],
    verdicts: &[Verdicts],
    times: &[Times],
) -> Value {
    let rows = routes.iter().zip(verdicts).zip(times).map(|((route, verdicts), times)| {
        let missed = Fault::ALL.iter().zip(verdicts.missed).filter(|(_, count)| *count > 0);
        let missed: serde_json::Map<String, Value> =
            missed.map(|(fault, count)| (fault.as_str().into(), count.into())).collect();
        json!({
            "route": route.name,
            "kind": route.kind.as_str(),
            "accepted": verdicts.accepted,
            "refused": corpus.len() - verdicts.accepted,
            "missed": missed,
            "quiet_ns_per_event": nanoseconds(times.quiet, corpus),
            "median_ns_per_event": nanoseconds(times.median, corpus),
            "quiet_mb_per_s": rounded(corpus.bytes().len() as f64 / 1e6 / times.quiet.as_secs_f64(), 1.0),
        })
    });
    let quiet = |name: &str| {
        let at = routes.iter().position(|route| route.name == name);
        at.map_or(f64::NAN, |at| times[at].quiet.as_secs_f64())
    };
    let bars = bars.iter().map(|bar| {
        let ratio = rounded(quiet(bar.peer) / quiet(bar.ours), 100.0);
        json!({
            "route": bar.ours,
            "peer": bar.peer,
            "ratio": ratio,
            "least": bar.least,
            "pass": ratio >= bar.least,
        })
    });
    json!({
        "corpus": corpus.name,
        "about": corpus.about,
        "payloads": corpus.len(),
        "bytes": corpus.bytes().len(),
        "rows": rows.collect::<Value>(),
        "bars": bars.collect::<Value>(),
    })
}

/// What one payload took; a tenth is below the noise.
pub(crate) fn nanoseconds(time: Duration, corpus: &Corpus) -> f64 {
    rounded(time.as_secs_f64() * 1e9 / corpus.len() as f64, 10.0)
}

/// Rounded to a part of one.
pub(crate) fn rounded(number: f64, parts: f64) -> f64 {
    (number * parts).round() / parts
}
