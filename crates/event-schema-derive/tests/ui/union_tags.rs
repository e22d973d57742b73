use event_schema::Event;

#[derive(Event)]
#[event(name = "tick")]
struct Tick {}

#[derive(Event)]
#[event(name = "tick")]
struct Tack {}

#[derive(Event)]
#[event(name = "tock", tag = "kind")]
struct Tock {}

#[derive(Event)]
enum Same {
    Tick(Tick),
    Tack(Tack),
}

#[derive(Event)]
enum Different {
    Tick(Tick),
    Tock(Tock),
}

fn main() {}
