use event_schema::{Event, RawJson};

#[derive(Event)]
#[event(name = "tick")]
struct Tick<'a> {
    #[event(non_null)]
    detail: Option<RawJson<'a>>,
}

fn main() {}
