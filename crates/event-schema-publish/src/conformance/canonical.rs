//! The canonical form, in which languages are compared: names sorted, numbers by value, nothing that is not declared,
//! and no null where absence says the same.

use std::collections::BTreeMap;

use crate::vectors;
use event_schema::document::Json;
use event_schema::model::{Content, Contract, EnumValue, Model, Object, Presence, Shape};

/// A value without its spelling.
#[derive(Debug, PartialEq)]
pub(super) enum Canonical {
    Null,
    Bool(bool),
    Integer(String),
    Number(f64),
    String(String),
    Array(Vec<Self>),
    Object(BTreeMap<String, Self>),
    /// An event that is not known is kept as it came.
    Raw(String),
}

pub(super) fn of(model: &'static Model, payload: &[u8]) -> Option<Canonical> {
    let text = std::str::from_utf8(payload).ok()?;
    let json: Json = text.parse().ok()?;
    Some(match &model.shape {
        Shape::Union(union) => {
            let variant = json.get(union.tag).and_then(Json::as_str).and_then(|tag| union.variant(tag));
            match variant {
                Some(variant) => typed((variant.model)(), &json),
                None => Canonical::Raw(text.trim().to_owned()),
            }
        }
        _ => typed(model, &json),
    })
}

fn typed(model: &'static Model, json: &Json) -> Canonical {
    match (&model.shape, json) {
        (Shape::Nullable(inner), json) => typed(inner(), json),
        (Shape::Array(items), Json::Array(array)) => {
            Canonical::Array(array.iter().map(|item| typed(items(), item)).collect())
        }
        (Shape::Map(values), Json::Object(members)) => {
            let member = |(name, value): &(String, Json)| (name.clone(), typed(values(), value));
            Canonical::Object(members.iter().map(member).collect())
        }
        (Shape::Tuple(elements), Json::Array(array)) => {
            let items = elements.iter().zip(array);
            Canonical::Array(items.map(|(element, item)| typed((element.value)(), item)).collect())
        }
        (Shape::Enumeration(enumeration), Json::String(text)) => {
            Canonical::String(own_name(enumeration.values, text))
        }
        (Shape::Keyed(keyed), Json::String(text)) => Canonical::String(own_name(keyed.units, text)),
        (Shape::Keyed(keyed), Json::Object(members)) => {
            let member = |(name, value): &(String, Json)| {
                let is_own = |content: &&Content| content.names(Contract::Deserialize).any(|own| own == name);
                keyed.contents.iter().find(is_own).map_or_else(
                    || (name.clone(), untyped(value)),
                    |content| (content.name.to_owned(), typed((content.model)(), value)),
                )
            };
            Canonical::Object(members.iter().map(member).collect())
        }
        (Shape::Union(union), json) => {
            let variant = json.get(union.tag).and_then(Json::as_str).and_then(|tag| union.variant(tag));
            variant.map_or_else(|| untyped(json), |variant| typed((variant.model)(), json))
        }
        (Shape::Choice(alternatives), json) => {
            let text = json.to_compact();
            let models = alternatives.iter().map(|alternative| (alternative.model)());
            let first = models.into_iter().find(|model| vectors::judge(model, text.as_bytes()).is_ok());
            first.map_or_else(|| untyped(json), |model| typed(model, json))
        }
        (Shape::Object(object), Json::Object(members)) => Canonical::Object(declared(object, members)),
        (Shape::Number, Json::Number(text)) => Canonical::Number(text.parse().unwrap_or(f64::NAN)),
        _ => untyped(json),
    }
}

fn declared(object: &Object, members: &[(String, Json)]) -> BTreeMap<String, Canonical> {
    let mut found = BTreeMap::new();
    for (name, value) in members {
        if let Some(tag) = object.tag.filter(|tag| tag.property == name) {
            found.insert(tag.property.to_owned(), Canonical::String(tag.value.to_owned()));
            continue;
        }
        let Some(property) = object.properties.iter().find(|property| property.is(name)) else {
            if let Some(rest) = object.rest {
                found.insert(name.clone(), typed((rest.value)(), value));
            }
            continue;
        };
        let absence_says_it = property.nullable && property.presence == Presence::Optional;
        if !(absence_says_it && *value == Json::Null) {
            found.insert(property.name.to_owned(), typed((property.value)(), value));
        }
    }
    found
}

/// A value's name, by whichever of its names it is given.
fn own_name(values: &[EnumValue], name: &str) -> String {
    let own = values.iter().find(|value| value.names(Contract::Deserialize).any(|known| known == name));
    own.map_or(name, |value| value.name).to_owned()
}

fn untyped(json: &Json) -> Canonical {
    match json {
        Json::Null => Canonical::Null,
        Json::Bool(value) => Canonical::Bool(*value),
        Json::Number(text) => number(text),
        Json::String(text) => Canonical::String(text.clone()),
        Json::Array(array) => Canonical::Array(array.iter().map(untyped).collect()),
        Json::Object(members) => {
            Canonical::Object(members.iter().map(|(name, value)| (name.clone(), untyped(value))).collect())
        }
    }
}

/// Whole numbers of a length that is written out exactly, all others as floats.
fn number(text: &str) -> Canonical {
    let (sign, magnitude) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (mantissa, exponent) = magnitude.split_once(['e', 'E']).unwrap_or((magnitude, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_end_matches('0');
    let zeros = exponent.parse::<i64>().ok().map(|exponent| {
        let count = |digits: usize| i64::try_from(digits).unwrap_or(i64::MAX);
        exponent - count(fraction.len()) + count(digits.len() - significant.len())
    });
    match (significant.trim_start_matches('0'), zeros) {
        ("", _) => Canonical::Integer(String::from("0")),
        (digits, Some(zeros @ 0..=40)) => {
            Canonical::Integer(format!("{sign}{digits}{}", "0".repeat(zeros.unsigned_abs() as usize)))
        }
        _ => Canonical::Number(text.parse().unwrap_or(f64::NAN)),
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn the_spelling_of_a_number_does_not_matter_but_its_value_does() {
        assert_eq!(number("1e3"), number("1000"));
        assert_eq!(number("-0"), number("0.0"));
        assert_ne!(number("9007199254740993"), number("9007199254740992"));
    }
}
