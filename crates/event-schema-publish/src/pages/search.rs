//! What can be found by searching.

use event_schema::document::Json;

use super::view::View;

/// A script that holds an entry for each event, property, type and value: `[name, what it is, page, words]`.
pub(super) fn script(view: &View) -> String {
    let mut entries = Vec::new();
    for event in &view.events {
        let page = format!("{}.html", event.stem);
        let mut add = |name: &str, what: String, anchor: &str, words: &str| {
            let place = if anchor.is_empty() { page.clone() } else { format!("{page}#{anchor}") };
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            entries.push(Json::Array(vec![
                Json::string(name),
                Json::String(what),
                Json::String(place),
                Json::String(words),
            ]));
        };
        add(event.tag, String::from("event"), "", &event.summary);
        for property in event.object.sections.iter().flat_map(|section| &section.properties) {
            let anchor = format!("property-{}", property.name);
            add(property.name, format!("property of {}", event.tag), &anchor, property.description);
        }
        for type_ in &event.types {
            let anchor = format!("type-{}", type_.name);
            add(&type_.name, format!("type in {}", event.tag), &anchor, type_.description);
            for value in &type_.values {
                let what = format!("value of {} in {}", type_.name, event.tag);
                add(value.name, what, &anchor, value.description);
            }
        }
    }
    format!("// {}\nconst ENTRIES = {};\n", view.generated, Json::Array(entries).to_compact())
}
