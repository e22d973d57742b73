//! C++20: structs, a variant, and JSON for Modern C++.

use std::collections::{BTreeMap, BTreeSet};

use event_schema::document::Json;
use serde::Serialize;

use super::contract::{
    Checks, Content, Contract, Definition, Docs, Enumeration, Event, Kind, Named, ORDINALS, Object, Presence,
    Property, Rule, Shape, Spelling, ToldBy, Type, Union,
};
use super::engine::{Engine, doc};
use super::layout::{Closing, Code, Style};
use super::naming::{Case, Naming, distinct, words};
use super::{Job, Language};
use crate::error::Error;
use crate::files::File;

const STYLE: Style =
    Style { width: 120, step: 4, trailing_comma: false, joins: false, closing: Closing::Apart };

const RULES: Spelling = Spelling { prefix: "", case: Case::Snake, many: ("(", ")"), literal: quoted };

const RUNTIME: [(&str, &str); 7] = [
    ("include/FOLDER/runtime.hpp", include_str!("cpp/src/runtime.hpp")),
    ("src/codec.hpp", include_str!("cpp/src/codec.hpp")),
    ("src/rules.hpp", include_str!("cpp/src/rules.hpp")),
    ("src/decimal.cpp", include_str!("cpp/src/decimal.cpp")),
    ("src/decimal.hpp", include_str!("cpp/src/decimal.hpp")),
    ("src/node.cpp", include_str!("cpp/src/node.cpp")),
    ("src/node.hpp", include_str!("cpp/src/node.hpp")),
];

const TEMPLATES: [(&str, &str); 6] = [
    ("events.hpp", include_str!("cpp/events.hpp.j2")),
    ("events.cpp", include_str!("cpp/events.cpp.j2")),
    ("schemas.cpp", include_str!("cpp/schemas.cpp.j2")),
    ("CMakeLists.txt", include_str!("cpp/CMakeLists.txt.j2")),
    ("config.cmake", include_str!("cpp/config.cmake.j2")),
    ("README.md", include_str!("cpp/README.md.j2")),
];

#[derive(Serialize)]
struct PackageView {
    generated: String,
    package: String,
    namespace: String,
    folder: String,
    version: String,
    license: String,
    name: String,
    paragraphs: Vec<String>,
    union_doc: String,
    keeps_unknown: bool,
    /// What is expected of an event that is not in the catalogue, if it is not kept.
    expected: String,
    /// Whether strings have formats.
    has_formats: bool,
    members: String,
    tag: &'static str,
    tag_pointer: String,
    /// Those that others hold first.
    types: Vec<TypeView>,
    /// Types that stand before all others.
    declared: Vec<String>,
    equalities: Vec<String>,
    /// Tuples and unions.
    composed: Vec<String>,
    events: Vec<EventView>,
    /// Everything that has a codec.
    objects: Vec<String>,
    schemas: Vec<SchemaView>,
    example: ExampleView,
}

#[derive(Serialize)]
struct TypeView {
    code: String,
    /// Nothing for enumerations.
    codec: String,
}

#[derive(Serialize)]
struct EventView {
    name: String,
    tag: &'static str,
    summary: String,
    /// Whether a payload's tag is the event's.
    tests: String,
    code: String,
    codec: String,
}

#[derive(Serialize)]
struct SchemaView {
    name: String,
    text: String,
}

#[derive(Serialize)]
struct ExampleView {
    name: String,
    field: String,
    payload: String,
}

pub(super) fn files(job: &Job<'_>) -> Result<Vec<File>, Error> {
    let contract = &job.contract;
    let engine = Engine::new(&TEMPLATES)?;
    let package = Writer::new(job).package();
    let mut files = job.schemas_in("schemas");
    for (path, text) in RUNTIME {
        let text = text.replace("NAMESPACE", &package.namespace);
        let path = path.replace("FOLDER", &package.folder);
        files.push(Job::file(path, format!("// {}\n{text}", job.generated())));
    }
    let used = contract.formats();
    files.extend(
        (!used.is_empty()).then(|| Job::file("src/formats.hpp", formats(job, &package.namespace, &used))),
    );
    let settings = format!("# {}\n{}", job.generated(), include_str!("cpp/clang-format"));
    files.push(Job::file(".clang-format", settings));
    for (path, template) in [
        (format!("include/{}/events.hpp", package.folder), "events.hpp"),
        (String::from("src/events.cpp"), "events.cpp"),
        (String::from("src/schemas.cpp"), "schemas.cpp"),
        (String::from("CMakeLists.txt"), "CMakeLists.txt"),
        (format!("{}-config.cmake", package.package), "config.cmake"),
        (String::from("README.md"), "README.md"),
    ] {
        files.push(Job::file(path, engine.render(template, &package)?));
    }
    Ok(files)
}

struct Writer<'a> {
    job: &'a Job<'a>,
    naming: &'static Naming,
    names: BTreeMap<String, String>,
    /// Types that hold themselves.
    recursive: BTreeSet<&'a str>,
}

impl<'a> Writer<'a> {
    fn new(job: &'a Job<'a>) -> Self {
        let naming = Naming::of(Language::Cpp);
        let all = job.contract.type_names();
        let called = distinct(all.iter().map(|name| naming.type_name(name)));
        let names = all.into_iter().zip(called).collect();
        Self { job, naming, names, recursive: recursive(&job.contract) }
    }

    fn rules(&self, rules: &[Rule]) -> Vec<Code> {
        let mut codec = |value: &Type| Code::call("is", vec![self.value(value).1]);
        rules.iter().map(|rule| rule.code(&RULES, &mut codec)).collect()
    }

    fn package(&self) -> PackageView {
        let (contract, packages) = (&self.job.contract, self.job.packages);
        let ordered = self.ordered();
        let types = ordered.iter().copied().filter_map(|name| {
            let docs = &contract.types.iter().find(|definition| definition.name == name)?.docs;
            Some(match contract.kind(name)? {
                Kind::Object(object) => TypeView {
                    code: self.object(&self.names[name], object, docs, None),
                    codec: self.codec(&self.names[name], object, None),
                },
                Kind::Tuple(items) => TypeView {
                    code: self.tuple(&self.names[name], items, docs),
                    codec: self.tuple_codec(&self.names[name], items),
                },
                Kind::Union(union) => {
                    let definition = contract.types.iter().find(|definition| definition.name == name)?;
                    TypeView {
                        code: self.union(definition, union),
                        codec: self.union_codec(definition, union),
                    }
                }
                Kind::Enumeration(values) => TypeView {
                    code: self.enumeration(&self.names[name], values, docs),
                    codec: self.enumeration_codec(&self.names[name], values),
                },
            })
        });
        let objects = ordered.iter().filter(|name| matches!(contract.kind(name), Some(Kind::Object(_))));
        let events = contract.events.iter().map(|event| event.name);
        let cases = contract.types.iter().flat_map(|definition| {
            let cases = definition.union().map_or(&[][..], |union| &union.cases);
            let objects = cases.iter().filter(|case| case.content.object().is_some());
            objects.map(|case| self.names[&definition.case(case)].clone())
        });
        let objects = objects.copied().chain(events).map(|name| self.names[name].clone());
        let objects = objects.chain(cases).collect();
        let mut members: Vec<&str> =
            contract.events.iter().map(|event| self.names[event.name].as_str()).collect();
        members.extend(contract.keeps_unknown.then_some("UnknownEvent"));
        let first = &contract.events[0];
        let shown =
            first.object.properties.iter().position(|property| property.presence == Presence::Required);
        let namespace = packages.name.replace('-', "_");
        PackageView {
            generated: self.job.generated(),
            package: packages.name.clone(),
            folder: namespace.clone(),
            namespace,
            version: packages.version.clone(),
            license: packages.license.clone(),
            name: self.names[&contract.name].clone(),
            paragraphs: contract.docs.paragraphs.clone(),
            union_doc: comment(&contract.docs, ""),
            keeps_unknown: contract.keeps_unknown,
            expected: {
                let tags = contract.events.iter().map(|event| Code::text(quoted(event.tag)));
                let tags = Code::Items { head: String::new(), items: tags.collect(), brackets: ("{", "}") };
                let expected = Code::call("detail::one_of_the", vec![Code::text("\"event\""), tags]);
                let place = Code::text(quoted(&format!("/{}", contract.tag)));
                Code::call("detail::refuse", vec![place, expected]).fitted(&STYLE, 2, 2, 1)
            },
            has_formats: !contract.formats().is_empty(),
            members: variant(&members),
            tag: contract.tag,
            tag_pointer: format!("/{}", contract.tag),
            types: types.collect(),
            declared: self.declared(),
            equalities: self.equalities(),
            composed: self.composed(),
            events: contract.events.iter().map(|event| self.event(event)).collect(),
            objects,
            schemas: self.schemas(),
            example: ExampleView {
                name: self.names[first.name].clone(),
                field: shown.map_or_else(|| String::from("tag"), |at| self.fields(&first.object)[at].clone()),
                payload: first.example.clone(),
            },
        }
    }

    fn schemas(&self) -> Vec<SchemaView> {
        let schemas = self.job.schemas.iter().map(|file| SchemaView {
            name: file.path.clone(),
            // A raw string is the document, byte for byte.
            text: file.text().into_owned(),
        });
        schemas.collect()
    }

    /// The named types, each behind those that it holds itself and that are not declared before all.
    fn ordered(&self) -> Vec<&'a str> {
        let mut ordered = Vec::new();
        for definition in &self.job.contract.types {
            self.order(&definition.name, &mut ordered);
        }
        ordered
    }

    fn order(&self, name: &'a str, ordered: &mut Vec<&'a str>) {
        if ordered.contains(&name) {
            return;
        }
        let values = self.job.contract.kind(name).map_or_else(Vec::new, Kind::values);
        for value in values {
            // What is declared, and stands elsewhere in memory, need not be whole.
            let needed = held(value).into_iter();
            let needed = needed.filter(|held| *held != name && !self.recursive.contains(held));
            needed.for_each(|held| self.order(held, ordered));
        }
        ordered.push(name);
    }

    /// The types whose codecs are made by functions of their own.
    fn composed(&self) -> Vec<String> {
        let types = self.job.contract.types.iter();
        let composed = types.filter(|definition| matches!(definition.kind, Kind::Tuple(_) | Kind::Union(_)));
        composed.map(|definition| self.names[&definition.name].clone()).collect()
    }

    /// Says that values of a struct are compared member by member. Where it holds itself, how is said in the source file:
    /// within the struct, Clang looks into it before it is whole.
    fn equality(&self, name: &str) -> String {
        let definition = if self.early().contains_key(name) { "" } else { " = default" };
        format!("  friend bool operator==(const {name}&, const {name}&){definition};\n")
    }

    /// The structs that hold themselves, and their members.
    fn early(&self) -> BTreeMap<&str, Vec<String>> {
        let types = self.job.contract.types.iter();
        let recursive = types.filter(|definition| self.recursive.contains(definition.name.as_str()));
        let structs = recursive.flat_map(|definition| match &definition.kind {
            Kind::Object(object) => vec![(definition.name.clone(), self.fields(object))],
            Kind::Tuple(items) => {
                let members = ORDINALS.iter().take(items.len()).map(ToString::to_string);
                vec![(definition.name.clone(), members.collect())]
            }
            Kind::Union(union) => {
                let members = |content: &Content| match content {
                    Content::Unit => Vec::new(),
                    Content::Value(_) | Content::Unknown => vec![String::from("value")],
                    Content::Object(object) => self.fields(object),
                };
                union.cases.iter().map(|case| (definition.case(case), members(&case.content))).collect()
            }
            Kind::Enumeration(_) => Vec::new(),
        });
        structs.map(|(name, members)| (self.names[&name].as_str(), members)).collect()
    }

    /// How the structs that hold themselves are compared.
    fn equalities(&self) -> Vec<String> {
        let early = self.early();
        let equalities = early.iter().map(|(name, members)| {
            let equal: Vec<String> =
                members.iter().map(|member| format!("one.{member} == other.{member}")).collect();
            if equal.is_empty() {
                return format!("bool operator==(const {name}&, const {name}&) {{ return true; }}");
            }
            let equal = equal.join(" &&\n         ");
            format!("bool operator==(const {name}& one, const {name}& other) {{\n  return {equal};\n}}")
        });
        equalities.collect()
    }

    /// Declarations of the types that hold themselves.
    fn declared(&self) -> Vec<String> {
        let types = self.job.contract.types.iter();
        let recursive = types.filter(|definition| self.recursive.contains(definition.name.as_str()));
        let declarations = recursive.filter_map(|definition| {
            let name = &self.names[&definition.name];
            match &definition.kind {
                Kind::Object(_) | Kind::Tuple(_) => Some(format!("struct {name};")),
                Kind::Union(union) => {
                    let cases = union.cases.iter().map(|case| self.names[&definition.case(case)].as_str());
                    let cases: Vec<&str> = cases.collect();
                    let structs: Vec<String> = cases.iter().map(|case| format!("struct {case};")).collect();
                    let docs = or_name(&definition.docs, name, "");
                    Some(format!("{}\n\n{docs}\nusing {name} = {};", structs.join("\n"), variant(&cases)))
                }
                Kind::Enumeration(_) => None,
            }
        });
        declarations.collect()
    }

    fn tuple(&self, name: &str, items: &[Type], docs: &Docs) -> String {
        let members = items.iter().zip(ORDINALS).map(|(item, ordinal)| {
            let kind = self.value(item).0;
            format!("  /// The {ordinal} item.\n  {kind} {ordinal};\n\n")
        });
        format!(
            "{}\nstruct {name} {{\n{}{}}};",
            or_name(docs, name, ""),
            members.collect::<Vec<_>>().concat(),
            self.equality(name)
        )
    }

    fn tuple_codec(&self, name: &str, items: &[Type]) -> String {
        let items = items.iter().zip(ORDINALS).map(|(item, ordinal)| {
            let arguments = vec![Code::text(format!("&{name}::{ordinal}")), self.value(item).1];
            format!("      {},\n", Code::call("item", arguments).fitted(&STYLE, 6, 6, 1))
        });
        format!(
            "template <>\nCodec<{name}> codec_for() {{\n  return tuple<{name}>({{\n{}  }});\n}}",
            items.collect::<Vec<_>>().concat()
        )
    }

    /// A struct for each case, and the variant.
    fn union(&self, definition: &Definition, union: &Union) -> String {
        let name = &self.names[&definition.name];
        let mut called = Vec::new();
        let mut code = String::new();
        for case in &union.cases {
            let case_name = &self.names[&definition.case(case)];
            called.push(case_name.as_str());
            let text = match &case.content {
                Content::Object(object) => self.object(case_name, object, &case.docs, None),
                content => {
                    let value = match content {
                        Content::Value(value) => {
                            format!("  /// What it holds.\n  {} value;\n\n", self.value(value).0)
                        }
                        Content::Unknown => {
                            String::from("  /// The object as it came.\n  RawJson value;\n\n")
                        }
                        Content::Unit | Content::Object(_) => String::new(),
                    };
                    format!(
                        "{}\nstruct {case_name} {{\n{value}{}}};",
                        or_name(&case.docs, case_name, ""),
                        self.equality(case_name)
                    )
                }
            };
            code.push_str(&text);
            code.push_str("\n\n");
        }
        if self.recursive.contains(definition.name.as_str()) {
            return code.trim_end().to_owned();
        }
        format!("{code}{}\nusing {name} = {};", or_name(&definition.docs, name, ""), variant(&called))
    }

    fn union_codec(&self, definition: &Definition, union: &Union) -> String {
        let name = &self.names[&definition.name];
        let (mut objects, mut cases) = (String::new(), Vec::new());
        for case in &union.cases {
            let called = &self.names[&definition.case(case)];
            let names = std::iter::once(&case.wire).chain(case.aliases).map(|name| quoted(name));
            let names: Vec<String> = names.collect();
            let (function, codec) = match &case.content {
                Content::Unit => ("unit", None),
                Content::Value(value) => ("holding", Some(self.value(value).1)),
                Content::Unknown => {
                    cases.push(Code::call(format!("holding<{name}, {called}>"), vec![Code::text("any()")]));
                    continue;
                }
                Content::Object(object) => {
                    let tag = match union.told_by {
                        ToldBy::Tag(tag) => Some((tag, names.join(", "))),
                        _ => None,
                    };
                    objects.push_str(&self.codec(called, object, tag));
                    objects.push_str("\n\n");
                    ("itself", Some(Code::text(format!("object<{called}>()"))))
                }
            };
            let arguments = codec.into_iter().chain(names.into_iter().map(Code::text));
            cases.push(Code::call(format!("{function}<{name}, {called}>"), arguments.collect()));
        }
        let made = match union.told_by {
            ToldBy::Name => format!("keyed<{name}>(cases)"),
            ToldBy::Tag(tag) => format!("tagged<{name}>({}, cases)", Json::string(tag)),
            ToldBy::Nothing => format!("choice<{name}>({}, cases)", quoted(&union.expected)),
        };
        let cases: Vec<String> =
            cases.iter().map(|code| format!("      {},\n", code.fitted(&STYLE, 6, 6, 1))).collect();
        format!(
            "{objects}template <>\nCodec<{name}> codec_for() {{\n  const VariantCases<{name}> cases{{\n{}  }};\n  return \
             {made};\n}}",
            cases.concat()
        )
    }

    fn event(&self, event: &Event) -> EventView {
        let name = &self.names[event.name];
        EventView {
            name: name.clone(),
            tag: event.tag,
            summary: event.docs.paragraphs.first().cloned().unwrap_or_default(),
            code: self.object(name, &event.object, &event.docs, Some(event.tag)),
            tests: std::iter::once(format!("{name}::tag"))
                .chain(event.aliases.iter().map(|alias| quoted(alias)))
                .map(|tag| format!("tag->text == {tag}"))
                .collect::<Vec<_>>()
                .join(" || "),
            codec: {
                let names = std::iter::once(format!("{name}::tag"));
                let names = names.chain(event.aliases.iter().map(|alias| quoted(alias)));
                let names = names.collect::<Vec<_>>().join(", ");
                self.codec(name, &event.object, Some((self.job.contract.tag, names)))
            },
        }
    }

    fn object(&self, name: &str, object: &Object, docs: &Docs, tag: Option<&str>) -> String {
        let mut members = Vec::new();
        if let Some(tag) = tag {
            members.push(format!(
                "  /// What tells this event apart.\n  static constexpr std::string_view tag = {};\n",
                Json::string(tag)
            ));
        }
        let fields = self.fields(object);
        for (property, field) in object.properties.iter().zip(&fields) {
            let kind = self.member(property).0;
            members.push(format!("{}\n  {kind} {field};\n", or_name(&property.docs, property.name, "  ")));
        }
        if let (Some(rest), Some(field)) = (&object.rest, fields.last()) {
            let kind = self.value(&rest.value).0;
            let told = "  /// Every other property, by its name.";
            members.push(format!("{told}\n  std::map<std::string, {kind}> {field}{{}};\n"));
        }
        if tag.is_some() {
            members.push(format!(
                "  /// Decodes a payload that is this event; throws `InvalidEvent` if it is not.\n  static {name} \
                 decode(std::string_view payload);\n"
            ));
            members.push(String::from(
                "  /// Encodes the event as JSON; throws `InvalidEvent` if it is not what the contract says.\n  \
                 [[nodiscard]] std::string encode() const;\n",
            ));
        }
        members.push(self.equality(name));
        format!("{}\nstruct {name} {{\n{}}};", or_name(docs, name, ""), members.join("\n"))
    }

    /// How an object is read and written; its tag, if it has one, and the code for the tag's value.
    fn codec(&self, name: &str, object: &Object, tag: Option<(&str, String)>) -> String {
        let mut properties: Vec<Code> = tag
            .map(|(property, value)| {
                let property = Code::text(Json::string(property).to_compact());
                Code::call(format!("tag<{name}>"), vec![property, Code::text(value)])
            })
            .into_iter()
            .collect();
        let fields = self.fields(object);
        for (property, field) in object.properties.iter().zip(&fields) {
            let function = if property.presence.is_optional() { "optional" } else { "required" };
            let names = std::iter::once(&property.name).chain(property.aliases);
            let names: Vec<String> = names.map(|name| Json::string(*name).to_compact()).collect();
            let arguments = vec![
                Code::text(format!("&{name}::{field}")),
                self.member(property).1,
                Code::text(format!("{{{}}}", names.join(", "))),
            ];
            properties.push(Code::call(function, arguments));
        }
        let lines = |codes: &[Code]| {
            let lines = codes.iter().map(|code| format!("          {},\n", code.fitted(&STYLE, 10, 10, 1)));
            lines.collect::<String>()
        };
        let rules = match lines(&self.rules(&object.rules)) {
            rules if rules.is_empty() && object.rest.is_none() => rules,
            rules if rules.is_empty() => String::from("      {},\n"),
            rules => format!("      {{\n{rules}      }},\n"),
        };
        let rest = object.rest.as_ref().zip(fields.last()).map_or_else(String::new, |(rest, field)| {
            let arguments = vec![Code::text(format!("&{name}::{field}")), self.value(&rest.value).1];
            format!("      {},\n", Code::call("rest", arguments).fitted(&STYLE, 6, 6, 1))
        });
        format!(
            "template <>\nconst ObjectCodec<{name}>& codec_of() {{\n  static const ObjectCodec<{name}> codec{{\n      \
             {{\n{}      }},\n      {},\n{rules}{rest}  }};\n  return codec;\n}}",
            lines(&properties),
            object.closed
        )
    }

    fn enumeration(&self, name: &str, enumeration: &Enumeration, docs: &Docs) -> String {
        let mut docs = docs.clone();
        if enumeration.open {
            docs.paragraphs.push(String::from("The list is open: other strings are valid too."));
        }
        let head = or_name(&docs, name, "");
        let values = enumeration.values.iter().zip(self.values(enumeration));
        if enumeration.open {
            let values: Vec<String> = values
                .map(|(value, called)| {
                    format!(
                        "{}\n  static constexpr std::string_view {called} = {};\n\n",
                        or_name(&value.docs, value.wire, "  "),
                        Json::string(value.wire)
                    )
                })
                .collect();
            return format!(
                "{head}\nstruct {name} {{\n{}  /// The string on the wire.\n  std::string value;\n\n  friend bool \
                 operator==(const {name}&, const {name}&) = default;\n  friend bool operator==(const {name}& one, \
                 std::string_view other) {{ return one.value == other; }}\n}};",
                values.concat()
            );
        }
        let values: Vec<String> = values
            .map(|(value, called)| format!("{}\n  {called},\n", or_name(&value.docs, value.wire, "  ")))
            .collect();
        format!("{head}\nenum class {name} {{\n{}}};", values.concat())
    }

    /// What an enumeration's strings stand for; nothing if it is open.
    fn enumeration_codec(&self, name: &str, enumeration: &Enumeration) -> String {
        if enumeration.open {
            return String::new();
        }
        let values = enumeration.values.iter().zip(self.values(enumeration));
        let values: Vec<String> = values
            .map(|(value, called)| format!("      {{{name}::{called}, {}}},\n", Json::string(value.wire)))
            .collect();
        let aliases = enumeration.values.iter().flat_map(|value| {
            let own = quoted(value.wire);
            value.aliases.iter().map(move |alias| format!("      {{{}, {own}}},\n", quoted(alias)))
        });
        let aliases: String = aliases.collect();
        let head = format!("static Codec<{name}> enumeration_of({name}) {{\n  ");
        if aliases.is_empty() {
            return format!("{head}return enumeration<{name}>({{\n{}  }});\n}}", values.concat());
        }
        format!(
            "{head}const auto own = enumeration<{name}>({{\n{}  }});\n  const std::map<std::string, \
             std::string> aliases{{\n{aliases}  }};\n  return aliased(own, aliases);\n}}",
            values.concat()
        )
    }

    fn values(&self, enumeration: &Enumeration) -> Vec<String> {
        let names = enumeration.values.iter().map(|value| self.naming.value(value.name));
        // An open enumeration has a member of that name.
        let taken = enumeration.open.then(|| String::from("value"));
        let skipped = usize::from(enumeration.open);
        distinct(taken.into_iter().chain(names)).into_iter().skip(skipped).collect()
    }

    fn fields(&self, object: &Object) -> Vec<String> {
        distinct(object.fields().map(|(name, field)| self.naming.field(name, field)))
    }

    fn member(&self, property: &Property) -> (String, Code) {
        let (mut kind, mut codec) = self.value(&property.value);
        if property.presence.is_nullable() {
            kind = format!("std::optional<{kind}>");
            codec = Code::call("nullable", vec![codec]);
        }
        if property.presence.is_optional() {
            kind = format!("Omittable<{kind}>");
        }
        (kind, codec)
    }

    /// A type, and its codec.
    fn value(&self, value: &Type) -> (String, Code) {
        let (kind, codec) = self.plain(value);
        let unique = value.checks.unique_items.then(|| Code::text("unique_items"));
        let rules: Vec<Code> = unique.into_iter().chain(self.rules(&value.rules)).collect();
        if rules.is_empty() {
            return (kind, codec);
        }
        (kind, Code::call("ruled", std::iter::once(codec).chain(rules).collect()))
    }

    fn plain(&self, value: &Type) -> (String, Code) {
        let checks = &value.checks;
        let named = |kind: &str, codec: Code| (kind.to_owned(), codec);
        match &value.shape {
            Shape::Any => named("RawJson", Code::text("any()")),
            Shape::Null => named("std::nullptr_t", Code::text("nothing()")),
            Shape::Boolean => {
                let only = checks.only.map_or(String::new(), |only| format!("only({only})"));
                named("bool", Code::text(format!("boolean({{{only}}})")))
            }
            Shape::Integer if value.fits(i64::MIN.into(), i64::MAX.into()) => {
                named("std::int64_t", rules("integer<std::int64_t>", &numeric(checks)))
            }
            Shape::Integer if value.fits(0, u64::MAX.into()) => {
                named("std::uint64_t", rules("integer<std::uint64_t>", &numeric(checks)))
            }
            Shape::Integer => named("std::string", rules("long_integer", &numeric(checks))),
            Shape::Number => named("double", rules("number", &numeric(checks))),
            Shape::String => named("std::string", rules("string", &lengths(checks))),
            Shape::Enumeration(name) => {
                let is_open =
                    matches!(self.job.contract.kind(name), Some(Kind::Enumeration(values)) if values.open);
                let name = &self.names[name];
                let codec =
                    if is_open { format!("open<{name}>()") } else { format!("enumeration_of({name}{{}})") };
                named(name, Code::text(codec))
            }
            Shape::Object(name) | Shape::Tuple(name) | Shape::Union(name) => {
                let (is_object, is_recursive) =
                    (matches!(value.shape, Shape::Object(_)), self.recursive.contains(name.as_str()));
                let name = &self.names[name];
                match (is_object, is_recursive) {
                    (true, false) => named(name, Code::text(format!("object<{name}>()"))),
                    (false, false) => named(name, Code::text(format!("codec_for<{name}>()"))),
                    (true, true) => (
                        format!("Boxed<{name}>"),
                        Code::call("boxed", vec![Code::text(format!("object<{name}>()"))]),
                    ),
                    (false, true) => (
                        format!("Boxed<{name}>"),
                        Code::call("boxed", vec![Code::text(format!("lazy<{name}>()"))]),
                    ),
                }
            }
            Shape::Nullable(inner) => {
                let (kind, codec) = self.value(inner);
                (format!("std::optional<{kind}>"), Code::call("nullable", vec![codec]))
            }
            Shape::List(item) => {
                let (kind, codec) = unboxed(self.value(item));
                let list =
                    Code::call("list", vec![codec, counts("items", checks.min_items, checks.max_items)]);
                (format!("std::vector<{kind}>"), list)
            }
            Shape::Map(keys, member) => {
                let (kind, codec) = self.value(member);
                let mut map = Code::call(
                    "map",
                    vec![codec, counts("properties", checks.min_properties, checks.max_properties)],
                );
                let keys = lengths(keys);
                if !keys.is_empty() {
                    map = Code::call("named", vec![map, Code::text(format!("{{{}}}", keys.join(", ")))]);
                }
                (format!("std::map<std::string, {kind}>"), map)
            }
        }
    }
}

/// What stands in a list stands elsewhere in memory anyway.
fn unboxed((kind, codec): (String, Code)) -> (String, Code) {
    let plain = kind.strip_prefix("Boxed<").and_then(|rest| rest.strip_suffix('>'));
    match (plain, codec) {
        (Some(plain), Code::Items { head, mut items, .. }) if head == "boxed" => {
            (plain.to_owned(), items.remove(0))
        }
        (_, codec) => (kind, codec),
    }
}

/// The named types in a value.
fn held(value: &Type) -> Vec<&str> {
    match &value.shape {
        Shape::Enumeration(name) | Shape::Object(name) | Shape::Tuple(name) | Shape::Union(name) => {
            vec![name]
        }
        Shape::Nullable(inner) | Shape::List(inner) | Shape::Map(_, inner) => held(inner),
        _ => Vec::new(),
    }
}

/// The types that hold themselves, in whatever they hold. A list of its own alone needs no declaration.
fn recursive(contract: &Contract) -> BTreeSet<&str> {
    let holds = |name: &str| contract.kind(name).map_or_else(Vec::new, Kind::values);
    let reaches = |definition: &Definition| {
        let own = |value: &Type| in_list(value) && held(value) == [definition.name.as_str()];
        let first = holds(&definition.name).into_iter().filter(|value| !own(value));
        let mut open: Vec<&str> = first.flat_map(held).collect();
        let mut seen = BTreeSet::new();
        while let Some(name) = open.pop() {
            if name == definition.name {
                return true;
            }
            if seen.insert(name) {
                open.extend(holds(name).into_iter().flat_map(held));
            }
        }
        false
    };
    let all = contract.types.iter().filter(|definition| reaches(definition));
    all.map(|definition| definition.name.as_str()).collect()
}

/// Whether a value is a list, whose items need not be whole where it is declared.
fn in_list(value: &Type) -> bool {
    match &value.shape {
        Shape::List(_) => true,
        Shape::Nullable(inner) => in_list(inner),
        _ => false,
    }
}

fn numeric(checks: &Checks) -> Vec<String> {
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
    let mut rules: Vec<String> = bounds.map(|(name, bound)| format!("{name}(\"{bound}\")")).collect();
    rules.extend(checks.multiple_of.iter().map(|step| format!("multiple_of(\"{step}\")")));
    rules.extend(checks.none_of.iter().map(|number| format!("other_than(\"{number}\")")));
    rules.extend(checks.among.iter().map(|numbers| format!("among({{\"{}\"}})", numbers.join("\", \""))));
    rules
}

fn lengths(checks: &Checks) -> Vec<String> {
    let mut rules = Vec::new();
    rules.extend(checks.min_length.map(|count| format!("min_length({count})")));
    rules.extend(checks.max_length.map(|count| format!("max_length({count})")));
    for (name, texts) in
        [("starts_with", &checks.prefixes), ("ends_with", &checks.suffixes), ("contains", &checks.substrings)]
    {
        rules.extend(texts.iter().map(|text| format!("{name}({})", Json::string(*text))));
    }
    rules.extend(checks.one_of.iter().map(|values| {
        let values: Vec<String> = values.iter().map(|value| Json::string(value).to_compact()).collect();
        format!("one_of({{{}}})", values.join(", "))
    }));
    rules.extend(checks.patterns.iter().map(|pattern| {
        let table = pattern.table.join(" ").replace(' ', ", ");
        format!("matches({}, {{{table}}})", Json::string(pattern.source.as_str()))
    }));
    rules.extend(checks.formats.iter().map(|named| format!("{}()", format_name(named.name))));
    rules
}

/// One of several types, on a line each where there are many.
fn variant(members: &[&str]) -> String {
    let flat = format!("std::variant<{}>", members.join(", "));
    if flat.len() <= 80 { flat } else { format!("std::variant<\n    {}>", members.join(",\n    ")) }
}

fn quoted(text: &str) -> String {
    Json::string(text).to_compact()
}

fn format_name(name: &str) -> String {
    format!("{}_format", Case::Snake.join(&words(name)))
}

/// The formats that the contract has strings of.
fn formats(job: &Job<'_>, namespace: &str, formats: &[&Named]) -> String {
    let functions: Vec<String> = formats
        .iter()
        .map(|named| {
            let patterns = named.tables().map(|pattern| {
                let source = Json::string(pattern.source.as_str());
                format!("          matches({source}, {{{}}}),\n", pattern.table.join(" ").replace(' ', ", "))
            });
            let time_at = named.time_at.map_or(String::from("std::nullopt"), |at| at.to_string());
            format!(
                "inline Rule<std::string> {}() {{\n  static const auto rule = of_format(\n      {},\n      {time_at},\n      \
                 {{\n{}      }}\n  );\n  return rule;\n}}\n",
                format_name(named.name),
                Json::string(named.told.as_str()),
                patterns.collect::<String>()
            )
        })
        .collect();
    format!(
        "// {}\n#pragma once\n\n#include \"codec.hpp\"\n\n// What strings may have to be, as tables that decide it in one \
         pass.\n// clang-format off\n\nnamespace {namespace}::detail {{\n\n{}\n}}  // namespace {namespace}::detail\n",
        job.generated(),
        functions.join("\n")
    )
}

fn counts(unit: &str, least: Option<u64>, most: Option<u64>) -> Code {
    let least = least.map(|count| format!("min_{unit}({count})"));
    let most = most.map(|count| format!("max_{unit}({count})"));
    let rules: Vec<String> = least.into_iter().chain(most).collect();
    Code::text(format!("{{{}}}", rules.join(", ")))
}

fn rules(function: &str, rules: &[String]) -> Code {
    Code::text(format!("{function}({{{}}})", rules.join(", ")))
}

fn or_name(docs: &Docs, name: &str, indent: &str) -> String {
    if docs.paragraphs.is_empty() && docs.deprecated.is_none() {
        return format!("{indent}/// `{name}`");
    }
    comment(docs, indent)
}

fn comment(docs: &Docs, indent: &str) -> String {
    let mut paragraphs = docs.paragraphs.clone();
    paragraphs.extend(docs.deprecated.map(|why| format!("Deprecated: {why}")));
    // A backslash at a line's end would continue the comment.
    doc(paragraphs, &format!("{indent}/// "), STYLE.width)
}
