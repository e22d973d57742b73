//! What a verdict costs as the schema grows while the payloads stay, and as the payloads grow.

mod models;

use anyhow::Result;
use bench_corpora::{Corpus, Style};
use event_schema::model::Model;
use event_schema::{ModelValidator, Schema as _};
use event_schema_tests::webhooks::PushDelivery;
use serde_json::{Value, json};

use crate::results::{self, rounded};
use crate::route::{Kind, Route};
use crate::{ours, peers, timing, verdicts};

/// The least part of the smallest schema's rate that the largest one must keep: a schema a hundred times as large does
/// not stay in the nearest cache.
const FLAT: f64 = 0.85;

/// Each schema in turn, over the same payloads.
pub(crate) fn of_schemas(payloads: usize, repetitions: usize) -> Result<Vec<Value>> {
    Ok(vec![
        schema_grows(
            "properties",
            "declared properties; the payloads have ten of them",
            [10, 100, 1000].map(|size| (size, models::wide(size))),
            payloads,
            repetitions,
        )?,
        schema_grows(
            "events",
            "events in the union; eight of them occur",
            [8, 64, 250].map(|size| (size, models::union(size))),
            payloads,
            repetitions,
        )?,
    ])
}

fn schema_grows(
    name: &'static str,
    about: &'static str,
    schemas: [(usize, &'static Model); 3],
    payloads: usize,
    repetitions: usize,
) -> Result<Value> {
    let corpus = Corpus::of(name, about, schemas[0].1, &Style::WELL_BEHAVED, payloads);
    let mut routes = Vec::new();
    for (_, model) in schemas {
        let validator = ModelValidator::new(model);
        routes.push(Route::each(ours::IS_VALID, Kind::Validates, move |payload| validator.is_valid(payload)));
        routes.push(peers::jsonschema(&peers::schema(model)?)?);
    }
    verdicts::compare(&corpus, &mut routes)?;
    let times = timing::take_turns(&corpus, &mut routes, repetitions);
    let points = routes.iter().zip(&times).enumerate().map(|(at, (route, times))| {
        point(route, schemas[at / 2].0, results::nanoseconds(times.quiet, &corpus))
    });
    let kept = rounded(times[0].quiet.as_secs_f64() / times[4].quiet.as_secs_f64(), 100.0);
    Ok(json!({
        "name": name,
        "about": about,
        "points": points.collect::<Vec<_>>(),
        "kept": kept,
        "least": FLAT,
        "pass": kept >= FLAT,
    }))
}

/// Payloads from a few kilobytes on: deliveries of ever more commits, each of ever more files.
pub(crate) fn of_payloads(payloads: usize, repetitions: usize) -> Result<Value> {
    let mut points = Vec::new();
    for items in [0, 1, 2, 4, 8, 16] {
        let style = Style { items: (items, items), ..Style::WELL_BEHAVED };
        let count = payloads / (40 + 8 * items as usize * items as usize);
        let corpus = Corpus::of("bytes", "deliveries", PushDelivery::MODEL, &style, count.max(20));
        let mut routes = vec![
            ours::is_valid::<PushDelivery<'static>>(),
            peers::decoding!(peers::SONIC_TYPED, sonic, PushDelivery<'_>),
            peers::compiled(bench_compiled::Push::is_valid),
        ];
        verdicts::compare(&corpus, &mut routes)?;
        let times = timing::take_turns(&corpus, &mut routes, repetitions);
        let size = corpus.bytes().len() / corpus.len();
        let nanoseconds = times.iter().map(|times| results::nanoseconds(times.quiet, &corpus));
        points.extend(
            routes.iter().zip(nanoseconds).map(|(route, nanoseconds)| point(route, size, nanoseconds)),
        );
    }
    Ok(json!({ "name": "bytes", "about": "bytes in a payload", "points": points }))
}

fn point(route: &Route, size: usize, nanoseconds: f64) -> Value {
    json!({ "route": route.name, "size": size, "quiet_ns_per_event": nanoseconds })
}
