use std::borrow::Cow;

use event_schema::model::{Basis, Bound, Integer, SampleHint, Shape};
use event_schema::{Event, Schema};
use serde::{Deserialize, Serialize};

use crate::{decode, names, object, property, refuse};

/// A call leg ended.
#[derive(Debug, Clone, PartialEq, Event)]
#[serde(rename = "HangUp", rename_all = "camelCase", deny_unknown_fields)]
#[event(
    name = "hangup",
    tag = "kind",
    emitted = "Sent at the end.",
    reserved("oldName", "olderName"),
    since = "3.2"
)]
struct Hangup<'a> {
    #[event(minimum = 0, maximum = 9_007_199_254_740_991, sample = epoch_millis)]
    time: i64,
    #[serde(rename = "core-server")]
    core_server_id: Cow<'a, str>,
    #[event(minimum = -1.5, maximum = 1e3, inferred)]
    ratio: f64,
    #[event(max_length = 3)]
    r#type: String,
    #[event(min_items = 1, max_items = 2)]
    tags: Vec<String>,
    place: Place,
    #[serde(skip)]
    seen: bool,
    #[serde(skip, default = "five")]
    count: u8,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Place {
    #[event(minimum = -90, maximum = 90)]
    latitude: f64,
}

fn five() -> u8 {
    5
}

const TEXT: &str = concat!(
    r#"{"kind":"hangup","time":7,"core-server":"a\"b","ratio":0.5,"type":"abc","tags":["x"],"#,
    r#""place":{"latitude":48.5}}"#
);

fn hangup() -> Hangup<'static> {
    Hangup {
        time: 7,
        core_server_id: Cow::Borrowed("a\"b"),
        ratio: 0.5,
        r#type: "abc".to_owned(),
        tags: vec!["x".to_owned()],
        place: Place { latitude: 48.5 },
        seen: false,
        count: 5,
    }
}

#[test]
fn the_model_tells_what_was_written() {
    let model = Hangup::MODEL;
    assert_eq!(model.path, "derive::objects::Hangup");
    assert_eq!(model.name, "HangUp");
    assert_eq!(model.docs.description, "A call leg ended.");
    assert_eq!(model.docs.since, Some("3.2"));
    assert_eq!(names(model), ["time", "core-server", "ratio", "type", "tags", "place"]);
    let object = object::<Hangup<'_>>();
    assert!(object.closed);
    assert_eq!(object.reserved, ["oldName", "olderName"]);
    let tag = object.tag.expect("it is an event");
    assert_eq!((tag.property, tag.value, tag.emitted), ("kind", "hangup", Some("Sent at the end.")));
    assert_eq!(Hangup::TAG, "kind");
    assert_eq!(hangup().tag(), "hangup");
}

#[test]
fn properties_tell_what_was_written() {
    let time = property::<Hangup<'_>>("time");
    assert_eq!(time.field, "time");
    assert_eq!(time.constraints.minimum, Some(Bound::Integer(Integer::from_i128(0))));
    assert_eq!(time.constraints.maximum, Some(Bound::Integer(Integer::from_i128(9_007_199_254_740_991))));
    assert_eq!(time.sample, Some(SampleHint::EpochMillis));
    assert_eq!(time.basis, Basis::Documented);
    let ratio = property::<Hangup<'_>>("ratio");
    assert_eq!(ratio.constraints.minimum, Some(Bound::Float(-1.5)));
    assert_eq!(ratio.constraints.maximum, Some(Bound::Float(1e3)));
    assert_eq!(ratio.basis, Basis::Inferred);
    assert!(matches!((ratio.value)().shape, Shape::Number));
    let raw = property::<Hangup<'_>>("type");
    assert_eq!((raw.field, raw.constraints.max_length), ("type", Some(3)));
    let tags = property::<Hangup<'_>>("tags");
    assert_eq!((tags.constraints.min_items, tags.constraints.max_items), (Some(1), Some(2)));
    assert_eq!((property::<Hangup<'_>>("place").value)().name, "Place");
}

#[test]
fn round_trip() {
    assert_eq!(event_schema::to_json(&hangup()).as_deref(), Ok(TEXT));
    assert_eq!(decode::<Hangup<'_>>(TEXT), hangup());
}

#[test]
fn any_order_is_read() {
    let text = r#"{"place":{"latitude":1},"tags":["x"],"type":"","ratio":1,"core-server":"","kind":"hangup","time":1}"#;
    assert_eq!(decode::<Hangup<'_>>(text).time, 1);
}

#[test]
fn other_objects_are_refused() {
    for (what, other) in [
        (r#""hangup""#, r#""linkEnd""#),
        (r#""kind":"hangup","#, ""),
        (r#""kind":"#, r#""kind":"hangup","kind":"#),
        (r#""time":7,"#, ""),
        (r#""time":7"#, r#""time":7,"unknown":1"#),
        (r#""time":7"#, r#""time":7,"time":7"#),
        (r#""latitude":48.5"#, ""),
        (r#""tags""#, r#""seen":true,"tags""#),
    ] {
        assert!(TEXT.contains(what));
        refuse::<Hangup<'_>>(&TEXT.replace(what, other));
    }
}

#[test]
fn nothing_is_encoded_that_the_schema_refuses() {
    let fault = |change: fn(&mut Hangup<'_>)| {
        let mut event = hangup();
        change(&mut event);
        event_schema::to_json(&event).expect_err("the value breaks a rule").to_string()
    };
    assert!(fault(|event| event.time = -1).starts_with("/time: "));
    assert!(fault(|event| event.ratio = f64::NAN).starts_with("/ratio: "));
    assert!(fault(|event| event.r#type = "ääää".to_owned()).starts_with("/type: "));
    assert!(fault(|event| event.tags.clear()).starts_with("/tags: "));
    assert!(fault(|event| event.place.latitude = 91.0).starts_with("/place/latitude: "));
}

/// No property but the tag.
#[derive(Debug, PartialEq, Event)]
#[event(name = "heartbeat")]
struct Heartbeat {}

#[test]
fn an_event_without_properties() {
    assert_eq!(decode::<Heartbeat>(r#"{"more":1,"type":"heartbeat"}"#), Heartbeat {});
    assert_eq!(event_schema::to_json(&Heartbeat {}).as_deref(), Ok(r#"{"type":"heartbeat"}"#));
    refuse::<Heartbeat>("{}");
}

#[derive(Debug, PartialEq, Event)]
#[event(name = "extremes")]
struct Extremes {
    #[event(minimum = -170_141_183_460_469_231_731_687_303_715_884_105_728)]
    least: i128,
    #[event(maximum = 340_282_366_920_938_463_463_374_607_431_768_211_455)]
    most: u128,
    #[event(minimum = -0.0)]
    zero: f64,
}

#[test]
fn bounds_are_exact() {
    let bound = |name| property::<Extremes>(name).constraints;
    assert_eq!(bound("least").minimum, Some(Bound::Integer(Integer::from_i128(i128::MIN))));
    assert_eq!(bound("most").maximum, Some(Bound::Integer(Integer::from_u128(u128::MAX))));
    let Some(Bound::Float(zero)) = bound("zero").minimum else { panic!("the bound is a float") };
    assert!(zero.is_sign_positive());
}

#[test]
fn strings_are_borrowed() {
    let text = r#"{"kind":"hangup","time":7,"core-server":"plain","ratio":1,"type":"","tags":["x"],"place":{"latitude":0}}"#;
    let ours: Hangup<'_> = event_schema::from_json(text.as_bytes()).expect("valid");
    let serde: Hangup<'_> = serde_json::from_str(text).expect("valid");
    assert!(matches!(ours.core_server_id, Cow::Borrowed("plain")));
    assert!(matches!(serde.core_server_id, Cow::Borrowed("plain")));
}
