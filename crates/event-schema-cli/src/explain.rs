use std::io::{self, Write};

use event_schema::document::Json;
use event_schema::model::{
    Access, Constraints, Contract, Docs, Enumeration, Extension, Model, Object, Property, Shape, Tag,
};
use event_schema::sample::Sampler;
use event_schema_publish::words::{presence, relations};

use self::words::type_text;
use crate::Outcome;
use crate::args::ExplainArgs;
use crate::catalogue::{Catalogue, KnownEvent};
use crate::terminal::{self, FAINT, PLACE, STRONG};

mod words;

pub(crate) fn explain(catalogue: &Catalogue, args: &ExplainArgs) -> anyhow::Result<Outcome> {
    // The command line lets known tags through only.
    if let Some(event) = catalogue.find(&args.event) {
        let mut page = Page { out: terminal::stdout(), width: terminal::width() };
        page.event(event)?;
        page.out.flush()?;
    }
    Ok(Outcome::Fine)
}

struct Page<W> {
    out: W,
    width: usize,
}

impl<W: Write> Page<W> {
    fn event(&mut self, event: &KnownEvent) -> io::Result<()> {
        let KnownEvent { tag, model, object } = event;
        let since = model.docs.since.map(|version| format!("since {version}")).unwrap_or_default();
        let gap = self.width.saturating_sub(tag.chars().count() + since.chars().count());
        writeln!(self.out, "{STRONG}{tag}{STRONG:#}{}{FAINT}{since}{FAINT:#}", " ".repeat(gap.max(2)))?;
        self.prose(model.docs.description, 0)?;
        self.notes(&Docs { since: None, ..model.docs }, 0)?;
        if let Some(Tag { emitted: Some(emitted), .. }) = object.tag {
            writeln!(self.out)?;
            self.prose(emitted, 0)?;
        }
        self.heading("Properties")?;
        self.object(object)?;
        for nested in nested(model) {
            self.heading(nested.name)?;
            self.prose(nested.docs.description, 2)?;
            if let Some(object) = nested.as_object() {
                writeln!(self.out)?;
                self.object(object)?;
            }
        }
        self.heading("Example")?;
        for line in example(event).lines() {
            writeln!(self.out, "  {line}")?;
        }
        writeln!(self.out, "\n{FAINT}Rust type: {}{FAINT:#}", model.path)
    }

    fn heading(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "\n{STRONG}{text}{STRONG:#}\n")
    }

    fn object(&mut self, object: &'static Object) -> io::Result<()> {
        let names = object.properties.iter().map(|property| property.name);
        let names = names.chain(object.tag.map(|tag| tag.property));
        let column = names.map(|name| name.chars().count()).filter(|len| *len <= 24).max().unwrap_or(0) + 4;
        if let Some(tag) = object.tag {
            self.name(tag.property, column)?;
            writeln!(self.out, "{PLACE}the string \"{}\"{PLACE:#} {FAINT}· required{FAINT:#}", tag.value)?;
        }
        for property in object.properties {
            self.property(property, column)?;
        }
        for sentence in relations(object) {
            writeln!(self.out)?;
            self.prose(&sentence, 2)?;
        }
        if !object.reserved.is_empty() {
            writeln!(self.out)?;
            self.prose(
                &format!(
                    "No longer used, and never again for anything else: {}.",
                    object.reserved.join(", ")
                ),
                2,
            )?;
        }
        writeln!(self.out)?;
        let others = match object.rest {
            Some(rest) => {
                let value = (rest.value)();
                format!("kept, each {}", type_text(value, &Constraints::NONE, value.accepts_null()))
            }
            None if object.closed => String::from("refused"),
            None => String::from("accepted and ignored, except in the strict profile"),
        };
        self.prose(&format!("Other properties are {others}."), 2)
    }

    fn property(&mut self, property: &Property, column: usize) -> io::Result<()> {
        let model = (property.value)();
        self.name(property.name, column)?;
        let text = type_text(model, &property.constraints, property.nullable);
        let (presence, basis) = (presence(property), property.basis.as_str());
        if column + text.chars().count() + presence.len() + basis.len() + 6 > self.width {
            writeln!(self.out, "{PLACE}{text}{PLACE:#}")?;
            writeln!(self.out, "{:column$}{FAINT}{presence} · {basis}{FAINT:#}", "")?;
        } else {
            writeln!(self.out, "{PLACE}{text}{PLACE:#} {FAINT}· {presence} · {basis}{FAINT:#}")?;
        }
        self.prose(property.docs.description, column)?;
        if let Some(when) = property.null_when {
            self.prose(&format!("Null when {}.", when.trim_end_matches('.')), column)?;
        }
        self.notes(&property.docs, column)?;
        self.other_names(property, column)?;
        if let Shape::Enumeration(enumeration) = &model.non_null().shape {
            self.values(enumeration, column)?;
        }
        if !property.docs.examples.is_empty() {
            self.prose(&format!("For example {}", property.docs.examples.join(", ")), column)?;
        }
        Ok(())
    }

    /// How the property is also read, and how it is written, if otherwise.
    fn other_names(&mut self, property: &Property, column: usize) -> io::Result<()> {
        if !property.aliases.is_empty() {
            self.prose(&format!("Also read as {}.", property.aliases.join(", ")), column)?;
        }
        if let Some(written) = property.written {
            self.prose(&format!("Written as {written}."), column)?;
        }
        match property.only {
            Some(Contract::Deserialize) => self.prose("Read only: never written.", column),
            Some(Contract::Serialize) => self.prose("Written only: not read.", column),
            None => Ok(()),
        }
    }

    /// A property's name, and the way to the column.
    fn name(&mut self, name: &str, column: usize) -> io::Result<()> {
        write!(self.out, "  {STRONG}{name}{STRONG:#}")?;
        let used = name.chars().count() + 4;
        if used > column {
            return write!(self.out, "\n{:column$}", "");
        }
        write!(self.out, "{:1$}", "", column - used + 2)
    }

    fn values(&mut self, enumeration: &Enumeration, column: usize) -> io::Result<()> {
        let others = if enumeration.open { "; others are valid, too" } else { "" };
        self.prose(&format!("Known values{others}:"), column)?;
        let widest =
            enumeration.values.iter().map(|value| value.name.chars().count()).max().unwrap_or_default();
        for value in enumeration.values {
            let text = words::joined(value.docs.description);
            let mut lines = Vec::new();
            terminal::paragraph(&mut lines, &text, column + widest + 4, self.width)?;
            let text = String::from_utf8_lossy(&lines);
            writeln!(self.out, "{:column$}  {PLACE}{:widest$}{PLACE:#}  {}", "", value.name, text.trim())?;
        }
        Ok(())
    }

    fn notes(&mut self, docs: &Docs, indent: usize) -> io::Result<()> {
        if let Some(version) = docs.since {
            self.prose(&format!("Since {version}."), indent)?;
        }
        match docs.access {
            Some(Access::ReadOnly) => self.prose("Meant to be read only (`readOnly`).", indent)?,
            Some(Access::WriteOnly) => self.prose("Meant to be sent only (`writeOnly`).", indent)?,
            None => {}
        }
        for text in docs
            .comment
            .map(|comment| format!("Remark: {comment}"))
            .into_iter()
            .chain(docs.extensions.iter().map(|Extension { name, value }| format!("{name}: {value}")))
        {
            self.prose(&text, indent)?;
        }
        match docs.deprecated.map(|reason| reason.trim().trim_end_matches('.')) {
            None => Ok(()),
            Some("") => self.prose("Deprecated.", indent),
            Some(reason) => self.prose(&format!("Deprecated: {reason}."), indent),
        }
    }

    /// Running text: its paragraphs and list items, each wrapped.
    fn prose(&mut self, text: &str, indent: usize) -> io::Result<()> {
        for (at, paragraph) in text.trim().split("\n\n").enumerate() {
            if at > 0 {
                writeln!(self.out)?;
            }
            for item in paragraph.split("\n- ").enumerate().map(|(at, item)| (at > 0, item)) {
                let text = words::joined(item.1);
                let text = if item.0 { format!("- {text}") } else { text };
                if !text.is_empty() {
                    terminal::paragraph(&mut self.out, &text, indent, self.width)?;
                }
            }
        }
        Ok(())
    }
}

/// The definitions that an object refers to, each once, in the order in which they are met.
fn nested(model: &'static Model) -> Vec<&'static Model> {
    let mut found: Vec<&'static Model> = vec![model];
    let mut at = 0;
    while at < found.len() {
        let properties = found[at].as_object().map_or(&[][..], |object| object.properties);
        let rest = found[at].as_object().and_then(|object| object.rest);
        let types = properties.iter().map(|property| (property.value)());
        let alternatives = match &found[at].shape {
            Shape::Choice(alternatives) if at == 0 => alternatives,
            _ => &[][..],
        };
        let alternatives = alternatives.iter().map(|alternative| (alternative.model)());
        for model in alternatives.chain(types).chain(rest.map(|rest| (rest.value)())) {
            let inner = innermost(model);
            let known = found.iter().any(|other| other.path == inner.path && other.name == inner.name);
            if !known && inner.is_definition() && inner.as_object().is_some() {
                found.push(inner);
            }
        }
        at += 1;
    }
    found.split_off(1)
}

fn innermost(model: &'static Model) -> &'static Model {
    match model.shape {
        Shape::Nullable(inner) | Shape::Array(inner) => innermost(inner()),
        Shape::Map(values) => innermost(values()),
        _ => model,
    }
}

/// The example that was written down, or a sample with its declared properties in order.
fn example(event: &KnownEvent) -> String {
    let written = event.model.docs.examples.first().map(|text| (*text).to_owned());
    let text = written.unwrap_or_else(|| {
        let mut payload = Vec::new();
        Sampler::new(event.model, 1).next_payload(&mut payload);
        String::from_utf8_lossy(&payload).into_owned()
    });
    let Ok(json) = text.parse::<Json>() else { return text };
    if event.model.as_object().is_none() {
        return json.to_pretty();
    }
    let tag = event.object.tag.map(|tag| tag.property);
    let names = tag.into_iter().chain(event.object.properties.iter().map(|property| property.name));
    Json::object(names.filter_map(|name| Some((name, json.get(name)?.clone())))).to_pretty()
}
