use event_schema::{Event, Schema};

#[derive(Event)]
#[event(name = "measured")]
struct Measured {
    #[event(minimum = 1, example = "0")]
    count: u8,
    #[event(starts_with = "id-", example = r#""17""#)]
    id: String,
    #[event(one_of("red", "green"), example = r#""blue""#)]
    colour: String,
    #[event(multiple_of = 0.01, example = "19.999")]
    price: f64,
}

#[derive(Schema)]
#[event(max_length = 3, example = r#""north""#)]
struct Side(String);

fn main() {}
