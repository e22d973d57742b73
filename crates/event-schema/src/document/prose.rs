//! Descriptions: what was written about a type or property, and what the model knows besides, in sentences.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::model::{Basis, Contract, Docs, EnumValue, Enumeration, Keyed, Model, Property, Shape, Union};

/// A definition's description. Its `title` is its name, so a heading of its own opens the description.
pub(super) fn of_type(model: &'static Model, contract: Contract) -> Option<String> {
    let emitted = model.tag().and_then(|tag| tag.emitted);
    let heading = model.docs.title.filter(|title| *title != model.definition());
    let paragraphs = [
        heading.map(str::to_owned),
        not_empty(model.docs.description),
        emitted.map(sentence),
        not_empty(&notes(&model.docs).join(" ")),
        values(model, contract),
    ];
    joined(paragraphs)
}

/// A property's description.
pub(super) fn of_property(property: &Property, contract: Contract) -> Option<String> {
    let null =
        property.null_when.filter(|_| property.nullable).map(|when| sentence(&format!("Null when {when}")));
    let inferred = (property.basis == Basis::Inferred).then(|| "Inferred, not documented.".to_owned());
    let mut sentences: Vec<String> = null.into_iter().chain(inferred).collect();
    sentences.extend(notes(&property.docs));
    let description = property.docs.description.trim();
    let type_ = (property.value)().non_null();
    let values = if type_.is_definition() { None } else { values(type_, contract) };
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
fn values(model: &Model, contract: Contract) -> Option<String> {
    let (Shape::Enumeration(Enumeration { values, .. }) | Shape::Keyed(Keyed { units: values, .. })) =
        &model.shape
    else {
        return None;
    };
    let lines: Vec<String> = values.iter().filter_map(|value| of_value(value, contract)).collect();
    not_empty(&lines.join("\n"))
}

fn of_value(value: &EnumValue, contract: Contract) -> Option<String> {
    let mut words: Vec<&str> = value.docs.description.split_whitespace().collect();
    let mut names = value.names(contract);
    let name = names.next()?;
    let aliases = names.map(|alias| format!("`{alias}` means the same.")).collect::<Vec<_>>();
    let notes = notes(&value.docs);
    words.extend(notes.iter().chain(&aliases).map(String::as_str));
    if words.is_empty() { None } else { Some(format!("- `{name}`: {}", words.join(" "))) }
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
