use event_schema::{Event, Schema};
use serde::{Deserialize, Serialize};

type Count = u8;
type Text = String;
type List = Vec<u8>;

#[derive(Event)]
#[event(name = "tick")]
struct Tick {
    #[event(min_length = 1)]
    number: Option<Count>,
    #[event(maximum = 1)]
    text: Text,
    #[event(max_length = 1)]
    list: List,
    #[event(min_items = 1)]
    object: Object,
    #[event(sample = uuid)]
    uuid: Count,
    #[event(sample = epoch_millis)]
    time: Text,
}

#[derive(Schema, Serialize, Deserialize)]
struct Object {}

#[derive(Schema)]
#[event(min_items = 1)]
struct Name(Text);

fn main() {}
