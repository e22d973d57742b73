use event_schema::{Event, Schema};

#[derive(Event)]
#[event(name = "tick")]
struct Tick {
    #[event(minimum = 2, maximum = 1)]
    integer: i32,
    #[event(minimum = -1.5, maximum = -2)]
    float: f64,
    #[event(maximum = -0.1, minimum = 0)]
    mixed: f64,
    #[event(min_length = 2, max_length = 1)]
    text: String,
    #[event(min_items = 2, max_items = 1)]
    list: Vec<u8>,
    #[event(minimum = -2, maximum = -2, min_length = 1)]
    fine: Unknown,
}

#[derive(Schema)]
#[event(minimum = 2, maximum = 1)]
struct Number(i32);

fn main() {}
