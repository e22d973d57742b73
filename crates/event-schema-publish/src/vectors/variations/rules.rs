//! Values under rules beside the bounds: some that obey, and for each rule some that break it.

use event_schema::document::Json;
use event_schema::model::{Constraints, Contains, Model, Rule};

use super::{Variation, variation, wrong_types};
use crate::vectors::payload;

pub(super) fn of_type(model: &'static Model, constraints: &Constraints) -> Vec<Variation> {
    let mut found: Vec<_> = (2..5)
        .map(|seed| {
            variation("valid", &format!("example {}", seed - 1), payload::ruled(model, constraints, seed))
        })
        .collect();
    for rule in constraints.rules.iter() {
        found.extend(breaking(rule, &payload::ruled(model, constraints, 1)));
    }
    found.extend(wrong_types(&model.shape));
    found.dedup_by(|one, other| one.value == other.value);
    found
}

fn breaking(rule: &Rule, valid: &Json) -> Vec<Variation> {
    let number = |what: &str, text: String| variation("out-of-range", what, Json::Number(text));
    let text = |what: &str, change: &dyn Fn(&str) -> String| match valid {
        Json::String(valid) => vec![variation("pattern", what, Json::String(change(valid)))],
        _ => Vec::new(),
    };
    match rule {
        Rule::Const(_) | Rule::Enum(_) => vec![match valid {
            Json::String(_) => {
                variation("unknown-value", "a value that is not listed", Json::string("another value"))
            }
            Json::Number(_) => {
                variation("unknown-value", "a number that is not listed", Json::Number("12345".into()))
            }
            other => variation("unknown-value", "the other boolean", Json::Bool(*other == Json::Bool(false))),
        }],
        Rule::Not(value) => {
            let value = value.parse().unwrap_or(Json::Null);
            vec![variation("unknown-value", "the value that is not allowed", value)]
        }
        Rule::ExclusiveMinimum(bound) => vec![number("at the bound below", bound.to_string())],
        Rule::ExclusiveMaximum(bound) => vec![number("at the bound above", bound.to_string())],
        Rule::MultipleOf(step) => {
            vec![number("half a step", format!("{}e{}", step.digits * 5, step.exponent - 1))]
        }
        Rule::Prefix(prefix) => text("another beginning", &|valid| format!("_{}", &valid[prefix.len()..])),
        Rule::Suffix(suffix) => {
            text("another end", &|valid| format!("{}_", &valid[..valid.len() - suffix.len()]))
        }
        Rule::Substring(part) => text("without what it must contain", &|valid| valid.replace(part, "")),
        Rule::Pattern(pattern) => {
            let mut turn = 0;
            let mut draw = |below: usize| {
                turn += 1;
                turn % below
            };
            let refused = pattern.sample_refused(0..=20, &mut draw);
            refused
                .map(|text| variation("pattern", "what does not match", Json::String(text)))
                .into_iter()
                .collect()
        }
        Rule::Format(_) => {
            vec![
                variation("format", "of no format", Json::string("\u{0}")),
                variation("format", "empty", Json::string("")),
            ]
        }
        Rule::ContentEncoding(_) => text("one character more", &|valid| format!("{valid}A")),
        Rule::UniqueItems => match valid {
            Json::Array(items) if !items.is_empty() => {
                let twice = [&items[..1], &items[..]].concat();
                vec![variation("repeated-item", "an item twice", Json::Array(twice))]
            }
            _ => Vec::new(),
        },
        Rule::MinProperties(_) => vec![variation("out-of-range", "no members", Json::Object(Vec::new()))],
        Rule::MaxProperties(most) => match valid {
            Json::Object(members) if *most < 100 => {
                let value = members.first().map_or(Json::Null, |(_, value)| value.clone());
                let many = (0..=*most).map(|at| (format!("member{at}"), value.clone())).collect();
                vec![variation("out-of-range", "too many members", Json::Object(many))]
            }
            _ => Vec::new(),
        },
        Rule::PropertyNames(_) => match valid {
            Json::Object(members) => {
                let value = members.first().map_or(Json::Null, |(_, value)| value.clone());
                let odd = ["", "a name that nobody would give to a member"].map(|name| (name, value.clone()));
                vec![variation("names", "other names", Json::object(odd))]
            }
            _ => Vec::new(),
        },
        // What it refuses is nothing that other languages could know.
        Rule::Check(_) => Vec::new(),
        Rule::Contains(Contains { least, most, .. }) => match valid {
            Json::Array(items) => {
                let none = (*least != Some(0)).then(|| {
                    variation("out-of-range", "nothing that it must contain", Json::Array(Vec::new()))
                });
                let many = most.filter(|most| *most < 100).map(|most| {
                    let many = items.iter().cycle().take(items.len() * (most as usize + 1)).cloned();
                    variation("out-of-range", "all items again and again", Json::Array(many.collect()))
                });
                none.into_iter().chain(many).collect()
            }
            _ => Vec::new(),
        },
        Rule::PrefixItems(each) => {
            each.iter().enumerate().flat_map(|(at, each)| at_item(each, valid, at)).collect()
        }
        Rule::Items(each) => at_item(each, valid, 0),
        Rule::Values(each) => at_member(each, valid, |_| true),
        Rule::PatternProperties(pattern, each) => at_member(each, valid, |name| pattern.is_match(name)),
    }
}

/// Each way to break the rules for an item.
fn at_item(each: &Constraints, valid: &Json, at: usize) -> Vec<Variation> {
    let Json::Array(items) = valid else { return Vec::new() };
    let Some(item) = items.get(at) else { return Vec::new() };
    let wrap = |value| {
        let mut items = items.clone();
        items[at] = value;
        Json::Array(items)
    };
    each.rules
        .iter()
        .flat_map(|rule| breaking(rule, item))
        .map(|one| super::within(&format!("/{at}"), one, wrap))
        .collect()
}

/// Each way to break the rules for the value of the first member with such a name.
fn at_member(each: &Constraints, valid: &Json, is_named: impl Fn(&str) -> bool) -> Vec<Variation> {
    let Json::Object(members) = valid else { return Vec::new() };
    let Some((name, value)) = members.iter().find(|(name, _)| is_named(name)) else { return Vec::new() };
    let place = format!("/{}", super::segment(name));
    each.rules
        .iter()
        .flat_map(|rule| breaking(rule, value))
        .map(|one| super::within(&place, one, |value| super::put(valid, name, Some(&value))))
        .collect()
}
