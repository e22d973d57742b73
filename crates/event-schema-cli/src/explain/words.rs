//! What the model says of a property, in a few words.

use event_schema::model::{
    Alternative, Constraints, Contains, Contract, Element, Enumeration, Model, Presence, Property, Rule,
    Shape,
};

/// A type with its bounds, such as `integer or null, at least 1`.
pub(super) fn type_text(model: &'static Model, constraints: &Constraints, nullable: bool) -> String {
    let model = model.non_null();
    let constraints = model.constraints.and(constraints);
    let mut text = match &model.shape {
        Shape::Any | Shape::Nullable(_) => String::from("anything"),
        Shape::Null => return String::from("null"),
        Shape::Boolean => String::from("boolean"),
        Shape::Integer => String::from("integer"),
        Shape::Number => String::from("number"),
        Shape::String | Shape::Enumeration(Enumeration { open: true, .. }) => String::from("string"),
        Shape::Enumeration(Enumeration { open: false, .. }) => String::from("one of the values below"),
        Shape::Array(items) => {
            format!("array of {}", type_text(items(), &constraints.of_items(), is_nullable(items())))
        }
        Shape::Map(values) => {
            format!(
                "object with free names, each {}",
                type_text(values(), &constraints.of_values(), is_nullable(values()))
            )
        }
        Shape::Tuple(elements) => {
            let each = |it: &Element| type_text((it.value)(), &it.constraints, is_nullable((it.value)()));
            format!("array of [{}]", elements.iter().map(each).collect::<Vec<_>>().join("; "))
        }
        Shape::Keyed(keyed) => {
            format!(
                "one of {} {}",
                model.definition(),
                keyed.names(Contract::Deserialize).collect::<Vec<_>>().join(", ")
            )
        }
        Shape::Choice(alternatives) => {
            let each = |it: &Alternative| {
                let model = (it.model)();
                type_text(model, &Constraints::NONE, is_nullable(model))
            };
            alternatives.iter().map(each).collect::<Vec<_>>().join(", or ")
        }
        Shape::Object(_) if model.is_definition() => format!("object {}", model.definition()),
        Shape::Object(_) => String::from("object"),
        Shape::Union(union) => {
            let tags: Vec<&str> = union.variants.iter().map(|variant| variant.tag).collect();
            format!("one of the events {}", tags.join(", "))
        }
    };
    if nullable && !matches!(model.shape, Shape::Any) {
        text.push_str(" or null");
    }
    let Constraints { minimum, maximum, min_length, max_length, min_items, max_items, .. } = constraints;
    let (minimum, maximum) = (minimum.map(|bound| bound.to_string()), maximum.map(|bound| bound.to_string()));
    for range in [
        range(minimum, maximum, ""),
        range(
            min_length.map(|least| least.to_string()),
            max_length.map(|most| most.to_string()),
            " character",
        ),
        range(min_items.map(|least| least.to_string()), max_items.map(|most| most.to_string()), " item"),
    ]
    .into_iter()
    .flatten()
    {
        text.push_str(", ");
        text.push_str(&range);
    }
    for words in constraints.rules.iter().filter_map(rule) {
        text.push_str(", ");
        text.push_str(&words);
    }
    text
}

/// A rule, unless it is told where items or values are.
fn rule(rule: &Rule) -> Option<String> {
    Some(match rule {
        Rule::Const(value) => format!("always {value}"),
        Rule::Enum(values) => format!("one of {}", values.join(", ")),
        Rule::ExclusiveMinimum(bound) => format!("more than {bound}"),
        Rule::ExclusiveMaximum(bound) => format!("less than {bound}"),
        Rule::MultipleOf(step) => format!("a multiple of {step}"),
        Rule::Prefix(text) => format!("begins with {text:?}"),
        Rule::Suffix(text) => format!("ends with {text:?}"),
        Rule::Substring(text) => format!("contains {text:?}"),
        Rule::Pattern(pattern) => format!("matches {:?}", pattern.source()),
        Rule::Format(format) => format!("of the format {}", format.name()),
        Rule::ContentEncoding(encoding) => format!("in {}", encoding.name()),
        Rule::UniqueItems => String::from("no two equal"),
        Rule::MinProperties(count) => range(Some(count.to_string()), None, " member")?,
        Rule::MaxProperties(count) => range(None, Some(count.to_string()), " member")?,
        Rule::PropertyNames(names) => {
            let words = type_text(NAME, names, false);
            format!("each name {}", words.strip_prefix("string, ").unwrap_or(&words))
        }
        Rule::Check(check) => format!("passes the check {}", check.code),
        Rule::PrefixItems(each) => {
            let words = each.iter().map(|each| type_text(ANYTHING, each, false));
            format!("its first items {}", words.collect::<Vec<_>>().join("; "))
        }
        Rule::Contains(Contains { each, least, most }) => {
            let least = Some(least.unwrap_or(1)).filter(|least| *least > 0);
            let range = range(least.map(|it| it.to_string()), most.map(|it| it.to_string()), " item")?;
            format!("among them {range} {}", type_text(ANYTHING, each, false))
        }
        Rule::PatternProperties(pattern, each) => {
            format!("names that match {:?} for values {}", pattern.source(), type_text(ANYTHING, each, false))
        }
        Rule::Items(_) | Rule::Values(_) => return None,
    })
}

/// A part whose type was told before.
const ANYTHING: &Model = &Model::anonymous("", Shape::Any);

/// What a member's name is.
const NAME: &Model = <str as event_schema::Schema>::MODEL;

pub(super) const fn presence(property: &Property) -> &'static str {
    match property.presence {
        Presence::Required => "required",
        Presence::Optional => "may be absent",
        Presence::NonNull if property.nullable => "may be absent",
        Presence::NonNull => "may be absent, never null",
    }
}

/// The words of a text on one line.
pub(super) fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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

#[cfg(test)]
mod tests {
    use event_schema::Schema;
    use event_schema::model::Constraints;

    use super::type_text;

    #[test]
    fn types_are_told_with_their_bounds() {
        let lengths = Constraints { min_length: Some(1), max_length: Some(20), ..Constraints::NONE };
        assert_eq!(type_text(String::MODEL, &lengths, true), "string or null, 1 to 20 characters");
        let items = Constraints { max_items: Some(1), ..Constraints::NONE };
        assert_eq!(
            type_text(<Vec<Option<u8>>>::MODEL, &items, false),
            "array of integer or null, 0 to 255, at most 1 item"
        );
        assert_eq!(type_text(bool::MODEL, &Constraints::NONE, false), "boolean");
    }
}
