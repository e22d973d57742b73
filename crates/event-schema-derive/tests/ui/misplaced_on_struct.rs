use event_schema::Schema;

#[derive(Schema)]
#[event(name = "place", tag = "type", emitted = "never")]
#[serde(transparent)]
struct Place {
    count: u8,
}

fn main() {}
