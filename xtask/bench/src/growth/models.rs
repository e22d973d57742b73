//! Models as a derive would write them, of any size. They live as long as the program.

use std::sync::LazyLock;

use event_schema::Schema as _;
use event_schema::model::{Model, Object, Presence, Property, Shape, Tag, TypeRef, Union, Variant};
use seq_macro::seq;

/// How many properties of a wide event are there.
const PRESENT: usize = 10;

/// How many events of a union occur.
const OCCURRING: usize = 8;

/// An event with so many properties: ten are required, and stand evenly among the others, which are absent.
pub(crate) fn wide(properties: usize) -> &'static Model {
    let property = |at: usize| {
        if at.is_multiple_of(properties / PRESENT) {
            let number = at / (properties / PRESENT);
            let value: TypeRef = match number % 4 {
                0 => || u32::MODEL,
                1 => || bool::MODEL,
                _ => || String::MODEL,
            };
            return Property::new(name("present", number), "", value);
        }
        let absent = Property::new(name("absent", at), "", || Option::<String>::MODEL);
        Property { nullable: true, presence: Presence::Optional, ..absent }
    };
    event("wide", (0..properties).map(property).collect())
}

/// A union of so many events: eight occur, and stand evenly among the others.
pub(crate) fn union(events: usize) -> &'static Model {
    let variant = |at: usize| {
        let is_occurring = at.is_multiple_of(events / OCCURRING) && at / (events / OCCURRING) < OCCURRING;
        let number = if is_occurring { at / (events / OCCURRING) } else { OCCURRING + at };
        let tag = EVENTS[number].as_object().and_then(|event| event.tag);
        Variant::new("", tag.map_or("", |tag| tag.value), REFERENCES[number])
    };
    let variants: Vec<Variant> = (0..events).map(variant).collect();
    model("Events", Shape::Union(Union::new("type", variants.leak())))
}

/// Those that occur first, then all others.
static EVENTS: LazyLock<Vec<&'static Model>> = LazyLock::new(|| {
    let properties = || {
        vec![
            Property::new("id", "", || u32::MODEL),
            Property::new("name", "", || String::MODEL),
            Property::new("done", "", || bool::MODEL),
        ]
    };
    (0..REFERENCES.len())
        .map(|number| {
            let kind = if number < OCCURRING { "occurring" } else { "other" };
            event(name(kind, number), properties())
        })
        .collect()
});

seq!(N in 0..258 {
    static REFERENCES: [TypeRef; 258] = [#(|| EVENTS[N],)*];
});

fn event(tag: &'static str, properties: Vec<Property>) -> &'static Model {
    let object = Object { tag: Some(Tag::new("type", tag)), properties: properties.leak(), ..Object::EMPTY };
    model(tag, Shape::Object(object))
}

fn model(name: &'static str, shape: Shape) -> &'static Model {
    Box::leak(Box::new(Model { name, ..Model::anonymous(name, shape) }))
}

fn name(kind: &str, number: usize) -> &'static str {
    format!("{kind}{number}").leak()
}
