//! What the model says of a type, in a few words for people.

mod relations;

pub use self::relations::relations;

use event_schema::Schema;
use event_schema::model::{
    Alternative, Constraints, Contains, Contract, Element, EnumValue, Model, Presence, Property, Rule, Shape,
    Union,
};

/// A piece of what is said of a type.
#[derive(Debug, Clone)]
pub enum Word {
    /// Text as it is read.
    Text(String),
    /// A named type that is told elsewhere.
    Type(&'static Model),
}

/// A type with its bounds, such as `integer or null, at least 1`. Types that have a name, and more to tell than fits
/// here, stand for themselves.
///
/// ```
/// use event_schema::Schema;
/// use event_schema::model::Constraints;
/// use event_schema_publish::words::{Word, type_words};
///
/// let lengths = Constraints { max_length: Some(20), ..Constraints::NONE };
/// let words = type_words(String::MODEL, &lengths, true);
/// let text: String = words.iter().map(|word| match word {
///     Word::Text(text) => text.clone(),
///     Word::Type(model) => model.definition().into_owned(),
/// }).collect();
/// assert_eq!(text, "string or null, at most 20 characters");
/// ```
#[must_use]
pub fn type_words(model: &'static Model, constraints: &Constraints, nullable: bool) -> Vec<Word> {
    let model = model.non_null();
    let constraints = model.constraints.and(constraints);
    let mut words =
        if is_told_elsewhere(model) { vec![Word::Type(model)] } else { in_place(model, &constraints) };
    if nullable && !matches!(model.shape, Shape::Any) {
        words.push(Word::Text(String::from(" or null")));
    }
    for limit in limits(&constraints) {
        words.push(Word::Text(format!(", {limit}")));
    }
    words
}

/// What a named type is, as opposed to where it is used.
#[must_use]
pub fn definition_words(model: &'static Model) -> Vec<Word> {
    let mut words = in_place(model, &model.constraints);
    words.extend(limits(&model.constraints).into_iter().map(|limit| Word::Text(format!(", {limit}"))));
    words
}

/// Whether a property must be there.
#[must_use]
pub const fn presence(property: &Property) -> &'static str {
    match property.presence {
        Presence::Required => "required",
        Presence::Optional => "may be absent",
        Presence::NonNull if property.nullable => "may be absent",
        Presence::NonNull => "may be absent, never null",
    }
}

/// Whether a type's name stands for it: it has members, values or alternatives of its own.
fn is_told_elsewhere(model: &Model) -> bool {
    model.is_definition()
        && matches!(
            model.shape,
            Shape::Object(_) | Shape::Enumeration(_) | Shape::Union(_) | Shape::Keyed(_) | Shape::Choice(_)
        )
}

fn in_place(model: &'static Model, constraints: &Constraints) -> Vec<Word> {
    let text = |text: &str| vec![Word::Text(text.to_owned())];
    match &model.shape {
        Shape::Any => text("anything"),
        Shape::Null => text("null"),
        Shape::Boolean => text("boolean"),
        Shape::Integer => text("integer"),
        Shape::Number => text("number"),
        Shape::String => text("string"),
        Shape::Enumeration(enumeration) if enumeration.open => text("string"),
        Shape::Enumeration(enumeration) => text(&format!("one of {}", listed(enumeration.values))),
        Shape::Nullable(inner) => type_words(inner(), constraints, true),
        Shape::Array(items) => {
            let items = type_words(items(), &constraints.of_items(), is_nullable(items()));
            text("array of ").into_iter().chain(items).collect()
        }
        Shape::Map(values) => {
            let values = type_words(values(), &constraints.of_values(), is_nullable(values()));
            text("object with free names, each ").into_iter().chain(values).collect()
        }
        Shape::Tuple(elements) => {
            let each = |it: &Element| type_words((it.value)(), &it.constraints, is_nullable((it.value)()));
            let items = separated(elements.iter().map(each), "; ");
            text("array of [").into_iter().chain(items).chain(text("]")).collect()
        }
        Shape::Keyed(keyed) => {
            let others = if keyed.other.is_some() { ", or any other string" } else { "" };
            let names: Vec<_> = keyed.names(Contract::Deserialize).collect();
            text(&format!("one of {}{others}", names.join(", ")))
        }
        Shape::Choice(alternatives) => {
            let each =
                |it: &Alternative| type_words((it.model)(), &Constraints::NONE, is_nullable((it.model)()));
            let read = alternatives.iter().filter(|it| it.is_part_of(Contract::Deserialize));
            separated(read.map(each), ", or ")
        }
        Shape::Object(_) => text("object"),
        Shape::Union(Union { variants, .. }) => {
            let read = variants.iter().filter(|it| it.is_part_of(Contract::Deserialize));
            let tags: Vec<&str> = read.map(|variant| variant.tag).collect();
            text(&format!("one of the events {}", tags.join(", ")))
        }
    }
}

fn separated(each: impl Iterator<Item = Vec<Word>>, separator: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for more in each {
        if !words.is_empty() {
            words.push(Word::Text(separator.to_owned()));
        }
        words.extend(more);
    }
    words
}

fn listed(values: &[EnumValue]) -> String {
    let read = values.iter().filter(|value| value.is_part_of(Contract::Deserialize));
    read.map(|value| value.name).collect::<Vec<_>>().join(", ")
}

/// The bounds, then the other rules.
fn limits(constraints: &Constraints) -> Vec<String> {
    let Constraints { minimum, maximum, min_length, max_length, min_items, max_items, rules } = constraints;
    let text = |bound: &Option<u64>| bound.map(|bound| bound.to_string());
    let bounds = [
        range(minimum.map(|bound| bound.to_string()), maximum.map(|bound| bound.to_string()), ""),
        range(text(min_length), text(max_length), " character"),
        range(text(min_items), text(max_items), " item"),
    ];
    bounds.into_iter().flatten().chain(rules.iter().filter_map(rule)).collect()
}

/// A rule, unless it is told where items or values are.
fn rule(rule: &Rule) -> Option<String> {
    Some(match rule {
        Rule::Const(value) => format!("always {value}"),
        Rule::Enum(values) => format!("one of {}", values.join(", ")),
        Rule::Not(value) => format!("other than {value}"),
        Rule::ExclusiveMinimum(bound) => format!("more than {bound}"),
        Rule::ExclusiveMaximum(bound) => format!("less than {bound}"),
        Rule::MultipleOf(step) => format!("a multiple of {step}"),
        Rule::Prefix(text) => format!("begins with {text:?}"),
        Rule::Suffix(text) => format!("ends with {text:?}"),
        Rule::Substring(text) => format!("contains {text:?}"),
        Rule::Pattern(pattern) => format!("matches /{}/", pattern.source()),
        Rule::Format(format) => format!("of the format {}", format.name()),
        Rule::ContentEncoding(encoding) => format!("in {}", encoding.name()),
        Rule::UniqueItems => String::from("no two equal"),
        Rule::MinProperties(count) => range(Some(count.to_string()), None, " member")?,
        Rule::MaxProperties(count) => range(None, Some(count.to_string()), " member")?,
        Rule::PropertyNames(names) => {
            let names = limits(&str::MODEL.constraints.and(names));
            format!("each name {}", names.join(", "))
        }
        Rule::Check(check) => format!("passes the check {}", check.code),
        Rule::PrefixItems(each) => {
            format!("its first items {}", each.iter().map(anything).collect::<Vec<_>>().join("; "))
        }
        Rule::Contains(Contains { each, least, most }) => {
            let least = Some(least.unwrap_or(1)).filter(|least| *least > 0);
            let range = range(least.map(|it| it.to_string()), most.map(|it| it.to_string()), " item")?;
            format!("among them {range} {}", anything(each))
        }
        Rule::PatternProperties(pattern, each) => {
            format!("names that match /{}/ for values {}", pattern.source(), anything(each))
        }
        Rule::Items(_) | Rule::Values(_) => return None,
    })
}

/// A part whose type was told before.
fn anything(constraints: &Constraints) -> String {
    std::iter::once(String::from("anything")).chain(limits(constraints)).collect::<Vec<_>>().join(", ")
}

fn is_nullable(model: &Model) -> bool {
    matches!(model.shape, Shape::Nullable(_))
}

fn range(least: Option<String>, most: Option<String>, unit: &str) -> Option<String> {
    let plural = |bound: &str| if unit.is_empty() || bound == "1" { "" } else { "s" };
    Some(match (least, most) {
        (None, None) => return None,
        (Some(least), None) => format!("at least {least}{unit}{}", plural(&least)),
        (None, Some(most)) => format!("at most {most}{unit}{}", plural(&most)),
        (Some(least), Some(most)) if least == most => format!("exactly {most}{unit}{}", plural(&most)),
        (Some(least), Some(most)) => format!("{least} to {most}{unit}{}", plural(&most)),
    })
}
