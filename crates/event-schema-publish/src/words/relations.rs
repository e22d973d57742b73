//! What properties have to do with each other, in sentences.

use std::ops::ControlFlow;

use event_schema::model::{Condition, Constraints, Demand, Dependency, Object, Property, Test};

use super::{Word, type_words};

/// What the properties of an object have to do with each other, a sentence for each rule.
#[must_use]
pub fn relations(object: &'static Object) -> Vec<String> {
    let mut sentences = Vec::new();
    let _ = object.try_relations(&mut |relations, properties| {
        if relations.is_choice {
            let names: Vec<&str> = properties.iter().map(|it| it.name).collect();
            sentences.push(format!("Exactly one is there: `{}`.", names.join("`, `")));
        }
        let dependencies = relations.dependencies.iter().map(|it| dependency(it, properties));
        sentences.extend(dependencies);
        sentences.extend(relations.conditions.iter().map(|it| condition(it, properties)));
        ControlFlow::<()>::Continue(())
    });
    sentences
}

fn dependency(dependency: &Dependency, properties: &[Property]) -> String {
    let names: Vec<&str> = dependency.requires.iter().map(|at| properties[*at].name).collect();
    format!("Beside `{}` stand `{}`.", properties[dependency.property].name, names.join("`, `"))
}

fn condition(condition: &Condition, properties: &[Property]) -> String {
    let tests = condition.when.iter().map(|Test { property, constraints }| {
        let property = &properties[*property];
        if constraints.is_none() {
            format!("`{}` is there", property.name)
        } else {
            is(property, constraints)
        }
    });
    let tests: Vec<_> = tests.collect();
    let mut text = format!("If {}", tests.join(" and "));
    for (word, demands) in [("", condition.then), ("otherwise ", condition.otherwise)] {
        if !demands.is_empty() {
            let demands: Vec<_> = demands.iter().map(|it| demand(it, properties)).collect();
            text += &format!(", {word}{}", demands.join(" and "));
        }
    }
    text + "."
}

fn demand(demand: &Demand, properties: &[Property]) -> String {
    let property = &properties[demand.property];
    match (demand.is_required, demand.constraints.is_none()) {
        (true, true) => format!("`{}` must be there", property.name),
        (true, false) => {
            format!("`{}` must be there, and {}", property.name, is(property, &demand.constraints))
        }
        (false, _) => is(property, &demand.constraints),
    }
}

fn is(property: &Property, constraints: &Constraints) -> String {
    let words = type_words((property.value)(), constraints, false).into_iter();
    let text: String = words
        .map(|word| match word {
            Word::Text(text) => text,
            Word::Type(model) => model.definition().into_owned(),
        })
        .collect();
    format!("`{}` is {text}", property.name)
}
