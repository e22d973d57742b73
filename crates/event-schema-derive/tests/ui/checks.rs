use event_schema::{Event, Schema};

fn even(number: &u8) -> Result<(), &'static str> {
    if number % 2 == 0 { Ok(()) } else { Err("expected an even number") }
}

struct Foreign;

#[derive(Event)]
#[event(name = "measured")]
struct Measured {
    #[event(check)]
    nothing: u8,
    #[event(check(even, name = "x"))]
    unknown: u8,
    #[event(check = even)]
    text: String,
    #[event(schema = "String", check = even)]
    foreign: Foreign,
}

#[derive(Event)]
#[event(name = "mistyped")]
struct Mistyped {
    #[event(check = even)]
    text: String,
}

#[derive(Schema)]
#[event(check = even)]
enum Unit {
    One,
}

fn main() {}
