use event_schema::Event;

#[derive(Event)]
#[event(name = "tick", name = "tock")]
struct Tick {
    #[event(minimum = 0)]
    #[event(minimum = 1)]
    count: i32,
    #[serde(rename = "a", rename = "b")]
    text: String,
}

fn main() {}
