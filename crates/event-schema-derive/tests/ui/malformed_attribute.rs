use event_schema::Event;

const LEAST: i32 = 0;

#[derive(Event)]
#[event(name, emitted = 5, reserved = "a")]
#[event]
#[event(tag = "type" since = "1")]
#[event(crate = "event_schema")]
struct Tick {
    #[event(minimum = LEAST, maximum = 1 + 1)]
    count: i32,
    #[event(minimum = 1u8, maximum = "2")]
    suffixed: i32,
    #[event(required = true, max_length = -1, min_length = 1.5)]
    text: Option<String>,
    #[event(sample = "uuid", inferred())]
    id: String,
    #[serde(default = 5)]
    default: u8,
    #[serde(default = "not a path")]
    path: u8,
    #[event("text")]
    literal: u8,
    #[event(minimum = 1e999)]
    infinite: f64,
    #[event(minimum = -340282366920938463463374607431768211455)]
    low: f64,
}

fn main() {}
