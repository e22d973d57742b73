use event_schema::Schema;

type Text = String;
type Number = f64;

#[derive(Schema)]
struct Place {
    #[event(multiple_of = 0.5)]
    text: Text,
    #[event(ends_with = "m")]
    number: Number,
    #[event(constant = true)]
    flag: Number,
}

fn main() {}
