use std::borrow::Cow;

use event_schema::{Event, Schema};

#[derive(Event)]
#[event(name = "tick")]
struct Tick<'a> {
    #[event(min_length = 1)]
    number: i32,
    #[event(maximum = 1)]
    text: Option<Cow<'a, str>>,
    #[event(max_length = 1)]
    list: Vec<String>,
    #[event(min_items = 1)]
    flag: bool,
}

#[derive(Schema)]
#[event(min_items = 1)]
struct Text(String);

fn main() {}
