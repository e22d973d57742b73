use event_schema::{Event, Schema};

#[derive(Event)]
#[event(name = "tick")]
#[serde(renameall = "camelCase")]
struct Tick {
    #[serde(flaten, color)]
    count: i32,
}

#[derive(Schema)]
enum State {
    #[serde(untaged)]
    Idle,
}

fn main() {}
