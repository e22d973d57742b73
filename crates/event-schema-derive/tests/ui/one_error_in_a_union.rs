use event_schema::Event;

/// Its tag is the union's, so the union has nothing to say.
#[derive(Event)]
#[event(name = "opened", tag = "event")]
struct Opened {
    #[event(minimun = 1)]
    door: u8,
}

#[derive(Event)]
#[event(tag = "event")]
enum Doors {
    Opened(Opened),
}

fn main() {}
