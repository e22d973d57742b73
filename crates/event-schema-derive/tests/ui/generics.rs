use event_schema::{Event, Schema};

#[derive(Schema)]
struct Group {
    id: u32,
}

#[derive(Event)]
#[event(name = "flattening")]
struct Flattening<T> {
    #[serde(flatten)]
    group: Group,
    value: T,
}

fn main() {}
