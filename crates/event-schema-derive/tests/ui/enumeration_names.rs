use event_schema::Schema;

#[derive(Schema)]
#[serde(rename_all = "lowercase")]
enum State {
    On,
    #[serde(rename = "on")]
    AlsoOn,
    ON,
}

fn main() {}
