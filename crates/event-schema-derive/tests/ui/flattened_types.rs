use std::collections::{BTreeMap, HashMap};

use event_schema::{Event, Schema};

#[derive(Schema)]
struct Itself {
    #[serde(flatten)]
    itself: Box<Self>,
    #[serde(flatten)]
    again: Box<Itself>,
}

#[derive(Schema)]
struct Group {}

#[derive(Event)]
#[event(name = "tick")]
struct Tick {
    #[serde(flatten)]
    boxed: Box<Group>,
    #[serde(flatten)]
    option: Option<Group>,
    #[serde(flatten)]
    hash: HashMap<String, u8>,
    #[serde(flatten)]
    tree: BTreeMap<String, u8>,
}

fn main() {}
