use event_schema::{Event, Schema};

#[derive(Event)]
#[event(name = "tick")]
#[serde(tag = "type", default, try_from = "Other")]
struct Tick {
    #[serde(alias = "number", rename = "n")]
    count: i32,
    #[serde(with = "hex", skip_serializing)]
    bytes: Vec<u8>,
}

#[derive(Schema)]
#[serde(untagged)]
enum State {
    #[serde(alias = "lazy")]
    Idle,
    #[serde(other)]
    Other,
}

fn main() {}
