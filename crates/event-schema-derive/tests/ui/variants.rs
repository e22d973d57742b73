//! Enums whose variants hold values.

use event_schema::Schema;

#[derive(Schema)]
#[serde(content = "value")]
enum NoTag {
    A(u8),
}

#[derive(Schema)]
#[serde(tag = "t", untagged)]
enum Both {
    A(u8),
}

#[derive(Schema)]
#[serde(tag = "t", content = "t")]
enum OneName {
    A(u8),
}

#[derive(Schema)]
#[serde(tag = "t")]
enum Tuples {
    A(u8, u8),
}

#[derive(Schema)]
#[serde(tag = "t")]
enum Twice {
    A { a: u8 },
    #[serde(rename = "A")]
    B,
    #[serde(other)]
    Rest,
    #[serde(other)]
    Others(u8),
}

#[derive(Schema)]
#[serde(tag = "t", content = "c")]
enum Beside {
    A(u8),
    #[serde(other)]
    Rest,
}

#[derive(Schema)]
enum Order {
    #[serde(untagged)]
    A(u8),
    B(u8),
    #[serde(rename_all = "camelCase")]
    C(#[event(minimum = 1)] u8),
    D {
        #[event(minimum = 2, maximum = 1)]
        d: u8,
    },
    E(#[event(max_length = 1)] u8, #[serde(default)] u8),
    #[event(unknown)]
    F {},
}

/// The tag is one of the fields.
#[derive(Schema)]
#[serde(tag = "t")]
enum Clash {
    A { t: u8 },
}

#[derive(Schema)]
#[serde(tag = "t")]
struct NoEnum {
    a: u8,
}

#[derive(Schema)]
#[serde(tag = "kind", content = "content", deny_unknown_fields)]
enum ClosedOther {
    A(u8),
    #[serde(other, skip_serializing)]
    Other,
}

#[derive(Schema)]
enum NothingIsWritten {
    #[serde(skip_serializing)]
    A(u8),
    #[serde(skip_serializing)]
    B,
}

#[derive(Schema)]
enum NothingIsRead {
    #[serde(skip_deserializing)]
    A,
}

fn main() {}
