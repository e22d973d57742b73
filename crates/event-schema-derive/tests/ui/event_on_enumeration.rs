use event_schema::Event;

#[derive(Event)]
enum State {
    On,
    Off,
}

fn main() {}
