use event_schema::{Event, Schema};

#[derive(Schema)]
struct Group<T> {
    id: T,
}

#[derive(Event)]
#[event(name = "flattening")]
struct Flattening<T, const N: usize> {
    #[serde(flatten)]
    group: Group<T>,
    #[serde(flatten)]
    array: Group<[u8; N]>,
    #[serde(flatten)]
    itself: T,
    value: T,
}

#[derive(Schema)]
struct Growing<'a, T, U> {
    values: &'a (T, U),
    swapped: &'a Growing<'a, U, T>,
    fixed: &'a Growing<'a, u8, Vec<u8>>,
    larger: &'a Growing<'a, T, Vec<U>>,
    pair: &'a [Growing<'a, (T, u8), U>],
}

fn main() {}
