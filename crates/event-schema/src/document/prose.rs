//! Descriptions: what was written about a type or property, and what the model knows besides, in sentences.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::model::{Basis, Docs, EnumValue, Enumeration, Keyed, Model, Property, Shape, Union};

/// A definition's description. Its `title` is its name, so a heading of its own opens the description.
pub(super) fn of_type(model: &Model) -> Option<String> {
    let emitted = model.as_object().and_then(|object| object.tag?.emitted);
    let heading = model.docs.title.filter(|title| *title != model.definition());
    let paragraphs = [
        heading.map(str::to_owned),
        not_empty(model.docs.description),
        emitted.map(sentence),
        not_empty(&notes(&model.docs).join(" ")),
        values(model),
    ];
    joined(paragraphs)
}

/// A property's description.
pub(super) fn of_property(property: &Property) -> Option<String> {
    let null =
        property.null_when.filter(|_| property.nullable).map(|when| sentence(&format!("Null when {when}")));
    let inferred = (property.basis == Basis::Inferred).then(|| "Inferred, not documented.".to_owned());
    let mut sentences: Vec<String> = null.into_iter().chain(inferred).collect();
    sentences.extend(notes(&property.docs));
    let description = property.docs.description.trim();
    let type_ = (property.value)().non_null();
    let values = if type_.is_definition() { None } else { values(type_) };
    let sentences = sentences.join(" ");
    if description.is_empty() || sentences.is_empty() || description.contains('\n') {
        return joined([not_empty(description), not_empty(&sentences), values]);
    }
    joined([Some(format!("{} {sentences}", sentence(description))), values])
}

/// The description of a variant that is written in its place.
pub(super) fn of_variant(docs: &Docs) -> Option<String> {
    joined([not_empty(docs.description), not_empty(&notes(docs).join(" "))])
}

/// The description of the definition that stands for the events outside a union's list.
pub(super) fn of_unknown(union: &Union) -> String {
    let written = union.unknown.and_then(|unknown| not_empty(unknown.docs.description));
    written.unwrap_or_else(|| {
        format!("An event that this catalogue does not know: its `{}` is none of the listed ones.", union.tag)
    })
}

/// What is said of each value of an enumeration, as a list.
fn values(model: &Model) -> Option<String> {
    let (Shape::Enumeration(Enumeration { values, .. }) | Shape::Keyed(Keyed { units: values, .. })) =
        &model.shape
    else {
        return None;
    };
    let lines: Vec<String> = values.iter().filter_map(of_value).collect();
    not_empty(&lines.join("\n"))
}

fn of_value(value: &EnumValue) -> Option<String> {
    let mut words: Vec<&str> = value.docs.description.split_whitespace().collect();
    let notes = notes(&value.docs);
    words.extend(notes.iter().map(String::as_str));
    if words.is_empty() { None } else { Some(format!("- `{}`: {}", value.name, words.join(" "))) }
}

fn notes(docs: &Docs) -> Vec<String> {
    let since = docs.since.map(|version| format!("Since {}", sentence(version)));
    let deprecated = docs.deprecated.map(|reason| match reason.trim() {
        "" => "Deprecated.".to_owned(),
        reason => sentence(&format!("Deprecated: {reason}")),
    });
    since.into_iter().chain(deprecated).collect()
}

fn joined(paragraphs: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    let paragraphs: Vec<String> = paragraphs.into_iter().flatten().collect();
    not_empty(&paragraphs.join("\n\n"))
}

fn not_empty(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn sentence(text: &str) -> String {
    let text = text.trim();
    let ends = text.ends_with(['.', '!', '?', ':', ';']);
    if ends { text.to_owned() } else { format!("{text}.") }
}
