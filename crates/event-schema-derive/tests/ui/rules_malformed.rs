use event_schema::Event;

#[derive(Event)]
#[event(name = "measured")]
struct Measured {
    #[event(multiple_of = 0)]
    zero: f64,
    #[event(multiple_of = "2")]
    text: f64,
    #[event(constant = b'a')]
    byte: u8,
    #[event(one_of)]
    nothing: u8,
    #[event(one_of())]
    empty: u8,
    #[event(items)]
    flag: Vec<u8>,
    #[event(items())]
    no_rule: Vec<u8>,
    #[event(items(minimun = 1))]
    misspelt: Vec<u8>,
    #[event(items(required))]
    other: Vec<Option<u8>>,
    #[event(unique_items = true)]
    unique: Vec<u8>,
}

fn main() {}
