//! Whether two payloads say the same: equal canonical forms, and where they differ if not.
//!
//! The canonical form sorts keys, spells numbers one way, drops unknown properties of known events, and writes what
//! may be both absent and null as the encoder does. Two trees are compared as if they were written so.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::decimal::Decimal;
use super::reference;
use super::tree::{self, Kind, Member, Node};
use crate::model::{Content, Contract, EnumValue, Model, Object, Presence, Rule, Shape};
use crate::profile::Profile;
use crate::raw::RawJson;
use crate::schema::Schema as _;

/// How two numbers are compared that are floats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Floats {
    /// They are the same float.
    Exact,
    /// They are neighbours at most: `serde_json` reads floats quickly, not exactly, unless told otherwise.
    Near,
}

/// What was accepted under a profile, and what its decoded form was encoded as.
pub(super) struct Comparison {
    pub(super) profile: Profile,
    pub(super) floats: Floats,
    /// Whether strings that a type reads in several spellings must be spelled alike.
    pub(super) is_strict: bool,
}

/// The place that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Different(pub(super) String);

impl Comparison {
    pub(super) fn same(&self, model: &'static Model, before: &Node, after: &Node) -> Result<(), Different> {
        let equal = match (&model.shape, &before.kind, &after.kind) {
            (Shape::Nullable(_) | Shape::Null, Kind::Null, Kind::Null) => true,
            (Shape::Choice(_), ..) => {
                let Some(chosen) = reference::chosen(model, self.profile, before) else {
                    return Err(Different(String::new()));
                };
                return self.same(chosen, before, after);
            }
            (Shape::Keyed(keyed), Kind::String(before), Kind::String(after)) => {
                written_as(keyed.units, before).or(keyed.other.map(|other| other.written())) == Some(after)
            }
            (Shape::Keyed(keyed), Kind::Object(before), Kind::Object(after)) => {
                let ([before, ..], [after]) = (&before[..], &after[..]) else {
                    return Err(Different(String::new()));
                };
                let is_named =
                    |it: &&Content| it.names(Contract::Deserialize).any(|name| name == before.name);
                return match keyed.contents.iter().find(is_named) {
                    Some(content) if after.name == content.written() => self
                        .same((content.model)(), &before.value, &after.value)
                        .map_err(|place| place.within(&before.name)),
                    _ => Err(Different(String::new())),
                };
            }
            (Shape::Tuple(elements), Kind::Array(before), Kind::Array(after)) => {
                for (at, (element, (before, after))) in
                    elements.iter().zip(before.iter().zip(after)).enumerate()
                {
                    self.same((element.value)(), before, after)
                        .map_err(|place| place.within(&at.to_string()))?;
                }
                before.len() == after.len()
            }
            (Shape::Nullable(inner), ..) => return self.same(inner(), before, after),
            // What keeps no text keeps no order of names, and of a repeated one the last value.
            (Shape::Any, ..) if model.path == RawJson::MODEL.path => return self.same_untyped(before, after),
            (Shape::Any, Kind::Array(_), _) => return self.same(ITEMS, before, after),
            (Shape::Any, Kind::Object(_), _) => return self.same(MEMBERS, before, after),
            (Shape::Any, ..) => return self.same_untyped(before, after),
            (Shape::Integer, Kind::Number(before), Kind::Number(after)) => {
                Decimal::parse(before) == Decimal::parse(after)
            }
            (Shape::Number, Kind::Number(before), Kind::Number(after)) if model.path == "f32" => {
                before.parse::<f32>() == after.parse::<f32>()
            }
            (Shape::Number, Kind::Number(before), Kind::Number(after)) => self.same_float(before, after),
            (Shape::Boolean, Kind::Boolean(before), Kind::Boolean(after)) => before == after,
            (Shape::Enumeration(list), Kind::String(before), Kind::String(after)) => {
                let is_unknown = list.open && written_as(list.values, before).is_none();
                let kept = list.other.unwrap_or(before);
                written_as(list.values, before) == Some(after) || (is_unknown && kept == after)
            }
            (Shape::String, Kind::String(before), Kind::String(after)) => {
                before == after || (!self.is_strict && may_be_respelled(model))
            }
            (Shape::Array(item), Kind::Array(before), Kind::Array(after)) if is_set(model) => {
                return self.same_items(item(), before, after);
            }
            (Shape::Array(item), Kind::Array(before), Kind::Array(after)) => {
                let pairs = before.iter().zip(after).enumerate();
                for (at, (before, after)) in pairs {
                    self.same(item(), before, after).map_err(|place| place.within(&at.to_string()))?;
                }
                before.len() == after.len()
            }
            (Shape::Map(item), Kind::Object(before), Kind::Object(after)) if has_respelled_names(model) => {
                let values =
                    |members: &[Member]| members.iter().map(|it| it.value.clone()).collect::<Vec<_>>();
                return self.same_items(item(), &values(before), &values(after));
            }
            (Shape::Map(item), Kind::Object(before), Kind::Object(after)) => {
                for member in before {
                    let (Some(before), Some(after)) = (last(before, &member.name), last(after, &member.name))
                    else {
                        return Err(Different(String::new()).within(&member.name));
                    };
                    self.same(item(), before, after).map_err(|place| place.within(&member.name))?;
                }
                after.iter().all(|member| last(before, &member.name).is_some())
            }
            (Shape::Object(object), Kind::Object(before), Kind::Object(after)) => {
                return self.same_object(object, before, after);
            }
            (Shape::Union(union), Kind::Object(members), Kind::Object(_)) => {
                let tag =
                    members.iter().find(|member| member.name == union.tag).map(|member| &member.value.kind);
                let Some(Kind::String(tag)) = tag else {
                    return Err(Different(String::new()).within(union.tag));
                };
                return match union.variant(tag) {
                    Some(variant) => self.same((variant.model)(), before, after),
                    None if union.unknown.is_some_and(|unknown| !unknown.is_kept) => Ok(()),
                    None => self.same_untyped(before, after),
                };
            }
            _ => false,
        };
        if equal { Ok(()) } else { Err(Different(String::new())) }
    }

    /// Items in any order; what is equal once it is decoded may be there once only.
    fn same_items(&self, item: &'static Model, before: &[Node], after: &[Node]) -> Result<(), Different> {
        let is_among = |one: &Node, others: &[Node], swap: bool| {
            others.iter().any(|other| {
                let (before, after) = if swap { (other, one) } else { (one, other) };
                self.same(item, before, after).is_ok()
            })
        };
        let is_kept = before.iter().all(|it| is_among(it, after, false));
        if (is_kept || before.len() > after.len()) && after.iter().all(|it| is_among(it, before, true)) {
            return Ok(());
        }
        Err(Different(String::from("/*")))
    }

    fn same_object(
        &self,
        object: &'static Object,
        before: &[Member],
        after: &[Member],
    ) -> Result<(), Different> {
        for property in object.properties {
            let place = |different: Different| different.within(property.name);
            if !property.is_part_of(Contract::Serialize) {
                continue;
            }
            // What was read under another name is written under its own.
            let read =
                before.iter().rev().find(|member| property.is(&member.name)).map(|member| &member.value);
            match (read, last(after, property.written())) {
                (Some(before), Some(after)) => self.same((property.value)(), before, after).map_err(place)?,
                (None, None) => {}
                (None, Some(value)) if property.default.is_some() => {
                    let meant = property.default.and_then(|text| tree::read(text.as_bytes()).ok());
                    let meant = meant.ok_or_else(|| place(Different(String::new())))?;
                    self.same((property.value)(), &meant, value).map_err(place)?;
                }
                // Absence means null, or a default that only the type knows.
                (None, Some(value)) => {
                    let is_null = matches!(value.kind, Kind::Null);
                    let tolerated = self.profile == Profile::Tolerant && property.nullable && is_null;
                    let is_read = property.is_part_of(Contract::Deserialize);
                    let meant = property.presence == Presence::Optional || !is_read;
                    if !tolerated && !meant {
                        return Err(place(Different(String::new())));
                    }
                }
                (Some(value), None) => {
                    let left_out =
                        if property.nullable { matches!(value.kind, Kind::Null) } else { is_empty(value) };
                    if !(left_out && property.presence != Presence::Required) {
                        return Err(place(Different(String::new())));
                    }
                }
            }
        }
        if let Some(tag) = object.tag {
            let text = |members: &[Member]| match last(members, tag.property).map(|node| node.kind.clone()) {
                Some(Kind::String(text)) => Some(text),
                _ => None,
            };
            let is_read = |text: String| tag.names(Contract::Deserialize).any(|name| name == text);
            if !text(before).is_some_and(is_read) || text(after).as_deref() != Some(tag.written()) {
                return Err(Different(String::new()).within(tag.property));
            }
        }
        let is_written = |name: &str| {
            object.properties.iter().any(|it| it.names(Contract::Serialize).any(|known| known == name))
        };
        let is_tag = |name: &str| object.tag.is_some_and(|tag| tag.property == name);
        let mut undeclared = after.iter().filter(|it| !is_tag(&it.name) && !is_written(&it.name));
        if let Some(rest) = object.rest {
            let is_read = |name: &str| is_tag(name) || object.properties.iter().any(|it| it.is(name));
            return self.same_rest((rest.value)(), before.iter().filter(|it| !is_read(&it.name)), undeclared);
        }
        match undeclared.next() {
            Some(member) => Err(Different(String::new()).within(&member.name)),
            None => Ok(()),
        }
    }

    /// What is kept beside declared properties.
    fn same_rest<'n>(
        &self,
        value: &'static Model,
        before: impl Iterator<Item = &'n Member>,
        after: impl Iterator<Item = &'n Member>,
    ) -> Result<(), Different> {
        let by_name = |members: Vec<&'n Member>| -> BTreeMap<&'n str, &'n Node> {
            members.into_iter().map(|member| (&member.name[..], &member.value)).collect()
        };
        let (before, after) = (by_name(before.collect()), by_name(after.collect()));
        if !before.keys().eq(after.keys()) {
            return Err(Different(String::from("/*")));
        }
        before.iter().zip(after.values()).try_for_each(|((name, before), after)| {
            self.same(value, before, after).map_err(|place| place.within(name))
        })
    }

    /// Values that are kept as they came.
    fn same_untyped(&self, before: &Node, after: &Node) -> Result<(), Different> {
        let equal = match (&before.kind, &after.kind) {
            (Kind::Null, Kind::Null) => true,
            (Kind::Boolean(before), Kind::Boolean(after)) => before == after,
            (Kind::Number(before), Kind::Number(after)) => self.same_float(before, after),
            (Kind::String(before), Kind::String(after)) => before == after,
            (Kind::Array(before), Kind::Array(after)) => {
                for (at, (before, after)) in before.iter().zip(after).enumerate() {
                    self.same_untyped(before, after).map_err(|place| place.within(&at.to_string()))?;
                }
                before.len() == after.len()
            }
            (Kind::Object(before), Kind::Object(after)) => {
                for (before, after) in before.iter().zip(after) {
                    if before.name != after.name {
                        return Err(Different(String::new()).within(&before.name));
                    }
                    self.same_untyped(&before.value, &after.value)
                        .map_err(|place| place.within(&before.name))?;
                }
                before.len() == after.len()
            }
            _ => false,
        };
        if equal { Ok(()) } else { Err(Different(String::new())) }
    }

    fn same_float(&self, before: &str, after: &str) -> bool {
        let (Ok(one), Ok(two)) = (before.parse::<f64>(), after.parse::<f64>()) else { return false };
        match self.floats {
            Floats::Exact => one.partial_cmp(&two) == Some(Ordering::Equal),
            Floats::Near => (one - two).abs() <= one.abs() * 1e-14 + f64::MIN_POSITIVE,
        }
    }
}

impl Different {
    fn within(self, segment: &str) -> Self {
        Self(format!("/{segment}{}", self.0))
    }
}

/// Whether the value is its type's usual default, which an encoder may leave out.
fn is_empty(value: &Node) -> bool {
    match &value.kind {
        Kind::Null => false,
        Kind::Boolean(value) => !value,
        Kind::Number(digits) => digits.parse() == Ok(0.0),
        Kind::String(text) => text.is_empty(),
        Kind::Array(items) => items.is_empty(),
        Kind::Object(members) => members.is_empty(),
    }
}

/// How a known value is written.
fn written_as<'a>(values: &'static [EnumValue], read: &str) -> Option<&'a str> {
    let value = values.iter().find(|it| it.names(Contract::Deserialize).any(|name| name == read));
    value.map(EnumValue::written)
}

/// Of a repeated name the last value counts.
fn last<'a>(members: &'a [Member], name: &str) -> Option<&'a Node> {
    members.iter().rev().find(|member| member.name == name).map(|member| &member.value)
}

const ITEMS: &Model = &Model::anonymous("", Shape::Array(|| ANYTHING));
const MEMBERS: &Model = &Model::anonymous("", Shape::Map(|| ANYTHING));
const ANYTHING: &Model = &Model::anonymous("", Shape::Any);

/// Whether a string's type may write it otherwise than it was read: it is known by rules of its own, as dates and numbers
/// are. What it is read as is compared with serde's reading.
fn may_be_respelled(model: &Model) -> bool {
    model.constraints.rules.iter().any(is_spelling)
}

/// The same of a map's names.
fn has_respelled_names(model: &Model) -> bool {
    model.constraints.rules.iter().any(|rule| match rule {
        Rule::PropertyNames(names) => names.rules.iter().any(is_spelling),
        _ => false,
    })
}

fn is_spelling(rule: &Rule) -> bool {
    matches!(rule, Rule::Format(_) | Rule::Pattern(_))
}

/// Whether an array is a set, or as good as one: the order of its items means nothing.
fn is_set(model: &Model) -> bool {
    model.constraints.rules.iter().any(|rule| matches!(rule, Rule::UniqueItems))
}
