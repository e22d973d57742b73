use std::collections::BTreeMap;

use event_schema::Event;

#[derive(Event)]
#[event(name = "measured")]
struct Measured {
    #[event(exclusive_minimum = 5, exclusive_maximum = 5)]
    between: f64,
    #[event(minimum = 3, exclusive_maximum = 3)]
    below: i32,
    #[event(min_properties = 2, max_properties = 1)]
    members: BTreeMap<String, u8>,
    #[event(starts_with = "prefix", max_length = 3)]
    short: String,
    #[event(contains = "")]
    anything: String,
    #[event(constant = 7, maximum = 5)]
    fixed: u8,
    #[event(one_of("a", "b", "a"))]
    twice: String,
    #[event(one_of(1, 3), multiple_of = 2)]
    even: u8,
    #[event(constant = "x", one_of("x", "y"))]
    both: String,
    #[event(keys(minimum = 1))]
    names: BTreeMap<String, u8>,
    #[event(items(min_length = 2, max_length = 1))]
    items: Vec<String>,
}

fn main() {}
