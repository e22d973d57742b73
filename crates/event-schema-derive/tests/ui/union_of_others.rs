use event_schema::{Event, Schema};
use serde::{Deserialize, Serialize};

#[derive(Schema, Serialize, Deserialize)]
struct Plain {}

#[derive(Event)]
enum Any {
    Plain(Plain),
}

fn main() {}
