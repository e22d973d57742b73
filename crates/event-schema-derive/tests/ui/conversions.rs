use event_schema::{Event, Schema};

#[derive(Schema)]
#[serde(from = "String")]
struct ReadOnly(u8);

#[derive(Schema)]
#[serde(into = "String")]
struct WrittenOnly(u8);

#[derive(Schema)]
#[serde(from = "u8", into = "String")]
struct Other(u8);

#[derive(Schema)]
#[serde(from = "String", try_from = "String", into = "String")]
struct Both(u8);

#[derive(Schema)]
#[serde(from = "String", into = "String")]
#[event(minimum = 1)]
struct Fields<'a> {
    #[serde(rename = "b")]
    a: &'a str,
}

#[derive(Event)]
#[event(name = "tick")]
#[serde(from = "String", into = "String")]
struct Tick {
    a: u8,
}

#[derive(Schema)]
#[event(schema = "String")]
#[serde(from = "String", into = "String")]
struct Twice(u8);

fn main() {}
