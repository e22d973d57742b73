use event_schema::Schema;

#[derive(Schema)]
#[event(extension("unit", "1"), extension("x-a", "ms"), extension("x-a", "1"))]
struct Annotated {
    #[event(read_only, write_only)]
    one: u8,
    #[event(extension("x-unit"))]
    two: u8,
    #[event(comment)]
    three: u8,
}

fn main() {}
