//! Java 17 and later: records, a sealed interface, and Jackson.

use std::collections::{BTreeMap, BTreeSet};

use event_schema::document::Json;
use serde::Serialize;

use super::contract::{
    Checks, Docs, Enumeration, Event, Kind, Named, Object, Presence, Property, Shape, Type,
};
use super::engine::{Engine, block_comment};
use super::naming::{Case, Naming, distinct, words};
use super::{Job, Language};
use crate::error::Error;
use crate::files::File;

const WIDTH: usize = 100;

const RUNTIME: [(&str, &str); 6] = [
    ("Codec", include_str!("java/src/Codec.java")),
    ("InvalidEventException", include_str!("java/src/InvalidEventException.java")),
    ("Issue", include_str!("java/src/Issue.java")),
    ("Node", include_str!("java/src/Node.java")),
    ("ObjectCodec", include_str!("java/src/ObjectCodec.java")),
    ("Omittable", include_str!("java/src/Omittable.java")),
];

const TEMPLATES: [(&str, &str); 5] = [
    ("record.java", include_str!("java/record.java.j2")),
    ("enum.java", include_str!("java/enum.java.j2")),
    ("union.java", include_str!("java/union.java.j2")),
    ("pom.xml", include_str!("java/pom.xml.j2")),
    ("README.md", include_str!("java/README.md.j2")),
];

#[derive(Serialize)]
struct Page<'a, T> {
    generated: String,
    package_name: &'a str,
    #[serde(rename = "type")]
    content: T,
}

#[derive(Serialize)]
struct RecordView {
    name: String,
    imports: String,
    doc: String,
    tag: Option<String>,
    implements: String,
    components: String,
    properties: String,
    arguments: String,
    checks: String,
    closed: bool,
}

#[derive(Serialize)]
struct EnumView {
    name: String,
    doc: String,
    open: bool,
    values: Vec<ValueView>,
}

#[derive(Serialize)]
struct ValueView {
    name: String,
    wire: &'static str,
    doc: String,
}

#[derive(Serialize)]
struct PackageView {
    generated: String,
    package: String,
    package_name: String,
    version: String,
    description: String,
    license: String,
    name: String,
    paragraphs: Vec<String>,
    union_doc: String,
    keeps_unknown: bool,
    permits: String,
    entries: String,
    tag: &'static str,
    tag_pointer: String,
    events: Vec<EventView>,
    example: ExampleView,
}

#[derive(Serialize)]
struct EventView {
    name: String,
    tag: &'static str,
    summary: String,
}

#[derive(Serialize)]
struct ExampleView {
    name: String,
    field: String,
    payload: String,
}

pub(super) fn files(job: &Job<'_>) -> Result<Vec<File>, Error> {
    let contract = &job.contract;
    if job.packages.publication.catalogue.union.is_none() {
        return Err(Error::Unpackaged {
            what: "an event without a union, in Java,",
            path: contract.name.into(),
        });
    }
    let engine = Engine::new(&TEMPLATES)?;
    let writer = Writer::new(job);
    let package = writer.package();
    let folder = package.package_name.replace('.', "/");
    let source = |name: &str| format!("src/main/java/{folder}/{name}.java");
    let mut files = job.schemas_in(&format!("src/main/resources/{folder}/schemas"));
    for (name, text) in RUNTIME {
        let text = text.replacen("PACKAGE", &package.package_name, 1);
        files.push(Job::file(source(name), format!("// {}\n{text}", job.generated())));
    }
    let page = |content| Page { generated: job.generated(), package_name: &package.package_name, content };
    for event in &contract.events {
        let view = writer.event(event);
        files.push(Job::file(source(&view.name.clone()), engine.render("record.java", &page(view))?));
    }
    for definition in &contract.types {
        let name = &writer.names[&definition.name];
        let text = match &definition.kind {
            Kind::Object(object) => {
                engine.render("record.java", &page(writer.record(name, object, &definition.docs, None)))?
            }
            Kind::Enumeration(values) => {
                let content = writer.enumeration(name, values, &definition.docs);
                let view = Page { generated: job.generated(), package_name: &package.package_name, content };
                engine.render("enum.java", &view)?
            }
        };
        files.push(Job::file(source(name), text));
    }
    let used = contract.formats();
    files.extend(
        (!used.is_empty()).then(|| Job::file(source("Formats"), formats(job, &package.package_name, &used))),
    );
    files.push(Job::file(source(&package.name), engine.render("union.java", &package)?));
    for template in ["pom.xml", "README.md"] {
        files.push(Job::file(template, engine.render(template, &package)?));
    }
    Ok(files)
}

struct Writer<'a> {
    job: &'a Job<'a>,
    naming: &'static Naming,
    names: BTreeMap<String, String>,
}

impl<'a> Writer<'a> {
    fn new(job: &'a Job<'a>) -> Self {
        let naming = Naming::of(Language::Java);
        let all = job.contract.type_names();
        let called = distinct(all.iter().map(|name| naming.type_name(name)));
        Self { job, naming, names: all.into_iter().zip(called).collect() }
    }

    fn package(&self) -> PackageView {
        let (contract, packages) = (&self.job.contract, self.job.packages);
        let name = self.names[contract.name].clone();
        let called: Vec<&str> = contract.events.iter().map(|event| self.names[event.name].as_str()).collect();
        let mut permits: Vec<String> = called.iter().map(|name| (*name).to_owned()).collect();
        permits.extend(contract.keeps_unknown.then(|| format!("{name}.UnknownEvent")));
        let entries: Vec<String> =
            called.iter().map(|name| format!("            Map.entry({name}.TAG, {name}.CODEC)")).collect();
        let events = contract.events.iter().map(|event| EventView {
            name: self.names[event.name].clone(),
            tag: event.tag,
            summary: event.docs.paragraphs.first().cloned().unwrap_or_default(),
        });
        let first = &contract.events[0];
        let shown =
            first.object.properties.iter().position(|property| property.presence == Presence::Required);
        let payload = first.example.replace('\\', "\\\\").replace("\"\"\"", "\\\"\"\"");
        PackageView {
            generated: self.job.generated(),
            package: packages.name.clone(),
            package_name: packages.java_package.clone().unwrap_or_else(|| packages.name.replace('-', ".")),
            version: packages.version.clone(),
            description: escaped(contract.docs.paragraphs.first().map_or("", String::as_str)),
            license: packages.license.clone(),
            paragraphs: contract.docs.paragraphs.clone(),
            union_doc: block_comment(javadoc(&contract.docs), 0, WIDTH),
            keeps_unknown: contract.keeps_unknown,
            permits: permits.join(", "),
            entries: entries.join(",\n"),
            tag: contract.tag,
            tag_pointer: format!("/{}", contract.tag),
            events: events.collect(),
            example: ExampleView {
                name: self.names[first.name].clone(),
                field: shown.map_or_else(|| String::from("tag"), |at| self.fields(&first.object)[at].clone()),
                payload: payload.lines().map(|line| format!("        {line}")).collect::<Vec<_>>().join("\n"),
            },
            name,
        }
    }

    fn event(&self, event: &Event) -> RecordView {
        self.record(&self.names[event.name], &event.object, &event.docs, Some(event.tag))
    }

    fn record(&self, name: &str, object: &Object, docs: &Docs, tag: Option<&str>) -> RecordView {
        let fields = self.fields(object);
        let mut paragraphs = javadoc(docs);
        let (mut components, mut properties) = (Vec::new(), Vec::new());
        let (mut checks, mut used) = (Vec::new(), BTreeSet::from(["java.util.List"]));
        if let Some(tag) = tag {
            let property = Json::string(self.job.contract.tag);
            properties.push(format!("              ObjectCodec.tag({property}, {})", Json::string(tag)));
        }
        for (property, field) in object.properties.iter().zip(&fields) {
            let (kind, codec) = self.component(property, &mut used);
            let telling = javadoc(&property.docs).join(" ");
            let telling =
                if telling.is_empty() { format!("the property {}", property.name) } else { telling };
            paragraphs.push(format!("@param {field} {telling}"));
            components.push(format!("    {kind} {field}"));
            let function = if property.presence.is_optional() { "optional" } else { "required" };
            let names = std::iter::once(&property.name).chain(property.aliases);
            let names: Vec<String> = names.map(|name| Json::string(*name).to_compact()).collect();
            let names = names.join(", ");
            let flat = format!("              ObjectCodec.{function}({name}::{field}, {codec}, {names})");
            properties.push(if flat.len() < WIDTH {
                flat
            } else {
                let pad = " ".repeat(18);
                format!("              ObjectCodec.{function}(\n{pad}{name}::{field},\n{pad}{codec},\n{pad}{names})")
            });
            if !matches!(kind.as_str(), "long" | "double" | "boolean") {
                used.insert("java.util.Objects");
                checks.push(format!("    Objects.requireNonNull({field}, \"{field}\");"));
            }
        }
        let arguments = vec![String::from("                  values.next()"); fields.len()];
        let implements = tag
            .map_or_else(String::new, |_| format!("\n    implements {}", self.names[self.job.contract.name]));
        RecordView {
            name: name.to_owned(),
            imports: used.iter().map(|name| format!("import {name};")).collect::<Vec<_>>().join("\n"),
            doc: record_comment(&paragraphs),
            tag: tag.map(|tag| Json::string(tag).to_compact()),
            implements,
            components: components.join(",\n"),
            properties: properties.join(",\n"),
            arguments: arguments.join(",\n"),
            checks: checks.join("\n"),
            closed: object.closed,
        }
    }

    fn enumeration(&self, name: &str, enumeration: &Enumeration, docs: &Docs) -> EnumView {
        let mut paragraphs = javadoc(docs);
        if enumeration.open {
            paragraphs.push(String::from("The list is open: other strings are valid too."));
            paragraphs.push(String::from("@param value the string on the wire"));
        }
        let names = distinct(enumeration.values.iter().map(|value| self.naming.value(value.name)));
        let values = enumeration.values.iter().zip(names).map(|(value, name)| {
            let mut told = javadoc(&value.docs);
            if told.is_empty() {
                told.push(format!("The value {}.", value.wire));
            }
            ValueView { doc: block_comment(told, 2, WIDTH), name, wire: value.wire }
        });
        EnumView {
            values: values.collect(),
            name: name.to_owned(),
            doc: record_comment(&paragraphs),
            open: enumeration.open,
        }
    }

    fn fields(&self, object: &Object) -> Vec<String> {
        distinct(object.properties.iter().map(|property| self.naming.field(property.name, property.field)))
    }

    fn component(&self, property: &Property, used: &mut BTreeSet<&'static str>) -> (String, String) {
        let (mut kind, mut codec) = self.value(&property.value, used);
        if property.presence.is_nullable() {
            used.insert("java.util.Optional");
            kind = format!("Optional<{kind}>");
            codec = format!("Codec.nullable({codec})");
        }
        if property.presence.is_optional() {
            kind = format!("Omittable<{kind}>");
        }
        let kind = match kind.as_str() {
            "Long" => String::from("long"),
            "Double" => String::from("double"),
            "Boolean" => String::from("boolean"),
            _ => kind,
        };
        (kind, codec)
    }

    /// A type as an argument of another, and its codec.
    fn value(&self, value: &Type, used: &mut BTreeSet<&'static str>) -> (String, String) {
        let named = |kind: &str, codec: String| (kind.to_owned(), codec);
        let checks = &value.checks;
        match &value.shape {
            Shape::Any => {
                used.insert("com.fasterxml.jackson.databind.JsonNode");
                named("JsonNode", String::from("Codec.ANY"))
            }
            Shape::Boolean => named(
                "Boolean",
                checks.only.map_or(String::from("Codec.BOOLEAN"), |only| format!("Codec.only({only})")),
            ),
            Shape::Integer if value.fits(i64::MIN.into(), i64::MAX.into()) => {
                named("Long", format!("Codec.integer({})", numeric(checks, true)))
            }
            Shape::Integer => {
                used.insert("java.math.BigInteger");
                named("BigInteger", format!("Codec.bigInteger({})", numeric(checks, false)))
            }
            Shape::Number => named("Double", format!("Codec.number({})", numeric(checks, false))),
            Shape::String => named("String", format!("Codec.string({})", lengths(checks))),
            Shape::Enumeration(name) => named(&self.names[name], format!("{}.CODEC", self.names[name])),
            Shape::Object(name) => {
                let name = &self.names[name];
                // It may refer to itself, and its codec is not there yet then.
                named(name, format!("Codec.lazy(() -> {name}.CODEC)"))
            }
            Shape::Nullable(inner) => {
                used.insert("java.util.Optional");
                let (kind, codec) = self.value(inner, used);
                (format!("Optional<{kind}>"), format!("Codec.nullable({codec})"))
            }
            Shape::List(item) => {
                let (kind, codec) = self.value(item, used);
                let list = format!("Codec.list({codec}{})", counts(checks.min_items, checks.max_items));
                (
                    format!("List<{kind}>"),
                    if checks.unique_items { format!("Codec.unique({list})") } else { list },
                )
            }
            Shape::Map(keys, member) => {
                used.insert("java.util.Map");
                let (kind, codec) = self.value(member, used);
                let rules = counts(checks.min_properties, checks.max_properties);
                let map = format!("Codec.map({codec}{rules})");
                let keys = lengths(keys);
                (
                    format!("Map<String, {kind}>"),
                    if keys.is_empty() { map } else { format!("Codec.named({map}, {keys})") },
                )
            }
        }
    }
}

fn numeric(checks: &Checks, long: bool) -> String {
    let mut rules = Vec::new();
    for (name, bound) in [
        ("minimum", checks.minimum),
        ("maximum", checks.maximum),
        ("above", checks.above),
        ("below", checks.below),
    ] {
        let text = bound.map(|bound| bound.to_string());
        // What every value of the type obeys goes without saying.
        let told = text
            .filter(|text| !long || !matches!(text.as_str(), "-9223372036854775808" | "9223372036854775807"));
        rules.extend(told.map(|bound| format!("Codec.{name}(\"{bound}\")")));
    }
    rules.extend(checks.multiple_of.iter().map(|step| format!("Codec.multipleOf(\"{step}\")")));
    rules.extend(checks.among.iter().map(|numbers| format!("Codec.among(\"{}\")", numbers.join("\", \""))));
    rules.join(", ")
}

fn lengths(checks: &Checks) -> String {
    let mut rules = Vec::new();
    rules.extend(checks.min_length.map(|count| format!("Codec.minLength({count})")));
    rules.extend(checks.max_length.map(|count| format!("Codec.maxLength({count})")));
    for (name, texts) in
        [("startsWith", &checks.prefixes), ("endsWith", &checks.suffixes), ("contains", &checks.substrings)]
    {
        rules.extend(texts.iter().map(|text| format!("Codec.{name}({})", Json::string(*text))));
    }
    rules.extend(checks.one_of.iter().map(|values| {
        let values: Vec<String> = values.iter().map(|value| Json::string(value).to_compact()).collect();
        format!("Codec.oneOf({})", values.join(", "))
    }));
    rules.extend(checks.patterns.iter().map(|pattern| {
        let table: Vec<String> = pattern.table.iter().map(|line| format!("\"{line}\"")).collect();
        format!("Codec.matches({}, {})", Json::string(pattern.source.as_str()), table.join(", "))
    }));
    rules.extend(checks.formats.iter().map(|named| format!("Formats.{}", format_name(named.name))));
    rules.join(", ")
}

fn format_name(name: &str) -> String {
    Case::Screaming.join(&words(name))
}

/// The formats that the contract has strings of.
fn formats(job: &Job<'_>, package: &str, formats: &[&Named]) -> String {
    let constants: Vec<String> = formats
        .iter()
        .map(|named| {
            let patterns = named.tables().map(|pattern| {
                let source = Json::string(pattern.source.as_str());
                let table: Vec<String> = pattern.table.iter().map(|line| format!("              \"{line}\"")).collect();
                format!(",\n          Codec.matches(\n              {source},\n{})", table.join(",\n"))
            });
            let time_at = named.time_at.map_or(String::from("-1"), |at| at.to_string());
            format!(
                "  static final Codec.Rule<String> {} =\n      Codec.ofFormat(\n          {},\n          {time_at}{});\n",
                format_name(named.name),
                Json::string(named.told.as_str()),
                patterns.collect::<String>(),
            )
        })
        .collect();
    format!(
        "// {}\npackage {package};\n\n/** What strings may have to be, as tables that decide it in one pass. */\nfinal \
         class Formats {{\n{}\n  private Formats() {{}}\n}}\n",
        job.generated(),
        constants.join("\n")
    )
}

fn counts(least: Option<u64>, most: Option<u64>) -> String {
    let least = least.map(|count| format!(", Codec.minCount({count})")).unwrap_or_default();
    let most = most.map(|count| format!(", Codec.maxCount({count})")).unwrap_or_default();
    least + &most
}

/// Text that HTML holds.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace("*/", "*&#47;")
        .replace('@', "&#64;")
}

fn javadoc(docs: &Docs) -> Vec<String> {
    let mut paragraphs: Vec<String> = docs.paragraphs.iter().map(|text| escaped(text)).collect();
    for paragraph in paragraphs.iter_mut().skip(1) {
        paragraph.insert_str(0, "<p>");
    }
    paragraphs.extend(docs.deprecated.map(|why| format!("<p>Deprecated: {}", escaped(why))));
    paragraphs
}

/// A comment whose last paragraphs are parameters, which stand together.
fn record_comment(paragraphs: &[String]) -> String {
    let at = paragraphs.iter().position(|text| text.starts_with("@param")).unwrap_or(paragraphs.len());
    let (text, parameters) = paragraphs.split_at(at);
    let text = if text.is_empty() { vec![String::from("A part of the contract.")] } else { text.to_vec() };
    if parameters.is_empty() {
        return block_comment(text, 0, WIDTH);
    }
    let body = super::engine::doc(text, " * ", WIDTH);
    let lines = parameters.iter().map(|one| {
        super::engine::doc(vec![one.clone()], " * ", WIDTH).replacen("\n * ", "\n *     ", usize::MAX)
    });
    format!("/**\n{body}\n *\n{}\n */", lines.collect::<Vec<_>>().join("\n"))
}
