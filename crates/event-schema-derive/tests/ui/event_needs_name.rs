use event_schema::Event;

#[derive(Event)]
struct Tick {
    count: i32,
}

#[derive(Event)]
#[event(name = "", tag = "")]
struct Tock {
    count: i32,
}

fn main() {}
