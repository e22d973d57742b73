use event_schema::{Event, Schema};

#[derive(Schema)]
struct Group {
    id: u8,
}

#[derive(Event)]
#[event(name = "tick")]
struct Tick {
    id: u8,
    #[serde(flatten)]
    group: Group,
}

#[derive(Event)]
#[event(name = "tock", tag = "id")]
struct Tock {
    #[serde(flatten)]
    group: Group,
}

#[derive(Event)]
#[event(name = "tack")]
struct Tack {
    #[serde(flatten)]
    #[event(suffix = "1", inferred("id"))]
    group: Group,
}

fn main() {}
