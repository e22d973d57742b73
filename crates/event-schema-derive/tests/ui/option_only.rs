use event_schema::Event;

#[derive(Event)]
#[event(name = "tick")]
struct Tick {
    #[event(required)]
    count: u8,
    #[event(non_null)]
    text: String,
}

fn main() {}
