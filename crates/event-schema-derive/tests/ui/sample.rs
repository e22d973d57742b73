use event_schema::Event;

#[derive(Event)]
#[event(name = "tick")]
struct Tick {
    #[event(sample = uid)]
    id: String,
    #[event(sample = color)]
    color: String,
}

fn main() {}
