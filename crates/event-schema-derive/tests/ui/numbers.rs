use event_schema::Schema;

const ONE: isize = 1;

#[derive(Schema)]
#[event(repr)]
#[repr(u8)]
enum Level {
    Low = 1 + 1,
    #[serde(rename = "middle")]
    Middle,
    #[serde(other)]
    High = 9,
}

#[derive(Schema)]
#[event(repr)]
enum Held {
    One(u8),
}

#[derive(Schema)]
#[event(repr)]
enum Nothing {}

#[derive(Schema)]
#[event(repr)]
struct Number(u8);

fn main() {
    let _ = ONE;
}
