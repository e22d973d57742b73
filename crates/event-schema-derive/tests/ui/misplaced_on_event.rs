use event_schema::Event;

#[derive(Event)]
#[event(name = "tick", minimum = 1, max_items = 2)]
#[serde(transparent)]
struct Tick {
    count: u8,
}

fn main() {}
