use std::borrow::Cow;

use event_schema::model::{Enumeration, Model, Shape};
use event_schema::{Event, Schema};
use serde::{Deserialize, Serialize};

use crate::{decode, refuse};

/// The colour.
#[derive(Debug, Clone, Copy, PartialEq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
enum Color {
    /// Like blood.
    #[event(since = "2.0")]
    Red,
    #[serde(rename = "verde")]
    Green,
    #[deprecated(note = "too dark")]
    NightBlue,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Status<'a> {
    Available,
    Away,
    #[serde(untagged)]
    Other(#[serde(borrow)] Cow<'a, str>),
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
enum Owned {
    Known,
    #[serde(untagged)]
    Else(String),
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "painted")]
struct Painted<'a> {
    color: Color,
    status: Status<'a>,
    owned: Option<Owned>,
}

fn enumeration(model: &Model) -> &Enumeration {
    let Shape::Enumeration(enumeration) = &model.shape else { panic!("the type is an enumeration") };
    enumeration
}

#[test]
fn the_model_lists_the_values() {
    let color = enumeration(Color::MODEL);
    assert!(!color.open);
    let values: Vec<_> = color.values.iter().map(|value| (value.variant, value.name)).collect();
    assert_eq!(values, [("Red", "RED"), ("Green", "verde"), ("NightBlue", "NIGHT-BLUE")]);
    assert_eq!(color.values[0].docs.description, "Like blood.");
    assert_eq!(color.values[0].docs.since, Some("2.0"));
    assert_eq!(color.values[2].docs.deprecated, Some("too dark"));
    assert_eq!(Color::MODEL.docs.description, "The colour.");
    let status = enumeration(Status::MODEL);
    assert!(status.open);
    assert_eq!(status.values.len(), 2);
}

#[test]
fn round_trip() {
    let text = r#"{"type":"painted","color":"verde","status":"away","owned":"Known"}"#;
    let painted = decode::<Painted<'_>>(text);
    assert_eq!(painted, Painted { color: Color::Green, status: Status::Away, owned: Some(Owned::Known) });
    assert_eq!(event_schema::to_json(&painted).as_deref(), Ok(text));
    refuse::<Painted<'_>>(&text.replace("verde", "GREEN"));
}

#[test]
fn open_enumerations_keep_what_they_do_not_know() {
    let text = r#"{"type":"painted","color":"RED","status":"xa","owned":"x\ny"}"#;
    let painted = decode::<Painted<'_>>(text);
    assert_eq!(painted.status, Status::Other("xa".into()));
    assert_eq!(painted.owned, Some(Owned::Else("x\ny".to_owned())));
    assert_eq!(event_schema::to_json(&painted).as_deref(), Ok(text));
    let ours: Painted<'_> = event_schema::from_json(text.as_bytes()).expect("valid");
    assert!(matches!(ours.status, Status::Other(Cow::Borrowed("xa"))));
    refuse::<Painted<'_>>(&text.replace("\"xa\"", "1"));
}
