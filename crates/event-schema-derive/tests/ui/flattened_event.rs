use event_schema::{Event, Schema};

#[derive(Event)]
#[event(name = "tick")]
struct Tick {
    count: u8,
}

#[derive(Schema)]
#[serde(deny_unknown_fields)]
struct Closed {
    count: u8,
}

#[derive(Event)]
#[event(name = "tock")]
struct Tock {
    #[serde(flatten)]
    tick: Tick,
}

#[derive(Event)]
#[event(name = "tack")]
struct Tack {
    #[serde(flatten)]
    closed: Closed,
}

fn main() {}
