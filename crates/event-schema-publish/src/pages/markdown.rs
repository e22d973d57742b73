//! The pages in Markdown: for repositories, and for readers that are programs.

use minijinja::AutoEscape;
use serde::Serialize;

use super::engine::Engine;
use super::view::{Event, View};
use crate::error::Error;
use crate::files::File;

const TEMPLATES: &[(&str, &str)] = &[
    ("parts.md", include_str!("markdown/parts.md.j2")),
    ("index.md", include_str!("markdown/index.md.j2")),
    ("event.md", include_str!("markdown/event.md.j2")),
];

#[derive(Serialize)]
struct Page<'a> {
    catalogue: &'a View,
    event: Option<&'a Event>,
}

pub(super) fn files(view: &View) -> Result<Vec<File>, Error> {
    let engine = Engine::new(AutoEscape::None, TEMPLATES)?;
    let mut files = Vec::new();
    let mut add = |name: &str, text: String| {
        files.push(File { path: format!("markdown/{name}.md"), contents: text.into_bytes() });
    };
    add("index", engine.render("index.md", &Page { catalogue: view, event: None })?);
    for event in &view.events {
        add(&event.stem, engine.render("event.md", &Page { catalogue: view, event: Some(event) })?);
    }
    Ok(files)
}
