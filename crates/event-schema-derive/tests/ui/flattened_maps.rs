use std::collections::BTreeMap;

use event_schema::{Event, Schema};

#[derive(Schema)]
struct Group {
    id: u8,
}

#[derive(Schema)]
struct Keeps {
    #[serde(flatten)]
    rest: BTreeMap<String, u8>,
}

#[derive(Schema)]
#[serde(deny_unknown_fields)]
struct Closed {
    #[serde(flatten)]
    rest: BTreeMap<String, u8>,
}

#[derive(Schema)]
struct Early {
    #[serde(flatten)]
    rest: BTreeMap<String, u8>,
    #[serde(flatten)]
    group: Group,
}

#[derive(Event)]
#[event(name = "two")]
struct Two {
    #[serde(flatten)]
    #[event(max_properties = 2)]
    one: BTreeMap<String, u8>,
    #[serde(flatten)]
    two: BTreeMap<String, u8>,
    #[serde(skip_deserializing)]
    made: u8,
}

#[derive(Event)]
#[event(name = "both")]
struct Both {
    #[serde(flatten)]
    keeps: Keeps,
    #[serde(flatten)]
    rest: BTreeMap<String, u8>,
}

#[derive(Schema)]
struct Renamed {
    #[serde(rename(serialize = "id"))]
    name: String,
    #[serde(rename(serialize = "it"), alias = "it")]
    that: String,
    #[serde(flatten)]
    rest: BTreeMap<String, u8>,
}

fn main() {}
