//! Rules as keywords.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::Json;
use super::keywords::Keywords;
use crate::model::{Bound, Constraints, ContentEncoding, Rule};

/// Writes the rules for a value; those for its items or members stand in their own schemas.
pub(super) fn write(schema: &mut Keywords, nullable: bool, constraints: &Constraints) {
    let count = |count: Option<u64>| count.map(|count| Json::Number(count.to_string()));
    let bound = |bound: Option<Bound>| bound.map(|bound| Json::Number(bound.to_string()));
    schema.set_some("minimum", bound(constraints.minimum));
    schema.set_some("maximum", bound(constraints.maximum));
    schema.set_some("minLength", count(constraints.min_length));
    schema.set_some("maxLength", count(constraints.max_length));
    schema.set_some("minItems", count(constraints.min_items));
    schema.set_some("maxItems", count(constraints.max_items));
    for rule in constraints.rules.iter() {
        if let Some((keyword, value)) = keyword(rule, nullable) {
            schema.add(keyword, value);
        }
        match rule {
            Rule::ContentEncoding(ContentEncoding::Base64) => {
                schema.add("pattern", Json::string(BASE64));
                schema.add("not", ends_in_a_break());
            }
            Rule::Suffix(text) if !text.ends_with(BREAKS) => schema.add("not", ends_in_a_break()),
            _ => {}
        }
    }
}

/// In some languages `$` also matches before a line break that ends the string: what is meant to end there must not end in
/// one. No look-ahead is used to say so, which other languages lack.
fn ends_in_a_break() -> Json {
    let pattern = Json::string("[\\n\\r\\u0085\\u2028\\u2029]$");
    Json::object([("type", Json::string("string")), ("pattern", pattern)])
}

/// The line breaks of all languages.
const BREAKS: [char; 5] = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];

/// Most validators do not look at an encoding. It is whole groups of four, padded, and bits that nothing is made of are
/// zero (RFC 4648, sections 3.5 and 4).
const BASE64: &str = "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$";

fn keyword(rule: &Rule, nullable: bool) -> Option<(&'static str, Json)> {
    let number = |bound: &Bound| Json::Number(bound.to_string());
    Some(match rule {
        Rule::Const(value) if nullable => ("enum", Json::Array(Vec::from([literal(value), Json::Null]))),
        Rule::Const(value) => ("const", literal(value)),
        Rule::Enum(values) => {
            let null = nullable.then_some(Json::Null);
            ("enum", Json::Array(values.iter().map(|value| literal(value)).chain(null).collect()))
        }
        Rule::Not(value) => ("not", Json::object([("const", literal(value))])),
        Rule::ExclusiveMinimum(bound) => ("exclusiveMinimum", number(bound)),
        Rule::ExclusiveMaximum(bound) => ("exclusiveMaximum", number(bound)),
        Rule::MultipleOf(step) => ("multipleOf", Json::Number(step.to_string())),
        Rule::Prefix(text) => ("pattern", Json::String(String::from("^") + &escaped(text))),
        Rule::Suffix(text) => ("pattern", Json::String(escaped(text) + "$")),
        Rule::Substring(text) => ("pattern", Json::String(escaped(text))),
        Rule::Pattern(pattern) => ("pattern", Json::string(pattern.source())),
        Rule::Format(format) => ("format", Json::string(format.name())),
        Rule::ContentEncoding(encoding) => ("contentEncoding", Json::string(encoding.name())),
        Rule::UniqueItems => ("uniqueItems", Json::Bool(true)),
        Rule::MinProperties(count) => ("minProperties", Json::Number(count.to_string())),
        Rule::MaxProperties(count) => ("maxProperties", Json::Number(count.to_string())),
        Rule::PropertyNames(each) => {
            let mut names = Keywords::one("type", Json::string("string"));
            write(&mut names, false, each);
            ("propertyNames", names.into_json())
        }
        Rule::Check(check) => {
            ("$comment", Json::String(format!("Beside the schema: the check `{}`.", check.code)))
        }
        Rule::Items(_)
        | Rule::PrefixItems(_)
        | Rule::Contains(_)
        | Rule::Values(_)
        | Rule::PatternProperties(..) => return None,
    })
}

/// A literal of the derive's, which is JSON.
fn literal(text: &str) -> Json {
    text.parse().unwrap_or_else(|_| Json::string(text))
}

/// A text as a pattern (ECMA-262) that matches nothing else.
fn escaped(text: &str) -> String {
    let mut pattern = String::new();
    for letter in text.chars() {
        if "^$\\.*+?()[]{}|/".contains(letter) {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}
