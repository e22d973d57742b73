use event_schema::Event;

#[derive(Event)]
#[event(name = "tick")]
struct Tick {
    #[event(schemars, min_length = 1)]
    rules: String,
    #[event(schemars, schema = "String")]
    twice: String,
    #[event(schemars)]
    #[serde(with = "hex")]
    with: String,
    #[event(schemars)]
    #[serde(flatten)]
    group: String,
}

fn main() {}
