use std::borrow::Cow;

use event_schema::{Event, IntoOwned, Schema, UnknownEvent};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
struct Text<'a>(Cow<'a, str>);

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
enum State<'a> {
    Known,
    #[serde(untagged)]
    Other(Cow<'a, str>),
}

#[derive(Debug, Clone, PartialEq, Schema)]
struct Group<'a> {
    name: Option<Cow<'a, str>>,
}

/// What cannot be made owned, for it is not asked to be.
#[derive(Debug, Clone, PartialEq, Default)]
struct Opaque;

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "note")]
struct Note<'a, 'b: 'a>
where
    'a: 'a,
{
    text: Text<'a>,
    state: State<'b>,
    list: Vec<Text<'a>>,
    number: u8,
    #[serde(flatten)]
    group: Group<'b>,
    #[serde(skip)]
    opaque: Opaque,
}

#[derive(Debug, Clone, PartialEq, Event)]
enum Any<'x> {
    Note(Note<'x, 'x>),
    #[event(unknown)]
    Unknown(UnknownEvent<'x>),
}

#[derive(Debug, PartialEq, Event)]
#[event(name = "plain")]
struct Plain {
    text: String,
}

fn outlives<T: 'static>(value: T) -> T {
    value
}

#[test]
fn owned_values_outlive_their_payload() {
    let text = r#"{"type":"note","text":"a","state":"b","list":["c"],"number":1,"name":"d"}"#.to_owned();
    let (note, any, unknown) = {
        let payload = text.clone();
        let note: Note<'_, '_> = event_schema::from_json(payload.as_bytes()).expect("valid");
        let any: Any<'_> = event_schema::from_json(payload.as_bytes()).expect("valid");
        let other = r#"{"type":"other"}"#.to_owned();
        let unknown: Any<'_> = event_schema::from_json(other.as_bytes()).expect("valid");
        (outlives(note.into_owned()), outlives(any.into_owned()), outlives(unknown.into_owned()))
    };
    assert_eq!(event_schema::to_json(&note).as_ref(), Ok(&text));
    assert_eq!(event_schema::to_json(&any), Ok(text));
    assert_eq!(unknown.tag(), "other");
    assert_eq!(outlives(State::Known.into_owned()), State::Known);
}

#[test]
fn what_borrows_nothing_stays_as_it_is() {
    let plain = Plain { text: "a".to_owned() };
    assert_eq!(IntoOwned::into_owned(plain), Plain { text: "a".to_owned() });
}
