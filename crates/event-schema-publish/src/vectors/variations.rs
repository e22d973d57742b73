//! Everything that can be done to one value: what is still valid, and every single fault.

pub(super) mod relations;
mod rules;
mod variants;

use event_schema::document::Json;
use event_schema::model::{Constraints, Contract, Enumeration, Model, Object, Property, Shape};

use super::number::{SPELLINGS, neighbours};
use super::payload;

/// Types within types are varied to this depth.
const MAX_NESTING: usize = 2;

/// Strings and lists are not made longer than this to reach a limit.
const MAX_COUNT: u64 = 2048;

/// A change to one value of a payload.
pub(super) struct Variation {
    /// What the file is called that it stands in.
    pub(super) kind: &'static str,
    /// Where in the payload, as a JSON Pointer.
    pub(super) place: String,
    pub(super) what: String,
    /// What stands there instead; without it, nothing does.
    pub(super) value: Option<Json>,
}

/// All changes to one property of an object.
pub(super) fn of_property(property: &Property, nesting: usize) -> Vec<Variation> {
    let mut found = vec![
        Variation { kind: "missing", place: String::new(), what: String::from("missing"), value: None },
        variation("null", "null", Json::Null),
    ];
    found.extend(of_type((property.value)(), &property.constraints, nesting));
    for variation in &mut found {
        variation.place.insert_str(0, &format!("/{}", segment(property.name)));
    }
    found
}

/// All changes to the properties of an object, each as the whole object.
pub(super) fn of_object(object: &Object, base: &Json, nesting: usize) -> Vec<Variation> {
    let each = |property: &Property| {
        let (base, name) = (base.clone(), property.name);
        of_property(property, nesting).into_iter().map(move |variation| Variation {
            value: Some(put(&base, name, variation.value.as_ref())),
            ..variation
        })
    };
    object.properties.iter().filter(|it| it.is_part_of(Contract::Deserialize)).flat_map(each).collect()
}

/// The object with another member `name`, or without it.
pub(super) fn put(object: &Json, name: &str, value: Option<&Json>) -> Json {
    let Json::Object(members) = object else { return object.clone() };
    let mut members = members.clone();
    let at = members.iter().position(|(member, _)| member == name);
    match (at, value) {
        (Some(at), Some(value)) => members[at].1 = value.clone(),
        (Some(at), None) => drop(members.remove(at)),
        (None, Some(value)) => members.push((name.to_owned(), value.clone())),
        (None, None) => {}
    }
    Json::Object(members)
}

fn of_type(model: &'static Model, constraints: &Constraints, nesting: usize) -> Vec<Variation> {
    let constraints = model.constraints.and(constraints);
    if !constraints.rules.is_none() && !matches!(model.shape, Shape::Nullable(_)) {
        return rules::of_type(model, &constraints);
    }
    let mut found = match &model.shape {
        Shape::Nullable(inner) => return of_type(inner(), &constraints, nesting),
        Shape::Any => return any(),
        Shape::Boolean => vec![
            variation("valid", "false", Json::Bool(false)),
            variation("wrong-type", "a string that looks like a boolean", Json::string("true")),
        ],
        Shape::Integer => {
            let mut found = numbers(&constraints);
            found.push(variation("wrong-type", "a fraction", Json::Number(String::from("1.5"))));
            found
        }
        Shape::Number => {
            let mut found = numbers(&constraints);
            found.push(variation("valid", "a fraction", Json::Number(String::from("0.25"))));
            found
        }
        Shape::String => strings(&constraints),
        Shape::Enumeration(enumeration) => known_values(enumeration),
        Shape::Array(items) => lists(items(), &constraints, nesting),
        Shape::Map(values) => maps(values(), nesting),
        Shape::Object(object) => objects(object, nesting),
        Shape::Null => Vec::new(),
        Shape::Tuple(elements) => variants::tuple(model, elements, nesting),
        Shape::Keyed(keyed) => variants::keyed(keyed, nesting),
        Shape::Choice(alternatives) => return variants::choice(alternatives, nesting),
        Shape::Union(union) => {
            let variants = union.variants.iter().map(|variant| {
                let value = payload::of_type((variant.model)(), &Constraints::NONE, None, nesting);
                variation("valid", &format!("the event `{}`", variant.tag), value)
            });
            let tags = [
                ("a tag outside the list", Some(Json::string("an unknown tag"))),
                ("a tag that is no string", Some(Json::integer(1))),
                ("no tag", None),
            ];
            let base = payload::of_type(model, &Constraints::NONE, None, nesting);
            let tags = tags.map(|(what, tag)| variation("tag", what, put(&base, union.tag, tag.as_ref())));
            variants.chain(tags).collect()
        }
    };
    found.extend(wrong_types(&model.shape));
    found
}

/// A value of every JSON type that the shape does not take, `null` aside.
fn wrong_types(shape: &Shape) -> Vec<Variation> {
    let own = match shape {
        Shape::Boolean => "a boolean",
        Shape::Integer | Shape::Number => "a number",
        Shape::String | Shape::Enumeration(_) => "a string",
        Shape::Array(_) | Shape::Tuple(_) => "an array",
        Shape::Null => "null",
        _ => "an object",
    };
    json_types()
        .into_iter()
        .filter(|(what, _)| *what != own)
        .map(|(what, value)| variation("wrong-type", what, value))
        .collect()
}

fn any() -> Vec<Variation> {
    json_types().into_iter().map(|(what, value)| variation("valid", what, value)).collect()
}

fn json_types() -> [(&'static str, Json); 5] {
    [
        ("a boolean", Json::Bool(true)),
        ("a number", Json::integer(1)),
        ("a string", Json::string("1")),
        ("an array", Json::Array(Vec::new())),
        ("an object", Json::Object(Vec::new())),
    ]
}

fn numbers(constraints: &Constraints) -> Vec<Variation> {
    let mut found = Vec::new();
    if let Some(minimum) = constraints.minimum {
        found.push(variation("valid", "the minimum", Json::Number(minimum.to_string())));
        let [below, _] = neighbours(minimum);
        found.extend(below.map(|below| variation("out-of-range", "below the minimum", Json::Number(below))));
    }
    if let Some(maximum) = constraints.maximum {
        found.push(variation("valid", "the maximum", Json::Number(maximum.to_string())));
        let [_, above] = neighbours(maximum);
        found.extend(above.map(|above| variation("out-of-range", "above the maximum", Json::Number(above))));
    }
    let plain = ["0", "1", "-1"]
        .iter()
        .map(|number| variation("numbers", number, Json::Number((*number).to_owned())));
    found.extend(plain);
    found.extend(
        SPELLINGS.iter().map(|number| variation("numbers", number, Json::Number((*number).to_owned()))),
    );
    found
}

fn strings(constraints: &Constraints) -> Vec<Variation> {
    let of_length = |length: u64| Json::String("😀".repeat(length as usize));
    let mut found = vec![
        variation("strings", "the empty string", Json::string("")),
        variation("strings", "a character outside the basic plane", Json::string("😀")),
        variation("strings", "characters that must be escaped", Json::string("\"\\\n\u{0}\u{1f}")),
        variation("strings", "words of many scripts", Json::string("Grüße, мир, 你好, مرحبا, e\u{301}")),
    ];
    if let Some(least) = constraints.min_length.filter(|least| *least <= MAX_COUNT) {
        found.push(variation("valid", "the least length", of_length(least)));
        if let Some(shorter) = least.checked_sub(1) {
            found.push(variation("out-of-range", "too short", of_length(shorter)));
        }
    }
    if let Some(most) = constraints.max_length.filter(|most| *most <= MAX_COUNT) {
        found.push(variation("valid", "the greatest length", of_length(most)));
        found.push(variation("out-of-range", "too long", of_length(most + 1)));
    }
    found
}

fn known_values(enumeration: &Enumeration) -> Vec<Variation> {
    let names = || enumeration.values.iter().flat_map(|value| value.names(Contract::Deserialize));
    let is_known = |name: &str| names().any(|known| known == name);
    let mut found: Vec<_> =
        names().map(|name| variation("valid", &format!("`{name}`"), Json::string(name))).collect();
    let unknown = distinct("another value", is_known);
    found.push(variation("unknown-value", "a value outside the list", Json::String(unknown)));
    found.push(variation("unknown-value", "the empty string", Json::string("")));
    if let Some(first) = names().next() {
        let spaced = format!("{first} ");
        found.push(variation("unknown-value", "a known value and a space", Json::String(spaced)));
        let other_case = swap_case(first);
        if !is_known(&other_case) {
            found.push(variation(
                "unknown-value",
                "a known value in other letters",
                Json::String(other_case),
            ));
        }
    }
    found
}

fn lists(items: &'static Model, constraints: &Constraints, nesting: usize) -> Vec<Variation> {
    let item = payload::of_type(items, &Constraints::NONE, None, nesting + 1);
    let of_length = |length: u64| Json::Array(vec![item.clone(); length as usize]);
    let mut found =
        vec![variation("valid", "no items", of_length(0)), variation("valid", "two items", of_length(2))];
    if let Some(least) = constraints.min_items.filter(|least| *least <= MAX_COUNT) {
        found.push(variation("valid", "the least number of items", of_length(least)));
        if let Some(fewer) = least.checked_sub(1) {
            found.push(variation("out-of-range", "too few items", of_length(fewer)));
        }
    }
    if let Some(most) = constraints.max_items.filter(|most| *most <= MAX_COUNT) {
        found.push(variation("valid", "the greatest number of items", of_length(most)));
        found.push(variation("out-of-range", "too many items", of_length(most + 1)));
    }
    if nesting < MAX_NESTING {
        found.push(within("/0", variation("null", "null", Json::Null), |value| Json::Array(vec![value])));
        let faults = of_type(items, &Constraints::NONE, nesting + 1);
        found.extend(faults.into_iter().map(|fault| within("/0", fault, |value| Json::Array(vec![value]))));
    }
    found
}

fn maps(values: &'static Model, nesting: usize) -> Vec<Variation> {
    let value = payload::of_type(values, &Constraints::NONE, None, nesting + 1);
    let odd_names = ["", "a/b~c", "\"", "😀"].map(|name| (name, value.clone()));
    let mut found = vec![
        variation("valid", "no entries", Json::Object(Vec::new())),
        variation("valid", "odd names", Json::object(odd_names)),
    ];
    if nesting < MAX_NESTING {
        let wrap = |value| Json::object([("key", value)]);
        found.push(within("/key", variation("null", "null", Json::Null), wrap));
        let faults = of_type(values, &Constraints::NONE, nesting + 1);
        found.extend(faults.into_iter().map(|fault| within("/key", fault, wrap)));
    }
    found
}

fn objects(object: &Object, nesting: usize) -> Vec<Variation> {
    if nesting >= MAX_NESTING {
        return Vec::new();
    }
    let base = payload::object(object, nesting + 1);
    let unknown = distinct("anotherProperty", |name| declares(object, name));
    let more = put(&base, &unknown, Some(&Json::Bool(true)));
    let mut found = vec![variation("unknown-property", "a property that is not declared", more)];
    found.extend(of_object(object, &base, nesting + 1));
    found.extend(relations::of_object(object, &base));
    found
}

fn within(place: &str, mut variation: Variation, wrap: impl Fn(Json) -> Json) -> Variation {
    variation.place.insert_str(0, place);
    variation.value = variation.value.map(wrap);
    variation
}

fn variation(kind: &'static str, what: &str, value: Json) -> Variation {
    Variation { kind, place: String::new(), what: what.to_owned(), value: Some(value) }
}

/// A name like this one that is not taken.
pub(super) fn distinct(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut name = name.to_owned();
    while is_taken(&name) {
        name.push('_');
    }
    name
}

/// Whether a name is an object's tag or one of its properties.
pub(super) fn declares(object: &Object, name: &str) -> bool {
    object.tag.is_some_and(|tag| tag.property == name)
        || object.properties.iter().any(|property| property.is(name))
}

pub(super) fn swap_case(text: &str) -> String {
    let swap = |char: char| {
        if char.is_ascii_lowercase() { char.to_ascii_uppercase() } else { char.to_ascii_lowercase() }
    };
    text.chars().map(swap).collect()
}

fn segment(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
