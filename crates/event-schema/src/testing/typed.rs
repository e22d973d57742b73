//! A walk through a payload, with the model of every value that has one.

use std::collections::BTreeSet;

use super::tree::{Kind, Node};
use crate::model::{Model, Shape};

/// How the payload spells its integers.
pub(super) fn integers<'a>(model: &'static Model, root: &'a Node) -> Vec<&'a str> {
    let mut found = Vec::new();
    walk(model, root, &mut |model, node| {
        if let (Shape::Integer, Kind::Number(text)) = (&model.shape, &node.kind) {
            found.push(&text[..]);
        }
    });
    found
}

/// Whether a value is of one of several types that nothing tells apart.
pub(super) fn has_choice(model: &'static Model, root: &Node) -> bool {
    let mut found = false;
    walk(model, root, &mut |model, _| found |= matches!(model.shape, Shape::Choice(_)));
    found
}

/// Whether an object has a declared property twice, under whichever of its names, its tag included.
pub(super) fn repeats_properties(model: &'static Model, root: &Node) -> bool {
    repeats(model, root, |shape, name| match shape {
        Shape::Object(object) => match object.tag.filter(|tag| tag.property == name) {
            Some(tag) => Some(tag.property),
            None => object.properties.iter().find(|property| property.is(name)).map(|property| property.name),
        },
        Shape::Union(union) => (union.tag == name).then_some(union.tag),
        Shape::Keyed(_) => Some(name),
        _ => None,
    })
}

/// Whether a map has a key twice.
pub(super) fn repeats_keys(model: &'static Model, root: &Node) -> bool {
    repeats(model, root, |shape, name| matches!(shape, Shape::Map(_)).then_some(name))
}

/// Whether something that `what` makes of names stands in an object twice.
fn repeats<'a>(
    model: &'static Model,
    root: &'a Node,
    what: impl Fn(&'static Shape, &'a str) -> Option<&'a str>,
) -> bool {
    let mut found = false;
    walk(model, root, &mut |model, node| {
        let mut seen = BTreeSet::new();
        let names = node.members().into_iter().flatten().map(|member| &member.name[..]);
        found |= names.filter_map(|name| what(&model.shape, name)).any(|name| !seen.insert(name));
    });
    found
}

fn walk<'a>(model: &'static Model, node: &'a Node, visit: &mut impl FnMut(&'static Model, &'a Node)) {
    visit(model, node);
    match (&model.shape, &node.kind) {
        (Shape::Nullable(inner), _) => walk(inner(), node, visit),
        (Shape::Array(item), Kind::Array(items)) => {
            for node in items {
                walk(item(), node, visit);
            }
        }
        (Shape::Map(item), Kind::Object(members)) => {
            for member in members {
                walk(item(), &member.value, visit);
            }
        }
        (Shape::Object(object), Kind::Object(members)) => {
            for member in members {
                if let Some(property) = object.properties.iter().find(|property| property.is(&member.name)) {
                    walk((property.value)(), &member.value, visit);
                }
            }
        }
        (Shape::Tuple(elements), Kind::Array(items)) => {
            for (element, node) in elements.iter().zip(items) {
                walk((element.value)(), node, visit);
            }
        }
        (Shape::Keyed(keyed), Kind::Object(members)) => {
            for member in members {
                if let Some(content) = keyed.contents.iter().find(|content| content.name == member.name) {
                    walk((content.model)(), &member.value, visit);
                }
            }
        }
        // Which one it is depends on the rules; what any of them sees there counts.
        (Shape::Choice(alternatives), _) => {
            for alternative in *alternatives {
                walk((alternative.model)(), node, visit);
            }
        }
        (Shape::Union(union), Kind::Object(members)) => {
            let tag = members.iter().find(|member| member.name == union.tag).map(|member| &member.value.kind);
            if let Some(Kind::String(tag)) = tag
                && let Some(variant) = union.variant(tag)
            {
                walk((variant.model)(), node, visit);
            }
        }
        _ => {}
    }
}
