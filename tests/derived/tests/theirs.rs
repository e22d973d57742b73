//! Our types among those of `schemars`, and its types among ours.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use event_schema::document::schema_text;
use event_schema::sample::Sampler;
use event_schema::schemars::model;
use event_schema::{Event, Schema, agreement, from_json, is_valid, to_json, validate};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::{Deserialize, Serialize};

/// A tree whose leaves are of another type.
#[derive(Debug, Event)]
#[event(name = "grown", schemars)]
#[serde(rename_all = "camelCase")]
struct Grown<'a> {
    #[event(minimum = 1, maximum = 9)]
    the_height: u8,
    #[event(required)]
    root: Option<Node>,
    note: Cow<'a, str>,
}

#[derive(Debug, Clone, Schema, Serialize, Deserialize)]
#[event(schemars)]
struct Node {
    leaf: Leaf,
    #[event(max_items = 2)]
    children: Vec<Node>,
}

#[derive(Debug, Clone, Schema, Serialize, Deserialize)]
#[event(min_length = 1, pattern = "^[a-z ]*$")]
struct Leaf(String);

/// Another type of the same name.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename = "Leaf")]
#[allow(dead_code)]
struct TheirLeaf {
    size: u8,
}

/// One of their types, with ours in it.
#[derive(Debug, schemars::JsonSchema)]
#[allow(dead_code)]
struct Theirs {
    leaf: TheirLeaf,
    grown: Grown<'static>,
    nodes: Vec<Node>,
}

/// What `schemars` publishes of our types is what we validate.
#[test]
fn ours_say_the_same() {
    for settings in [SchemaSettings::draft2020_12(), SchemaSettings::draft07()] {
        let schema = settings.into_generator().into_root_schema_for::<Theirs>();
        let oracle = jsonschema::options().should_validate_formats(true).build(schema.as_value()).unwrap();
        let mut seen = [0; 2];
        let mut sampler = Sampler::new(Grown::MODEL, 7).invalid(0.5);
        for _ in 0..400 {
            let mut payload = Vec::new();
            sampler.next_payload(&mut payload);
            let Ok(grown) = serde_json::from_slice::<serde_json::Value>(&payload) else { continue };
            let payload = grown.to_string();
            let whole = serde_json::json!({"leaf": {"size": 1}, "grown": grown, "nodes": []});
            let valid = is_valid::<Grown<'_>>(payload.as_bytes());
            assert_eq!(oracle.is_valid(&whole), valid, "{payload}");
            seen[usize::from(valid)] += 1;
        }
        assert!(seen.iter().all(|count| *count > 50), "{seen:?}");
    }
}

#[test]
fn ours_and_theirs_of_one_name_stay_apart() {
    let schema = schemars::SchemaGenerator::default().into_root_schema_for::<Theirs>();
    let definitions = schema.as_value()["$defs"].as_object().unwrap();
    let names: BTreeSet<&str> = definitions.keys().map(String::as_str).collect();
    let of = |name: &str| format!("theirs.{name}");
    let (node, leaf) = (of("Node"), of("Leaf"));
    assert_eq!(names, BTreeSet::from(["Grown", "Leaf", "Node", &*node, &*leaf]));
    assert_eq!(definitions["Leaf"]["type"], "object");
    assert_eq!(definitions[&leaf]["minLength"], 1);
    assert_eq!(definitions[&node]["properties"]["leaf"]["$ref"], format!("#/$defs/{leaf}"));
}

mod fields {
    use super::*;

    /// What only `schemars` describes, of every kind.
    #[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Device {
        /// Its name.
        #[schemars(length(min = 1, max = 9))]
        the_name: String,
        #[schemars(range(min = 1, max = 9))]
        small: u32,
        wide: i64,
        ratio: f64,
        on: bool,
        letter: char,
        pair: (u8, Option<String>),
        fixed: [i16; 2],
        #[schemars(extend("uniqueItems" = true))]
        list: Vec<u8>,
        map: BTreeMap<String, u16>,
        #[schemars(regex(pattern = "^[a-z]+$"))]
        word: Option<String>,
        #[serde(default)]
        level: Level,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        parts: Vec<Device>,
        state: State,
        shape: Shape,
        adjacent: Option<Adjacent>,
        untagged: Untagged,
        closed: Closed,
        kept: Kept,
        id: Id,
    }

    #[derive(Debug, Clone, PartialEq, Default, JsonSchema, Serialize, Deserialize)]
    enum Level {
        #[default]
        Low,
        /// As high as it goes.
        High,
    }

    #[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
    enum State {
        Off,
        Dimmed(u8),
        Blinking { every: u16 },
    }

    #[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
    #[serde(tag = "kind")]
    enum Shape {
        Point,
        Circle { radius: u8 },
        Closed(Closed),
    }

    #[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
    #[serde(tag = "t", content = "c")]
    enum Adjacent {
        None,
        Some(Level),
    }

    #[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
    #[serde(untagged)]
    enum Untagged {
        Flag(bool),
        Text(String),
        Closed(Closed),
    }

    #[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
    struct Closed {
        only: Option<i8>,
    }

    #[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
    struct Kept {
        a: u8,
        #[serde(flatten)]
        others: BTreeMap<String, u8>,
    }

    #[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
    #[serde(transparent)]
    struct Id(#[schemars(length(equal = 3))] String);

    #[derive(Debug, Clone, PartialEq, Event)]
    #[event(name = "installed")]
    struct Installed {
        #[event(schemars)]
        device: Device,
        #[event(schemars)]
        perhaps: Option<Closed>,
        #[event(schemars)]
        #[serde(default)]
        ids: Vec<Id>,
        nested: Nested,
    }

    #[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
    struct Nested {
        #[event(schemars)]
        closed: Closed,
        #[event(schemars)]
        number: Id,
    }

    #[test]
    fn theirs_agree() {
        let report = agreement!(Installed).cases(100).systematic(200).run();
        assert_eq!(report.unbroken().collect::<Vec<_>>(), [], "{report}");
    }

    #[test]
    fn each_part_agrees() {
        macro_rules! parts {
            ($($name:ident),*) => {$({
                #[derive(Debug, Clone, PartialEq, Event)]
                #[event(name = "part")]
                struct Part {
                    #[event(schemars)]
                    part: $name,
                    #[event(schemars)]
                    optional: Option<$name>,
                }
                agreement!(Part).cases(100).run();
            })*};
        }
        parts!(Level, State, Shape, Adjacent, Untagged, Closed, Kept, Id);
    }

    #[test]
    fn whole_numbers_are_read_however_they_are_spelled() {
        let read = |text: &str| {
            let payload = format!(r#"{{"closed":{{"only":{text}}},"number":"abc"}}"#);
            from_json::<Nested>(payload.as_bytes()).map(|nested| nested.closed.only)
        };
        assert_eq!(read("1.0"), Ok(Some(1)));
        assert_eq!(read("-1.2e1"), Ok(Some(-12)));
        assert_eq!(read("null"), Ok(None));
        assert_eq!(read("1.5").unwrap_err().first().code.as_str(), "type");
        assert_eq!(read("128").unwrap_err().first().code.as_str(), "maximum");
    }

    /// `schemars` knows no bounds of keys that are numbers; serde does.
    #[test]
    fn what_serde_refuses_all_the_same_is_refused_when_it_is_decoded() {
        #[derive(Debug, PartialEq, Event)]
        #[event(name = "numbered")]
        struct Numbered {
            #[event(schemars)]
            flags: BTreeMap<u8, bool>,
        }
        let payload = br#"{"type":"numbered","flags":{"256":true}}"#;
        assert!(
            is_valid::<Numbered>(payload)
                && !is_valid::<Numbered>(br#"{"type":"numbered","flags":{"x":true}}"#)
        );
        let errors = from_json::<Numbered>(payload).unwrap_err();
        assert_eq!(errors.first().code.as_str(), "decode");
        assert!(from_json::<Numbered>(br#"{"type":"numbered","flags":{"255":true}}"#).is_ok());
    }

    #[test]
    fn theirs_are_published_with_their_names() {
        let text = schema_text::<Installed>().unwrap();
        for name in ["Device", "Level", "Closed"] {
            assert!(text.contains(&format!(r#""{name}": {{"#)), "{name} in {text}");
        }
        assert!(text.contains("As high as it goes."), "{text}");
        assert!(text.contains("Its name."), "{text}");
        assert!(text.contains(r#""maximum": 9"#), "{text}");
    }

    #[test]
    fn what_breaks_their_rules_is_not_encoded() {
        #[derive(Event)]
        #[event(name = "it")]
        struct It {
            nested: Nested,
        }
        let nested = Nested { closed: Closed { only: None }, number: Id("ab".to_owned()) };
        let refused = to_json(&It { nested }).unwrap_err().to_string();
        assert!(refused.starts_with("/nested/number: "), "{refused}");
    }

    #[test]
    fn what_has_no_counterpart_is_named_with_its_place() {
        #[derive(JsonSchema)]
        #[schemars(extend("not" = {"required": ["a"]}))]
        #[allow(dead_code)]
        struct Negated {
            b: u8,
        }

        #[derive(JsonSchema)]
        #[allow(dead_code)]
        struct Holder {
            list: Vec<Negated>,
        }

        #[derive(JsonSchema)]
        #[schemars(rename = "Closed")]
        #[allow(dead_code)]
        struct Other {
            only: u8,
        }

        let refused = model::<Holder>().unwrap_err();
        assert_eq!(refused.pointer(), "/$defs/Negated");
        let message = refused.to_string();
        assert!(message.contains("`not` has no counterpart here, at /$defs/Negated; write"), "{message}");
        // What was refused is read anew.
        assert_eq!(model::<Holder>().unwrap_err(), refused);

        model::<Closed>().unwrap();
        let refused = model::<Other>().unwrap_err().to_string();
        assert!(refused.contains("another type is called `Closed` too"), "{refused}");
        let refused = model::<Option<Closed>>().unwrap_err().to_string();
        assert!(refused.contains("make it an `Option`"), "{refused}");
        assert!(std::ptr::eq(model::<Closed>().unwrap(), model::<Closed>().unwrap()));
    }

    /// A type whose schema is theirs is diagnosed as one of ours.
    #[test]
    fn errors_have_their_places() {
        let payload = br#"{"type":"part","device":{"theName":"","small":10}}"#;
        let errors = validate::<Installed>(payload).unwrap_err();
        let found: Vec<_> = errors.iter().map(|it| (it.code.as_str(), it.instance, it.schema)).collect();
        assert!(
            found.contains(&("minLength", "/device/theName", "/$defs/Device/properties/theName/minLength")),
            "{found:?}"
        );
    }
}
