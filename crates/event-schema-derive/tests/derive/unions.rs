use std::borrow::Cow;

use event_schema::{Event, FromJson, Schema, UnknownEvent};
use serde::Deserialize;

use crate::{decode, refuse};

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "hangup")]
struct Hangup<'a> {
    id: Cow<'a, str>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "tick")]
struct Tick {
    #[event(minimum = 0)]
    count: i32,
}

/// Any event.
#[derive(Debug, Clone, PartialEq, Event)]
enum Any<'a> {
    /// Not part of the model: the event tells this.
    Hangup(Hangup<'a>),
    Tick(Tick),
    /// Anything else.
    #[event(unknown)]
    Unknown(UnknownEvent<'a>),
}

#[derive(Debug, PartialEq, Event)]
#[serde(rename = "KnownEvent")]
enum Known {
    Tick(Tick),
}

#[test]
fn the_model_is_a_table() {
    let union = Any::MODEL.as_union().expect("it is a union");
    assert_eq!(union.tag, "type");
    let variants: Vec<_> =
        union.variants.iter().map(|variant| (variant.name, variant.tag, (variant.model)().name)).collect();
    assert_eq!(variants, [("Hangup", "hangup", "Hangup"), ("Tick", "tick", "Tick")]);
    let unknown = union.unknown.expect("unknown events are kept");
    assert_eq!((unknown.name, unknown.docs.description), ("Unknown", "Anything else."));
    assert_eq!(Any::MODEL.docs.description, "Any event.");
    assert_eq!(Known::MODEL.name, "KnownEvent");
    assert!(Known::MODEL.as_union().is_some_and(|union| union.unknown.is_none()));
}

#[test]
fn known_events() {
    for text in [r#"{"type":"hangup","id":"x"}"#, r#"{"type":"tick","count":1}"#] {
        let event = decode::<Any<'_>>(text);
        assert_eq!(event_schema::to_json(&event).as_deref(), Ok(text));
        assert_eq!(serde_json::to_string(&event).expect("valid"), text);
        assert!(event.as_unknown().is_none());
    }
    assert_eq!(decode::<Any<'_>>(r#"{"id":"a\nb","type":"hangup"}"#).tag(), "hangup");
}

#[test]
fn unknown_events_are_kept() {
    let text = r#"{ "time": 1e0, "type": "dial" }"#;
    let event: Any<'_> = event_schema::from_json(text.as_bytes()).expect("unknown events are valid");
    assert_eq!(event.tag(), "dial");
    assert_eq!(event.as_unknown().map(|unknown| unknown.json().as_str()), Some(text));
    assert_eq!(event_schema::to_json(&event).as_deref(), Ok(text));
    let serde: Any<'_> = serde_json::from_str(text).expect("unknown events are valid");
    assert_eq!(serde.tag(), "dial");
}

#[test]
fn a_tag_is_needed_once() {
    for text in [r#"{"id":"x"}"#, r#"{"type":1}"#, r#"{"type":"hangup","id":"x","type":"hangup"}"#, "[]"] {
        refuse::<Any<'_>>(text);
    }
    refuse::<Known>(r#"{"type":"dial"}"#);
    refuse::<Any<'_>>(r#"{"type":"tick","count":"1"}"#);
}

#[test]
fn events_become_the_union() {
    let hangup = Hangup { id: "x".into() };
    assert_eq!(Any::from(hangup.clone()), Any::Hangup(hangup));
    assert_eq!(Any::from(Tick { count: 1 }), Any::Tick(Tick { count: 1 }));
    let unknown = UnknownEvent::new("type", r#"{"type":"dial"}"#).expect("valid");
    assert_eq!(Any::from(unknown.clone()), Any::Unknown(unknown));
}

#[test]
fn rules_hold_when_encoding() {
    assert!(event_schema::to_json(&Any::Tick(Tick { count: -1 })).is_err());
    assert!(Any::Tick(Tick { count: -1 }).conforms(&event_schema::model::Constraints::NONE).is_err());
}

#[derive(Debug, PartialEq, Event)]
#[event(name = "opened", tag = "event")]
struct Opened {}

#[derive(Debug, PartialEq, Event)]
#[event(tag = "event")]
enum Doors<'a> {
    Opened(Opened),
    #[event(unknown)]
    Unknown(UnknownEvent<'a>),
}

#[test]
fn the_tag_may_have_another_name() {
    fn read<'de, T: FromJson<'de> + Deserialize<'de> + PartialEq + std::fmt::Debug>(text: &'de str) -> T {
        decode(text)
    }
    assert_eq!(Doors::TAG, "event");
    assert_eq!(read::<Doors<'_>>(r#"{"event":"opened"}"#), Doors::Opened(Opened {}));
    assert_eq!(read::<Doors<'_>>(r#"{"event":"closed"}"#).tag(), "closed");
    refuse::<Doors<'_>>(r#"{"type":"opened"}"#);
}

/// Holds nothing borrowed, so it has no lifetime.
#[derive(Debug, Clone, PartialEq, Event)]
enum Owned {
    Tick(Tick),
    #[event(unknown)]
    Unknown(UnknownEvent<'static>),
}

#[test]
fn a_union_without_lifetimes_owns_unknown_events() {
    let text = r#"{"type":"dial","legs":2}"#;
    let event: Owned = event_schema::from_json(text.as_bytes()).expect("unknown events are valid");
    assert_eq!(event.as_unknown().map(|unknown| unknown.json().as_str()), Some(text));
    assert_eq!(serde_json::from_str::<Owned>(text).expect("valid").tag(), "dial");
}
