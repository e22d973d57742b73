use event_schema::Event;

#[derive(Event)]
#[event(name = "tick")]
#[serde(rename_all = "camelCase")]
struct Tick {
    user_id: String,
    #[serde(rename = "userId")]
    user: String,
    #[serde(rename = "")]
    empty: String,
    #[serde(skip, rename = "userId")]
    skipped: String,
}

fn main() {}
