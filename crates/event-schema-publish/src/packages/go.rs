//! Go 1.19 and later, with its standard library only: a struct for each type, and a sealed interface.

use std::collections::{BTreeMap, BTreeSet};

use event_schema::document::Json;
use event_schema::model::Bound;
use serde::Serialize;

use super::contract::{
    Checks, Content, Contract, Definition, Docs, Enumeration, Event, Kind, Named, ORDINALS, Object, Pattern,
    Presence, Property, Rule, Shape, Spelling, ToldBy, Type, Union,
};
use super::engine::{Engine, doc};
use super::layout::Code;
use super::naming::{Case, Naming, distinct, words};
use super::{Job, Language};
use crate::error::Error;
use crate::files::File;

const WIDTH: usize = 110;

const RULES: Spelling = Spelling { prefix: "", case: Case::Camel, many: ("(", ")"), literal: quoted };

const TEMPLATES: [(&str, &str); 3] = [
    ("events.go", include_str!("go/events.go.j2")),
    ("package.go", include_str!("go/package.go.j2")),
    ("README.md", include_str!("go/README.md.j2")),
];

#[derive(Serialize)]
struct PackageView {
    generated: String,
    package: String,
    module: String,
    go_module: String,
    version: String,
    license: String,
    name: String,
    paragraphs: Vec<String>,
    package_doc: String,
    union_doc: String,
    is_union: bool,
    keeps_unknown: bool,
    /// The tags of all events.
    tags: String,
    /// Whether the types need `encoding/json`.
    imports: bool,
    tag: &'static str,
    tag_pointer: String,
    types: Vec<TypeView>,
    events: Vec<EventView>,
    example: ExampleView,
}

#[derive(Serialize)]
struct TypeView {
    name: String,
    doc: String,
    values: Vec<ValueView>,
    code: String,
}

#[derive(Serialize)]
struct ValueView {
    name: String,
    wire: &'static str,
    doc: String,
}

#[derive(Serialize)]
struct EventView {
    name: String,
    doc: String,
    summary: String,
    tag: &'static str,
    /// Every tag that it is read by, as literals.
    tags: String,
    code: String,
}

#[derive(Serialize)]
struct ExampleView {
    name: String,
    field: String,
    payload: String,
}

pub(super) fn files(job: &Job<'_>) -> Result<Vec<File>, Error> {
    let engine = Engine::new(&TEMPLATES)?;
    let view = Writer::new(job).package()?;
    let mut files = job.schemas_in("schemas");
    for (name, source) in
        [("codec.go", include_str!("go/src/codec.go")), ("json.go", include_str!("go/src/json.go"))]
    {
        let source = source.replacen("PACKAGE", &view.module, 1);
        files.push(Job::file(name, format!("// {}\n\n{source}", job.generated())));
    }
    files.push(Job::file(
        "go.mod",
        format!("// {}\n\nmodule {}\n\ngo 1.19\n", job.generated(), view.go_module),
    ));
    let used = job.contract.formats();
    files.extend((!used.is_empty()).then(|| Job::file("formats.go", formats(job, &view.module, &used))));
    for (path, template) in [
        ("events.go", "events.go"),
        (&format!("{}.go", view.module), "package.go"),
        ("README.md", "README.md"),
    ] {
        files.push(Job::file(path, engine.render(template, &view)?));
    }
    Ok(files)
}

struct Writer<'a> {
    job: &'a Job<'a>,
    naming: &'static Naming,
    names: BTreeMap<String, String>,
    /// Structs that would hold themselves: they are pointed to.
    recursive: BTreeSet<&'a str>,
}

impl<'a> Writer<'a> {
    fn new(job: &'a Job<'a>) -> Self {
        let naming = Naming::of(Language::Go);
        let all = job.contract.type_names();
        let called = distinct(all.iter().map(|name| naming.type_name(name)));
        let names = all.into_iter().zip(called).collect();
        Self { job, naming, names, recursive: recursive(&job.contract) }
    }

    fn package(&self) -> Result<PackageView, Error> {
        let (contract, packages) = (&self.job.contract, self.job.packages);
        let events = contract.events.iter().map(|event| self.event(event)).collect::<Result<Vec<_>, _>>()?;
        let mut types = Vec::new();
        for definition in &contract.types {
            let name = self.names[&definition.name].clone();
            let told = match &definition.kind {
                Kind::Enumeration(values) if values.open => "one of its constants, or another string",
                Kind::Enumeration(_) => "one of its constants",
                Kind::Object(_) => "a part of an event",
                Kind::Tuple(_) => "an array with a type for each of its items",
                Kind::Union(_) => "one of several types",
            };
            let doc = introduced(&format!("{name} is {told}."), &definition.docs);
            types.push(match &definition.kind {
                Kind::Enumeration(values) => {
                    TypeView { values: self.values(&name, values), code: String::new(), name, doc }
                }
                Kind::Object(object) => {
                    TypeView { code: self.object(&name, object, None)?, values: Vec::new(), name, doc }
                }
                Kind::Tuple(items) => {
                    TypeView { code: self.tuple(&name, items)?, values: Vec::new(), name, doc }
                }
                Kind::Union(union) => {
                    let code = self.union(&name, definition, union)?;
                    TypeView { code, values: Vec::new(), name, doc }
                }
            });
        }
        let first = &contract.events[0];
        let shown =
            first.object.properties.iter().position(|property| property.presence == Presence::Required);
        let code: String = events
            .iter()
            .map(|event| &event.code)
            .chain(types.iter().map(|kind| &kind.code))
            .cloned()
            .collect();
        let name = self.names[&contract.name].clone();
        let mut package = contract.docs.clone();
        let module = packages.name.replace('-', "");
        package
            .paragraphs
            .insert(0, format!("Package {module} has types and codecs for the events of a catalogue."));
        Ok(PackageView {
            generated: self.job.generated(),
            package: packages.name.clone(),
            go_module: packages.go_module.clone().unwrap_or_else(|| packages.name.clone()),
            version: packages.version.clone(),
            license: packages.license.clone(),
            paragraphs: contract.docs.paragraphs.clone(),
            package_doc: doc(package.paragraphs, "// ", WIDTH),
            union_doc: introduced(&format!("{name} is any event of the catalogue."), &contract.docs),
            is_union: packages.publication.catalogue.union.is_some(),
            keeps_unknown: contract.keeps_unknown,
            tags: contract.events.iter().map(|event| quoted(event.tag)).collect::<Vec<_>>().join(", "),
            imports: code.contains("json.RawMessage"),
            tag: contract.tag,
            tag_pointer: format!("/{}", contract.tag),
            types,
            events,
            example: ExampleView {
                name: self.names[first.name].clone(),
                field: shown
                    .map_or_else(|| String::from("Tag()"), |at| self.fields(&first.object)[at].clone()),
                // Backquotes end Go's raw strings.
                payload: first.example.replace('`', "\\u0060"),
            },
            module,
            name,
        })
    }

    fn event(&self, event: &Event) -> Result<EventView, Error> {
        let name = self.names[event.name].clone();
        Ok(EventView {
            doc: introduced(&format!("{name} is the event {}.", event.tag), &event.docs),
            summary: event.docs.paragraphs.first().cloned().unwrap_or_default(),
            tag: event.tag,
            tags: names(event.tag, event.aliases),
            code: self.object(
                &name,
                &event.object,
                Some((self.job.contract.tag, event.tag, event.aliases)),
            )?,
            name,
        })
    }

    fn values(&self, name: &str, enumeration: &Enumeration) -> Vec<ValueView> {
        let called = distinct(
            enumeration.values.iter().map(|value| format!("{name}{}", self.naming.value(value.name))),
        );
        let values = enumeration.values.iter().zip(called);
        values
            .map(|(value, called)| ValueView {
                doc: if value.docs.paragraphs.is_empty() {
                    format!("\t// {called} is the value {:?}.", value.wire)
                } else {
                    comment(&value.docs, "\t")
                },
                name: called,
                wire: value.wire,
            })
            .collect()
    }

    /// What the properties are called here, and behind them the map of all others.
    fn fields(&self, object: &Object) -> Vec<String> {
        distinct(object.fields().map(|(name, field)| self.naming.field(name, field)))
    }

    /// A struct with a field for each item.
    fn tuple(&self, name: &str, items: &[Type]) -> Result<String, Error> {
        let (mut members, mut bindings) = (Vec::new(), Vec::new());
        for ((at, item), ordinal) in items.iter().enumerate().zip(ORDINALS) {
            let (kind, codec) = self.value(item)?;
            let field = self.naming.field(ordinal, ordinal);
            members.push(format!("\t// {field} is the {ordinal} item.\n\t{field} {kind}\n"));
            bindings.push(format!("\t\trequired(&e.{field}, {codec}, \"{at}\"),\n"));
        }
        Ok(format!(
            "type {name} struct {{\n{}}}\n\n\
             // MarshalJSON encodes the value as an array.\n\
             func (e {name}) MarshalJSON() ([]byte, error) {{\n\treturn encodeBy(tupleCodec[{name}](), e)\n}}\n\n\
             // UnmarshalJSON decodes an array. The error is an *Error.\n\
             func (e *{name}) UnmarshalJSON(data []byte) error {{\n\treturn decodeBy(tupleCodec[{name}](), e, data)\n}}\n\n\
             func (e *{name}) bind() []property {{\n\treturn []property{{\n{}\t}}\n}}",
            members.join("\n"),
            bindings.concat(),
        ))
    }

    /// An interface, and a type for each case.
    fn union(&self, name: &str, definition: &Definition, union: &Union) -> Result<String, Error> {
        let (mut types, mut variants) = (Vec::new(), Vec::new());
        for case in &union.cases {
            let called = &self.names[&definition.case(case)];
            let wire = names(case.wire, case.aliases);
            let listed = format!("[]string{{{wire}}}");
            let doc = introduced(&format!("{called} is a case of {name}."), &case.docs);
            let (code, variant) = match &case.content {
                Content::Unit => {
                    (format!("type {called} struct{{}}"), format!("unitOf[{name}]({called}{{}}, {wire})"))
                }
                Content::Unknown => {
                    let raw = "// Raw is the object as it came.\n\tRaw json.RawMessage\n";
                    let code = format!("type {called} struct {{\n\t{raw}}}");
                    let wrapped = format!("func(raw json.RawMessage) {called} {{ return {called}{{raw}} }}");
                    let held = format!("func(value {called}) json.RawMessage {{ return value.Raw }}");
                    (code, format!("valueOf[{name}](nil, anyCodec(), {wrapped}, {held})"))
                }
                Content::Value(value) => {
                    let (kind, codec) = self.value(value)?;
                    let code = format!("type {called} struct {{\n\tValue {kind}\n}}");
                    let wrapped = format!("func(value {kind}) {called} {{ return {called}{{value}} }}");
                    let held = format!("func(value {called}) {kind} {{ return value.Value }}");
                    (code, format!("valueOf[{name}]({listed}, {codec}, {wrapped}, {held})"))
                }
                Content::Object(object) => {
                    let tag = match union.told_by {
                        ToldBy::Tag(tag) => tag,
                        _ => "",
                    };
                    let code = self.object(called, object, Some((tag, case.wire, case.aliases)))?;
                    (code, format!("itselfOf[{name}]({listed}, objectCodec[{called}]())"))
                }
            };
            types.push(format!("\n\n{doc}\n{code}\n\nfunc ({called}) is{name}() {{}}"));
            variants.push(format!("\t\t{variant},\n"));
        }
        let codec = match union.told_by {
            ToldBy::Name => format!("keyedCodec[{name}]("),
            ToldBy::Tag(tag) => format!("taggedCodec[{name}](\n\t\t{},", quoted(tag)),
            ToldBy::Nothing => format!("choiceCodec[{name}](\n\t\t{},", quoted(&union.expected)),
        };
        Ok(format!(
            "type {name} interface {{\n\tis{name}()\n}}{}\n\nfunc codecOf{name}() codec[{name}] {{\n\treturn \
             {codec}\n{}\t)\n}}",
            types.concat(),
            variants.concat()
        ))
    }

    /// The struct, how its fields are bound, and what `encoding/json` calls.
    fn object(
        &self,
        name: &str,
        object: &Object,
        tag: Option<(&str, &str, &[&str])>,
    ) -> Result<String, Error> {
        let fields = self.fields(object);
        let (mut members, mut bindings) = (Vec::new(), Vec::new());
        if let Some((property, tag, aliases)) = tag {
            bindings.push(format!("\t\ttag({}, {}),\n", quoted(property), names(tag, aliases)));
        }
        for (property, field) in object.properties.iter().zip(&fields) {
            let (kind, codec) = self.bound(property)?;
            let doc = comment(&property.docs, "\t");
            let doc = if doc.is_empty() { doc } else { format!("{doc}\n") };
            members.push(format!("{doc}\t{field} {kind}\n"));
            let function = if property.presence.is_optional() { "optional" } else { "required" };
            let names = names(property.name, property.aliases);
            bindings.push(format!("\t\t{function}(&e.{field}, {codec}, {names}),\n"));
        }
        if let (Some(rest), Some(field)) = (&object.rest, fields.last()) {
            let (kind, codec) = self.value(&rest.value)?;
            members.push(format!("\t// Every other property, by its name.\n\t{field} map[string]{kind}\n"));
            bindings.push(format!("\t\trest(&e.{field}, {codec}),\n"));
        }
        let rules = if object.rules.is_empty() {
            String::new()
        } else {
            let rules = self.rules(&object.rules)?.join(",\n\t\t");
            format!("\n\nfunc (*{name}) rules() []rules {{\n\treturn []rules{{\n\t\t{rules},\n\t}}\n}}")
        };
        Ok(format!(
            "type {name} struct {{\n{}}}\n\n\
             // MarshalJSON encodes the value. Nothing is written that a reader would refuse.\n\
             func (e {name}) MarshalJSON() ([]byte, error) {{ return encode(&e) }}\n\n\
             // UnmarshalJSON decodes a payload. The error is an *Error.\n\
             func (e *{name}) UnmarshalJSON(data []byte) error {{ return decodeInto(e, data) }}\n\n\
             func (e *{name}) bind() []property {{\n\treturn []property{{\n{}\t}}\n}}\n\n\
             func (*{name}) isClosed() bool {{ return {} }}{rules}",
            members.join("\n"),
            bindings.concat(),
            object.closed,
        ))
    }

    fn bound(&self, property: &Property) -> Result<(String, String), Error> {
        let (mut kind, mut codec) = self.value(&property.value)?;
        if property.presence.is_nullable() {
            kind = format!("Nullable[{kind}]");
            codec = format!("nullableCodec({codec})");
        }
        if property.presence.is_optional() {
            kind = format!("Optional[{kind}]");
        }
        Ok((kind, codec))
    }

    /// Rules about more than one value, as calls.
    fn rules(&self, rules: &[Rule]) -> Result<Vec<String>, Error> {
        let mut failed = None;
        let mut codec = |value: &Type| match self.value(value) {
            Ok((_, codec)) => Code::text(format!("is({codec})")),
            Err(error) => {
                failed = Some(error);
                Code::text("")
            }
        };
        let rules = rules.iter().map(|rule| rule.code(&RULES, &mut codec).flat()).collect();
        failed.map_or(Ok(rules), Err)
    }

    /// A type, and its codec.
    fn value(&self, value: &Type) -> Result<(String, String), Error> {
        let (kind, codec) = self.plain(value)?;
        if value.rules.is_empty() {
            return Ok((kind, codec));
        }
        let rules = self.rules(&value.rules)?.join(", ");
        Ok((kind, format!("ruled({codec}, {rules})")))
    }

    fn plain(&self, value: &Type) -> Result<(String, String), Error> {
        let named = |kind: &str, codec: &str| (kind.to_owned(), codec.to_owned());
        Ok(match &value.shape {
            Shape::Any => named("json.RawMessage", "anyCodec()"),
            Shape::Null => named("struct{}", "nullCodec()"),
            Shape::Boolean => {
                let only = value.checks.only.map_or(String::new(), |only| format!("only({only})"));
                named("bool", &format!("boolCodec({only})"))
            }
            Shape::Integer if value.fits(i64::MIN.into(), i64::MAX.into()) => {
                named("int64", &format!("intCodec({})", numeric(&value.checks, "int64")))
            }
            Shape::Integer if value.fits(0, u64::MAX.into()) => {
                named("uint64", &format!("uintCodec({})", numeric(&value.checks, "uint64")))
            }
            Shape::Integer => {
                return Err(Error::Unpackaged {
                    what: "an integer of more than 64 bits in Go",
                    path: self.job.contract.name.clone().into(),
                });
            }
            Shape::Number => named("float64", &format!("floatCodec({})", numeric(&value.checks, "float64"))),
            Shape::String => named("string", &format!("stringCodec({})", lengths(&value.checks))),
            Shape::Enumeration(name) => {
                let kind = &self.names[name];
                match self.job.contract.kind(name) {
                    Some(Kind::Enumeration(list)) if !list.open => {
                        let called: Vec<String> =
                            self.values(kind, list).into_iter().map(|value| value.name).collect();
                        let codec = format!("enumCodec({})", called.join(", "));
                        let aliases: Vec<String> = list
                            .values
                            .iter()
                            .flat_map(|value| {
                                value.aliases.iter().map(|alias| (quoted(alias), quoted(value.wire)))
                            })
                            .map(|(alias, own)| format!("{alias}: {own}"))
                            .collect();
                        if aliases.is_empty() {
                            named(kind, &codec)
                        } else {
                            named(
                                kind,
                                &format!("aliased({codec}, map[string]string{{{}}})", aliases.join(", ")),
                            )
                        }
                    }
                    _ => named(kind, &format!("openCodec[{kind}]()")),
                }
            }
            Shape::Object(name) | Shape::Tuple(name) => {
                let kind = &self.names[name];
                let function =
                    if matches!(value.shape, Shape::Tuple(_)) { "tupleCodec" } else { "objectCodec" };
                let codec = format!("{function}[{kind}]()");
                if self.recursive.contains(name.as_str()) {
                    (format!("*{kind}"), format!("pointerCodec({codec})"))
                } else {
                    named(kind, &codec)
                }
            }
            Shape::Union(name) => {
                let kind = &self.names[name];
                named(kind, &format!("lazily(codecOf{kind})"))
            }
            Shape::Nullable(inner) => {
                let (kind, codec) = self.value(inner)?;
                (format!("Nullable[{kind}]"), format!("nullableCodec({codec})"))
            }
            Shape::List(item) => {
                let (kind, codec) = held_by_itself(self.value(item)?);
                let rules = counts("Items", value.checks.min_items, value.checks.max_items);
                let list = format!("listCodec({codec}{rules})");
                (
                    format!("[]{kind}"),
                    if value.checks.unique_items { format!("ruled({list}, uniqueItems)") } else { list },
                )
            }
            Shape::Map(keys, member) => {
                let (kind, codec) = held_by_itself(self.value(member)?);
                let rules = counts("Properties", value.checks.min_properties, value.checks.max_properties);
                let map = format!("mapCodec({codec}{rules})");
                let keys = lengths(keys);
                (
                    format!("map[string]{kind}"),
                    if keys.is_empty() { map } else { format!("named({map}, {keys})") },
                )
            }
        })
    }
}

/// What stands in a list or a map is pointed to anyway.
fn held_by_itself((kind, codec): (String, String)) -> (String, String) {
    let inner = codec.strip_prefix("pointerCodec(").and_then(|rest| rest.strip_suffix(')'));
    match (kind.strip_prefix('*'), inner) {
        (Some(kind), Some(codec)) => (kind.to_owned(), codec.to_owned()),
        _ => (kind, codec),
    }
}

/// The structs that hold themselves in fields of theirs; lists, maps and interfaces point to what they hold.
fn recursive(contract: &Contract) -> BTreeSet<&str> {
    let held = |name: &str| {
        let values = match contract.kind(name) {
            Some(kind @ (Kind::Object(_) | Kind::Tuple(_))) => kind.values(),
            _ => Vec::new(),
        };
        values.into_iter().filter_map(field).collect::<Vec<_>>()
    };
    let reaches = |definition: &Definition| {
        let (mut open, mut seen) = (held(&definition.name), BTreeSet::new());
        while let Some(name) = open.pop() {
            if name == definition.name {
                return true;
            }
            if seen.insert(name) {
                open.extend(held(name));
            }
        }
        false
    };
    let all = contract.types.iter().filter(|definition| reaches(definition));
    all.map(|definition| definition.name.as_str()).collect()
}

/// The struct that a field holds itself.
fn field(value: &Type) -> Option<&str> {
    match &value.shape {
        Shape::Object(name) | Shape::Tuple(name) => Some(name),
        Shape::Nullable(inner) => field(inner),
        _ => None,
    }
}

fn numeric(checks: &Checks, kind: &str) -> String {
    let limit = |bound: &Bound| match kind {
        "float64" => true,
        // What every value of the type obeys goes without saying.
        "int64" => !matches!(bound.to_string().as_str(), "-9223372036854775808" | "9223372036854775807"),
        _ => !matches!(bound.to_string().as_str(), "0" | "18446744073709551615"),
    };
    let mut rules = Vec::new();
    for (name, bound) in [
        ("minimum", checks.minimum),
        ("maximum", checks.maximum),
        ("above", checks.above),
        ("below", checks.below),
    ] {
        let bound = bound.filter(|bound| limit(bound) || name == "above" || name == "below");
        rules.extend(bound.map(|bound| format!("{name}[{kind}]({bound})")));
    }
    rules.extend(checks.multiple_of.iter().map(|step| format!("multipleOf[{kind}](\"{step}\")")));
    rules.extend(checks.among.iter().map(|numbers| {
        let numbers: Vec<String> = numbers.iter().map(|number| quoted(number)).collect();
        format!("among[{kind}]({})", numbers.join(", "))
    }));
    rules.extend(checks.none_of.iter().map(|number| format!("not[{kind}]({})", quoted(number))));
    rules.join(", ")
}

fn lengths(checks: &Checks) -> String {
    let mut rules = Vec::new();
    rules.extend(checks.min_length.map(|count| format!("minLength({count})")));
    rules.extend(checks.max_length.map(|count| format!("maxLength({count})")));
    for (name, texts) in
        [("startsWith", &checks.prefixes), ("endsWith", &checks.suffixes), ("contains", &checks.substrings)]
    {
        rules.extend(texts.iter().map(|text| format!("{name}({})", quoted(text))));
    }
    rules.extend(checks.one_of.iter().map(|values| {
        let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        format!("oneOf({})", values.join(", "))
    }));
    rules.extend(checks.patterns.iter().map(matches));
    rules.extend(checks.formats.iter().map(|named| format_name(named.name)));
    rules.join(", ")
}

fn matches(pattern: &Pattern) -> String {
    format!("matches({}, {})", quoted(&pattern.source), quoted(&pattern.table.join(" ")))
}

fn format_name(name: &str) -> String {
    format!("format{}", Case::PascalInitials.join(&words(name)))
}

/// The formats that the contract has strings of.
fn formats(job: &Job<'_>, module: &str, formats: &[&Named]) -> String {
    let variables = formats.iter().map(|named| {
        let patterns: Vec<String> =
            named.tables().map(|pattern| format!("\t{},\n", matches(&pattern))).collect();
        let patterns = patterns.concat();
        let time_at = named.time_at.map_or(String::from("-1"), |at| at.to_string());
        let (name, told) = (format_name(named.name), quoted(&named.told));
        format!("\nvar {name} = ofFormat(\n\t{told},\n\t{time_at},\n{patterns})\n")
    });
    format!("// {}\n\npackage {module}\n{}", job.generated(), variables.collect::<String>())
}

fn counts(unit: &str, least: Option<u64>, most: Option<u64>) -> String {
    let least = least.map(|count| format!(", min{unit}({count})")).unwrap_or_default();
    let most = most.map(|count| format!(", max{unit}({count})")).unwrap_or_default();
    least + &most
}

/// A string as Go writes it: JSON's escapes are Go's too.
fn quoted(text: &str) -> String {
    Json::string(text).to_compact().replace("\\/", "/")
}

/// What something is read by, of which the first is written.
fn names(name: &str, aliases: &[&str]) -> String {
    std::iter::once(&name).chain(aliases).map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
}

/// A type's comment, which begins with its name, as Go's tools expect it.
fn introduced(sentence: &str, docs: &Docs) -> String {
    let mut docs = docs.clone();
    docs.paragraphs.insert(0, sentence.to_owned());
    comment(&docs, "")
}

fn comment(docs: &Docs, indent: &str) -> String {
    let mut paragraphs = docs.paragraphs.clone();
    paragraphs.extend(docs.deprecated.map(|why| format!("Deprecated: {why}")));
    if paragraphs.is_empty() { String::new() } else { doc(paragraphs, &format!("{indent}// "), WIDTH) }
}
