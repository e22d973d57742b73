use event_schema::Schema;

#[derive(Schema)]
struct Group {
    count: u8,
}

#[derive(Schema)]
#[serde(deny_unknown_fields)]
struct Outer {
    #[serde(flatten)]
    #[event(suffix = "1")]
    group: Group,
}

fn main() {}
