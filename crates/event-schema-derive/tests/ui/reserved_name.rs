use event_schema::{Event, Schema};

#[derive(Event)]
#[event(name = "tick", reserved("count", "userId", ""))]
struct Tick {
    count: u8,
    #[serde(rename = "userId")]
    user: String,
}

#[derive(Schema)]
struct Group {
    count: u8,
}

#[derive(Event)]
#[event(name = "tock", reserved("count"))]
struct Tock {
    #[serde(flatten)]
    group: Group,
}

fn main() {}
