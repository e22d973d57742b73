//! Payloads that are valid under every profile, made of examples and hints; no chance is involved.

use std::ops::ControlFlow;

use event_schema::document::Json;
use event_schema::model::{
    Bound, Constraints, Contract, Model, Object, Presence, Property, SampleHint, Shape,
};

/// How deep a type may hold itself in a payload.
const MAX_NESTING: usize = 3;

/// A whole object, its tag first.
pub(super) fn object(object: &Object, nesting: usize) -> Json {
    let tag = object.tag.map(|tag| (tag.property.to_owned(), Json::string(tag.value)));
    let left_out = not_chosen(object);
    let properties = object.properties.iter().filter(|it| it.is_part_of(Contract::Deserialize));
    let properties = properties.filter(|property| !left_out.contains(&property.name));
    let properties = properties.filter(|property| {
        // What need not be there is left out where a type would go on to hold itself.
        nesting < MAX_NESTING || property.presence != Presence::NonNull
    });
    let properties = properties.map(|property| (property.name.to_owned(), of_property(property, nesting)));
    Json::Object(tag.into_iter().chain(properties).collect())
}

/// Where exactly one of several properties is there, all others than the first.
fn not_chosen(object: &Object) -> Vec<&'static str> {
    let mut left_out = Vec::new();
    let _ = object.try_relations::<()>(&mut |relations, properties| {
        let read = properties.iter().filter(|it| relations.is_choice && it.is_part_of(Contract::Deserialize));
        left_out.extend(read.skip(1).map(|property| property.name));
        ControlFlow::Continue(())
    });
    left_out
}

pub(super) fn of_property(property: &Property, nesting: usize) -> Json {
    if nesting >= MAX_NESTING && property.nullable {
        return Json::Null;
    }
    example(property.docs.examples)
        .unwrap_or_else(|| of_type((property.value)(), &property.constraints, property.sample, nesting))
}

/// A valid value of a type that is not `null`.
pub(super) fn of_type(
    model: &'static Model,
    constraints: &Constraints,
    hint: Option<SampleHint>,
    nesting: usize,
) -> Json {
    let constraints = model.constraints.and(constraints);
    // An object's example may leave out what the strict profile asks for.
    let is_object = matches!(model.shape, Shape::Object(_) | Shape::Union(_));
    if !is_object && let Some(example) = example(model.docs.examples) {
        return example;
    }
    if !constraints.rules.is_none() && !matches!(model.shape, Shape::Nullable(_)) {
        return ruled(model, &constraints, 1);
    }
    match &model.shape {
        Shape::Any => {
            Json::object([("list", Json::Array(vec![Json::integer(1), Json::Bool(true), Json::Null]))])
        }
        Shape::Boolean => Json::Bool(true),
        Shape::Integer => Json::Number(integer(&constraints, hint)),
        Shape::Number => Json::Number(number(&constraints)),
        Shape::String => Json::String(string(words(hint), &constraints)),
        Shape::Enumeration(enumeration) => {
            Json::string(enumeration.values.first().map_or("other", |value| value.name))
        }
        Shape::Nullable(inner) => of_type(inner(), &constraints, hint, nesting),
        Shape::Null => Json::Null,
        Shape::Tuple(_) | Shape::Keyed(_) | Shape::Choice(_) => ruled(model, &constraints, 1),
        Shape::Array(items) => {
            let least = constraints.min_items.unwrap_or(0).max(u64::from(nesting < MAX_NESTING));
            let count = constraints.max_items.map_or(least, |most| least.min(most));
            Json::Array((0..count).map(|_| of_type(items(), &Constraints::NONE, hint, nesting + 1)).collect())
        }
        Shape::Map(_) if nesting >= MAX_NESTING => Json::Object(Vec::new()),
        Shape::Map(values) => {
            Json::object([("key", of_type(values(), &Constraints::NONE, hint, nesting + 1))])
        }
        Shape::Object(inner) => object(inner, nesting + 1),
        Shape::Union(union) => match union.variants.first() {
            Some(variant) => of_type((variant.model)(), &Constraints::NONE, None, nesting),
            None => Json::object([(union.tag, Json::string("other"))]),
        },
    }
}

/// A valid value under rules beside the bounds; another one for another seed.
pub(super) fn ruled(model: &'static Model, constraints: &Constraints, seed: u64) -> Json {
    event_schema::sample::value_text(model, constraints, seed).parse().unwrap_or(Json::Null)
}

/// The first example that is a value; the documents' writer has read them all before.
fn example(examples: &[&str]) -> Option<Json> {
    examples.iter().filter_map(|text| text.parse().ok()).find(|example| *example != Json::Null)
}

const fn words(hint: Option<SampleHint>) -> &'static str {
    match hint {
        Some(SampleHint::Uuid) => "9b2f1c3e-5d4a-4c7b-8e6f-0a1b2c3d4e5f",
        Some(SampleHint::PersonName) => "Zoë Núñez",
        Some(SampleHint::PhoneNumber) => "+15550100",
        Some(SampleHint::ExtensionNumber) => "1042",
        Some(SampleHint::IpAddress) => "192.0.2.7",
        Some(SampleHint::Words) => "a few words",
        _ => "text",
    }
}

/// The words, repeated or cut until their length is allowed.
pub(super) fn string(words: &str, constraints: &Constraints) -> String {
    let natural = words.chars().count() as u64;
    let least = constraints.min_length.unwrap_or(0).max(natural);
    let length = constraints.max_length.map_or(least, |most| least.min(most));
    words.chars().cycle().take(length as usize).collect()
}

fn integer(constraints: &Constraints, hint: Option<SampleHint>) -> String {
    let natural = if hint == Some(SampleHint::EpochMillis) { 1_700_000_000_000.0 } else { 1.0 };
    clamp(natural, constraints).map_or_else(|| format!("{natural}"), whole)
}

fn number(constraints: &Constraints) -> String {
    clamp(0.5, constraints).map_or_else(|| String::from("0.5"), |bound| bound.to_string())
}

/// The bound that a number breaks.
fn clamp(number: f64, constraints: &Constraints) -> Option<Bound> {
    let value = |bound: &Bound| match bound {
        Bound::Integer(integer) => integer.to_f64(),
        Bound::Float(float) => *float,
    };
    let below = constraints.minimum.filter(|bound| number < value(bound));
    below.or_else(|| constraints.maximum.filter(|bound| number > value(bound)))
}

fn whole(bound: Bound) -> String {
    match bound {
        Bound::Integer(integer) => integer.to_string(),
        Bound::Float(float) => format!("{:.0}", float.ceil()),
    }
}
