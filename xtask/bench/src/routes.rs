//! The ways from bytes to a verdict.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use anyhow::{Context, Result};
use isymphony_events::event_schema::sample::FaultKind::{
    self, AboveMaximum, BelowMinimum, BeyondFloat, InvalidUtf8, LoneSurrogate, RepeatedProperty, TooDeep,
};
use isymphony_events::event_schema::{Validator, from_json};
use isymphony_events::{Hangup, IsymphonyEvent};
use serde_json::Value;

/// From the bytes of one payload to a verdict.
type Accepts = dyn Fn(&[u8]) -> bool;

/// A way to verdicts, by name.
pub(crate) struct Route {
    pub(crate) name: &'static str,
    pub(crate) accepts: Box<Accepts>,
    /// Faults that it may let pass, and why it does.
    pub(crate) blind: &'static [FaultKind],
    pub(crate) why: &'static str,
}

pub(crate) const IS_VALID: &str = "event-schema: is_valid";
pub(crate) const VALIDATE: &str = "event-schema: validate";
pub(crate) const FROM_JSON: &str = "event-schema: from_json";
pub(crate) const JSONSCHEMA: &str = "serde_json::Value + jsonschema";
pub(crate) const TYPED: &str = "serde_json into the type";

macro_rules! routes {
    ($event:ident, $schema:expr) => {{
        let verdict = Validator::<$event<'static>>::new();
        let validate = verdict.clone();
        let jsonschema = $schema;
        vec![
            ours(IS_VALID, move |payload| verdict.is_valid(payload)),
            ours(VALIDATE, move |payload| black_box(validate.validate(payload)).is_ok()),
            ours(FROM_JSON, |payload| black_box(from_json::<$event<'_>>(payload)).is_ok()),
            Route {
                name: JSONSCHEMA,
                accepts: Box::new(move |payload| {
                    serde_json::from_slice::<Value>(payload).is_ok_and(|value| jsonschema.is_valid(&value))
                }),
                blind: &[RepeatedProperty],
                why: "a Value keeps only the last of two properties with one name",
            },
            Route {
                name: TYPED,
                accepts: Box::new(|payload| black_box(serde_json::from_slice::<$event<'_>>(payload)).is_ok()),
                blind: &[BelowMinimum, AboveMaximum, InvalidUtf8, LoneSurrogate, BeyondFloat, TooDeep],
                why: "a Rust type knows no bounds narrower than its own; values that are skipped are not looked into",
            },
        ]
    }};
}

/// For the whole catalogue.
pub(crate) fn union(schemas: &Path) -> Result<Vec<Route>> {
    Ok(routes!(IsymphonyEvent, load(&schemas.join("v1/event.schema.json"))?))
}

/// For the one event.
pub(crate) fn hangup(schemas: &Path) -> Result<Vec<Route>> {
    Ok(routes!(Hangup, load(&schemas.join("v1/hangup.schema.json"))?))
}

fn ours(name: &'static str, accepts: impl Fn(&[u8]) -> bool + 'static) -> Route {
    Route { name, accepts: Box::new(accepts), blind: &[], why: "" }
}

fn load(path: &Path) -> Result<jsonschema::Validator> {
    let text = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let schema: Value = serde_json::from_slice(&text)?;
    jsonschema::validator_for(&schema).with_context(|| format!("cannot load {}", path.display()))
}
