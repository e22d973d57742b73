//! Java 17 and later: records, a sealed interface, and Jackson.

use std::collections::{BTreeMap, BTreeSet};

use event_schema::document::Json;
use serde::Serialize;

use super::contract::{
    Checks, Content, Definition, Docs, Enumeration, Event, Kind, Named, ORDINALS, Object, Pattern, Presence,
    Property, Rule, Shape, Spelling, ToldBy, Type, Union,
};
use super::engine::{Engine, block_comment};
use super::layout::{Closing, Code, Style};
use super::naming::{Case, Naming, distinct, words};
use super::{Job, Language};
use crate::error::Error;
use crate::files::File;

/// As google-java-format breaks lines.
const STYLE: Style =
    Style { width: 100, step: 4, trailing_comma: false, joins: true, closing: Closing::Hanging };

const WIDTH: usize = STYLE.width;

const RULES: Spelling =
    Spelling { prefix: "JsonRule.", case: Case::Camel, many: ("(", ")"), literal: quoted };

const RUNTIME: [(&str, &str); 7] = [
    ("Codec", include_str!("java/src/Codec.java")),
    ("InvalidEventException", include_str!("java/src/InvalidEventException.java")),
    ("Issue", include_str!("java/src/Issue.java")),
    ("JsonRule", include_str!("java/src/JsonRule.java")),
    ("Node", include_str!("java/src/Node.java")),
    ("ObjectCodec", include_str!("java/src/ObjectCodec.java")),
    ("Omittable", include_str!("java/src/Omittable.java")),
];

const TEMPLATES: [(&str, &str); 8] = [
    ("union_type.java", include_str!("java/union_type.java.j2")),
    ("codec_holder.java", include_str!("java/codec_holder.java.j2")),
    ("case.java", include_str!("java/case.java.j2")),
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
    signature: String,
    implements: String,
    codec: String,
    checks: String,
}

#[derive(Serialize)]
struct EnumView {
    name: String,
    doc: String,
    open: bool,
    imports: String,
    codec: String,
    values: Vec<ValueView>,
}

#[derive(Serialize)]
struct ValueView {
    name: String,
    wire: &'static str,
    doc: String,
}

/// An interface, and how its cases are read and written.
#[derive(Serialize)]
struct UnionView {
    name: String,
    doc: String,
    head: String,
    codec: String,
}

/// A record that is no object: a tuple, or a case of a union.
#[derive(Serialize)]
struct CaseView {
    name: String,
    imports: String,
    doc: String,
    signature: String,
    implements: String,
    codec: String,
    checks: String,
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
    /// What an event gets that is not in the catalogue, if it is not kept.
    refusal: String,
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
    contract.fit_constructors()?;
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
            Kind::Object(object) => engine
                .render("record.java", &page(writer.record(name, object, &definition.docs, Role::Part)))?,
            Kind::Enumeration(values) => {
                let content = writer.enumeration(name, values, &definition.docs);
                let view = Page { generated: job.generated(), package_name: &package.package_name, content };
                engine.render("enum.java", &view)?
            }
            Kind::Tuple(items) => {
                let content = writer.tuple(name, items, &definition.docs);
                let view = Page { generated: job.generated(), package_name: &package.package_name, content };
                engine.render("case.java", &view)?
            }
            Kind::Union(union) => {
                for case in &union.cases {
                    let called = &writer.names[&definition.case(case)];
                    let text = match &case.content {
                        Content::Object(object) => {
                            let (told_by, wire, aliases) = (union.told_by, case.wire, case.aliases);
                            let role = Role::Case { union: name, told_by, wire, aliases };
                            engine.render(
                                "record.java",
                                &page(writer.record(called, object, &case.docs, role)),
                            )?
                        }
                        Content::Value(value) => {
                            let content = writer.case(called, name, Some(value), &case.docs);
                            let package_name = &package.package_name;
                            engine.render(
                                "case.java",
                                &Page { generated: job.generated(), package_name, content },
                            )?
                        }
                        Content::Unit | Content::Unknown => {
                            let content = match case.content {
                                Content::Unknown => Writer::unknown_case(called, name, &case.docs),
                                _ => writer.case(called, name, None, &case.docs),
                            };
                            let package_name = &package.package_name;
                            engine.render(
                                "case.java",
                                &Page { generated: job.generated(), package_name, content },
                            )?
                        }
                    };
                    files.push(Job::file(source(called), text));
                }
                let content = writer.union(definition, union);
                let view = Page { generated: job.generated(), package_name: &package.package_name, content };
                let holder = engine.render("codec_holder.java", &view)?;
                files.push(Job::file(source(&format!("{name}Codec")), holder));
                engine.render("union_type.java", &view)?
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
        let name = self.names[&contract.name].clone();
        let called: Vec<&str> = contract.events.iter().map(|event| self.names[event.name].as_str()).collect();
        let mut permits: Vec<String> = called.iter().map(|name| (*name).to_owned()).collect();
        permits.extend(contract.keeps_unknown.then(|| format!("{name}.UnknownEvent")));
        let entries = contract.events.iter().zip(&called).flat_map(|(event, name)| {
            let aliases = event.aliases.iter().map(|alias| quoted(alias));
            let tags = std::iter::once(format!("{name}.TAG")).chain(aliases);
            tags.map(move |tag| Code::text(format!("Map.entry({tag}, {name}.CODEC)")))
        });
        let entries = Code::call("Map.ofEntries", entries.collect()).fitted(&STYLE, 8, 8, 1);
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
            permits: permitting(&name, &permits.iter().map(String::as_str).collect::<Vec<_>>()),
            entries,
            refusal: {
                let tags = called.iter().map(|name| Code::text(format!("{name}.TAG"))).collect();
                let expected = vec![text("event"), Code::call("List.of", tags)];
                let refused = Code::call("refused", vec![Code::call("Codec.oneOfThe", expected)]);
                refused.fitted(&STYLE, 6, 6 + "throw ".len(), 1)
            },
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
        let role = Role::Event(event.tag, event.aliases);
        self.record(&self.names[event.name], &event.object, &event.docs, role)
    }

    fn tuple(&self, name: &str, items: &[Type], docs: &Docs) -> CaseView {
        let mut used = BTreeSet::from(["java.util.List"]);
        let (mut paragraphs, mut components, mut codecs, mut checks) =
            (javadoc(docs), Vec::new(), Vec::new(), Vec::new());
        for (item, ordinal) in items.iter().zip(ORDINALS) {
            let (kind, codec) = self.value(item, &mut used);
            let kind = unboxed(kind);
            paragraphs.push(format!("@param {ordinal} the {ordinal} item"));
            checks.extend(not_null(&kind, ordinal, &mut used));
            components.push(Code::text(format!("{kind} {ordinal}")));
            codecs.push(Code::call("Codec.item", vec![Code::text(format!("{name}::{ordinal}")), codec]));
        }
        let values = items.iter().map(|_| Code::text("values.next()")).collect();
        let made = Code::call(format!("values -> new {name}"), values);
        let codec = Code::call("Codec.tuple", vec![Code::call("List.of", codecs), made]);
        CaseView {
            name: name.to_owned(),
            imports: imports(&used),
            doc: record_comment(&paragraphs),
            signature: Code::call(format!("public record {name}"), components).fitted(&STYLE, 0, 0, 2),
            implements: String::new(),
            codec: codec.fitted(&STYLE, 6, 6, 1),
            checks: checks.join("\n"),
        }
    }

    /// A case that keeps an object with any other tag.
    fn unknown_case(name: &str, union: &str, docs: &Docs) -> CaseView {
        let mut used = BTreeSet::from(["com.fasterxml.jackson.databind.JsonNode"]);
        let mut paragraphs = javadoc(docs);
        paragraphs.push(String::from("@param raw the object as it came"));
        let checks = not_null("JsonNode", "raw", &mut used);
        CaseView {
            name: name.to_owned(),
            imports: imports(&used),
            doc: record_comment(&paragraphs),
            signature: format!("public record {name}(JsonNode raw)"),
            implements: format!(" implements {union}"),
            codec: String::new(),
            checks: checks.unwrap_or_default(),
        }
    }

    /// A case that holds a value, or is its name only.
    fn case(&self, name: &str, union: &str, value: Option<&Type>, docs: &Docs) -> CaseView {
        let mut used = BTreeSet::new();
        let (mut paragraphs, mut checks) = (javadoc(docs), Vec::new());
        let component = value.map_or_else(String::new, |value| {
            let kind = unboxed(self.value(value, &mut used).0);
            checks.extend(not_null(&kind, "value", &mut used));
            paragraphs.push(String::from("@param value what it holds"));
            format!("{kind} value")
        });
        CaseView {
            name: name.to_owned(),
            imports: imports(&used),
            doc: record_comment(&paragraphs),
            signature: format!("public record {name}({component})"),
            implements: format!(" implements {union}"),
            codec: String::new(),
            checks: checks.join("\n"),
        }
    }

    fn union(&self, definition: &Definition, union: &Union) -> UnionView {
        let name = &self.names[&definition.name];
        let mut permits = Vec::new();
        let mut cases = Vec::new();
        for case in &union.cases {
            let called = &self.names[&definition.case(case)];
            permits.push(called.as_str());
            let class = Code::text(format!("{called}.class"));
            let names = std::iter::once(&case.wire).chain(case.aliases).map(|name| text(name));
            let of = |name: &str| Code::text(format!("{called}::{name}"));
            let (function, arguments) = match &case.content {
                Content::Unit => ("unit", vec![Code::text(format!("new {called}()"))]),
                Content::Value(value) => {
                    let codec = self.value(value, &mut BTreeSet::new()).1;
                    ("value", vec![class, codec, of("new"), of("value")])
                }
                Content::Object(_) => ("itself", vec![class, Code::text(format!("{called}.CODEC"))]),
                Content::Unknown => {
                    let any = Code::text("Codec.ANY");
                    cases.push(Code::call("Codec.value", vec![class, any, of("new"), of("raw")]));
                    continue;
                }
            };
            cases.push(Code::call(format!("Codec.{function}"), arguments.into_iter().chain(names).collect()));
        }
        let (function, tag) = match union.told_by {
            ToldBy::Name => ("Codec.keyed", None),
            ToldBy::Tag(tag) => ("Codec.tagged", Some(text(tag))),
            ToldBy::Nothing => ("Codec.choice", Some(text(&union.expected))),
        };
        let cases = Code::call("List.of", cases);
        let codec = Code::call(function, tag.into_iter().chain([cases]).collect());
        UnionView {
            name: name.clone(),
            doc: record_comment(&javadoc(&definition.docs)),
            head: permitting(name, &permits),
            codec: codec.fitted(&STYLE, 6, 6, 1),
        }
    }

    fn record(&self, name: &str, object: &Object, docs: &Docs, role: Role<'_>) -> RecordView {
        let tag = match role {
            Role::Event(tag, _) => Some(tag),
            _ => None,
        };
        let fields = self.fields(object);
        let mut paragraphs = javadoc(docs);
        let (mut components, mut properties) = (Vec::new(), Vec::new());
        let (mut checks, mut used) = (Vec::new(), BTreeSet::from(["java.util.List"]));
        let told = match role {
            Role::Event(tag, aliases) => Some((self.job.contract.tag, tag, aliases)),
            Role::Case { told_by: ToldBy::Tag(property), wire, aliases, .. } => {
                Some((property, wire, aliases))
            }
            _ => None,
        };
        if let Some((property, tag, aliases)) = told {
            let names = [property, tag].into_iter().chain(aliases.iter().copied());
            properties.push(Code::call("ObjectCodec.tag", names.map(text).collect()));
        }
        for (property, field) in object.properties.iter().zip(&fields) {
            let (kind, codec) = self.component(property, &mut used);
            let telling = javadoc(&property.docs).join(" ");
            let telling =
                if telling.is_empty() { format!("the property {}", property.name) } else { telling };
            paragraphs.push(format!("@param {field} {telling}"));
            components.push(Code::text(format!("{kind} {field}")));
            let function = if property.presence.is_optional() { "optional" } else { "required" };
            let names = std::iter::once(&property.name).chain(property.aliases);
            let mut arguments = vec![Code::text(format!("{name}::{field}")), codec];
            arguments.extend(names.map(|name| text(name)));
            properties.push(Code::call(format!("ObjectCodec.{function}"), arguments));
            checks.extend(not_null(&kind, field, &mut used));
        }
        if let (Some(rest), Some(field)) = (&object.rest, fields.last()) {
            let (kind, codec) = self.value(&rest.value, &mut used);
            used.insert("java.util.Map");
            paragraphs.push(format!("@param {field} every other property, by its name"));
            components.push(Code::text(format!("Map<String, {kind}> {field}")));
            let arguments = vec![Code::text(format!("{name}::{field}")), codec];
            properties.push(Code::call("ObjectCodec.rest", arguments));
            checks.extend(not_null("Map", field, &mut used));
        }
        let values = fields.iter().map(|_| Code::text("values.next()")).collect();
        let made = Code::call(format!("new {name}"), values);
        let mut arguments = vec![Code::call("List.of", properties), Code::text(object.closed.to_string())];
        if !object.rules.is_empty() {
            arguments.push(Code::call("List.of", self.rules(&object.rules)));
        }
        arguments.push(Code::lambda("values", made));
        let codec = Code::call("new ObjectCodec<>", arguments);
        let interface = match role {
            Role::Event(..) => Some(self.names[&self.job.contract.name].as_str()),
            Role::Case { union, .. } => Some(union),
            Role::Part => None,
        };
        let signature = Code::call(format!("public record {name}"), components);
        let flat = interface.map_or_else(String::new, |interface| format!(" implements {interface}"));
        let (signature, implements) = if signature.flat().len() + flat.len() + 2 <= WIDTH {
            (signature.flat(), flat)
        } else {
            let after = if interface.is_some() { 0 } else { 2 };
            let implements = interface.map_or_else(String::new, |name| format!("\n    implements {name}"));
            (signature.fitted(&STYLE, 0, 0, after), implements)
        };
        RecordView {
            name: name.to_owned(),
            imports: imports(&used),
            doc: record_comment(&paragraphs),
            tag: tag.map(|tag| Json::string(tag).to_compact()),
            signature,
            implements,
            codec: codec.fitted(&STYLE, 6, 6, 1),
            checks: checks.join("\n"),
        }
    }

    fn enumeration(&self, name: &str, enumeration: &Enumeration, docs: &Docs) -> EnumView {
        let mut paragraphs = javadoc(docs);
        if enumeration.open {
            paragraphs.push(String::from("<p>The list is open: other strings are valid too."));
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
        let head = format!("static final Codec<{name}> CODEC =");
        let arguments = vec![Code::text("List.of(values())"), Code::text(format!("{name}::value"))];
        let aliases = enumeration.values.iter().flat_map(|value| {
            value.aliases.iter().map(|alias| Code::call("Map.entry", vec![text(alias), text(value.wire)]))
        });
        let aliases: Vec<Code> = aliases.collect();
        let mut imports = vec!["java.util.List"];
        let mut made = Code::call("Codec.enumeration", arguments);
        if !aliases.is_empty() {
            imports.push("java.util.Map");
            made = Code::call("Codec.aliased", vec![made, Code::call("Map.ofEntries", aliases)]);
        }
        let is_short = head.len() + made.flat().len() + 4 <= WIDTH;
        let made = if is_short {
            format!("{head} {}", made.flat())
        } else {
            format!("{head}\n      {}", made.fitted(&STYLE, 6, 6, 1))
        };
        EnumView {
            codec: made,
            imports: imports.iter().map(|name| format!("import {name};")).collect::<Vec<_>>().join("\n"),
            values: values.collect(),
            name: name.to_owned(),
            doc: record_comment(&paragraphs),
            open: enumeration.open,
        }
    }

    fn fields(&self, object: &Object) -> Vec<String> {
        distinct(object.fields().map(|(name, field)| self.naming.field(name, field)))
    }

    fn rules(&self, rules: &[Rule]) -> Vec<Code> {
        let mut codec = |value: &Type| self.value(value, &mut BTreeSet::new()).1;
        rules.iter().map(|rule| rule.code(&RULES, &mut codec)).collect()
    }

    fn component(&self, property: &Property, used: &mut BTreeSet<&'static str>) -> (String, Code) {
        let (mut kind, mut codec) = self.value(&property.value, used);
        if property.presence.is_nullable() {
            used.insert("java.util.Optional");
            kind = format!("Optional<{kind}>");
            codec = Code::call("Codec.nullable", vec![codec]);
        }
        if property.presence.is_optional() {
            kind = format!("Omittable<{kind}>");
        }
        (unboxed(kind), codec)
    }

    /// A type as an argument of another, and its codec.
    fn value(&self, value: &Type, used: &mut BTreeSet<&'static str>) -> (String, Code) {
        let (kind, codec) = self.plain(value, used);
        let unique = value.checks.unique_items.then(|| Code::text("JsonRule::uniqueItems"));
        let rules: Vec<Code> = unique.into_iter().chain(self.rules(&value.rules)).collect();
        if rules.is_empty() {
            return (kind, codec);
        }
        (kind, Code::call("JsonRule.ruled", std::iter::once(codec).chain(rules).collect()))
    }

    fn plain(&self, value: &Type, used: &mut BTreeSet<&'static str>) -> (String, Code) {
        let named = |kind: &str, codec: Code| (kind.to_owned(), codec);
        let checks = &value.checks;
        match &value.shape {
            Shape::Any => {
                used.insert("com.fasterxml.jackson.databind.JsonNode");
                named("JsonNode", Code::text("Codec.ANY"))
            }
            Shape::Null => {
                used.insert("com.fasterxml.jackson.databind.node.NullNode");
                named("NullNode", Code::text("Codec.NOTHING"))
            }
            Shape::Boolean => {
                let only = checks.only.map(|only| format!("Codec.only({only})"));
                named("Boolean", Code::text(only.unwrap_or_else(|| String::from("Codec.BOOLEAN"))))
            }
            Shape::Integer if value.fits(i64::MIN.into(), i64::MAX.into()) => {
                named("Long", Code::call("Codec.integer", numeric(checks, true)))
            }
            Shape::Integer => {
                used.insert("java.math.BigInteger");
                named("BigInteger", Code::call("Codec.bigInteger", numeric(checks, false)))
            }
            Shape::Number => named("Double", Code::call("Codec.number", numeric(checks, false))),
            Shape::String => named("String", Code::call("Codec.string", lengths(checks))),
            Shape::Enumeration(name) => {
                let name = &self.names[name];
                named(name, Code::text(format!("{name}.CODEC")))
            }
            Shape::Object(name) | Shape::Tuple(name) => {
                let name = &self.names[name];
                // It may refer to itself, and its codec is not there yet then.
                named(name, Code::text(format!("Codec.lazy(() -> {name}.CODEC)")))
            }
            Shape::Union(name) => {
                let name = &self.names[name];
                named(name, Code::text(format!("Codec.lazy(() -> {name}Codec.CODEC)")))
            }
            Shape::Nullable(inner) => {
                used.insert("java.util.Optional");
                let (kind, codec) = self.value(inner, used);
                (format!("Optional<{kind}>"), Code::call("Codec.nullable", vec![codec]))
            }
            Shape::List(item) => {
                used.insert("java.util.List");
                let (kind, codec) = self.value(item, used);
                let list = counted("Codec.list", codec, "Items", checks.min_items, checks.max_items);
                (format!("List<{kind}>"), list)
            }
            Shape::Map(keys, member) => {
                used.insert("java.util.Map");
                let (kind, codec) = self.value(member, used);
                let mut map =
                    counted("Codec.map", codec, "Properties", checks.min_properties, checks.max_properties);
                let keys = lengths(keys);
                if !keys.is_empty() {
                    map = Code::call("Codec.named", std::iter::once(map).chain(keys).collect());
                }
                (format!("Map<String, {kind}>"), map)
            }
        }
    }
}

/// A string as Java writes it.
fn text(text: &str) -> Code {
    Code::text(quoted(text))
}

fn quoted(text: &str) -> String {
    Json::string(text).to_compact()
}

/// `public sealed interface … permits …`, as far as the brace.
fn permitting(name: &str, permits: &[&str]) -> String {
    let head = format!("public sealed interface {name}");
    let flat = format!("{head} permits {}", permits.join(", "));
    if flat.len() + 2 <= WIDTH {
        return flat;
    }
    let together = format!("    permits {}", permits.join(", "));
    if together.len() + 2 <= WIDTH {
        return format!("{head}\n{together}");
    }
    format!("{head}\n    permits {}", permits.join(",\n        "))
}

/// What a record is besides.
#[derive(Clone, Copy)]
enum Role<'a> {
    /// An event with this tag, and others that it is read by.
    Event(&'a str, &'a [&'a str]),
    Case {
        union: &'a str,
        told_by: ToldBy,
        wire: &'a str,
        aliases: &'a [&'a str],
    },
    Part,
}

fn imports(used: &BTreeSet<&str>) -> String {
    used.iter().map(|name| format!("import {name};")).collect::<Vec<_>>().join("\n")
}

fn unboxed(kind: String) -> String {
    match kind.as_str() {
        "Long" => String::from("long"),
        "Double" => String::from("double"),
        "Boolean" => String::from("boolean"),
        _ => kind,
    }
}

/// The line that refuses null for a component.
fn not_null(kind: &str, field: &str, used: &mut BTreeSet<&'static str>) -> Option<String> {
    if matches!(kind, "long" | "double" | "boolean") {
        return None;
    }
    used.insert("java.util.Objects");
    Some(format!("    Objects.requireNonNull({field}, \"{field}\");"))
}

fn numeric(checks: &Checks, long: bool) -> Vec<Code> {
    let mut rules = Vec::new();
    for (name, bound) in [
        ("minimum", checks.minimum),
        ("maximum", checks.maximum),
        ("above", checks.above),
        ("below", checks.below),
    ] {
        let bound = bound.map(|bound| bound.to_string());
        // What every value of the type obeys goes without saying.
        let told = bound.filter(|bound| {
            !long || !matches!(bound.as_str(), "-9223372036854775808" | "9223372036854775807")
        });
        rules.extend(told.map(|bound| Code::text(format!("Codec.{name}(\"{bound}\")"))));
    }
    rules.extend(checks.multiple_of.iter().map(|step| Code::text(format!("Codec.multipleOf(\"{step}\")"))));
    rules.extend(checks.none_of.iter().map(|number| Code::call("Codec.not", vec![text(number)])));
    rules.extend(
        checks
            .among
            .iter()
            .map(|numbers| Code::call("Codec.among", numbers.iter().map(|one| text(one)).collect())),
    );
    rules
}

fn lengths(checks: &Checks) -> Vec<Code> {
    let mut rules = Vec::new();
    rules.extend(checks.min_length.map(|count| Code::text(format!("Codec.minLength({count})"))));
    rules.extend(checks.max_length.map(|count| Code::text(format!("Codec.maxLength({count})"))));
    for (name, texts) in
        [("startsWith", &checks.prefixes), ("endsWith", &checks.suffixes), ("contains", &checks.substrings)]
    {
        rules.extend(texts.iter().map(|part| Code::call(format!("Codec.{name}"), vec![text(part)])));
    }
    rules.extend(
        checks
            .one_of
            .iter()
            .map(|values| Code::call("Codec.oneOf", values.iter().map(|one| text(one)).collect())),
    );
    rules.extend(checks.patterns.iter().map(matches));
    rules.extend(
        checks.formats.iter().map(|named| Code::text(format!("Formats.{}", format_name(named.name)))),
    );
    rules
}

fn matches(pattern: &Pattern) -> Code {
    let table = pattern.table.iter().map(|line| text(line));
    Code::call("Codec.matches", std::iter::once(text(&pattern.source)).chain(table).collect())
}

fn counted(function: &str, inner: Code, unit: &str, least: Option<u64>, most: Option<u64>) -> Code {
    let mut arguments = vec![inner];
    arguments.extend(least.map(|count| Code::text(format!("Codec.min{unit}({count})"))));
    arguments.extend(most.map(|count| Code::text(format!("Codec.max{unit}({count})"))));
    Code::call(function, arguments)
}

fn format_name(name: &str) -> String {
    Case::Screaming.join(&words(name))
}

/// The formats that the contract has strings of.
fn formats(job: &Job<'_>, package: &str, formats: &[&Named]) -> String {
    let constants: Vec<String> = formats
        .iter()
        .map(|named| {
            let time_at = Code::text(named.time_at.map_or(String::from("-1"), |at| at.to_string()));
            let patterns = named.tables().map(|pattern| matches(&pattern));
            let rule = Code::call(
                "Codec.ofFormat",
                [text(&named.told), time_at].into_iter().chain(patterns).collect(),
            );
            let rule = rule.fitted(&STYLE, 6, 6, 1);
            format!("  static final Codec.Rule<String> {} =\n      {rule};\n", format_name(named.name))
        })
        .collect();
    format!(
        "// {}\npackage {package};\n\n/** What strings may have to be, as tables that decide it in one pass. */\nfinal \
         class Formats {{\n{}\n  private Formats() {{}}\n}}\n",
        job.generated(),
        constants.join("\n")
    )
}

/// Text that HTML holds.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace("*/", "*&#47;")
        .replace('@', "&#64;")
}

/// CommonMark as Javadoc has it: what stands between backquotes is code.
fn marked_up(text: &str) -> String {
    let mut parts = text.split('`').map(str::to_owned).collect::<Vec<_>>();
    let is_paired = parts.len() % 2 == 1;
    for (at, part) in parts.iter_mut().enumerate() {
        let is_code = is_paired && at % 2 == 1 && !part.contains(['{', '}', '@']) && !part.contains("*/");
        *part = match (is_code, is_paired && at % 2 == 1) {
            (true, _) => format!("{{@code {part}}}"),
            (false, true) => format!("<code>{}</code>", escaped(part)),
            (false, false) => escaped(part),
        };
    }
    parts.join(if is_paired { "" } else { "`" })
}

fn javadoc(docs: &Docs) -> Vec<String> {
    let mut paragraphs: Vec<String> = docs.paragraphs.iter().map(|text| marked_up(text)).collect();
    for paragraph in paragraphs.iter_mut().skip(1) {
        paragraph.insert_str(0, "<p>");
    }
    paragraphs.extend(docs.deprecated.map(|why| format!("<p>Deprecated: {}", marked_up(why))));
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
    let lines = parameters.iter().map(|one| super::engine::hanging_doc(one, " * ", 4, WIDTH));
    format!("/**\n{body}\n *\n{}\n */", lines.collect::<Vec<_>>().join("\n"))
}
