use event_schema::Event;

#[derive(Event)]
#[event(name = "tick")]
struct Tick {}

#[derive(Event)]
#[event(name = "any", emitted = "often", reserved("a"), minimum = 1)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
enum Any {
    Tick(Tick),
}

fn main() {}
