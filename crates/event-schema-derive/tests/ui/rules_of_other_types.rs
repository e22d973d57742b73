use std::collections::BTreeMap;

use event_schema::Event;

#[derive(Event)]
#[event(name = "measured")]
struct Measured {
    #[event(exclusive_minimum = 0)]
    text: String,
    #[event(starts_with = "a")]
    number: u8,
    #[event(unique_items)]
    flag: bool,
    #[event(max_properties = 3)]
    list: Vec<u8>,
    #[event(items(min_length = 1))]
    numbers: Vec<u8>,
    #[event(values(multiple_of = 2))]
    words: BTreeMap<String, String>,
    #[event(constant = "one")]
    count: u8,
    #[event(one_of(1, 2))]
    name: String,
}

fn main() {}
