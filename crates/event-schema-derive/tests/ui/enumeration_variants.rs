use std::borrow::Cow;

use event_schema::Schema;

#[derive(Schema)]
enum Data {
    Unit,
    Text(String),
    Named { text: String },
}

#[derive(Schema)]
enum Empty {}

#[derive(Schema)]
enum NotLast {
    #[serde(untagged)]
    Other(String),
    Known,
}

#[derive(Schema)]
enum NoString<'a> {
    Known,
    #[serde(untagged, rename = "other")]
    Other(&'a [u8]),
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
