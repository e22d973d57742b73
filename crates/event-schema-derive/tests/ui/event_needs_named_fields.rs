use event_schema::Event;

#[derive(Event)]
#[event(name = "tuple")]
struct Tuple(u8);

#[derive(Event)]
#[event(name = "unit")]
struct Unit;

fn main() {}
