use event_schema::Event;

#[derive(Event)]
#[event(name = "tick")]
struct Tick {
    #[event(non_null)]
    #[serde(default = "some")]
    default: Option<u8>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_some")]
    left_out: Option<u8>,
    #[event(non_null, null_when = "never")]
    null: Option<u8>,
}

fn main() {}
