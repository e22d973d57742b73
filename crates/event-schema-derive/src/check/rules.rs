//! Rules that no value can meet, or that cannot apply to a type.

use proc_macro2::Span;
use syn::LitStr;

use crate::attr::{Bounds, CONTAINING, Literal, Number, Scalar, Written};
use crate::ctxt::Ctxt;
use crate::types;

/// The kind of JSON value that a rule is about; none for those about a value as a whole.
pub fn kind(name: &str) -> Option<&'static str> {
    match name {
        "minimum" | "maximum" | "exclusive_minimum" | "exclusive_maximum" | "multiple_of" => Some("a number"),
        "min_length" | "max_length" | "starts_with" | "ends_with" | "contains" | "pattern" | "format"
        | "content_encoding" => Some("a string"),
        "min_items" | "max_items" | "min_contains" | "max_contains" | "prefix_items" | "unique_items"
        | "items" | CONTAINING => Some("an array"),
        "min_properties" | "max_properties" | "keys" | "values" | "pattern_properties" => Some("a map"),
        _ => None,
    }
}

/// A rule on a type that it cannot apply to would be silently void.
pub fn fit(cx: &Ctxt, ty: &syn::Type, bounds: &Bounds) {
    let Some(found) = types::obvious_kind(ty) else { return };
    for (name, span) in bounds.written() {
        let Some(needed) = kind(name).filter(|needed| *needed != found) else { continue };
        let end = if name.starts_with("min") { "min" } else { "max" };
        let mend = match found {
            _ if name.ends_with("contains") || !(name.starts_with("min") || name.starts_with("max")) => {
                "remove it".to_owned()
            }
            "a number" => format!("write `{end}imum`"),
            "a string" => format!("write `{end}_length`"),
            "an array" => format!("write `{end}_items`"),
            "a map" => format!("write `{end}_properties`"),
            _ => "remove it".to_owned(),
        };
        cx.error_at(span, format_args!("`{name}` is for {needed}, and this type is {found}: {mend}"));
    }
    for scalar in scalars(bounds).filter(|scalar| scalar.kind != found) {
        cx.error_at(
            scalar.span,
            format_args!("no value is valid: this is {}, and the type is {found}", scalar.kind),
        );
    }
    let rules = &bounds.rules;
    if let Some(item) = types::array_item(ty) {
        rules.of_items().for_each(|each| fit(cx, item, each));
    }
    if let Some(value) = types::map_value(ty) {
        rules.of_values().for_each(|each| fit(cx, value, each));
    }
}

/// Rules that contradict each other.
pub fn contradictions(cx: &Ctxt, bounds: &Bounds) {
    let rules = &bounds.rules;
    let (minimum, above) = (("minimum", &bounds.minimum), ("exclusive_minimum", &rules.exclusive_minimum));
    let (maximum, below) = (("maximum", &bounds.maximum), ("exclusive_maximum", &rules.exclusive_maximum));
    for (least, most, may_be_equal) in
        [(minimum, maximum, true), (above, maximum, false), (minimum, below, false), (above, below, false)]
    {
        range(cx, least, most, may_be_equal);
    }
    for (least, most, what) in [
        (bounds.min_length, bounds.max_length, "length"),
        (bounds.min_items, bounds.max_items, "items"),
        (rules.min_properties, rules.max_properties, "properties"),
    ] {
        if let (Some(least), Some(most)) = (least, most)
            && least.value > most.value
        {
            cx.error_at(
                most.span,
                format_args!(
                    "no value is valid: `min_{what}` {} is above `max_{what}` {}",
                    least.value, most.value
                ),
            );
        }
    }
    affixes(cx, bounds);
    pattern(cx, bounds);
    listed_values(cx, bounds);
    containing(cx, bounds);
    prefix(cx, bounds);
    let of_keys = rules.keys.iter().map(|keys| &*keys.value);
    for nested in rules.of_items().chain(rules.of_values()).chain(of_keys) {
        contradictions(cx, nested);
    }
    let of_keys = rules.keys.iter().flat_map(|keys| keys.value.written());
    for (name, span) in of_keys.filter(|(name, _)| kind(name).is_some_and(|kind| kind != "a string")) {
        cx.error_at(span, format_args!("`{name}` has no meaning for names, which are strings: remove it"));
    }
}

fn range(
    cx: &Ctxt,
    (least_name, least): (&str, &Option<Written<Number>>),
    (most_name, most): (&str, &Option<Written<Number>>),
    may_be_equal: bool,
) {
    let (Some(least), Some(most)) = (least, most) else { return };
    let relation = if least.value.is_above(most.value) {
        "is above"
    } else if !may_be_equal && !most.value.is_above(least.value) {
        "leaves nothing below"
    } else {
        return;
    };
    cx.error_at(
        most.span,
        format_args!(
            "no number is valid: `{least_name}` {} {relation} `{most_name}` {}",
            least.value, most.value
        ),
    );
}

/// How many items count, and of how many.
fn containing(cx: &Ctxt, bounds: &Bounds) {
    let rules = &bounds.rules;
    if rules.containing.is_none() {
        for (name, count) in [("min_contains", rules.min_contains), ("max_contains", rules.max_contains)] {
            if let Some(count) = count {
                let message = format_args!(
                    "`{name}` counts items: write which ones, `contains(minimum = 1)` for instance"
                );
                cx.error_at(count.span, message);
            }
        }
        return;
    }
    let least = rules.min_contains.map_or(1, |least| least.value);
    if let Some(most) = rules.max_contains.filter(|most| least > most.value) {
        let message = match rules.min_contains {
            Some(_) => {
                format!("no array is valid: `min_contains` {least} is above `max_contains` {}", most.value)
            }
            None => {
                "no array is valid: `contains` asks for one item, unless `min_contains = 0` stands beside"
                    .to_owned()
            }
        };
        cx.error_at(most.span, message);
    }
    if let (Some(zero), None) = (rules.min_contains.filter(|least| least.value == 0), rules.max_contains) {
        cx.error_at(zero.span, "every array is valid: remove `contains` and `min_contains`");
    }
    if let Some(most) = bounds.max_items.filter(|most| least > most.value) {
        let message = format_args!(
            "no array is valid: {least} of its items must count, and `max_items` is {}",
            most.value
        );
        cx.error_at(rules.min_contains.map_or(most.span, |least| least.span), message);
    }
}

/// Every place that has rules must be there at times.
fn prefix(cx: &Ctxt, bounds: &Bounds) {
    let (Some(prefix), Some(most)) = (&bounds.rules.prefix_items, bounds.max_items) else { return };
    if prefix.value.len() as u64 > most.value {
        let count = prefix.value.len();
        let message =
            format_args!("`prefix_items` has rules for {count} items, and `max_items` is {}", most.value);
        cx.error_at(prefix.span, message);
    }
}

/// What a string begins with, ends with and contains must fit into it.
fn affixes(cx: &Ctxt, bounds: &Bounds) {
    let rules = &bounds.rules;
    let affixes =
        [("starts_with", &rules.starts_with), ("ends_with", &rules.ends_with), ("contains", &rules.contains)];
    for (name, affix) in affixes {
        let Some(affix) = affix else { continue };
        let length = affix.value.value().chars().count() as u64;
        if length == 0 {
            cx.error_at(affix.value.span(), format_args!("every string is valid: remove `{name}`"));
        } else if let Some(most) = bounds.max_length.filter(|most| length > most.value) {
            cx.error_at(
                affix.value.span(),
                format_args!(
                    "no string is valid: this has {length} characters, and `max_length` is {}",
                    most.value
                ),
            );
        }
    }
}

/// As many states as a pattern may have.
const LONGEST: usize = 4096;

/// Some string of an allowed length must match.
fn pattern(cx: &Ctxt, bounds: &Bounds) {
    let Some(pattern) = &bounds.rules.pattern else { return };
    let least = bounds.min_length.map_or(0, |least| usize::try_from(least.value).unwrap_or(usize::MAX));
    let most = bounds.max_length.map_or(usize::MAX, |most| usize::try_from(most.value).unwrap_or(usize::MAX));
    // Longer ones would be found only by going in circles.
    let most = most.min(least.saturating_add(LONGEST));
    if least <= most && pattern.value.compiled.pattern().sample(least..=most, &mut |_| 0).is_none() {
        cx.error_at(
            pattern.value.literal.span(),
            "no string is valid: what matches this pattern is shorter or longer than the length beside it",
        );
    }
}

/// Values that are listed must be valid, and stand there once.
fn listed_values(cx: &Ctxt, bounds: &Bounds) {
    let rules = &bounds.rules;
    if let (Some(_), Some(list)) = (&rules.constant, &rules.one_of) {
        cx.error_at(list.span, "`constant` leaves one value: remove one of the two");
    }
    for (at, scalar) in scalars(bounds).enumerate() {
        if scalars(bounds).take(at).any(|earlier| earlier.json == scalar.json) {
            cx.error_at(scalar.span, "this value is listed twice");
        }
        for (name, _) in bounds.written() {
            if kind(name).is_some_and(|kind| kind != scalar.kind) {
                let message =
                    format_args!("no value is valid: this is {}, and `{name}` is for another", scalar.kind);
                cx.error_at(scalar.span, message);
            }
        }
        for broken in broken_by(bounds, scalar) {
            cx.error_at(scalar.span, format_args!("this value breaks the rule `{broken}` beside it"));
        }
    }
}

/// Values that a condition asks for but no property has.
pub fn never(cx: &Ctxt, test: &Bounds, property: &Bounds) {
    for scalar in scalars(test) {
        let mut listed = scalars(property).filter(|listed| listed.kind == scalar.kind).peekable();
        let is_listed = listed.peek().is_none() || listed.any(|listed| listed.json == scalar.json);
        if !is_listed || !broken_by(property, scalar).is_empty() {
            cx.error_at(scalar.span, "the property never has this value: its own rules refuse it");
        }
    }
}

/// Looks at an example that is a literal: it must obey the rules beside it.
pub fn example(cx: &Ctxt, example: &LitStr, bounds: &Bounds) {
    let json = example.value().trim().to_owned();
    let kind = match json.as_bytes().first() {
        Some(b'"') => "a string",
        Some(b'-' | b'0'..=b'9') => "a number",
        _ => return,
    };
    let scalar = Scalar { span: example.span(), kind, json };
    for broken in broken_by(bounds, &scalar) {
        cx.error_at(scalar.span, format_args!("this example breaks the rule `{broken}` beside it"));
    }
    let mut listed = scalars(bounds).filter(|listed| listed.kind == "a string").peekable();
    if kind == "a string" && listed.peek().is_some() && !listed.any(|value| value.text() == scalar.text()) {
        cx.error_at(scalar.span, "this example is none of the values that are listed beside it");
    }
}

/// What absence means by `#[serde(default)]`; returns whether that is known.
pub fn default(cx: &Ctxt, span: Span, ty: &syn::Type, bounds: &Bounds) -> bool {
    // `None` breaks nothing.
    if types::option_inner(ty).is_some() {
        return true;
    }
    // What is in an array of a fixed length is not known.
    let Some(kind) = types::obvious_kind(ty).filter(|_| !matches!(ty, syn::Type::Array(_))) else {
        return false;
    };
    let scalar = |json: &str| Literal::Scalar(Scalar { span, kind, json: json.to_owned() });
    let value = match kind {
        "a number" => scalar("0"),
        "a string" => scalar("\"\""),
        "a boolean" => scalar("false"),
        "an array" => Literal::Array(span, Vec::new()),
        "a map" => Literal::Object(span, Vec::new()),
        _ => return false,
    };
    for broken in breaks(bounds, &value) {
        cx.error_at(
            span,
            format_args!(
                "absence means `{}`, which breaks the rule `{broken}` beside it: write `default = \"…\"` with a function \
                 whose value obeys, or leave it out again with `skip_serializing_if`",
                value.json()
            ),
        );
    }
    true
}

/// What absence is said to mean must be of the type, and obey the rules beside it.
pub fn meant(cx: &Ctxt, value: &Literal, ty: &syn::Type, bounds: &Bounds) {
    let (found, expected) = (value.kind(), types::obvious_kind(ty));
    let is_null = matches!(value, Literal::Null(_));
    if let Some(expected) = expected.filter(|expected| *expected != found)
        && !(is_null && types::option_inner(ty).is_some())
    {
        cx.error_at(value.span(), format_args!("this is {found}, and the type is {expected}"));
        return;
    }
    for (name, _) in bounds.written() {
        if let Some(expected) = kind(name).filter(|expected| *expected != found && !is_null) {
            cx.error_at(value.span(), format_args!("this is {found}, and `{name}` is for {expected}"));
            return;
        }
    }
    for broken in breaks(bounds, value) {
        cx.error_at(value.span(), format_args!("this default breaks the rule `{broken}` beside it"));
    }
}

/// The names of the rules that a value breaks; of null they say nothing.
fn breaks(bounds: &Bounds, value: &Literal) -> Vec<&'static str> {
    let rules = &bounds.rules;
    let mut broken = match value {
        Literal::Null(_) => return Vec::new(),
        Literal::Scalar(scalar) => broken_by(bounds, scalar),
        Literal::Array(_, items) => array_breaks(bounds, items),
        Literal::Object(_, members) => map_breaks(bounds, members),
    };
    let mut listed = scalars(bounds).peekable();
    let is_listed = |listed: &Scalar| matches!(value, Literal::Scalar(scalar) if is_same(listed, scalar));
    if listed.peek().is_some() && !listed.any(is_listed) {
        broken.push(if rules.constant.is_some() { "constant" } else { "one_of" });
    }
    broken
}

fn array_breaks(bounds: &Bounds, items: &[Literal]) -> Vec<&'static str> {
    let (rules, count) = (&bounds.rules, items.len() as u64);
    let is_broken = |bounds: &Bounds, item: &Literal| !breaks(bounds, item).is_empty();
    let contained = rules.containing.as_ref().map(|it| {
        let counts = |item: &&Literal| !matches!(item, Literal::Null(_)) && !is_broken(&it.value, item);
        items.iter().filter(counts).count() as u64
    });
    let least = rules.min_contains.map_or(1, |least| least.value);
    let repeats = |(at, item): (usize, &Literal)| items[..at].iter().any(|other| is_equal(other, item));
    let all = [
        ("min_items", bounds.min_items.is_some_and(|least| count < least.value)),
        ("max_items", bounds.max_items.is_some_and(|most| count > most.value)),
        ("unique_items", rules.unique_items.is_some() && items.iter().enumerate().any(repeats)),
        ("items", rules.items.as_ref().is_some_and(|it| items.iter().any(|item| is_broken(&it.value, item)))),
        ("contains", contained.is_some_and(|count| count < least)),
        ("max_contains", contained.zip(rules.max_contains).is_some_and(|(count, most)| count > most.value)),
        (
            "prefix_items",
            rules.prefix_items.as_ref().is_some_and(|prefix| {
                prefix.value.iter().zip(items).any(|(bounds, item)| is_broken(bounds, item))
            }),
        ),
    ];
    all.into_iter().filter_map(|(name, is_broken)| is_broken.then_some(name)).collect()
}

fn map_breaks(bounds: &Bounds, members: &[(LitStr, Literal)]) -> Vec<&'static str> {
    let (rules, count) = (&bounds.rules, members.len() as u64);
    let is_broken = |bounds: &Bounds, value: &Literal| !breaks(bounds, value).is_empty();
    let name = |name: &LitStr| {
        let json = super::json::quote(&name.value());
        Literal::Scalar(Scalar { span: name.span(), kind: "a string", json })
    };
    let all = [
        ("min_properties", rules.min_properties.is_some_and(|least| count < least.value)),
        ("max_properties", rules.max_properties.is_some_and(|most| count > most.value)),
        (
            "keys",
            rules
                .keys
                .as_ref()
                .is_some_and(|it| members.iter().any(|(key, _)| is_broken(&it.value, &name(key)))),
        ),
        (
            "values",
            rules
                .values
                .as_ref()
                .is_some_and(|it| members.iter().any(|(_, value)| is_broken(&it.value, value))),
        ),
        (
            "pattern_properties",
            rules.pattern_properties.iter().any(|it| {
                let mut matching = members
                    .iter()
                    .filter(|(name, _)| it.value.pattern.compiled.pattern().is_match(&name.value()));
                matching.any(|(_, value)| is_broken(&it.value.values, value))
            }),
        ),
    ];
    all.into_iter().filter_map(|(name, is_broken)| is_broken.then_some(name)).collect()
}

/// Whether two literals are one value, however their members are ordered.
fn is_equal(one: &Literal, other: &Literal) -> bool {
    match (one, other) {
        (Literal::Scalar(one), Literal::Scalar(other)) => one.kind == other.kind && is_same(one, other),
        (Literal::Array(_, one), Literal::Array(_, other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_equal(one, other))
        }
        (Literal::Object(_, one), Literal::Object(_, other)) => {
            let has = |(name, value): &(LitStr, Literal)| {
                other.iter().any(|(known, it)| known.value() == name.value() && is_equal(value, it))
            };
            one.len() == other.len() && one.iter().all(has)
        }
        (Literal::Null(_), Literal::Null(_)) => true,
        _ => false,
    }
}

/// Whether two literals are one value, however they are spelled.
fn is_same(one: &Scalar, other: &Scalar) -> bool {
    match (Number::parse(&one.json), Number::parse(&other.json)) {
        (Some(one), Some(other)) => !one.is_above(other) && !other.is_above(one),
        _ => one.json == other.json,
    }
}

fn scalars(bounds: &Bounds) -> impl Iterator<Item = &Scalar> {
    let rules = &bounds.rules;
    let one = rules.constant.iter().map(|constant| &constant.value);
    one.chain(rules.one_of.iter().flat_map(|list| &list.value))
}

/// The names of the rules that a literal breaks.
fn broken_by(bounds: &Bounds, scalar: &Scalar) -> Vec<&'static str> {
    let broken: &[(&'static str, bool)] = match scalar.kind {
        "a string" => &string_breaks(bounds, &scalar.text()),
        "a number" => &number_breaks(bounds, &scalar.json),
        _ => &[],
    };
    broken.iter().filter_map(|(name, is_broken)| is_broken.then_some(*name)).collect()
}

fn string_breaks(bounds: &Bounds, text: &str) -> [(&'static str, bool); 8] {
    let rules = &bounds.rules;
    let length = text.chars().count() as u64;
    let lacks = |affix: &Option<Written<LitStr>>, has: fn(&str, &str) -> bool| {
        affix.as_ref().is_some_and(|affix| !has(text, &affix.value.value()))
    };
    [
        ("min_length", bounds.min_length.is_some_and(|least| length < least.value)),
        ("max_length", bounds.max_length.is_some_and(|most| length > most.value)),
        ("starts_with", lacks(&rules.starts_with, |text, affix| text.starts_with(affix))),
        ("ends_with", lacks(&rules.ends_with, |text, affix| text.ends_with(affix))),
        ("contains", lacks(&rules.contains, |text, affix| text.contains(affix))),
        ("pattern", rules.pattern.as_ref().is_some_and(|it| !it.value.compiled.pattern().is_match(text))),
        ("format", rules.format.is_some_and(|it| !it.value.is_valid(text))),
        ("content_encoding", rules.content_encoding.is_some_and(|it| !it.value.is_valid(text))),
    ]
}

fn number_breaks(bounds: &Bounds, json: &str) -> [(&'static str, bool); 5] {
    let rules = &bounds.rules;
    let number = Number::parse(json);
    let is = |bound: &Option<Written<Number>>, broken: fn(Number, Number) -> bool| matches!((number, bound), (Some(number), Some(bound)) if broken(number, bound.value));
    let step = rules.multiple_of.as_ref().and_then(|step| event_schema_rules::Decimal::parse(&step.value));
    [
        ("minimum", is(&bounds.minimum, |number, bound| bound.is_above(number))),
        ("maximum", is(&bounds.maximum, Number::is_above)),
        ("exclusive_minimum", is(&rules.exclusive_minimum, |number, bound| !number.is_above(bound))),
        ("exclusive_maximum", is(&rules.exclusive_maximum, |number, bound| !bound.is_above(number))),
        ("multiple_of", step.is_some_and(|step| !step.divides(json.as_bytes()))),
    ]
}
