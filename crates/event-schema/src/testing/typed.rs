//! A walk through a payload, with the model of every value that has one.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::tree::{Kind, Node};
use crate::model::{Content, Contract, EnumValue, Model, Object, Property, Rule, Shape};

/// How the payload spells its integers.
pub(super) fn integers<'a>(model: &'static Model, root: &'a Node) -> Vec<&'a str> {
    let mut found = Vec::new();
    walk(Contract::Deserialize, model, root, &mut |model, node| {
        if let (Shape::Integer, Kind::Number(text)) = (&model.shape, &node.kind) {
            found.push(&text[..]);
        }
    });
    found
}

/// Whether a value is of one of several types that nothing tells apart.
pub(super) fn has_choice(model: &'static Model, root: &Node) -> bool {
    let mut found = false;
    walk(Contract::Deserialize, model, root, &mut |model, _| {
        found |= matches!(model.shape, Shape::Choice(_));
    });
    found
}

/// Whether a name that has rules is written with escapes.
pub(super) fn has_escaped_key(model: &'static Model, root: &Node, payload: &[u8]) -> bool {
    let mut found = false;
    walk(Contract::Deserialize, model, root, &mut |model, node| {
        let is_ruled = |rule: &Rule| matches!(rule, Rule::PropertyNames(_));
        if matches!(model.shape, Shape::Map(_)) && model.constraints.rules.iter().any(is_ruled) {
            let mut names = node.members().into_iter().flatten().map(|member| member.start);
            // Names that are numbers hold no quotes.
            found |= names
                .any(|start| payload[start + 1..].iter().find(|it| b"\\\"".contains(it)) == Some(&b'\\'));
        }
    });
    found
}

/// Whether an object has a declared property twice, under whichever of its names, its tag included.
pub(super) fn repeats_properties(contract: Contract, model: &'static Model, root: &Node) -> bool {
    repeats(contract, model, root, |shape, name| match shape {
        Shape::Object(object) => match object.tag.filter(|tag| tag.property == name) {
            Some(tag) => Some(tag.property),
            None => property(object, contract, name).map(|property| property.name_in(contract)),
        },
        Shape::Union(union) => {
            let content = union.unknown.and_then(|unknown| unknown.content);
            [Some(union.tag), content].into_iter().flatten().find(|declared| *declared == name)
        }
        Shape::Keyed(_) => Some(name),
        _ => None,
    })
}

/// Whether a map has a key twice.
pub(super) fn repeats_keys(contract: Contract, model: &'static Model, root: &Node) -> bool {
    repeats(contract, model, root, |shape, name| match shape {
        Shape::Map(_) => Some(name),
        Shape::Object(Object { tag: Some(tag), .. }) if tag.property == name => None,
        Shape::Object(object) if object.rest.is_some() => {
            property(object, contract, name).is_none().then_some(name)
        }
        _ => None,
    })
}

/// Whether a value is there that is read and never written: it cannot be encoded again.
pub(super) fn is_only_read(model: &'static Model, root: &Node) -> bool {
    const READ: Contract = Contract::Deserialize;
    let mut found = false;
    walk(READ, model, root, &mut |model, node| {
        let unit = |units: &[EnumValue], name: &str| {
            units.iter().any(|it| it.only == Some(READ) && it.names(READ).any(|known| known == name))
        };
        found |= match (&model.shape, &node.kind) {
            (Shape::Enumeration(list), Kind::String(name)) => unit(list.values, name),
            (Shape::Keyed(keyed), Kind::String(name)) => unit(keyed.units, name),
            (Shape::Keyed(keyed), Kind::Object(members)) => members.iter().any(|member| {
                let is_it = |it: &&Content| it.names(READ).any(|known| known == member.name);
                keyed.contents.iter().find(is_it).is_some_and(|it| it.only == Some(READ))
            }),
            (Shape::Union(union), Kind::Object(members)) => {
                members.iter().any(|member| match &member.value.kind {
                    Kind::String(tag) if member.name == union.tag => {
                        union.variant(tag).is_some_and(|variant| variant.only == Some(READ))
                    }
                    _ => false,
                })
            }
            (Shape::Choice(alternatives), _) => alternatives.iter().any(|it| it.only == Some(READ)),
            (Shape::Object(object), Kind::Object(members)) => object
                .try_relations(&mut |relations, properties| {
                    let is_chosen = relations.is_choice
                        && properties.iter().any(|property| {
                            property.only == Some(READ) && members.iter().any(|it| property.is(&it.name))
                        });
                    if is_chosen { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                })
                .is_break(),
            _ => false,
        };
    });
    found
}

/// Whether something that `what` makes of names stands in an object twice.
fn repeats<'a>(
    contract: Contract,
    model: &'static Model,
    root: &'a Node,
    what: impl Fn(&'static Shape, &'a str) -> Option<&'a str>,
) -> bool {
    let mut found = false;
    walk(contract, model, root, &mut |model, node| {
        let mut seen = BTreeSet::new();
        let names = node.members().into_iter().flatten().map(|member| &member.name[..]);
        found |= names.filter_map(|name| what(&model.shape, name)).any(|name| !seen.insert(name));
    });
    found
}

fn property(object: &'static Object, contract: Contract, name: &str) -> Option<&'static Property> {
    object.properties.iter().find(|property| property.names(contract).any(|known| known == name))
}

fn walk<'a>(
    contract: Contract,
    model: &'static Model,
    node: &'a Node,
    visit: &mut impl FnMut(&'static Model, &'a Node),
) {
    visit(model, node);
    match (&model.shape, &node.kind) {
        (Shape::Nullable(inner), _) => walk(contract, inner(), node, visit),
        (Shape::Array(item), Kind::Array(items)) => {
            for node in items {
                walk(contract, item(), node, visit);
            }
        }
        (Shape::Map(item), Kind::Object(members)) => {
            for member in members {
                walk(contract, item(), &member.value, visit);
            }
        }
        (Shape::Object(object), Kind::Object(members)) => {
            for member in members {
                let is_tag = object.tag.is_some_and(|tag| tag.property == member.name);
                if let Some(property) = property(object, contract, &member.name) {
                    walk(contract, (property.value)(), &member.value, visit);
                } else if let Some(rest) = object.rest.filter(|_| !is_tag) {
                    walk(contract, (rest.value)(), &member.value, visit);
                }
            }
        }
        (Shape::Tuple(elements), Kind::Array(items)) => {
            for (element, node) in elements.iter().zip(items) {
                walk(contract, (element.value)(), node, visit);
            }
        }
        (Shape::Keyed(keyed), Kind::Object(members)) => {
            for member in members {
                let is_named = |it: &&Content| it.names(contract).any(|name| name == member.name);
                if let Some(content) = keyed.contents.iter().find(is_named) {
                    walk(contract, (content.model)(), &member.value, visit);
                }
            }
        }
        // Which one it is depends on the rules; what any of them sees there counts.
        (Shape::Choice(alternatives), _) => {
            for alternative in *alternatives {
                walk(contract, (alternative.model)(), node, visit);
            }
        }
        (Shape::Union(union), Kind::Object(members)) => {
            let tag = members.iter().find(|member| member.name == union.tag).map(|member| &member.value.kind);
            if let Some(Kind::String(tag)) = tag
                && let Some(variant) =
                    union.variants.iter().find(|it| it.names(contract).any(|name| name == tag))
            {
                walk(contract, (variant.model)(), node, visit);
            }
        }
        _ => {}
    }
}
