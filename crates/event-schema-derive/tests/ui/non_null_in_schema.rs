use event_schema::Schema;

#[derive(Schema)]
struct Place {
    #[event(non_null)]
    count: Option<u8>,
}

fn main() {}
