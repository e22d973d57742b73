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
    option: Option<Group>,
    #[serde(flatten)]
    hash: HashMap<String, u8>,
    #[serde(flatten)]
    tree: BTreeMap<String, u8>,
}

#[derive(Schema)]
#[serde(default, deny_unknown_fields)]
struct Twice<T> {
    #[serde(flatten, default)]
    option: Option<Group>,
    #[serde(flatten)]
    #[event(variants)]
    kind: Kind,
    value: T,
    #[serde(flatten)]
    parameter: Option<T>,
}

#[derive(Schema)]
#[serde(tag = "kind")]
enum Kind {
    One {
        #[serde(flatten)]
        option: Option<Group>,
    },
    Two {
        #[event(variants)]
        field: u8,
    },
}

fn main() {}
