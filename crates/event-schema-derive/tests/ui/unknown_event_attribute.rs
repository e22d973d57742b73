use event_schema::{Event, Schema, UnknownEvent};

#[derive(Event)]
#[event(name = "tick", emited = "often", color = "red")]
struct Tick {
    #[event(minimun = 0, pattern = "^a", min_lenght = 3)]
    count: i32,
    #[event(serde::rename)]
    path: i32,
}

#[derive(Event)]
enum Any<'a> {
    #[event(name = "tick")]
    Tick(Tick),
    #[event(unknwon)]
    Unknown(UnknownEvent<'a>),
}

#[derive(Schema)]
#[event(minLength = 1)]
struct Text(String);

fn main() {}
