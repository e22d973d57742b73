use event_schema::Schema;

#[derive(Schema)]
#[serde(transparent)]
struct Two {
    a: u8,
    b: u8,
}

#[derive(Schema)]
#[serde(transparent)]
struct Renamed {
    #[serde(rename = "b")]
    a: u8,
}

#[derive(Schema)]
#[serde(transparent)]
enum Choice {
    One,
}

fn main() {}
