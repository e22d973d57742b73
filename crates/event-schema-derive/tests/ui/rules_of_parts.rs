use std::collections::BTreeMap;

use event_schema::Event;

#[derive(Event)]
#[event(name = "measured")]
struct Measured {
    #[event(contains(minimum = 5))]
    text: String,
    #[event(min_contains = 1)]
    uncounted: Vec<u8>,
    #[event(contains(minimum = 5), min_contains = 3, max_contains = 2)]
    crossed: Vec<u8>,
    #[event(contains(minimum = 5), max_contains = 0)]
    none: Vec<u8>,
    #[event(contains(minimum = 5), min_contains = 0)]
    all: Vec<u8>,
    #[event(contains(minimum = 5), min_contains = 4, max_items = 3)]
    few: Vec<u8>,
    #[event(contains(min_length = 5))]
    numbers: Vec<u8>,
    #[event(prefix_items(item(minimum = 5), item(maximum = 7)), max_items = 1)]
    short: Vec<u8>,
    #[event(prefix_items(item(minimum = 5), item))]
    trailing: Vec<u8>,
    #[event(prefix_items(minimum = 5))]
    no_item: Vec<u8>,
    #[event(pattern_properties("^a", minimum = 5))]
    list: Vec<u8>,
    #[event(pattern_properties("^a"))]
    no_rule: BTreeMap<String, u8>,
    #[event(pattern_properties("(a", minimum = 5))]
    no_pattern: BTreeMap<String, u8>,
    #[event(pattern_properties("^a", minimum = 5, maximum = 4))]
    nothing: BTreeMap<String, u8>,
}

fn main() {}
