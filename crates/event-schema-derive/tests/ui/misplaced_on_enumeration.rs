use event_schema::Schema;

#[derive(Schema)]
#[event(name = "state", reserved("a"), min_length = 1)]
#[serde(deny_unknown_fields, transparent)]
enum State {
    On,
}

fn main() {}
