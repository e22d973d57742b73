use event_schema::Schema;

#[derive(Schema)]
#[event(name = "text", reserved("a"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Text(#[event(min_length = 1)] String);

fn main() {}
