use event_schema::Event;

#[derive(Event)]
#[event(name = "tick")]
#[serde(rename_all(serialize = "camelCase", deserialize = "snake_case"))]
struct Tick {
    #[serde(rename(serialize = "a"))]
    one: i32,
    #[serde(rename(serialize = "b", deserialize = "c"))]
    two: i32,
    #[serde(rename(both = "d"))]
    three: i32,
}

fn main() {}
