//! The template engine, and what the pages' templates may ask of it.

use event_schema::document::Json;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use pulldown_cmark::{Event, Parser, html};
use serde::Serialize;

use super::highlight::highlighted;
use crate::error::Error;

pub(super) struct Engine {
    environment: Environment<'static>,
}

impl Engine {
    /// An engine for templates with these names.
    pub(super) fn new(escape: AutoEscape, templates: &[(&'static str, &'static str)]) -> Result<Self, Error> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        let mut syntax = SyntaxConfig::builder();
        syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
        environment.set_syntax(syntax.build()?);
        environment.set_auto_escape_callback(move |_| escape.clone());
        environment.add_filter("html", to_html);
        environment.add_filter("inline", |text: &str| Value::from_safe_string(inline(text)));
        environment.add_filter("highlight", |text: &str| Value::from_safe_string(highlighted(text)));
        environment.add_filter("line", |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" "));
        environment.add_filter("cell", cell);
        environment.add_filter("json", |text: &str| Json::string(text).to_compact());
        for (name, source) in templates {
            environment.add_template(name, source)?;
        }
        Ok(Self { environment })
    }

    pub(super) fn render(&self, template: &str, view: &impl Serialize) -> Result<String, Error> {
        Ok(self.environment.get_template(template)?.render(Serde(view))?)
    }
}

/// `CommonMark` as HTML; markup in it is shown, not obeyed.
fn to_html(text: &str) -> Value {
    Value::from_safe_string(html_of(text))
}

/// A short text that stands within a line.
fn inline(text: &str) -> String {
    let html = html_of(text);
    let html = html.trim();
    match html.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>")) {
        Some(inner) if !inner.contains("<p>") => inner.to_owned(),
        _ => html.to_owned(),
    }
}

fn html_of(text: &str) -> String {
    let shown = |event| match event {
        Event::Html(markup) | Event::InlineHtml(markup) => Event::Text(markup),
        event => event,
    };
    let mut html = String::new();
    html::push_html(&mut html, Parser::new(text).map(shown));
    html
}

/// Text within a cell of a Markdown table.
fn cell(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}
