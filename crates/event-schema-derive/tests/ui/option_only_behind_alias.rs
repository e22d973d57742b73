use event_schema::Event;

type Count = u8;
type Maybe = Option<u8>;

#[derive(Event)]
#[event(name = "tick")]
struct Tick {
    #[event(required)]
    required: Count,
    #[event(required)]
    fine: Maybe,
}

#[derive(Event)]
#[event(name = "tock")]
struct Tock {
    #[event(null_when = "it is unknown")]
    null: Count,
    #[serde(skip_serializing_if = "is_zero")]
    left_out: Count,
    #[serde(default, skip_serializing_if = "is_zero")]
    fine: Count,
}

fn is_zero(count: &u8) -> bool {
    *count == 0
}

fn main() {}
