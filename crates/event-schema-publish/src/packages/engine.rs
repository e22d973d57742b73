//! The template engine, and what templates may ask of it.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use serde::Serialize;

use crate::error::Error;

/// Fills in a language's templates, each of which is a file of the package.
pub(super) struct Engine {
    environment: Environment<'static>,
}

impl Engine {
    /// An engine for templates with these names.
    pub(super) fn new(templates: &[(&'static str, &'static str)]) -> Result<Self, Error> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        let mut syntax = SyntaxConfig::builder();
        syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
        environment.set_syntax(syntax.build()?);
        environment.set_auto_escape_callback(|_| AutoEscape::None);
        environment.add_filter("json", |text: &str| event_schema::document::Json::string(text).to_compact());
        environment.add_filter("doc", doc);
        environment.add_filter("block_comment", block_comment);
        for (name, source) in templates {
            environment.add_template(name, source)?;
        }
        Ok(Self { environment })
    }

    pub(super) fn render(&self, template: &str, view: &impl Serialize) -> Result<String, Error> {
        Ok(self.environment.get_template(template)?.render(Serde(view))?)
    }
}

/// A string as the formatters of Python and TypeScript write it: between the quotes that need fewer escapes.
pub(super) fn literal(text: &str) -> String {
    let json = event_schema::document::Json::string(text).to_compact();
    if text.matches('"').count() <= text.matches('\'').count() {
        return json;
    }
    format!("'{}'", json[1..json.len() - 1].replace("\\\"", "\"").replace('\'', "\\'"))
}

/// Paragraphs as lines of a comment: each begins with `prefix`, and no word is put beyond `width`.
#[expect(clippy::needless_pass_by_value, reason = "filters are called with values")]
pub(super) fn doc(paragraphs: Vec<String>, prefix: &str, width: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in &paragraphs {
        if !lines.is_empty() {
            lines.push(prefix.trim_end().to_owned());
        }
        let mut line = prefix.to_owned();
        for word in paragraph.split_whitespace() {
            let is_begun = line.len() > prefix.len();
            if is_begun && line.chars().count() + 1 + word.chars().count() > width {
                lines.push(std::mem::replace(&mut line, prefix.to_owned()));
            } else if is_begun {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines.join("\n")
}

/// A paragraph as lines of a comment, of which all but the first stand further to the right.
pub(super) fn hanging_doc(paragraph: &str, prefix: &str, indent: usize, width: usize) -> String {
    let mut lines = Vec::new();
    let mut line = prefix.to_owned();
    let mut is_begun = false;
    for word in paragraph.split_whitespace() {
        if is_begun && line.chars().count() + 1 + word.chars().count() > width {
            let next = format!("{prefix}{}", " ".repeat(indent));
            lines.push(std::mem::replace(&mut line, next));
        } else if is_begun {
            line.push(' ');
        }
        line.push_str(word);
        is_begun = true;
    }
    lines.push(line);
    lines.join("\n")
}

/// Paragraphs as a comment between `/**` and `*/`, on one line if they fit.
pub(super) fn block_comment(paragraphs: Vec<String>, indent: usize, width: usize) -> String {
    let pad = " ".repeat(indent);
    if let [only] = paragraphs.as_slice() {
        let line = format!("{pad}/** {only} */");
        if line.chars().count() <= width {
            return line;
        }
    }
    format!("{pad}/**\n{}\n{pad} */", doc(paragraphs, &format!("{pad} * "), width))
}
