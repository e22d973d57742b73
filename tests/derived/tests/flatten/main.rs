//! Flattened maps: what is not declared is validated, kept and written again; also behind the pointers of a union. And
//! what else may be flattened.

mod alternatives;
mod events;
mod named;

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, DefaultHasher};

use event_schema::{Event, Profile, RawJson, Schema, Validator, agreement};
use event_schema_derived_tests::share;
use serde::{Deserialize, Serialize};

/// How many random payloads each type is tried with; `EVENT_SCHEMA_CASES` asks for more.
const CASES: usize = 200;

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Place {
    name: String,
    #[serde(default, alias = "level")]
    floor: Option<u8>,
    #[serde(flatten)]
    more: BTreeMap<String, Option<u16>>,
}

/// A group that keeps for whoever flattens it.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Common {
    id: u32,
    #[serde(flatten)]
    labels: HashMap<String, Label, BuildHasherDefault<DefaultHasher>>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[event(min_length = 1)]
struct Label(String);

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(tag = "is")]
enum Tagged {
    Empty,
    With {
        a: bool,
        #[serde(flatten)]
        more: BTreeMap<String, Vec<u8>>,
    },
    Common(Common),
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(untagged)]
enum Untagged {
    Strings {
        #[serde(flatten)]
        all: BTreeMap<String, String>,
    },
    Place(Place),
    Number(u8),
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Generic<T> {
    first: T,
    #[serde(flatten)]
    others: BTreeMap<String, T>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "keeping")]
struct Keeping {
    place: Place,
    places: Option<Vec<Place>>,
    tagged: Tagged,
    untagged: Untagged,
    generic: Generic<u8>,
    #[serde(flatten)]
    rest: BTreeMap<String, Option<Label>>,
    #[event(non_null)]
    behind: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "grouped")]
struct Grouped {
    #[serde(flatten)]
    common: Box<Common>,
    #[serde(alias = "old")]
    own: String,
}

/// Nothing is known of what is kept, but that it comes back as it was.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "anything")]
struct Anything<'a> {
    known: u8,
    #[serde(flatten, borrow)]
    rest: BTreeMap<String, RawJson<'a>>,
}

/// Large events stand behind a pointer.
#[derive(Debug, Clone, PartialEq, Event)]
enum Boxed<'a> {
    Keeping(Box<Keeping>),
    Grouped(Grouped),
    Anything(Box<Anything<'a>>),
}

#[test]
fn boxed_events_of_a_union_agree() {
    agreement!(Boxed<'_>).cases(CASES).systematic(share(100)).run();
    let event: Boxed<'_> = event_schema::from_json(br#"{"known":1,"type":"anything","more":[1]}"#).unwrap();
    assert!(matches!(&event, Boxed::Anything(anything) if anything.rest["more"].as_str() == "[1]"));
    assert_eq!(event.tag(), "anything");
}

#[test]
fn what_is_not_declared_is_kept() {
    agreement!(Keeping).cases(CASES).systematic(share(100)).run();
    agreement!(Grouped).cases(CASES).systematic(share(100)).run();
    agreement!(Anything<'_>).cases(CASES).systematic(share(100)).run();
}

#[test]
fn what_is_kept_stays_open_under_every_profile() {
    let payload = br#"{"type":"grouped","id":1,"own":"x","b":"2","a":"1"}"#;
    for profile in Profile::ALL {
        assert!(Validator::<Grouped>::new().profile(profile).is_valid(payload), "{profile}");
    }
    let event: Grouped = event_schema::from_json(payload).unwrap();
    assert_eq!(event.common.labels["a"], Label("1".into()));
    let errors =
        event_schema::validate::<Grouped>(br#"{"type":"grouped","id":1,"own":"x","b":""}"#).unwrap_err();
    let first = errors.first();
    assert_eq!((first.code.as_str(), first.instance), ("minLength", "/<1 characters>"));
}

#[test]
fn what_is_kept_cannot_stand_for_what_is_declared() {
    let mut event: Grouped = event_schema::from_json(br#"{"type":"grouped","id":1,"own":"x"}"#).unwrap();
    for name in ["own", "old", "id", "type"] {
        event.common.labels.clear();
        event.common.labels.insert(name.to_owned(), Label("x".into()));
        let refused = event_schema::to_json(&event).unwrap_err().to_string();
        assert!(refused.contains("not declared"), "{name}: {refused}");
    }
}
