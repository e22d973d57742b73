//! What the model says of a property, in a few words.

use event_schema::model::{Alternative, Constraints, Contract, Enumeration, Model, Shape};
use event_schema_publish::words::{Word, type_words};

/// A type with its bounds, such as `integer or null, at least 1`.
pub(super) fn type_text(model: &'static Model, constraints: &Constraints, nullable: bool) -> String {
    let words = type_words(model, constraints, nullable).into_iter();
    words
        .map(|word| match word {
            Word::Text(text) => text,
            Word::Type(model) => named(model),
        })
        .collect()
}

/// A named type, on a page that tells its members or values below.
fn named(model: &'static Model) -> String {
    match &model.shape {
        Shape::Enumeration(Enumeration { open: true, .. }) => String::from("string"),
        Shape::Enumeration(Enumeration { open: false, .. }) => String::from("one of the values below"),
        Shape::Keyed(keyed) => {
            let others = if keyed.other.is_some() { ", or any other string" } else { "" };
            let names: Vec<_> = keyed.names(Contract::Deserialize).collect();
            format!("one of {} {}{others}", model.definition(), names.join(", "))
        }
        Shape::Choice(alternatives) => {
            let each = |it: &Alternative| {
                let model = (it.model)();
                type_text(model, &Constraints::NONE, matches!(model.shape, Shape::Nullable(_)))
            };
            let read = alternatives.iter().filter(|it| it.is_part_of(Contract::Deserialize));
            read.map(each).collect::<Vec<_>>().join(", or ")
        }
        Shape::Union(union) => {
            let read = union.variants.iter().filter(|it| it.is_part_of(Contract::Deserialize));
            let tags: Vec<&str> = read.map(|variant| variant.tag).collect();
            format!("one of the events {}", tags.join(", "))
        }
        _ => format!("object {}", model.definition()),
    }
}

/// The words of a text on one line.
pub(super) fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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
