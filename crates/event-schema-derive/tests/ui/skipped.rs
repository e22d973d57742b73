use event_schema::Event;

#[derive(Event)]
#[event(name = "tick")]
struct Tick {
    #[serde(skip, flatten, rename = "a", skip_serializing_if = "Option::is_none")]
    #[event(required, minimum = 1, null_when = "never")]
    count: Option<u8>,
}

fn main() {}
