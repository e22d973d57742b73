use std::collections::BTreeMap;

use event_schema::{Event, Schema};
use serde::{Deserialize, Serialize};

#[derive(Event)]
#[event(name = "tick")]
struct Tick {
    #[serde(default)]
    #[event(minimum = 1, multiple_of = 3)]
    number: i32,
    #[serde(default)]
    #[event(min_length = 1, starts_with = "x")]
    text: String,
    #[serde(default)]
    #[event(one_of("a", "b"))]
    listed: String,
    #[serde(default)]
    #[event(constant = true)]
    flag: bool,
    #[serde(default)]
    #[event(min_items = 2)]
    items: Vec<u8>,
}

#[derive(Schema, Serialize, Deserialize)]
struct Nested {
    #[serde(default)]
    #[event(min_properties = 1)]
    map: BTreeMap<String, u8>,
    /// None of these says anything wrong.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[event(min_length = 1)]
    left_out: String,
    #[serde(default)]
    #[event(minimum = 1)]
    optional: Option<u8>,
    #[serde(default)]
    #[event(one_of(0.0, 1))]
    zero: f64,
}

fn main() {}
