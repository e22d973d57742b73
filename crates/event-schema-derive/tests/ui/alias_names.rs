use event_schema::{Event, Schema};

#[derive(Schema)]
struct Party {
    #[serde(alias = "number")]
    id: String,
}

#[derive(Event)]
#[event(name = "linked")]
struct Linked {
    #[serde(alias = "b")]
    a: String,
    b: String,
    #[serde(alias = "type")]
    kind: String,
    #[serde(alias = "")]
    empty: String,
}

#[derive(Event)]
#[event(name = "suffixed")]
struct Suffixed {
    #[serde(flatten)]
    #[event(suffix = "2")]
    party: Party,
}

#[derive(Event)]
#[event(name = "clash")]
struct Clash {
    #[serde(flatten)]
    party: Party,
    number: u8,
}

fn main() {}
