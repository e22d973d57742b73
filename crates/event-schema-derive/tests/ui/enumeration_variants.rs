use std::borrow::Cow;

use event_schema::Schema;

#[derive(Schema)]
enum Empty {}

#[derive(Schema)]
enum NotLast {
    #[serde(untagged)]
    Other(String),
    Known,
}

#[derive(Schema)]
enum Named<'a> {
    Known,
    #[serde(untagged, rename = "other")]
    Other(Cow<'a, str>),
}

#[derive(Schema)]
enum Other {
    Known,
    #[serde(other, rename_all = "camelCase")]
    Other,
}

#[derive(Schema)]
enum Attributes<'a> {
    Known,
    #[serde(untagged)]
    Other(#[event(min_length = 1)] Cow<'a, str>),
}

#[derive(Schema)]
enum Unknown {
    Known,
    #[event(unknown)]
    Unknown,
}

fn main() {}
