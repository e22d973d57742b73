//! A corpus, the routes that read it, and what is expected of them.

use anyhow::Result;
use bench_corpora::{Corpus, Fault, Style};
use event_schema::Schema;
use event_schema_tests::webhooks::PushDelivery;
use isymphony_events::{Hangup, IsymphonyEvent};

use crate::ours::{self, ALL_ERRORS, FROM_JSON, IS_VALID, LINES, PORTABLE};
use crate::peers::types::{HangupAlone, Tagged};
use crate::peers::{
    self, JSONSCHEMA, JSONSCHEMA_ERRORS, MACRO, SERDE_TYPED, SONIC_LAZY, SONIC_TAGGED, SONIC_TYPED,
};
use crate::route::Route;

/// A corpus and who reads it.
pub(crate) struct Experiment {
    pub(crate) corpus: Corpus,
    pub(crate) routes: Vec<Route>,
    pub(crate) bars: &'static [Bar],
}

/// How many times as fast as a peer a route of ours must be.
pub(crate) struct Bar {
    pub(crate) ours: &'static str,
    pub(crate) peer: &'static str,
    pub(crate) least: f64,
}

const fn bar(ours: &'static str, peer: &'static str, least: f64) -> Bar {
    Bar { ours, peer, least }
}

/// Makes an experiment with so many payloads; a payload of the large catalogue counts as many.
pub(crate) type Make = fn(usize) -> Result<Experiment>;

/// By name, in the order they are measured.
pub(crate) const ALL: [(&str, Make); 10] = [
    ("mixed", mixed),
    ("well-behaved", |payloads| {
        hangups(Corpus::well_behaved(payloads), const { &[bar(LINES, SONIC_TYPED, 6.0)] })
    }),
    ("shuffled", |payloads| hangups(Corpus::shuffled(payloads), const { &[bar(LINES, SONIC_TYPED, 1.5)] })),
    ("spaced", |payloads| hangups(Corpus::spaced(payloads), const { &[bar(LINES, SONIC_TYPED, 3.0)] })),
    ("pretty", pretty),
    ("unicode", |payloads| hangups(Corpus::unicode(payloads), &[])),
    ("refused", |payloads| {
        refused(Corpus::refused(payloads), const { &[bar(ALL_ERRORS, JSONSCHEMA_ERRORS, 5.0)] })
    }),
    ("damaged", |payloads| refused(Corpus::damaged(payloads), &[])),
    ("stream", stream),
    ("push", push),
];

/// Everybody there is.
fn mixed(payloads: usize) -> Result<Experiment> {
    const BARS: &[Bar] = &[
        bar(LINES, JSONSCHEMA, 16.0),
        bar(LINES, MACRO, 14.0),
        bar(LINES, SONIC_TYPED, 4.2),
        bar(LINES, SONIC_LAZY, 2.8),
        bar(IS_VALID, SONIC_TYPED, 3.0),
        bar(FROM_JSON, SERDE_TYPED, 2.5),
        bar(FROM_JSON, SONIC_TYPED, 1.3),
        bar(PORTABLE, SONIC_TYPED, 2.0),
    ];
    let schema = peers::schema(Hangup::MODEL)?;
    let mut routes = vec![
        ours::lines::<Hangup<'static>>(),
        ours::is_valid::<Hangup<'static>>(),
        ours::portable::<Hangup<'static>>(),
        ours::from_json!(Hangup),
        peers::decoding!(SONIC_TYPED, sonic, HangupAlone<'_>),
        peers::decoding!(SERDE_TYPED, serde_json, HangupAlone<'_>),
        peers::decoding!("simd-json into the type", simd_json, HangupAlone<'_>),
        peers::compiled(bench_compiled::Hangup::is_valid),
        peers::jsonschema(&schema)?,
        peers::boon(&schema)?,
    ];
    routes.extend(peers::parsers());
    routes.extend(peers::limits());
    Ok(Experiment { corpus: Corpus::mixed(payloads), routes, bars: BARS })
}

/// Lines of hangups in another style.
fn hangups(corpus: Corpus, bars: &'static [Bar]) -> Result<Experiment> {
    let mut routes = vec![
        ours::lines::<Hangup<'static>>(),
        ours::is_valid::<Hangup<'static>>(),
        ours::from_json!(Hangup),
        peers::decoding!(SONIC_TYPED, sonic, HangupAlone<'_>),
        peers::compiled(bench_compiled::Hangup::is_valid),
    ];
    routes.extend(peers::limits());
    Ok(Experiment { corpus, routes, bars })
}

/// Payloads that are no lines.
fn pretty(payloads: usize) -> Result<Experiment> {
    let routes = vec![
        ours::is_valid::<Hangup<'static>>(),
        ours::from_json!(Hangup),
        peers::decoding!(SONIC_TYPED, sonic, HangupAlone<'_>),
        peers::compiled(bench_compiled::Hangup::is_valid),
    ];
    Ok(Experiment {
        corpus: Corpus::pretty(payloads),
        routes,
        bars: const { &[bar(IS_VALID, SONIC_TYPED, 1.5)] },
    })
}

/// Every payload is broken, and everything wrong with it is wanted.
fn refused(corpus: Corpus, bars: &'static [Bar]) -> Result<Experiment> {
    let schema = peers::schema(Hangup::MODEL)?;
    let routes = vec![
        ours::all_errors::<Hangup<'static>>(),
        ours::lines::<Hangup<'static>>(),
        peers::jsonschema_errors(&schema)?,
    ];
    Ok(Experiment { corpus, routes, bars })
}

/// All events through the union.
fn stream(payloads: usize) -> Result<Experiment> {
    let schema = peers::schema(IsymphonyEvent::MODEL)?;
    let mut routes = vec![
        ours::lines::<IsymphonyEvent<'static>>(),
        ours::is_valid::<IsymphonyEvent<'static>>(),
        ours::from_json!(IsymphonyEvent),
        peers::decoding!(SONIC_TAGGED, sonic, Tagged<'_>),
        peers::sonic_by_tag(),
        peers::decoding!("serde_json into the tagged enum", serde_json, Tagged<'_>),
        peers::compiled(bench_compiled::IsymphonyEvent::is_valid),
        peers::jsonschema(&schema)?,
    ];
    routes.extend(peers::limits());
    Ok(Experiment {
        corpus: Corpus::stream(payloads),
        routes,
        bars: const { &[bar(LINES, SONIC_TAGGED, 4.0)] },
    })
}

/// A payload of the large catalogue is as long as so many hangups.
const HANGUPS_A_PUSH: usize = 40;

/// A nested event with many arrays, formats and patterns.
fn push(payloads: usize) -> Result<Experiment> {
    const FAULTS: &[Fault] = &[Fault::MissingProperty, Fault::WrongType, Fault::Truncated, Fault::BrokenRule];
    let style = Style { items: (0, 6), faults: FAULTS, ..Style::MIXED };
    let about =
        "deliveries of GitHub's push webhook: nested commits, arrays, formats and patterns, else as mixed";
    let corpus = Corpus::of("push", about, PushDelivery::MODEL, &style, payloads / HANGUPS_A_PUSH);
    let schema = peers::schema(PushDelivery::MODEL)?;
    let mut routes = vec![
        ours::lines::<PushDelivery<'static>>(),
        ours::is_valid::<PushDelivery<'static>>(),
        ours::from_json!(PushDelivery),
        peers::decoding!(SONIC_TYPED, sonic, PushDelivery<'_>),
        peers::compiled(bench_compiled::Push::is_valid),
        peers::jsonschema(&schema)?,
    ];
    routes.extend(peers::limits());
    Ok(Experiment { corpus, routes, bars: const { &[bar(LINES, MACRO, 8.0)] } })
}
