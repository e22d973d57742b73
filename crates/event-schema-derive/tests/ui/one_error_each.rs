//! A mistake in one type is reported once, however often the type is used.

use std::borrow::Cow;

use event_schema::{Event, Schema, UnknownEvent};

#[derive(Schema)]
struct Group<'a> {
    #[event(minimum = 2, maximum = 1)]
    text: Cow<'a, u8>,
}

#[derive(Event)]
#[event(nam = "tick")]
struct Tick<'a> {
    #[serde(flatten)]
    group: Group<'a>,
    state: State,
    #[event(max_length = 3)]
    text: Text<'a>,
}

#[derive(Event)]
#[event(name = "tock")]
struct Tock<'a> {
    #[serde(flatten)]
    group: Group<'a>,
}

#[derive(Schema, serde::Serialize, serde::Deserialize)]
enum State {
    On,
    #[serde(rename_all = "camelCase")]
    Data(u8),
}

#[derive(Schema, serde::Serialize, serde::Deserialize)]
#[event(min_length = "1")]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

#[derive(Event)]
enum Any<'a> {
    Tick(Tick<'a>),
    Tock(Tock<'a>),
    #[event(unknown)]
    Unknown(UnknownEvent<'a>),
}

fn main() {
    let any: Any<'_> = event_schema::from_json(b"{}").unwrap();
    let _ = event_schema::to_json(&any.into_owned());
}
