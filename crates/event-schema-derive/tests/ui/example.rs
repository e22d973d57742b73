use event_schema::{Event, Schema};

#[derive(Event)]
#[event(name = "tick", example = "{type: tick}")]
struct Tick {
    #[event(example = "north", example = r#""south""#)]
    text: String,
}

#[derive(Schema)]
#[event(example = "")]
struct Text(String);

fn main() {}
