//! Types that are read otherwise than they are written: names that differ, fields that are read or written only.

use event_schema::document::{Options, document};
use event_schema::model::Contract;
use event_schema::{Event, ModelValidator, Schema, agreement};
use serde::{Deserialize, Serialize};

/// How many random payloads each type is tried with; `EVENT_SCHEMA_CASES` asks for more.
const CASES: usize = 200;

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(rename_all(serialize = "camelCase", deserialize = "kebab-case"), deny_unknown_fields)]
struct Nested {
    first_name: String,
    #[serde(rename(serialize = "age"), alias = "years")]
    how_old: Option<u8>,
    #[serde(rename(deserialize = "in"))]
    place: Option<Box<Nested>>,
    /// Nobody is told.
    #[serde(skip_serializing)]
    password: String,
    #[serde(skip_deserializing)]
    computed: u32,
}

/// The old name is read, the new one is written.
#[derive(Debug, Clone, PartialEq, Schema)]
struct Group {
    #[serde(rename(deserialize = "old", serialize = "new"))]
    #[event(minimum = 3)]
    moved: i32,
    #[serde(skip_serializing, default)]
    only_read: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(rename_all(serialize = "UPPERCASE"))]
enum Level {
    Low,
    #[serde(rename(deserialize = "hi"), alias = "High")]
    High,
    #[serde(untagged)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(rename_all(deserialize = "snake_case"), rename_all_fields(serialize = "UPPERCASE"))]
enum Keyed {
    UnitOne,
    WithValue(Level),
    WithFields {
        some_name: u8,
        #[serde(skip_deserializing, default = "seven")]
        made: u8,
    },
}

const fn seven() -> u8 {
    7
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(tag = "is", rename_all(serialize = "lowercase"))]
enum Tagged {
    One,
    #[serde(alias = "deux", rename_all(deserialize = "camelCase"))]
    Two {
        a_field: bool,
    },
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(tag = "is", content = "of")]
enum Adjacent {
    #[serde(rename(serialize = "uno"))]
    One,
    #[serde(rename(serialize = "due"))]
    Two(u8, Keyed),
}

/// Two fields of one name, each in one direction.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "moved")]
struct Moved {
    #[serde(flatten)]
    group: Group,
    #[serde(rename = "version", skip_serializing)]
    read: String,
    #[serde(rename = "version", skip_deserializing)]
    written: u16,
    nested: Nested,
    level: Level,
    keyed: Vec<Keyed>,
    tagged: Option<Tagged>,
    adjacent: Adjacent,
}

#[test]
fn each_direction_agrees_with_its_own_documents() {
    assert!(Moved::MODEL.has_two_contracts());
    agreement!(Moved).cases(CASES).run();
}

#[test]
fn a_list_of_them_agrees() {
    #[derive(Debug, Clone, PartialEq, Event)]
    #[event(name = "levels")]
    struct Levels {
        levels: Vec<Level>,
    }
    agreement!(Levels).cases(CASES).run();
}

#[test]
fn what_is_written_is_another_contract_than_what_is_read() {
    let payload = br#"{"type":"moved","old":3,"only_read":true,"version":"1","nested":{"first-name":"a","years":5,"password":"p"},"level":"hi","keyed":["unit_one",{"with_fields":{"some_name":1}}],"adjacent":{"is":"One"}}"#;
    let event: Moved = event_schema::from_json(payload).unwrap();
    assert_eq!((event.written, event.nested.computed, event.group.only_read), (0, 0, Some(true)));
    let written = event_schema::to_json(&event).unwrap();
    assert_eq!(
        written,
        r#"{"type":"moved","new":3,"version":0,"nested":{"firstName":"a","age":5,"place":null,"computed":0},"level":"HIGH","keyed":["UnitOne",{"WithFields":{"SOME_NAME":1,"MADE":7}}],"tagged":null,"adjacent":{"is":"uno"}}"#
    );
    assert!(!event_schema::is_valid::<Moved>(written.as_bytes()));
    let validator = ModelValidator::new(Moved::MODEL).contract(Contract::Serialize);
    assert_eq!(validator.validate(written.as_bytes()).map(drop), Ok(()));
    let errors = validator.validate(payload).unwrap_err();
    let found: Vec<_> = errors.iter().map(|error| (error.code.as_str(), &*error.instance)).collect();
    assert!(
        found.contains(&("required", "")) && found.contains(&("additionalProperties", "/nested")),
        "{found:?}"
    );
}

#[test]
fn both_are_published() {
    let text =
        |contract| document(Level::MODEL, &Options { contract, ..Options::default() }).unwrap().to_compact();
    assert!(
        text(Contract::Deserialize).contains(r#"["Low","hi","High"]"#),
        "{}",
        text(Contract::Deserialize)
    );
    assert!(text(Contract::Serialize).contains(r#"["LOW","HIGH"]"#), "{}", text(Contract::Serialize));
}
