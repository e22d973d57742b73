use event_schema::{Event, Schema};

#[derive(Event)]
#[event(name = "tick")]
struct Tick<T> {
    value: T,
}

#[derive(Schema)]
struct Array<const N: usize> {
    value: [u8; N],
}

fn main() {}
