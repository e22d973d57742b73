//! Types that are read otherwise than they are written: names that differ, fields that are read or written only.

use event_schema::document::{Options, document};
use event_schema::model::Contract;
use event_schema::{Event, ModelValidator, Schema, agreement};
use event_schema_derived_tests::share;
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
    let found: Vec<_> = errors.iter().map(|error| (error.code.as_str(), error.instance)).collect();
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

/// Variants that are read or written only, however variants are told apart.
macro_rules! one_way {
    ($($name:ident [$($attr:meta),*] { $($body:tt)* })*) => {$(
        mod $name {
            use super::*;

            #[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
            $(#[$attr])*
            enum Value { $($body)* }

            #[derive(Debug, Clone, PartialEq, Event)]
            #[event(name = "specimen")]
            struct Specimen {
                value: Value,
                list: Vec<Value>,
            }

            #[test]
            fn agrees() {
                assert!(Value::MODEL.has_two_contracts());
                agreement!(Specimen).cases(CASES).systematic(share(100)).run();
            }

            /// What is written only is valid in its own contract, and by its own documents; what is read only is never
            /// written.
            #[test]
            fn goes_one_way() {
                let specimen = |value| Specimen { value, list: Vec::new() };
                let text = event_schema::to_json(&specimen(written())).unwrap();
                assert_eq!(valid(Contract::Serialize, &text), [true, true], "{text}");
                assert_eq!(valid(Contract::Deserialize, &text), [false, false], "{text}");
                assert!(serde_json::from_str::<Specimen>(&text).is_err(), "{text}");
                let refused = event_schema::to_json(&specimen(read())).unwrap_err().to_string();
                assert!(refused.contains("/value"), "{refused}");
            }

            fn written() -> Value {
                Value::Written { a: 1 }
            }

            fn read() -> Value {
                Value::Read { b: 2 }
            }

            /// What our validator and the published document say.
            fn valid(contract: Contract, text: &str) -> [bool; 2] {
                let ours = ModelValidator::new(Specimen::MODEL).contract(contract).is_valid(text.as_bytes());
                let schema = document(Specimen::MODEL, &Options { contract, ..Options::default() }).unwrap();
                let schema = serde_json::from_str(&schema.to_pretty()).unwrap();
                [ours, jsonschema::is_valid(&schema, &serde_json::from_str(text).unwrap())]
            }
        }
    )*};
}

one_way! {
    external [] { One, #[serde(skip_serializing)] Read { b: u8 }, #[serde(skip_deserializing)] Written { a: u8 }, Two(bool) }
    internal [serde(tag = "is")] { #[serde(skip_deserializing)] Written { a: u8 }, One, #[serde(skip_serializing)] Read { b: u8 } }
    adjacent [serde(tag = "is", content = "of")] { #[serde(skip_serializing)] Read { b: u8 }, #[serde(skip_deserializing)] Written { a: u8 }, One }
    untagged [serde(untagged)] { One(u8), #[serde(skip_serializing)] Read { b: u8 }, #[serde(skip_deserializing)] Written { a: u8 } }
}

#[test]
fn values_of_a_list_go_one_way() {
    #[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
    enum Value {
        One,
        #[serde(skip_serializing, alias = "old")]
        Read,
        #[serde(skip_deserializing)]
        Written,
    }

    #[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
    struct Flattened {
        id: u8,
        #[serde(flatten)]
        value: Keyed,
    }

    #[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
    enum Keyed {
        One,
        #[serde(skip_serializing)]
        Read(u8),
        #[serde(skip_deserializing)]
        Written(u8),
    }

    #[derive(Debug, Clone, PartialEq, Event)]
    #[event(name = "listed")]
    struct Listed {
        value: Value,
        flattened: Flattened,
    }

    agreement!(Listed).cases(CASES).systematic(share(100)).run();
    let listed = |value, keyed| Listed { value, flattened: Flattened { id: 1, value: keyed } };
    assert_eq!(
        event_schema::to_json(&listed(Value::Written, Keyed::Written(3))).as_deref(),
        Ok(r#"{"type":"listed","value":"Written","flattened":{"id":1,"Written":3}}"#)
    );
    for refused in [listed(Value::Read, Keyed::One), listed(Value::One, Keyed::Read(1))] {
        assert!(event_schema::to_json(&refused).is_err(), "{refused:?}");
    }
    for (text, value) in [("old", Some(Value::Read)), ("Written", None)] {
        let text = format!(r#"{{"type":"listed","value":"{text}","flattened":{{"One":null,"id":1}}}}"#);
        assert_eq!(event_schema::from_json::<Listed>(text.as_bytes()).ok().map(|it| it.value), value);
    }
}
