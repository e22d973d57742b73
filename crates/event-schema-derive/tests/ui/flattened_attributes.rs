use event_schema::{Event, Schema};

#[derive(Schema)]
struct Group {
    count: u8,
}

#[derive(Event)]
#[event(name = "tick")]
struct Tick {
    #[serde(flatten, rename = "g", default)]
    #[event(required, minimum = 1, sample = words, inferred, title = "Group")]
    group: Group,
}

#[derive(Event)]
#[event(name = "tock")]
struct Tock {
    #[event(suffix = "1", inferred("count1"))]
    count: u8,
}

fn main() {}
