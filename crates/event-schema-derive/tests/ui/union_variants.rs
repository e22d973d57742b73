use event_schema::{Event, UnknownEvent};

#[derive(Event)]
#[event(name = "tick")]
struct Tick {}

#[derive(Event)]
enum Shapes<'a> {
    Tick(Tick),
    Named { count: u8 },
    Pair(Tick, Tick),
    Unit,
    #[event(unknown)]
    Unknown(UnknownEvent<'a>),
}

#[derive(Event)]
enum TwoUnknown<'a> {
    Tick(Tick),
    #[event(unknown)]
    One(UnknownEvent<'a>),
    #[event(unknown)]
    Two(UnknownEvent<'a>),
}

#[derive(Event)]
enum NoEvent<'a> {
    #[event(unknown)]
    Unknown(UnknownEvent<'a>),
}

#[derive(Event)]
enum Attributes {
    #[serde(rename = "tock")]
    #[event(since = "1.0")]
    Tick(#[serde(default)] Tick),
    #[serde(untagged)]
    Other(Tick),
}

#[derive(Event)]
enum OneWay {
    #[serde(skip)]
    First(First),
    #[serde(skip_serializing, rename_all = "camelCase")]
    #[serde(other)]
    Second(Second),
}

fn main() {}
