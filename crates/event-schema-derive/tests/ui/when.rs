use event_schema::{Event, Schema};

#[derive(Event)]
#[event(
    name = "paid",
    when(),
    when(method = "card"),
    when(method = "card", then()),
    when(metod = "card", then(require(number))),
    when(method = "cheque", then(require(number))),
    when(method = 5, then(require(number))),
    when(amount(minimum = 5, maximum = 4), then(require(number))),
    when(method = "card", then(number)),
    when(method = "card", then(amount(min_length = 3))),
    when(method = "card", then(require(renamed))),
    when("amont" = 3, else(require(number))),
)]
struct Paid {
    #[event(one_of("card", "cash"))]
    method: String,
    amount: u32,
    #[event(requires(number))]
    number: Option<String>,
    #[serde(alias = "other")]
    renamed: Option<String>,
    #[event(requires())]
    nothing: Option<String>,
}

type Text = String;

#[derive(Event)]
#[event(name = "aliased", when(text = 5, then(require(number))))]
struct Aliased {
    text: Text,
    number: Option<u8>,
}

#[derive(Schema)]
#[event(when(a = 1, then(require(b))))]
struct Newtype(String);

fn main() {}
