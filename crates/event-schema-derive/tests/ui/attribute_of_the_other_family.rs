use event_schema::Event;

#[derive(Event)]
#[event(name = "tick", rename_all = "camelCase")]
#[serde(emitted = "often")]
struct Tick {
    #[event(flatten)]
    count: i32,
    #[serde(required)]
    name: Option<String>,
}

fn main() {}
