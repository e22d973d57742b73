use event_schema::Schema;

#[derive(Schema)]
enum List {
    #[serde(alias = "Two")]
    One,
    Two,
    #[serde(rename(serialize = "Two"))]
    Three,
}

#[derive(Schema)]
#[serde(tag = "is")]
enum Tagged {
    #[serde(rename(serialize = "x"))]
    One { a: u8 },
    #[serde(rename(serialize = "x"))]
    Two { a: u8 },
    #[serde(other, alias = "rest")]
    Rest,
}

#[derive(Schema)]
enum Open {
    One,
    #[serde(untagged, alias = "rest")]
    Other(String),
}

#[derive(Schema)]
enum Nothing {
    #[serde(skip)]
    One(u8),
}

fn main() {}
