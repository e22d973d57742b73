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

#[derive(Event)]
#[event(name = "unsaid")]
struct Unsaid<T> {
    #[serde(default = "function")]
    #[event(minimum = 1)]
    number: u8,
    #[serde(default)]
    #[event(items(minimum = 1))]
    array: [u8; 2],
    #[serde(default)]
    #[event(max_length = 1)]
    parameter: T,
    #[serde(default)]
    #[event(check = function)]
    checked: u8,
    #[serde(default, skip_serializing_if = "sometimes")]
    #[event(minimum = 1)]
    sometimes_left_out: u8,
    #[serde(default)]
    #[event(contains(minimum = 1))]
    list: Vec<u8>,
    #[serde(default = "function")]
    no_rules: u8,
}

#[derive(Event)]
#[event(name = "whole")]
#[serde(default)]
struct Whole {
    #[event(maximum = 1)]
    optional: Option<u8>,
    #[event(required, maximum = 1)]
    required: Option<u8>,
    no_rules: u8,
}

#[derive(Event)]
#[event(name = "said")]
#[serde(default = "function")]
struct Said<T> {
    #[event(minimum = 1, multiple_of = 2, default = 0)]
    number: u8,
    #[event(min_length = 1, default = 1)]
    text: String,
    #[event(maximum = 1, default = null)]
    null: u8,
    #[event(minimum = 1, default = "one")]
    parameter: T,
    #[event(min_items = 3, items(maximum = 1), unique_items, default = [2, 2.0])]
    list: Vec<u8>,
    #[event(keys(max_length = 1), values(minimum = 5), default = { "long": 1 })]
    map: BTreeMap<String, u8>,
    #[event(maximum = 1, default = ONE)]
    constant: u8,
    #[event(one_of("a", "b"), default = "c")]
    listed: String,
}

#[derive(Event)]
#[event(name = "required")]
struct Required {
    #[event(default = 1)]
    present: u8,
    #[serde(skip)]
    #[event(default = 1)]
    skipped: u8,
}

fn main() {}
