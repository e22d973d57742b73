//! TypeScript 5 and later: an interface and a codec of the same name for each type.

use std::collections::{BTreeMap, BTreeSet};

use event_schema::document::Json;
use serde::Serialize;

use super::contract::{
    Case, Checks, Content, Definition, Docs, Enumeration, Event, Kind, Named, Object, Presence, Property,
    Rest, Rule, Shape, Spelling, ToldBy, Type, Union,
};
use super::engine::{Engine, literal};
use super::layout::{Closing, Code, Style};
use super::naming::{self, Naming, distinct, words};
use super::{Job, Language};
use crate::error::Error;
use crate::files::File;

/// As prettier breaks lines, with the width that the package's manifest names.
const STYLE: Style =
    Style { width: 100, step: 2, trailing_comma: true, joins: false, closing: Closing::Hugging };

const RULES: Spelling = Spelling { prefix: "", case: naming::Case::Camel, many: ("(", ")"), literal: json };

/// The greatest integer that a `number` and all below it hold exactly.
const SAFE: i128 = (1 << 53) - 1;

const RUNTIME: [(&str, &str); 4] = [
    ("src/codec.ts", include_str!("typescript/src/codec.ts")),
    ("src/decimal.ts", include_str!("typescript/src/decimal.ts")),
    ("src/errors.ts", include_str!("typescript/src/errors.ts")),
    ("src/json.ts", include_str!("typescript/src/json.ts")),
];

const TEMPLATES: [(&str, &str); 7] = [
    ("union.ts", include_str!("typescript/union.ts.j2")),
    ("event.ts", include_str!("typescript/event.ts.j2")),
    ("enumeration.ts", include_str!("typescript/enumeration.ts.j2")),
    ("index.ts", include_str!("typescript/index.ts.j2")),
    ("ajv.ts", include_str!("typescript/ajv.ts.j2")),
    ("package.json", include_str!("typescript/package.json.j2")),
    ("README.md", include_str!("typescript/README.md.j2")),
];

/// What stands in one file.
#[derive(Serialize)]
struct Page<T> {
    generated: String,
    imports: String,
    #[serde(rename = "type")]
    content: T,
}

#[derive(Serialize)]
struct ObjectView {
    name: String,
    codec: &'static str,
    /// What makes the codec, with its type arguments.
    function: String,
    /// What is said of the object beside its properties.
    options: String,
    properties: Vec<PropertyView>,
    #[serde(flatten)]
    docs: Docs,
}

#[derive(Serialize)]
struct PropertyView {
    key: String,
    optional: bool,
    #[serde(rename = "type")]
    written: String,
    member: String,
    #[serde(flatten)]
    docs: Docs,
}

#[derive(Serialize)]
struct EnumerationView {
    name: String,
    codec: String,
    open: bool,
    values: Vec<ValueView>,
    #[serde(flatten)]
    docs: Docs,
}

#[derive(Serialize)]
struct ValueView {
    wire: &'static str,
    #[serde(flatten)]
    docs: Docs,
}

/// A union, or a tuple, which is a union without cases.
#[derive(Serialize)]
struct UnionView {
    name: String,
    alias: String,
    codec: String,
    cases: Vec<CaseView>,
    #[serde(flatten)]
    docs: Docs,
}

#[derive(Serialize)]
struct CaseView {
    name: String,
    /// Nothing for an interface.
    alias: String,
    properties: Vec<PropertyView>,
    #[serde(flatten)]
    docs: Docs,
}

/// What the package as a whole is called and holds.
#[derive(Serialize)]
struct PackageView {
    generated: String,
    package: String,
    version: String,
    description: String,
    license: String,
    name: String,
    paragraphs: Vec<String>,
    is_union: bool,
    keeps_unknown: bool,
    unknown: Vec<&'static str>,
    tag: &'static str,
    tag_key: String,
    tag_read: String,
    tag_access: String,
    events: Vec<EventView>,
    types: Vec<TypeView>,
    formats: Vec<FormatView>,
    /// Whether a schema has the format `regex`.
    has_regex: bool,
    exports: String,
    union_type: String,
    union_codec: String,
    example: ExampleView,
}

#[derive(Serialize)]
struct EventView {
    name: String,
    file: String,
    tag: &'static str,
    entry: String,
    paragraphs: Vec<String>,
}

/// A format that Ajv has to know.
#[derive(Serialize)]
struct FormatView {
    key: String,
    constant: String,
}

#[derive(Serialize)]
struct TypeView {
    name: String,
    file: String,
}

#[derive(Serialize)]
struct ExampleView {
    tag: &'static str,
    payload: String,
    access: String,
}

pub(super) fn files(job: &Job<'_>) -> Result<Vec<File>, Error> {
    let engine = Engine::new(&TEMPLATES)?;
    let writer = Writer::new(job);
    let mut files = job.schemas_in("schemas");
    for (path, source) in RUNTIME {
        files.push(Job::file(path, format!("// {}\n\n{source}", job.generated())));
    }
    files.push(Job::file("tsconfig.json", include_str!("typescript/tsconfig.json")));
    for event in &job.contract.events {
        let page = writer.event(event);
        let path = format!("src/events/{}.ts", file_name(&writer.names[event.name]));
        files.push(Job::file(path, engine.render("event.ts", &page)?));
    }
    for definition in &job.contract.types {
        let path = format!("src/types/{}.ts", file_name(&writer.names[&definition.name]));
        let text = match &definition.kind {
            Kind::Object(object) => engine.render("event.ts", &writer.nested(definition, object))?,
            Kind::Enumeration(values) => {
                engine.render("enumeration.ts", &writer.enumeration(definition, values))?
            }
            Kind::Tuple(items) => engine.render("union.ts", &writer.tuple(definition, items))?,
            Kind::Union(union) => engine.render("union.ts", &writer.union(definition, union))?,
        };
        files.push(Job::file(path, text));
    }
    files.push(Job::file("src/schemas.ts", schemas(job)));
    let used = job.contract.formats();
    files.extend((!used.is_empty()).then(|| Job::file("src/formats.ts", formats(job, &used))));
    let package = writer.package();
    for (path, template) in [
        ("src/index.ts", "index.ts"),
        ("src/ajv.ts", "ajv.ts"),
        ("package.json", "package.json"),
        ("README.md", "README.md"),
    ] {
        files.push(Job::file(path, engine.render(template, &package)?));
    }
    Ok(files)
}

struct Writer<'a> {
    job: &'a Job<'a>,
    /// What each type of the contract is called here.
    names: BTreeMap<String, String>,
}

impl<'a> Writer<'a> {
    fn new(job: &'a Job<'a>) -> Self {
        let naming = Naming::of(Language::TypeScript);
        let all = job.contract.type_names();
        let called = distinct(all.iter().map(|name| naming.type_name(name)));
        Self { job, names: all.into_iter().zip(called).collect() }
    }

    fn event(&self, event: &Event) -> Page<ObjectView> {
        let mut view = self.object(event.name, &event.object, &event.docs, "event");
        let (property, literal) = (self.job.contract.tag, json(event.tag));
        let paragraphs = vec![String::from("Tells the events apart.")];
        let member = Code::call("required", vec![tag_codec(event.tag, event.aliases)]);
        view.content.properties.insert(
            0,
            PropertyView {
                key: key(property),
                optional: false,
                member: format!("{}: {}", key(property), member.flat()),
                written: literal,
                docs: Docs { paragraphs, deprecated: None },
            },
        );
        view.content.codec = "ObjectCodec";
        let mut functions = vec!["type ObjectCodec", "enumeration", "event", "required"];
        functions.extend((!event.aliases.is_empty()).then_some("aliased"));
        view.imports = self.imports(event.name, &event.object, &functions);
        view
    }

    fn nested(&self, definition: &Definition, object: &Object) -> Page<ObjectView> {
        self.object(&definition.name, object, &definition.docs, "object")
    }

    fn object(&self, name: &str, object: &Object, docs: &Docs, function: &str) -> Page<ObjectView> {
        let options = self.options(name, object);
        let indent = if options.is_some() { 4 } else { 2 };
        let mut properties: Vec<PropertyView> =
            object.properties.iter().map(|property| self.property(name, property, indent)).collect();
        properties.extend(self.rest_property(object));
        let content = ObjectView {
            name: self.names[name].clone(),
            codec: "Codec",
            function: format!("{function}<{}>", type_arguments(&self.names[name], object)),
            options: options.map_or_else(String::new, |options| options.fitted(&STYLE, 2, 2, 1)),
            properties,
            docs: commented(docs),
        };
        let imports = self.imports(name, object, &["type Codec", "object"]);
        Page { generated: self.job.generated(), imports, content }
    }

    /// The map of all other properties, which is no member of the codec.
    fn rest_property(&self, object: &Object) -> Option<PropertyView> {
        let (rest, field) = (object.rest.as_ref()?, rest_field(object)?);
        let paragraphs = vec![String::from("Every other property, by its name.")];
        Some(PropertyView {
            key: key(&field),
            optional: false,
            written: format!("Readonly<Record<string, {}>>", self.written(&rest.value)),
            member: String::new(),
            docs: Docs { paragraphs, deprecated: None },
        })
    }

    fn options(&self, owner: &str, object: &Object) -> Option<Code> {
        let mut options = Vec::new();
        options.extend(object.closed.then(|| Code::text("closed: true")));
        if let (Some(Rest { value, .. }), Some(field)) = (&object.rest, rest_field(object)) {
            let rest = vec![Code::text(json(&field)), self.codec(owner, value)];
            options.push(Code::subscript("rest: ", rest));
        }
        if !object.rules.is_empty() {
            options.push(Code::subscript("rules: ", self.rules(owner, &object.rules)));
        }
        (!options.is_empty()).then(|| Code::object(options))
    }

    fn rules(&self, owner: &str, rules: &[Rule]) -> Vec<Code> {
        rules.iter().map(|rule| rule.code(&RULES, &mut |value| self.codec(owner, value))).collect()
    }

    fn tuple(&self, definition: &Definition, items: &[Type]) -> Page<UnionView> {
        let (owner, name) = (definition.name.as_str(), self.names[&definition.name].clone());
        let written: Vec<String> = items.iter().map(|item| self.written(item)).collect();
        let codecs = items.iter().map(|item| self.codec(owner, item)).collect();
        let head = format!("export const {name}: Codec<{name}> = ");
        let codec = Code::call(format!("tuple<{name}>"), codecs).fitted(&STYLE, 0, head.len(), 1);
        let content = UnionView {
            alias: format!("export type {name} = readonly [{}]", written.join(", ")),
            codec: format!("{head}{codec}"),
            cases: Vec::new(),
            docs: commented(&definition.docs),
            name,
        };
        let imports = self.imports_of(owner, items.iter().collect(), &["type Codec", "tuple"]);
        Page { generated: self.job.generated(), imports, content }
    }

    fn union(&self, definition: &Definition, union: &Union) -> Page<UnionView> {
        let (owner, name) = (definition.name.as_str(), self.names[&definition.name].clone());
        let called: Vec<&str> =
            union.cases.iter().map(|case| self.names[&definition.case(case)].as_str()).collect();
        let cases =
            union.cases.iter().zip(&called).map(|(case, called)| self.case(owner, union, case, called));
        let mut functions = BTreeSet::from(["type Codec"]);
        let entry = |case: &Case| match &case.content {
            Content::Unit | Content::Unknown => Code::text(json(case.wire)),
            Content::Value(value) if union.told_by == ToldBy::Nothing => self.codec(owner, value),
            Content::Value(value) => self.codec(owner, value).after(&format!("{}: ", key(case.wire))),
            Content::Object(object) => self
                .case_codec(owner, union, case, object, &self.names[&definition.case(case)])
                .after(&format!("{}: ", key(case.wire))),
        };
        let (units, others): (Vec<&Case>, Vec<&Case>) =
            union.cases.iter().partition(|case| matches!(case.content, Content::Unit));
        let codec = match union.told_by {
            ToldBy::Name => {
                functions.insert("keyed");
                let units = Code::subscript("", units.into_iter().map(entry).collect());
                let mut arguments = vec![units, Code::object(others.into_iter().map(entry).collect())];
                let aliases = aliases(union.cases.iter().map(|case| (case.wire, case.aliases)));
                arguments.extend((!aliases.is_empty()).then(|| Code::object(aliases)));
                Code::call(format!("keyed<{name}>"), arguments)
            }
            ToldBy::Tag(tag) => {
                functions.extend(["tagged", "object", "required", "enumeration"]);
                let tag = Code::text(Json::string(tag).to_compact());
                let (others, known): (Vec<&Case>, Vec<&Case>) =
                    union.cases.iter().partition(|case| matches!(case.content, Content::Unknown));
                let aliases = aliases(known.iter().map(|case| (case.wire, case.aliases)));
                let mut arguments = vec![tag, Code::object(known.into_iter().map(entry).collect())];
                if !aliases.is_empty() {
                    functions.insert("aliased");
                }
                if !others.is_empty() {
                    functions.extend(["UNKNOWN", "type JsonValue"]);
                }
                if !(others.is_empty() && aliases.is_empty()) {
                    let others = if others.is_empty() { "knownOnly" } else { "keepUnknown" };
                    arguments.push(Code::text(json(others)));
                }
                arguments.extend((!aliases.is_empty()).then(|| Code::object(aliases)));
                Code::call(format!("tagged<{name}>"), arguments)
            }
            ToldBy::Nothing => {
                functions.insert("choice");
                let expected = Code::text(json(&union.expected));
                let codecs = union.cases.iter().map(entry);
                Code::call(format!("choice<{name}>"), std::iter::once(expected).chain(codecs).collect())
            }
        };
        let objects = union.cases.iter().filter_map(|case| case.content.object());
        for property in objects.flat_map(|object| &object.properties) {
            functions.insert(if property.presence.is_optional() { "optional" } else { "required" });
            functions.extend(property.presence.is_nullable().then_some("nullable"));
        }
        let ruled: BTreeSet<String> = union
            .cases
            .iter()
            .filter_map(|case| case.content.object())
            .flat_map(|object| &object.rules)
            .flat_map(function_names)
            .collect();
        functions.extend(ruled.iter().map(String::as_str));
        let head = format!("export const {name}: Codec<{name}> = ");
        let content = UnionView {
            alias: union_type(&name, &called),
            codec: format!("{head}{}", codec.fitted(&STYLE, 0, head.len(), 1)),
            cases: cases.collect(),
            docs: commented(&definition.docs),
            name,
        };
        let functions: Vec<&str> = functions.into_iter().collect();
        let objects = union.cases.iter().filter_map(|case| case.content.object());
        let ruled = objects.flat_map(|object| object.rules.iter().flat_map(Rule::types));
        let values = definition.kind.values().into_iter().chain(ruled).collect();
        let imports = self.imports_of(owner, values, &functions);
        Page { generated: self.job.generated(), imports, content }
    }

    fn case(&self, owner: &str, union: &Union, case: &Case, name: &str) -> CaseView {
        let alias = |written: String| format!("export type {name} = {written}");
        let (alias, properties) = match (&case.content, union.told_by) {
            (Content::Unit, _) => (alias(Json::string(case.wire).to_compact()), Vec::new()),
            (Content::Unknown, told_by) => {
                let tag = match told_by {
                    ToldBy::Tag(tag) => tag,
                    _ => "",
                };
                let property = |key: String, written: &str, told: &str| PropertyView {
                    key,
                    optional: false,
                    written: written.to_owned(),
                    member: String::new(),
                    docs: Docs { paragraphs: vec![told.to_owned()], deprecated: None },
                };
                let told = "Stands for any other.";
                let raw = property(String::from("raw"), "JsonValue", "The object as it came.");
                (String::new(), vec![property(key(tag), "typeof UNKNOWN", told), raw])
            }
            (Content::Value(value), ToldBy::Nothing) => (alias(self.written(value)), Vec::new()),
            (Content::Value(value), _) => {
                let property = PropertyView {
                    key: key(case.wire),
                    optional: false,
                    written: self.written(value),
                    member: String::new(),
                    docs: Docs::default(),
                };
                (String::new(), vec![property])
            }
            (Content::Object(object), told_by) => {
                let tag = match told_by {
                    ToldBy::Tag(tag) => tag,
                    _ => "",
                };
                let tag = PropertyView {
                    key: key(tag),
                    optional: false,
                    written: Json::string(case.wire).to_compact(),
                    member: String::new(),
                    docs: Docs::default(),
                };
                let properties = object.properties.iter().map(|property| self.property(owner, property, 2));
                let all = std::iter::once(tag).chain(properties).chain(self.rest_property(object));
                (String::new(), all.collect())
            }
        };
        CaseView { name: name.to_owned(), alias, properties, docs: commented(&case.docs) }
    }

    fn case_codec(&self, owner: &str, union: &Union, case: &Case, object: &Object, name: &str) -> Code {
        let mut members = Vec::new();
        if let ToldBy::Tag(tag) = union.told_by {
            let codec = tag_codec(case.wire, case.aliases);
            members.push(Code::call(format!("{}: required", key(tag)), vec![codec]));
        }
        members.extend(
            object
                .properties
                .iter()
                .map(|property| self.member(owner, property).after(&format!("{}: ", key(property.name)))),
        );
        let mut arguments = vec![Code::object(members)];
        arguments.extend(self.options(owner, object));
        Code::call(format!("object<{}>", type_arguments(name, object)), arguments)
    }

    /// How a property is read and written.
    fn member(&self, owner: &str, property: &Property) -> Code {
        let mut codec = self.codec(owner, &property.value);
        if property.presence.is_nullable() {
            codec = Code::call("nullable", vec![codec]);
        }
        let mut arguments = vec![codec];
        arguments.extend(property.aliases.iter().map(|alias| Code::text(Json::string(*alias).to_compact())));
        let head = if property.presence.is_optional() { "optional" } else { "required" };
        Code::call(head, arguments)
    }

    /// A property, whose codec stands `indent` to the right.
    fn property(&self, owner: &str, property: &Property, indent: usize) -> PropertyView {
        let nullable = property.presence.is_nullable();
        let key = key(property.name);
        let member = self.member(owner, property).fitted(&STYLE, indent, indent + key.len() + 2, 1);
        let written = self.written(&property.value);
        PropertyView {
            member: format!("{key}: {member}"),
            key,
            optional: property.presence.is_optional(),
            written: if nullable { format!("{written} | null") } else { written },
            docs: commented(&property.docs),
        }
    }

    /// The type as it is written in an interface.
    fn written(&self, value: &Type) -> String {
        match &value.shape {
            Shape::Any => String::from("JsonValue"),
            Shape::Null => String::from("null"),
            Shape::Boolean => value.checks.only.map_or(String::from("boolean"), |only| only.to_string()),
            Shape::Integer if !value.fits(-SAFE, SAFE) => String::from("bigint"),
            Shape::Integer | Shape::Number => String::from("number"),
            Shape::String => String::from("string"),
            Shape::Enumeration(name) | Shape::Object(name) | Shape::Tuple(name) | Shape::Union(name) => {
                self.names[name].clone()
            }
            Shape::Nullable(inner) => format!("{} | null", self.written(inner)),
            Shape::List(item) => match &item.shape {
                Shape::Nullable(_) | Shape::List(_) => format!("readonly ({})[]", self.written(item)),
                _ => format!("readonly {}[]", self.written(item)),
            },
            Shape::Map(_, value) => format!("Readonly<Record<string, {}>>", self.written(value)),
        }
    }

    fn codec(&self, owner: &str, value: &Type) -> Code {
        let codec = self.plain_codec(owner, value);
        if value.rules.is_empty() {
            return codec;
        }
        Code::call("ruled", std::iter::once(codec).chain(self.rules(owner, &value.rules)).collect())
    }

    fn plain_codec(&self, owner: &str, value: &Type) -> Code {
        let rules = rules(value);
        let with_rules = |head: &str, mut items: Vec<Code>| {
            items.extend((!rules.is_empty()).then(|| Code::object(rules.iter().map(Code::text).collect())));
            Code::call(head, items)
        };
        match &value.shape {
            Shape::Any => Code::text("any"),
            Shape::Null => Code::text("nothing"),
            Shape::Boolean => match value.checks.only {
                Some(only) => Code::text(format!("only({only})")),
                None => Code::text("boolean"),
            },
            Shape::Integer if !value.fits(-SAFE, SAFE) => with_rules("bigint", vec![]),
            Shape::Integer => with_rules("integer", vec![]),
            Shape::Number => with_rules("number", vec![]),
            Shape::String => with_rules("string", vec![]),
            Shape::Object(name) | Shape::Tuple(name) | Shape::Union(name) if self.reaches(name, owner) => {
                Code::text(format!("lazy(() => {})", self.names[name]))
            }
            Shape::Enumeration(name) | Shape::Object(name) | Shape::Tuple(name) | Shape::Union(name) => {
                Code::text(&self.names[name])
            }
            Shape::Nullable(inner) => Code::call("nullable", vec![self.codec(owner, inner)]),
            Shape::List(item) => with_rules("list", vec![self.codec(owner, item)]),
            Shape::Map(_, value) => with_rules("map", vec![self.codec(owner, value)]),
        }
    }

    /// Whether a type refers to another, or to itself.
    fn reaches(&self, from: &str, to: &str) -> bool {
        let (mut open, mut seen) = (vec![from], BTreeSet::new());
        while let Some(name) = open.pop() {
            if name == to {
                return true;
            }
            if let Some(kind) = self.job.contract.kind(name)
                && seen.insert(name)
            {
                open.extend(kind.values().into_iter().flat_map(referred));
            }
        }
        false
    }

    fn enumeration(&self, definition: &Definition, enumeration: &Enumeration) -> Page<EnumerationView> {
        let name = self.names[&definition.name].clone();
        let literals =
            enumeration.values.iter().map(|value| Code::text(Json::string(value.wire).to_compact()));
        let codec = if enumeration.open {
            Code::call("string", vec![])
        } else {
            Code::call("enumeration", literals.collect())
        };
        let aliases = aliases(enumeration.values.iter().map(|value| (value.wire, value.aliases)));
        let is_aliased = !(enumeration.open || aliases.is_empty());
        let codec =
            if is_aliased { Code::call("aliased", vec![codec, Code::object(aliases)]) } else { codec };
        let mut functions = vec![String::from("type Codec")];
        functions.extend(is_aliased.then(|| String::from("aliased")));
        functions.push(String::from(if enumeration.open { "string" } else { "enumeration" }));
        let head = format!("export const {name}: Codec<{name}> = ");
        let values = enumeration.values.iter();
        let values =
            values.map(|value| ValueView { wire: value.wire, docs: commented(&value.docs) }).collect();
        let content = EnumerationView {
            codec: format!("{head}{}", codec.fitted(&STYLE, 0, head.len(), 1)),
            name,
            open: enumeration.open,
            values,
            docs: {
                let mut docs = commented(&definition.docs);
                let open =
                    enumeration.open.then(|| String::from("The list is open: other strings are valid too."));
                docs.paragraphs.extend(open);
                docs
            },
        };
        Page { generated: self.job.generated(), imports: import(&functions, "../codec.js"), content }
    }

    /// What a file takes from others: what its members call, and the types that they are of.
    fn imports(&self, owner: &str, object: &Object, always: &[&str]) -> String {
        let mut functions: BTreeSet<String> = always.iter().map(|name| (*name).to_owned()).collect();
        for property in &object.properties {
            functions.insert(String::from(if property.presence.is_optional() {
                "optional"
            } else {
                "required"
            }));
            if property.presence.is_nullable() {
                functions.insert(String::from("nullable"));
            }
        }
        functions.extend(object.rules.iter().flat_map(function_names));
        let functions: Vec<&str> = functions.iter().map(String::as_str).collect();
        let ruled = object.rules.iter().flat_map(Rule::types);
        self.imports_of(owner, object.values().chain(ruled).collect(), &functions)
    }

    /// What a file takes from others for values, and these functions.
    fn imports_of(&self, owner: &str, values: Vec<&Type>, always: &[&str]) -> String {
        let mut functions: BTreeSet<String> = always.iter().map(|name| (*name).to_owned()).collect();
        let mut types = BTreeSet::new();
        for value in &values {
            self.used(owner, value, &mut functions);
            types.extend(referred(value).into_iter().filter(|name| *name != owner));
        }
        // Types come first, then functions, each by name.
        let mut functions: Vec<String> = functions.into_iter().collect();
        functions.sort_by_key(|name| (!name.starts_with("type "), name.clone()));
        let mut lines = vec![import(&functions, "../codec.js")];
        let formats = values.into_iter().flat_map(Type::formats);
        let formats: BTreeSet<String> = formats.map(|named| format_name(named.name)).collect();
        if !formats.is_empty() {
            lines.push(import(&formats.into_iter().collect::<Vec<_>>(), "../formats.js"));
        }
        let folder = if self.job.contract.kind(owner).is_some() { "." } else { "../types" };
        for name in types {
            let name = &self.names[name];
            lines.push(format!("import {{ {name} }} from \"{folder}/{}.js\";", file_name(name)));
        }
        lines.join("\n")
    }

    fn used(&self, owner: &str, value: &Type, functions: &mut BTreeSet<String>) {
        let name = match &value.shape {
            Shape::Any => {
                functions.insert(String::from("type JsonValue"));
                "any"
            }
            Shape::Null => "nothing",
            Shape::Boolean if value.checks.only.is_some() => "only",
            Shape::Boolean => "boolean",
            Shape::Integer if !value.fits(-SAFE, SAFE) => "bigint",
            Shape::Integer => "integer",
            Shape::Number => "number",
            Shape::String => "string",
            Shape::Object(name) | Shape::Tuple(name) | Shape::Union(name) if self.reaches(name, owner) => {
                "lazy"
            }
            Shape::Enumeration(_) | Shape::Object(_) | Shape::Tuple(_) | Shape::Union(_) => return,
            Shape::Nullable(_) => "nullable",
            Shape::List(_) => "list",
            Shape::Map(names, _) => {
                functions.extend((**names != Checks::default()).then(|| String::from("string")));
                "map"
            }
        };
        functions.insert(name.to_owned());
        if !value.rules.is_empty() {
            functions.insert(String::from("ruled"));
            functions.extend(value.rules.iter().flat_map(function_names));
            value.rules.iter().flat_map(Rule::types).for_each(|each| self.used(owner, each, functions));
        }
        if let Shape::Nullable(inner) | Shape::List(inner) | Shape::Map(_, inner) = &value.shape {
            self.used(owner, inner, functions);
        }
    }

    fn package(&self) -> PackageView {
        let (contract, packages) = (&self.job.contract, self.job.packages);
        let events = contract.events.iter().map(|event| {
            let name = self.names[event.name].clone();
            let tag = key(event.tag);
            EventView {
                file: file_name(&name),
                entry: if tag == name { tag } else { format!("{tag}: {name}") },
                name,
                tag: event.tag,
                paragraphs: event.docs.paragraphs.clone(),
            }
        });
        let types = contract.types.iter().map(|definition| {
            let name = self.names[&definition.name].clone();
            TypeView { file: file_name(&name), name }
        });
        let first = &contract.events[0];
        let shown = first.object.properties.iter().find(|property| property.presence == Presence::Required);
        let name = self.names[&contract.name].clone();
        let names: Vec<&str> = contract.events.iter().map(|event| self.names[event.name].as_str()).collect();
        let mut members = names.clone();
        members.extend(contract.keeps_unknown.then_some("UnknownEvent"));
        let known = if contract.keeps_unknown { "\"keepUnknown\"" } else { "\"knownOnly\"" };
        let tag = Json::string(contract.tag).to_compact();
        let mut arguments = [tag.as_str(), "events", known].map(Code::text).to_vec();
        let aliases = aliases(contract.events.iter().map(|event| (event.tag, event.aliases)));
        arguments.extend((!aliases.is_empty()).then(|| Code::object(aliases)));
        let codec = Code::call(format!("union<{name}>"), arguments);
        let head = format!("export const {name}: EventCodec<{name}> = ");
        PackageView {
            generated: self.job.generated(),
            package: packages.name.clone(),
            version: packages.version.clone(),
            description: contract.docs.paragraphs.first().cloned().unwrap_or_default(),
            license: packages.license.clone(),
            name,
            paragraphs: commented(&contract.docs).paragraphs,
            is_union: packages.publication.catalogue.union.is_some(),
            keeps_unknown: contract.keeps_unknown,
            unknown: vec!["An event that is not in the catalogue. Nothing is promised of it but its tag."],
            tag: contract.tag,
            tag_key: key(contract.tag),
            tag_read: access(contract.tag),
            tag_access: access(contract.tag).trim_start_matches('.').to_owned(),
            events: events.collect(),
            types: types.collect(),
            has_regex: self.job.schemas.iter().any(|file| file.text().contains("\"format\": \"regex\"")),
            formats: contract
                .formats()
                .iter()
                .filter(|named| named.is_format)
                .map(|named| FormatView { key: key(named.name), constant: format_name(named.name) })
                .collect(),
            exports: exports(&names),
            union_type: union_type(&self.names[&contract.name], &members),
            union_codec: format!("{head}{}", codec.fitted(&STYLE, 0, head.len(), 1)),
            example: ExampleView {
                tag: first.tag,
                payload: first.example.replace('\\', "\\\\").replace('`', "\\`").replace("${", "\\${"),
                access: shown.map_or(String::new(), |property| access(property.name)),
            },
        }
    }
}

fn import(names: &[String], from: &str) -> String {
    let flat = format!("import {{ {} }} from \"{from}\";", names.join(", "));
    if flat.len() <= STYLE.width {
        return flat;
    }
    format!("import {{\n  {},\n}} from \"{from}\";", names.join(",\n  "))
}

fn exports(names: &[&str]) -> String {
    let flat = format!("export {{ {} }}", names.join(", "));
    if flat.len() < STYLE.width { flat } else { format!("export {{\n  {},\n}}", names.join(",\n  ")) }
}

fn union_type(name: &str, members: &[&str]) -> String {
    let flat = format!("export type {name} = {}", members.join(" | "));
    if flat.len() < STYLE.width {
        return flat;
    }
    format!("export type {name} =\n  | {}", members.join("\n  | "))
}

/// The named types that stand in a type.
fn referred(value: &Type) -> Vec<&str> {
    match &value.shape {
        Shape::Enumeration(name) | Shape::Object(name) | Shape::Tuple(name) | Shape::Union(name) => {
            vec![name]
        }
        Shape::Nullable(inner) | Shape::List(inner) | Shape::Map(_, inner) => referred(inner),
        _ => Vec::new(),
    }
}

/// The rules of a value as members of an object.
fn rules(value: &Type) -> Vec<String> {
    let Checks {
        minimum,
        maximum,
        above,
        below,
        multiple_of,
        min_length,
        max_length,
        prefixes,
        suffixes,
        substrings,
        one_of,
        among,
        none_of,
        only: _,
        formats,
        patterns,
        min_items,
        max_items,
        unique_items,
        min_properties,
        max_properties,
    } = &value.checks;
    let big = matches!(value.shape, Shape::Integer) && !value.fits(-SAFE, SAFE);
    let mut rules = Vec::new();
    for (name, bound) in [("minimum", minimum), ("maximum", maximum), ("above", above), ("below", below)] {
        let suffix = if big { "n" } else { "" };
        rules.extend(bound.map(|bound| format!("{name}: {}{suffix}", number(&bound.to_string(), big))));
    }
    for (name, count) in [
        ("minLength", min_length),
        ("maxLength", max_length),
        ("minItems", min_items),
        ("maxItems", max_items),
        ("minProperties", min_properties),
        ("maxProperties", max_properties),
    ] {
        rules.extend(count.map(|count| format!("{name}: {count}")));
    }
    let steps: Vec<String> = multiple_of.iter().map(ToString::to_string).collect();
    let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
    let excluded: Vec<&str> = none_of.iter().map(String::as_str).collect();
    for (name, texts) in [
        ("multipleOf", &steps),
        ("noneOf", &excluded),
        ("startsWith", prefixes),
        ("endsWith", suffixes),
        ("contains", substrings),
    ] {
        let literals: Vec<String> = texts.iter().map(|text| literal(text)).collect();
        rules.extend((!texts.is_empty()).then(|| format!("{name}: [{}]", literals.join(", "))));
    }
    let lists: Vec<String> = one_of
        .iter()
        .map(|values| {
            let values: Vec<String> = values.iter().map(|value| literal(value)).collect();
            format!("[{}]", values.join(", "))
        })
        .collect();
    rules.extend((!lists.is_empty()).then(|| format!("oneOf: [{}]", lists.join(", "))));
    let lists: Vec<String> = among
        .iter()
        .map(|numbers| {
            let numbers: Vec<String> = numbers.iter().map(|number| literal(number)).collect();
            format!("[{}]", numbers.join(", "))
        })
        .collect();
    rules.extend((!lists.is_empty()).then(|| format!("among: [{}]", lists.join(", "))));
    let patterns: Vec<String> = patterns.iter().map(|pattern| regular_expression(&pattern.source)).collect();
    rules.extend((!patterns.is_empty()).then(|| format!("pattern: [{}]", patterns.join(", "))));
    let formats: Vec<String> = formats.iter().map(|named| format_name(named.name)).collect();
    rules.extend((!formats.is_empty()).then(|| format!("format: [{}]", formats.join(", "))));
    rules.extend(unique_items.then(|| String::from("unique: true")));
    if let Shape::Map(names, _) = &value.shape
        && **names != Checks::default()
    {
        let names = Type { checks: (**names).clone(), ..Type::of(Shape::String) };
        rules.push(format!("names: string({{ {} }})", self::rules(&names).join(", ")));
    }
    rules
}

fn json(text: &str) -> String {
    Json::string(text).to_compact()
}

/// What the functions are called that a rule is made with.
fn function_names(rule: &Rule) -> Vec<String> {
    rule.functions().iter().map(|name| naming::Case::Camel.join(&words(name))).collect()
}

/// How a tag is read, by all its names.
fn tag_codec(tag: &'static str, aliases: &'static [&'static str]) -> Code {
    let codec = Code::call("enumeration", vec![Code::text(json(tag))]);
    let aliases = self::aliases(std::iter::once((tag, aliases)));
    if aliases.is_empty() { codec } else { Code::call("aliased", vec![codec, Code::object(aliases)]) }
}

/// Members that say of other names which they stand for.
fn aliases<'n>(names: impl Iterator<Item = (&'n str, &'n [&'n str])>) -> Vec<Code> {
    let each = names.flat_map(|(own, aliases)| aliases.iter().map(move |alias| (*alias, own)));
    each.map(|(alias, own)| Code::text(format!("{}: {}", key(alias), json(own)))).collect()
}

/// An object's type, and the name of its map of all other properties.
fn type_arguments(name: &str, object: &Object) -> String {
    match rest_field(object) {
        Some(field) => format!("{name}, {}", json(&field)),
        None => name.to_owned(),
    }
}

/// What the map of all other properties is called: as no property is.
fn rest_field(object: &Object) -> Option<String> {
    let rest = object.rest.as_ref()?;
    let mut field = naming::Case::Camel.join(&words(rest.field));
    while object.properties.iter().any(|property| property.name == field) {
        field.push('_');
    }
    Some(field)
}

fn format_name(name: &str) -> String {
    naming::Case::Camel.join(&words(name))
}

/// The formats that the contract has strings of.
fn formats(job: &Job<'_>, formats: &[&Named]) -> String {
    let constants: Vec<String> = formats
        .iter()
        .map(|named| {
            let patterns = named.patterns.iter();
            let patterns: Vec<String> =
                patterns.map(|pattern| format!("  {},\n", regular_expression(&pattern.source))).collect();
            let (name, told) = (format_name(named.name), literal(&named.told));
            let time_at = named.time_at.map_or(String::new(), |at| format!(", {at}"));
            format!(
                "// prettier-ignore\nexport const {name} = format({told}, [\n{}]{time_at});\n",
                patterns.concat()
            )
        })
        .collect();
    format!("// {}\n\nimport {{ format }} from \"./codec.js\";\n\n{}", job.generated(), constants.join("\n"))
}

/// It means in ECMAScript what it means in the contract.
fn regular_expression(source: &str) -> String {
    format!("new RegExp({}, \"u\")", literal(source))
}

/// A number as prettier writes it: without a fraction of zero.
fn number(text: &str, big: bool) -> String {
    if big || text.contains(['e', 'E']) {
        return text.to_owned();
    }
    text.strip_suffix(".0").unwrap_or(text).to_owned()
}

fn key(name: &str) -> String {
    if is_identifier(name) { name.to_owned() } else { Json::string(name).to_compact() }
}

fn access(name: &str) -> String {
    if is_identifier(name) { format!(".{name}") } else { format!("[{}]", Json::string(name)) }
}

fn is_identifier(name: &str) -> bool {
    let start = |first: char| first.is_ascii_alphabetic() || matches!(first, '_' | '$');
    name.starts_with(start) && name.chars().all(|one| start(one) || one.is_ascii_digit())
}

fn file_name(name: &str) -> String {
    words(name).join("-")
}

/// Text that a comment can hold, with its tag for what is deprecated.
fn commented(docs: &Docs) -> Docs {
    let deprecated = docs.deprecated.map(|why| format!("@deprecated {why}"));
    let paragraphs = docs.paragraphs.iter().cloned().chain(deprecated);
    Docs { paragraphs: paragraphs.map(|text| text.replace("*/", "*\\/")).collect(), deprecated: None }
}

fn schemas(job: &Job<'_>) -> String {
    let mut text = format!("// {}\n\n", job.generated());
    let union = job.packages.publication.catalogue.union.is_some();
    let mut documents = job.schemas.iter();
    if union && let Some(document) = documents.next() {
        text.push_str(
            "/** The schema of the union. */\n// prettier-ignore\nexport const unionSchema: object = ",
        );
        text.push_str(document.text().trim_end());
        text.push_str(";\n\n");
    }
    text.push_str("/** The schema of each event, by its tag. */\n// prettier-ignore\n");
    text.push_str("export const schemas: Readonly<Record<string, object>> = {\n");
    for (event, document) in job.contract.events.iter().zip(documents) {
        text.push_str(&format!("{}: {},\n", key(event.tag), document.text().trim_end()));
    }
    text.push_str("};\n");
    text
}
