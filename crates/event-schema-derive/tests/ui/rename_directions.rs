use event_schema::{Event, Schema};

#[derive(Event)]
#[event(name = "tick")]
#[serde(rename(serialize = "Tick", deserialize = "Tock"))]
struct Tick {
    #[serde(rename(both = "d"))]
    one: i32,
}

#[derive(Event)]
#[event(name = "clash")]
#[serde(rename_all(serialize = "camelCase"))]
struct Clash {
    #[serde(rename(serialize = "same"))]
    one: i32,
    #[serde(rename(serialize = "same"))]
    two: i32,
    #[serde(rename(deserialize = "type"))]
    three: i32,
}

#[derive(Schema)]
struct Group {
    #[serde(rename(deserialize = "old"))]
    new: i32,
}

#[derive(Event)]
#[event(name = "suffixed")]
struct Suffixed {
    #[serde(flatten)]
    #[event(suffix = "2")]
    group: Group,
}

#[derive(Event)]
#[event(name = "joined")]
struct Joined {
    #[serde(flatten)]
    group: Group,
    #[serde(rename(serialize = "new"))]
    other: i32,
}

fn main() {}
