use event_schema::Event;

#[derive(Event)]
#[event(name = "tick")]
struct Tick {
    r#type: String,
}

#[derive(Event)]
#[event(name = "tock", tag = "kind")]
struct Tock {
    r#type: String,
    #[serde(rename = "kind")]
    sort: String,
}

fn main() {}
