//! Values of one of several types, and arrays with a type for each item.

use event_schema::document::Json;
use event_schema::model::{Alternative, Constraints, Contract, Element, Keyed, Model};

use super::{MAX_NESTING, Variation, any, distinct, of_type, variation, within};
use crate::vectors::payload;

pub(super) fn tuple(model: &'static Model, elements: &[Element], nesting: usize) -> Vec<Variation> {
    let base = payload::of_type(model, &Constraints::NONE, None, nesting);
    let Json::Array(items) = &base else { return Vec::new() };
    let mut more = items.clone();
    more.push(Json::Null);
    let mut found = vec![
        variation("valid", "all items", base.clone()),
        variation("out-of-range", "too many items", Json::Array(more)),
    ];
    if let Some((_, fewer)) = items.split_last() {
        found.push(variation("out-of-range", "too few items", Json::Array(fewer.to_vec())));
    }
    if nesting >= MAX_NESTING {
        return found;
    }
    for (at, element) in elements.iter().enumerate() {
        let put = |value| {
            let mut items = items.clone();
            items[at] = value;
            Json::Array(items)
        };
        let faults = of_type((element.value)(), &element.constraints, nesting + 1);
        found.extend(faults.into_iter().map(|fault| within(&format!("/{at}"), fault, put)));
        found.push(within(&format!("/{at}"), variation("null", "null", Json::Null), put));
    }
    found
}

pub(super) fn keyed(keyed: &Keyed, nesting: usize) -> Vec<Variation> {
    let unknown = distinct("another", |name| keyed.names(Contract::Deserialize).any(|known| known == name));
    let mut found = vec![
        variation("unknown-value", "a name outside the list", Json::string(unknown.as_str())),
        variation("unknown-value", "a member outside the list", Json::object([(&*unknown, Json::Null)])),
        variation("unknown-value", "no member", Json::Object(Vec::new())),
    ];
    let units = keyed.units.iter().flat_map(|unit| unit.names(Contract::Deserialize));
    found.extend(units.map(|name| variation("valid", &format!("`{name}`"), Json::string(name))));
    for content in keyed.contents {
        let wrap = |value| Json::object([(content.name, value)]);
        let place = format!("/{}", super::segment(content.name));
        let value = payload::of_type((content.model)(), &Constraints::NONE, None, nesting + 1);
        let two = Json::object([(content.name, value.clone()), (&*unknown, Json::Null)]);
        found.push(variation("unknown-value", &format!("`{}` and another member", content.name), two));
        found.push(variation("valid", &format!("`{}`", content.name), wrap(value)));
        if nesting < MAX_NESTING {
            let faults = of_type((content.model)(), &Constraints::NONE, nesting + 1);
            found.extend(faults.into_iter().map(|fault| within(&place, fault, wrap)));
        }
    }
    found
}

/// What is wrong for one alternative may be right for another: the verdict tells.
pub(super) fn choice(alternatives: &[Alternative], nesting: usize) -> Vec<Variation> {
    let mut found = any();
    for alternative in alternatives {
        let model = (alternative.model)();
        let value = payload::of_type(model, &Constraints::NONE, None, nesting);
        found.push(variation("valid", &format!("`{}`", alternative.name), value));
        if nesting < MAX_NESTING {
            found.extend(of_type(model, &Constraints::NONE, nesting + 1));
        }
    }
    found
}
