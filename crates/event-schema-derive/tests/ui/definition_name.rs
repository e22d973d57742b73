use event_schema::Schema;

#[derive(Schema)]
#[serde(rename = "two words")]
struct Place {
    count: u8,
}

#[derive(Schema)]
#[serde(rename = "")]
struct Empty {
    count: u8,
}

fn main() {}
