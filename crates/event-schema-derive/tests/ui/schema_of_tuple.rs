use event_schema::Schema;

#[derive(Schema)]
struct Pair(u8, u8);

#[derive(Schema)]
struct Unit;

fn main() {}
