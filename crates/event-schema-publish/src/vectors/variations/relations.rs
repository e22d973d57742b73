//! Objects whose properties do, or do not, go together.

use std::ops::ControlFlow;

use event_schema::document::Json;
use event_schema::model::{Condition, Constraints, Object, Property, Relations};

use super::{Variation, put, variation};
use crate::vectors::payload;

/// What its rules between properties make of an object that has all of them.
pub(in crate::vectors) fn of_object(object: &Object, base: &Json) -> Vec<Variation> {
    let mut found = Vec::new();
    let _ = object.try_relations::<()>(&mut |relations, properties| {
        found.extend(broken(relations, properties, base));
        ControlFlow::Continue(())
    });
    found
}

fn broken(relations: &Relations, properties: &[Property], base: &Json) -> Vec<Variation> {
    let mut found = Vec::new();
    for dependency in relations.dependencies {
        let beside = properties[dependency.property].name;
        let required = dependency.requires.iter().map(|at| properties[*at].name);
        found.extend(
            required.map(|name| relation(&format!("`{beside}` without `{name}`"), put(base, name, None))),
        );
        found.push(relation(&format!("without `{beside}`"), put(base, beside, None)));
    }
    relations.conditions.iter().for_each(|condition| found.extend(conditional(condition, properties, base)));
    found
}

fn conditional(condition: &Condition, properties: &[Property], base: &Json) -> Vec<Variation> {
    let tests = condition.when.iter().map(|test| (&properties[test.property], &test.constraints));
    let tests: Vec<(&Property, &Constraints)> = tests.collect();
    let holding = tests.iter().fold(base.clone(), |object, (property, constraints)| {
        put(&object, property.name, Some(&valued(property, constraints)))
    });
    // Without what is tested, nothing holds; what must be there is another value then.
    let failing = tests.iter().fold(base.clone(), |object, (property, _)| {
        let other = property.nullable.then_some(Json::Null);
        let other = other.unwrap_or_else(|| valued(property, &Constraints::NONE));
        put(&object, property.name, Some(&other))
    });
    let mut found = Vec::new();
    for (what, object, demands) in
        [("holds", holding, condition.then), ("fails", failing, condition.otherwise)]
    {
        for demand in demands {
            let property = &properties[demand.property];
            let name = property.name;
            let obeying = put(&object, name, Some(&valued(property, &demand.constraints)));
            found.push(relation(&format!("a condition {what}, and `{name}` obeys"), obeying));
            found.push(relation(&format!("a condition {what} without `{name}`"), put(&object, name, None)));
            let null = put(&object, name, Some(&Json::Null));
            found.push(relation(&format!("a condition {what}, and `{name}` is null"), null));
            let long = Json::String("long ".repeat(20));
            let long = put(&object, name, Some(&long));
            found.push(relation(&format!("a condition {what}, and `{name}` is a long string"), long));
        }
    }
    found
}

/// A value of a property that obeys more rules.
fn valued(property: &Property, constraints: &Constraints) -> Json {
    payload::ruled((property.value)().non_null(), &property.constraints.and(constraints), 1)
}

fn relation(what: &str, value: Json) -> Variation {
    variation("relations", what, value)
}
