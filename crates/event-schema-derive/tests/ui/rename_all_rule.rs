use event_schema::Event;

#[derive(Event)]
#[event(name = "tick")]
#[serde(rename_all = "Camel_Case")]
struct Tick {
    count: i32,
}

fn main() {}
