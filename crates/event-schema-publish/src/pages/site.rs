//! The site: an index, a page for each event, a style sheet, and a script for those who have one.

use minijinja::AutoEscape;
use serde::Serialize;

use super::engine::Engine;
use super::search;
use super::view::{Event, View};
use crate::error::Error;
use crate::files::File;

const TEMPLATES: &[(&str, &str)] = &[
    ("layout.html", include_str!("site/layout.html.j2")),
    ("parts.html", include_str!("site/parts.html.j2")),
    ("index.html", include_str!("site/index.html.j2")),
    ("event.html", include_str!("site/event.html.j2")),
];

#[derive(Serialize)]
struct Page<'a> {
    catalogue: &'a View,
    event: Option<&'a Event>,
}

pub(super) fn files(view: &View) -> Result<Vec<File>, Error> {
    let engine = Engine::new(AutoEscape::Html, TEMPLATES)?;
    let mut files = Vec::new();
    let mut add = |name: &str, text: String| {
        files.push(File { path: format!("site/{name}"), contents: text.into_bytes() });
    };
    add("index.html", engine.render("index.html", &Page { catalogue: view, event: None })?);
    for event in &view.events {
        let page = engine.render("event.html", &Page { catalogue: view, event: Some(event) })?;
        add(&format!("{}.html", event.stem), page);
    }
    add("style.css", format!("/* {} */\n{}", view.generated, include_str!("site/style.css")));
    add("site.js", format!("// {}\n{}", view.generated, include_str!("site/site.js")));
    add("entries.js", search::script(view));
    Ok(files)
}
