use event_schema::Event;

#[derive(Event)]
#[event(name = "tick")]
struct Tick {
    #[event(required, non_null)]
    both: Option<u8>,
    #[event(required)]
    #[serde(default)]
    default: Option<u8>,
    #[event(required)]
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<u8>,
}

fn main() {}
