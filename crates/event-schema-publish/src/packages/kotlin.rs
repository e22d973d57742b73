//! Kotlin 2 and later: data classes, a sealed interface, and kotlinx.serialization.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::contract::{
    Checks, Content, Definition, Docs, Enumeration, Kind, Named, ORDINALS, Object, Pattern, Presence,
    Property, Rule, Shape, Spelling, ToldBy, Type, Union,
};
use super::engine::{Engine, block_comment, doc};
use super::layout::{Closing, Code, Style};
use super::naming::{Case, Naming, distinct, words};
use super::{Job, Language};
use crate::error::Error;
use crate::files::File;

const STYLE: Style =
    Style { width: 120, step: 4, trailing_comma: true, joins: false, closing: Closing::Apart };

const RULES: Spelling = Spelling { prefix: "", case: Case::Camel, many: ("(", ")"), literal };

const RUNTIME: [(&str, &str); 9] = [
    ("Codec", include_str!("kotlin/src/Codec.kt")),
    ("EventSerializer", include_str!("kotlin/src/EventSerializer.kt")),
    ("InvalidEventException", include_str!("kotlin/src/InvalidEventException.kt")),
    ("Issue", include_str!("kotlin/src/Issue.kt")),
    ("JsonRule", include_str!("kotlin/src/JsonRule.kt")),
    ("Node", include_str!("kotlin/src/Node.kt")),
    ("ObjectCodec", include_str!("kotlin/src/ObjectCodec.kt")),
    ("Omittable", include_str!("kotlin/src/Omittable.kt")),
    ("Parser", include_str!("kotlin/src/Parser.kt")),
];

const TEMPLATES: [(&str, &str); 7] = [
    ("union_type.kt", include_str!("kotlin/union_type.kt.j2")),
    ("case.kt", include_str!("kotlin/case.kt.j2")),
    ("class.kt", include_str!("kotlin/class.kt.j2")),
    ("enumeration.kt", include_str!("kotlin/enumeration.kt.j2")),
    ("union.kt", include_str!("kotlin/union.kt.j2")),
    ("pom.xml", include_str!("kotlin/pom.xml.j2")),
    ("README.md", include_str!("kotlin/README.md.j2")),
];

#[derive(Serialize)]
struct Page<'a, T> {
    generated: String,
    package_name: &'a str,
    #[serde(rename = "type")]
    content: T,
}

#[derive(Serialize)]
struct ClassView {
    name: String,
    imports: String,
    doc: String,
    tag: Option<String>,
    serial_name: String,
    implements: String,
    /// Nothing if there are no properties: it is an object then, and no class.
    signature: String,
    properties: String,
    rules: String,
    arguments: String,
    closed: bool,
}

#[derive(Serialize)]
struct EnumerationView {
    name: String,
    doc: String,
    open: bool,
    codec: String,
    values: Vec<ValueView>,
}

#[derive(Serialize)]
struct ValueView {
    name: String,
    wire: String,
    doc: String,
}

/// An interface, or a class that is no object: a tuple, or a case of a union.
#[derive(Serialize)]
struct CaseView {
    name: String,
    imports: String,
    doc: String,
    signature: String,
    codec: String,
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
    serial_name: String,
    paragraphs: Vec<String>,
    union_doc: String,
    keeps_unknown: bool,
    /// The list of all tags.
    tags: String,
    is_union: bool,
    tag: &'static str,
    tag_literal: String,
    tag_pointer: String,
    events: Vec<EventView>,
    example: ExampleView,
}

#[derive(Serialize)]
struct EventView {
    name: String,
    tag: &'static str,
    /// What else it is read by, each behind a comma.
    aliases: String,
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
    let source = |name: &str| format!("src/main/kotlin/{folder}/{name}.kt");
    let mut files = job.schemas_in(&format!("src/main/resources/{folder}/schemas"));
    let settings = format!("# {}\n{}", job.generated(), include_str!("kotlin/editorconfig"));
    files.push(Job::file(".editorconfig", settings));
    for (name, text) in RUNTIME {
        let text = text.replacen("PACKAGE", &package.package_name, 1);
        files.push(Job::file(source(name), format!("// {}\n{text}", job.generated())));
    }
    let class = |view: ClassView| {
        let path = source(&view.name);
        let page = Page { generated: job.generated(), package_name: &package.package_name, content: view };
        Ok::<_, Error>(Job::file(path, engine.render("class.kt", &page)?))
    };
    let other = |template: &str, view: CaseView| {
        let path = source(&view.name);
        let page = Page { generated: job.generated(), package_name: &package.package_name, content: view };
        Ok::<_, Error>(Job::file(path, engine.render(template, &page)?))
    };
    for event in &contract.events {
        files.push(class(writer.class(
            &writer.names[event.name],
            &event.object,
            &event.docs,
            Role::Event(event.tag, event.aliases),
        ))?);
    }
    for definition in &contract.types {
        let name = &writer.names[&definition.name];
        match &definition.kind {
            Kind::Object(object) => {
                files.push(class(writer.class(name, object, &definition.docs, Role::Part))?);
            }
            Kind::Tuple(items) => files.push(other("case.kt", writer.tuple(name, items, &definition.docs))?),
            Kind::Union(union) => {
                for case in &union.cases {
                    let called = &writer.names[&definition.case(case)];
                    files.push(match &case.content {
                        Content::Unit => other("case.kt", writer.case(called, name, None, &case.docs))?,
                        Content::Value(value) => {
                            other("case.kt", writer.case(called, name, Some(value), &case.docs))?
                        }
                        Content::Unknown => other("case.kt", Writer::unknown_case(called, name, &case.docs))?,
                        Content::Object(object) => {
                            let (told_by, wire, aliases) = (union.told_by, case.wire, case.aliases);
                            let role = Role::Case { union: name, told_by, wire, aliases };
                            class(writer.class(called, object, &case.docs, role))?
                        }
                    });
                }
                files.push(other("union_type.kt", writer.union(definition, union))?);
            }
            Kind::Enumeration(values) => {
                let content = writer.enumeration(name, values, &definition.docs);
                let page = Page { generated: job.generated(), package_name: &package.package_name, content };
                files.push(Job::file(source(name), engine.render("enumeration.kt", &page)?));
            }
        }
    }
    let used = contract.formats();
    files.extend(
        (!used.is_empty()).then(|| Job::file(source("Formats"), formats(job, &package.package_name, &used))),
    );
    files.push(Job::file(source(&package.name), engine.render("union.kt", &package)?));
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
        let naming = Naming::of(Language::Kotlin);
        let all = job.contract.type_names();
        let called = distinct(all.iter().map(|name| naming.type_name(name)));
        Self { job, naming, names: all.into_iter().zip(called).collect() }
    }

    fn package(&self) -> PackageView {
        let (contract, packages) = (&self.job.contract, self.job.packages);
        let name = self.names[&contract.name].clone();
        let events = contract.events.iter().map(|event| EventView {
            name: self.names[event.name].clone(),
            tag: event.tag,
            aliases: event.aliases.iter().flat_map(|alias| [String::from(", "), literal(alias)]).collect(),
            summary: event.docs.paragraphs.first().cloned().unwrap_or_default(),
        });
        let first = &contract.events[0];
        let shown =
            first.object.properties.iter().position(|property| property.presence == Presence::Required);
        // Nothing is an escape in Kotlin's raw strings.
        let payload = first.example.replace('$', "${'$'}").replace("\"\"\"", "\"\"${'\"'}");
        PackageView {
            generated: self.job.generated(),
            package: packages.name.clone(),
            package_name: self.package_name(),
            version: packages.version.clone(),
            description: contract
                .docs
                .paragraphs
                .first()
                .map_or("", String::as_str)
                .replace('&', "&amp;")
                .replace('<', "&lt;"),
            license: packages.license.clone(),
            serial_name: literal(&format!("{}.{name}", self.package_name())),
            paragraphs: contract.docs.paragraphs.clone(),
            union_doc: comment(&contract.docs, 0),
            keeps_unknown: contract.keeps_unknown,
            tags: self.tags(),
            is_union: packages.publication.catalogue.union.is_some(),
            tag: contract.tag,
            tag_literal: literal(contract.tag),
            tag_pointer: literal(&format!("/{}", contract.tag)),
            events: events.collect(),
            example: ExampleView {
                name: self.names[first.name].clone(),
                field: shown.map_or_else(|| String::from("tag"), |at| self.fields(&first.object)[at].clone()),
                payload: payload.lines().map(|line| format!("        {line}")).collect::<Vec<_>>().join("\n"),
            },
            name,
        }
    }

    fn package_name(&self) -> String {
        let packages = self.job.packages;
        packages.java_package.clone().unwrap_or_else(|| packages.name.replace('-', "."))
    }

    fn tuple(&self, name: &str, items: &[Type], docs: &Docs) -> CaseView {
        let mut used = BTreeSet::new();
        let (mut paragraphs, mut components, mut codecs) = (paragraphs(docs), Vec::new(), Vec::new());
        for (item, ordinal) in items.iter().zip(ORDINALS) {
            let (kind, codec) = self.value(item, &mut used);
            paragraphs.push(format!("@property {ordinal} the {ordinal} item"));
            components.push(Code::text(format!("val {ordinal}: {kind}")));
            codecs.push(Code::call("item", vec![Code::text(format!("{name}::{ordinal}")), codec]));
        }
        let values = Code::call(name, items.iter().map(|_| Code::text("values.next()")).collect());
        let items = codecs.iter().map(|code| format!("            {},\n", code.fitted(&STYLE, 12, 12, 1)));
        let signature = Code::call(format!("public data class {name}"), components).fitted(&STYLE, 0, 0, 2);
        CaseView {
            name: name.to_owned(),
            imports: imports(used),
            doc: class_comment(&paragraphs),
            signature,
            codec: format!(
                "tuple(\n{}        ) {{ values -> {} }}",
                items.collect::<Vec<_>>().concat(),
                values.flat()
            ),
        }
    }

    /// A case that keeps an object with any other tag.
    fn unknown_case(name: &str, union: &str, docs: &Docs) -> CaseView {
        let mut paragraphs = paragraphs(docs);
        paragraphs.push(String::from("@property raw the object as it came"));
        CaseView {
            name: name.to_owned(),
            imports: imports(BTreeSet::from(["kotlinx.serialization.json.JsonElement"])),
            doc: class_comment(&paragraphs),
            signature: format!("public data class {name}(public val raw: JsonElement) : {union}"),
            codec: String::new(),
        }
    }

    /// A case that holds a value, or is its name only.
    fn case(&self, name: &str, union: &str, value: Option<&Type>, docs: &Docs) -> CaseView {
        let mut used = BTreeSet::new();
        let mut paragraphs = paragraphs(docs);
        let signature = value.map_or_else(
            || format!("public data object {name} : {union}"),
            |value| {
                let kind = self.value(value, &mut used).0;
                paragraphs.push(String::from("@property value what it holds"));
                format!("public data class {name}(public val value: {kind}) : {union}")
            },
        );
        let (name, codec) = (name.to_owned(), String::new());
        CaseView { name, imports: imports(used), doc: class_comment(&paragraphs), signature, codec }
    }

    fn union(&self, definition: &Definition, union: &Union) -> CaseView {
        let name = &self.names[&definition.name];
        let cases = union.cases.iter().map(|case| {
            let called = &self.names[&definition.case(case)];
            let names = std::iter::once(&case.wire).chain(case.aliases);
            let names = names.map(|name| Code::text(literal(name)));
            let held = |codec, field| {
                let (made, held) = (format!("::{called}"), format!("{called}::{field}"));
                vec![codec, Code::text(made), Code::text(held)]
            };
            let (function, arguments) = match &case.content {
                Content::Unit => ("unit", vec![Code::text(called)]),
                Content::Value(value) => {
                    ("holding", held(self.value(value, &mut BTreeSet::new()).1, "value"))
                }
                Content::Unknown => return Code::call("holding", held(Code::text("ANY"), "raw")),
                Content::Object(_) => ("itself", vec![Code::text(format!("{called}.CODEC"))]),
            };
            Code::call(function, arguments.into_iter().chain(names).collect())
        });
        let (function, first) = match union.told_by {
            ToldBy::Name => ("keyed", None),
            ToldBy::Tag(tag) => ("tagged", Some(Code::text(literal(tag)))),
            ToldBy::Nothing => ("choice", Some(Code::text(literal(&union.expected)))),
        };
        let head = format!("        internal val CODEC: Codec<{name}> = ");
        let codec = Code::call(function, first.into_iter().chain(cases).collect());
        CaseView {
            name: name.clone(),
            imports: String::new(),
            doc: class_comment(&paragraphs(&definition.docs)),
            signature: String::new(),
            codec: codec.fitted(&STYLE, 8, head.len(), 0),
        }
    }

    fn tags(&self) -> String {
        let events = self.job.contract.events.iter();
        let tags = events.map(|event| Code::text(format!("{}.TAG", self.names[event.name])));
        Code::call("listOf", tags.collect()).fitted(&STYLE, 8, 8 + "private val TAGS = ".len(), 0)
    }

    fn class(&self, name: &str, object: &Object, docs: &Docs, role: Role<'_>) -> ClassView {
        let tag = match role {
            Role::Event(tag, _) => Some(tag),
            _ => None,
        };
        let fields = self.fields(object);
        let mut paragraphs = paragraphs(docs);
        let (mut components, mut properties) = (Vec::new(), Vec::new());
        let mut used = BTreeSet::new();
        let told = match role {
            Role::Event(tag, aliases) => Some((self.job.contract.tag, tag, aliases)),
            Role::Case { told_by: ToldBy::Tag(property), wire, aliases, .. } => {
                Some((property, wire, aliases))
            }
            _ => None,
        };
        if let Some((property, tag, aliases)) = told {
            let names = [property, tag].into_iter().chain(aliases.iter().copied());
            properties.push(Code::call("tag", names.map(|text| Code::text(literal(text))).collect()));
        }
        if tag.is_some() {
            used.extend(["kotlinx.serialization.KSerializer", "kotlinx.serialization.Serializable"]);
        }
        for (property, field) in object.properties.iter().zip(&fields) {
            let (kind, codec) = self.component(property, &mut used);
            let telling = self::paragraphs(&property.docs).join(" ");
            let telling =
                if telling.is_empty() { format!("the property {}", property.name) } else { telling };
            paragraphs.push(format!("@property {field} {telling}"));
            components.push(Code::text(format!("val {field}: {kind}")));
            let function = if property.presence.is_optional() { "optional" } else { "required" };
            let mut arguments = vec![Code::text(format!("{name}::{field}")), codec];
            let names = std::iter::once(&property.name).chain(property.aliases);
            arguments.extend(names.map(|name| Code::text(literal(name))));
            properties.push(Code::call(function, arguments));
        }
        if let (Some(rest), Some(field)) = (&object.rest, fields.last()) {
            let (kind, codec) = self.value(&rest.value, &mut used);
            paragraphs.push(format!("@property {field} every other property, by its name"));
            components.push(Code::text(format!("val {field}: Map<String, {kind}> = emptyMap()")));
            properties.push(Code::call("rest", vec![Code::text(format!("{name}::{field}")), codec]));
        }
        // A companion object stands four columns further to the right.
        let style = Style { width: STYLE.width - 4, ..STYLE };
        let lines = |codes: &[Code]| {
            let lines = codes.iter().map(|code| format!("            {},", code.fitted(&style, 12, 12, 1)));
            lines.collect::<Vec<_>>().join("\n")
        };
        let implements = match role {
            Role::Event(..) => format!(" : {}", self.names[&self.job.contract.name]),
            Role::Case { union, .. } => format!(" : {union}"),
            Role::Part => String::new(),
        };
        let signature = Code::call(format!("public data class {name}"), components);
        let (flat, after) = (signature.flat(), implements.len() + " {".len());
        // What fits but for its supertype stays on its line, and the supertype goes to the next one.
        let fits = |len: usize| flat.chars().count() + len <= STYLE.width;
        let signature = match implements.strip_prefix(" : ") {
            Some(supertype) if fits(" :".len()) && !fits(after) => format!("{flat} :\n    {supertype}"),
            _ => format!("{}{implements}", signature.fitted(&STYLE, 0, 0, after)),
        };
        ClassView {
            name: name.to_owned(),
            imports: imports(used),
            doc: class_comment(&paragraphs),
            tag: tag.map(literal),
            serial_name: literal(&format!("{}.{name}", self.package_name())),
            implements,
            signature: if fields.is_empty() { String::new() } else { signature },
            properties: lines(&properties),
            rules: lines(&self.rules(&object.rules)),
            arguments: vec![String::from("            values.next(),"); fields.len()].join("\n"),
            closed: object.closed,
        }
    }

    fn enumeration(&self, name: &str, enumeration: &Enumeration, docs: &Docs) -> EnumerationView {
        let mut paragraphs = paragraphs(docs);
        if enumeration.open {
            paragraphs.push(String::from("The list is open: other strings are valid too."));
        }
        paragraphs.push(String::from("@property value the string on the wire"));
        let names = distinct(enumeration.values.iter().map(|value| self.naming.value(value.name)));
        let indent = if enumeration.open { 8 } else { 4 };
        let values = enumeration.values.iter().zip(names).map(|(value, name)| {
            let mut told = value.docs.clone();
            if told.paragraphs.is_empty() {
                told.paragraphs.push(format!("The value {}.", value.wire));
            }
            ValueView { doc: comment(&told, indent), name, wire: literal(value.wire) }
        });
        let aliases = enumeration.values.iter().flat_map(|value| {
            let own = literal(value.wire);
            value.aliases.iter().map(move |alias| Code::text(format!("{} to {own}", literal(alias))))
        });
        let aliases: Vec<Code> = aliases.collect();
        let head = format!("        val CODEC: Codec<{name}> = ");
        let mut codec =
            Code::call("enumeration", vec![Code::text("entries"), Code::text(format!("{name}::value"))]);
        if !aliases.is_empty() {
            codec = Code::call("aliased", std::iter::once(codec).chain(aliases).collect());
        }
        EnumerationView {
            codec: format!("{head}{}", codec.fitted(&STYLE, 8, head.len(), 0)),
            values: values.collect(),
            name: name.to_owned(),
            doc: class_comment(&paragraphs),
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
            kind.push('?');
            codec = Code::call("nullable", vec![codec]);
        }
        if property.presence.is_optional() {
            kind = format!("Omittable<{kind}> = Omittable.Absent");
        }
        (kind, codec)
    }

    /// A type, and its codec.
    fn value(&self, value: &Type, used: &mut BTreeSet<&'static str>) -> (String, Code) {
        let (kind, codec) = self.plain(value, used);
        let unique = value.checks.unique_items.then(|| Code::text("::uniqueItems"));
        let rules: Vec<Code> = unique.into_iter().chain(self.rules(&value.rules)).collect();
        if rules.is_empty() {
            return (kind, codec);
        }
        (kind, Code::call("ruled", std::iter::once(codec).chain(rules).collect()))
    }

    fn plain(&self, value: &Type, used: &mut BTreeSet<&'static str>) -> (String, Code) {
        let checks = &value.checks;
        let named = |kind: &str, codec: Code| (kind.to_owned(), codec);
        match &value.shape {
            Shape::Any => {
                used.insert("kotlinx.serialization.json.JsonElement");
                named("JsonElement", Code::text("ANY"))
            }
            Shape::Null => {
                used.insert("kotlinx.serialization.json.JsonNull");
                named("JsonNull", Code::text("NOTHING"))
            }
            Shape::Boolean => {
                let only = checks.only.map(|only| format!("only({only})"));
                named("Boolean", Code::text(only.unwrap_or_else(|| String::from("BOOLEAN"))))
            }
            Shape::Integer if value.fits(i64::MIN.into(), i64::MAX.into()) => {
                named("Long", Code::call("integer", numeric(checks)))
            }
            Shape::Integer if value.fits(0, u64::MAX.into()) => {
                named("ULong", Code::call("unsigned", numeric(checks)))
            }
            Shape::Integer => {
                used.insert("java.math.BigInteger");
                named("BigInteger", Code::call("bigInteger", numeric(checks)))
            }
            Shape::Number => named("Double", Code::call("number", numeric(checks))),
            Shape::String => named("String", Code::call("string", lengths(checks))),
            Shape::Enumeration(name) => {
                named(&self.names[name], Code::text(format!("{}.CODEC", self.names[name])))
            }
            Shape::Object(name) | Shape::Tuple(name) | Shape::Union(name) => {
                let name = &self.names[name];
                // It may refer to itself, and its codec is not there yet then.
                named(name, Code::text(format!("lazily {{ {name}.CODEC }}")))
            }
            Shape::Nullable(inner) => {
                let (kind, codec) = self.value(inner, used);
                (format!("{kind}?"), Code::call("nullable", vec![codec]))
            }
            Shape::List(item) => {
                let (kind, codec) = self.value(item, used);
                let list = counted("list", codec, "Items", checks.min_items, checks.max_items);
                (format!("List<{kind}>"), list)
            }
            Shape::Map(keys, member) => {
                let (kind, codec) = self.value(member, used);
                let mut map =
                    counted("map", codec, "Properties", checks.min_properties, checks.max_properties);
                let keys = lengths(keys);
                if !keys.is_empty() {
                    map = Code::call("named", std::iter::once(map).chain(keys).collect());
                }
                (format!("Map<String, {kind}>"), map)
            }
        }
    }
}

/// What a class is besides.
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

/// In the order of Kotlin's formatters: Java's own packages last.
fn imports(used: BTreeSet<&str>) -> String {
    let (java, others): (Vec<&str>, Vec<&str>) = used.into_iter().partition(|name| name.starts_with("java."));
    others.into_iter().chain(java).map(|name| format!("import {name}\n")).collect::<Vec<_>>().concat()
}

fn numeric(checks: &Checks) -> Vec<Code> {
    let bounds = [
        ("minimum", checks.minimum),
        ("maximum", checks.maximum),
        ("above", checks.above),
        ("below", checks.below),
    ];
    // What every value of the type obeys goes without saying.
    let limits = ["-9223372036854775808", "9223372036854775807", "18446744073709551615"];
    let bounds = bounds.into_iter().filter_map(|(name, bound)| Some((name, bound?.to_string())));
    let bounds = bounds.filter(|(_, bound)| !limits.contains(&bound.as_str()));
    let mut rules: Vec<Code> =
        bounds.map(|(name, bound)| Code::text(format!("{name}(\"{bound}\")"))).collect();
    rules.extend(checks.multiple_of.iter().map(|step| Code::text(format!("multipleOf(\"{step}\")"))));
    rules.extend(checks.none_of.iter().map(|number| Code::text(format!("not({})", literal(number)))));
    rules.extend(checks.among.iter().map(|numbers| {
        Code::call("among", numbers.iter().map(|number| Code::text(literal(number))).collect())
    }));
    rules
}

fn lengths(checks: &Checks) -> Vec<Code> {
    let mut rules = Vec::new();
    rules.extend(checks.min_length.map(|count| Code::text(format!("minLength({count})"))));
    rules.extend(checks.max_length.map(|count| Code::text(format!("maxLength({count})"))));
    for (name, texts) in
        [("startsWith", &checks.prefixes), ("endsWith", &checks.suffixes), ("contains", &checks.substrings)]
    {
        rules.extend(texts.iter().map(|text| Code::text(format!("{name}({})", literal(text)))));
    }
    rules.extend(
        checks.one_of.iter().map(|values| {
            Code::call("oneOf", values.iter().map(|value| Code::text(literal(value))).collect())
        }),
    );
    rules.extend(checks.patterns.iter().map(matches));
    rules.extend(checks.formats.iter().map(|named| Code::text(format_name(named.name))));
    rules
}

fn matches(pattern: &Pattern) -> Code {
    let table = pattern.table.iter().map(|line| Code::text(literal(line)));
    Code::call("matches", std::iter::once(Code::text(literal(&pattern.source))).chain(table).collect())
}

fn format_name(name: &str) -> String {
    Case::Screaming.join(&words(name))
}

/// The formats that the contract has strings of.
fn formats(job: &Job<'_>, package: &str, formats: &[&Named]) -> String {
    let constants = formats.iter().map(|named| {
        let mut arguments = vec![Code::text(literal(&named.told))];
        arguments.extend(named.tables().map(|pattern| matches(&pattern)));
        arguments.extend(named.time_at.map(|at| Code::text(format!("timeAt = {at}"))));
        let head = format!("internal val {}: Rule<String> = ", format_name(named.name));
        format!("\n{head}{}\n", Code::call("ofFormat", arguments).fitted(&STYLE, 0, head.len(), 0))
    });
    format!("// {}\npackage {package}\n{}", job.generated(), constants.collect::<String>())
}

fn counted(function: &str, inner: Code, unit: &str, least: Option<u64>, most: Option<u64>) -> Code {
    let mut arguments = vec![inner];
    arguments.extend(least.map(|count| Code::text(format!("min{unit}({count})"))));
    arguments.extend(most.map(|count| Code::text(format!("max{unit}({count})"))));
    Code::call(function, arguments)
}

/// A string of Kotlin's, which has templates and no form feed.
fn literal(text: &str) -> String {
    let mut code = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' | '$' => code.extend(['\\', character]),
            '\n' => code.push_str("\\n"),
            '\r' => code.push_str("\\r"),
            '\t' => code.push_str("\\t"),
            character if character.is_control() => {
                code.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            character => code.push(character),
        }
    }
    code + "\""
}

fn comment(docs: &Docs, indent: usize) -> String {
    block_comment(paragraphs(docs), indent, STYLE.width)
}

fn paragraphs(docs: &Docs) -> Vec<String> {
    // Comments nest in Kotlin.
    let closed = |text: &str| text.replace("*/", "*&#47;").replace("/*", "&#47;*");
    let mut paragraphs: Vec<String> = docs.paragraphs.iter().map(|text| closed(text)).collect();
    paragraphs.extend(docs.deprecated.map(|why| format!("Deprecated: {}", closed(why))));
    paragraphs
}

/// A comment whose last paragraphs are tags, which stand together.
fn class_comment(paragraphs: &[String]) -> String {
    let at = paragraphs.iter().position(|text| text.starts_with("@property")).unwrap_or(paragraphs.len());
    let (text, tags) = paragraphs.split_at(at);
    let text = if text.is_empty() { vec![String::from("A part of the contract.")] } else { text.to_vec() };
    if tags.is_empty() {
        return block_comment(text, 0, STYLE.width);
    }
    let body = doc(text, " * ", STYLE.width);
    let lines = tags
        .iter()
        .map(|one| doc(vec![one.clone()], " * ", STYLE.width).replacen("\n * ", "\n *   ", usize::MAX));
    format!("/**\n{body}\n *\n{}\n */", lines.collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn a_string_holds_no_template() {
        assert_eq!(literal("a$b\"\u{c}"), r#""a\$b\"\u000c""#);
    }
}
