//! PHP 8.2 and later: readonly classes and enums, without dependencies.

use std::collections::BTreeMap;

use event_schema::document::Json;
use serde::Serialize;

use super::contract::{
    Checks, Content, Definition, Docs, Enumeration, Kind, Named, ORDINALS, Object, Pattern, Presence,
    Property, Rule, Shape, Spelling, ToldBy, Type, Union,
};
use super::engine::{Engine, block_comment, doc};
use super::layout::{Closing, Code, Style};
use super::naming::{Case, Naming, distinct, words};
use super::{Job, Language, contract};
use crate::error::Error;
use crate::files::File;

const STYLE: Style =
    Style { width: 120, step: 4, trailing_comma: true, joins: false, closing: Closing::Apart };

const RULES: Spelling = Spelling { prefix: "JsonRule::", case: Case::Camel, many: ("(", ")"), literal };

const RUNTIME: [(&str, &str); 13] = [
    ("Absent", include_str!("php/src/Absent.php")),
    ("Codec", include_str!("php/src/Codec.php")),
    ("Decimal", include_str!("php/src/Decimal.php")),
    ("InvalidEventException", include_str!("php/src/InvalidEventException.php")),
    ("Issue", include_str!("php/src/Issue.php")),
    ("JsonRule", include_str!("php/src/JsonRule.php")),
    ("Members", include_str!("php/src/Members.php")),
    ("Node", include_str!("php/src/Node.php")),
    ("Numeral", include_str!("php/src/Numeral.php")),
    ("ObjectCodec", include_str!("php/src/ObjectCodec.php")),
    ("Place", include_str!("php/src/Place.php")),
    ("RawJson", include_str!("php/src/RawJson.php")),
    ("Rule", include_str!("php/src/Rule.php")),
];

const TEMPLATES: [(&str, &str); 8] = [
    ("union_type.php", include_str!("php/union_type.php.j2")),
    ("case.php", include_str!("php/case.php.j2")),
    ("class.php", include_str!("php/class.php.j2")),
    ("enumeration.php", include_str!("php/enumeration.php.j2")),
    ("union.php", include_str!("php/union.php.j2")),
    ("unknown.php", include_str!("php/unknown.php.j2")),
    ("composer.json", include_str!("php/composer.json.j2")),
    ("README.md", include_str!("php/README.md.j2")),
];

#[derive(Serialize)]
struct Page<'a, T> {
    generated: String,
    namespace: &'a str,
    #[serde(rename = "type")]
    content: T,
}

#[derive(Serialize)]
struct ClassView {
    name: String,
    doc: String,
    tag: Option<String>,
    told_by: Option<String>,
    extends: String,
    parameters_doc: String,
    parameters: String,
    properties: String,
    rest: Option<String>,
    rules: Option<String>,
    closed: bool,
}

#[derive(Serialize)]
struct EnumerationView {
    name: String,
    doc: String,
    open: bool,
    values: Vec<ValueView>,
}

#[derive(Serialize)]
struct ValueView {
    name: String,
    wire: String,
    doc: String,
}

/// The class of a union, or one that is no object: a tuple, or a case of a union.
#[derive(Serialize)]
struct CaseView {
    name: String,
    doc: String,
    extends: String,
    parameters_doc: String,
    parameters: String,
    codec: String,
}

#[derive(Serialize)]
struct PackageView {
    generated: String,
    package: String,
    composer_name: String,
    namespace: String,
    prefix: String,
    version: String,
    description: String,
    license: String,
    license_json: String,
    name: String,
    paragraphs: Vec<String>,
    union_doc: String,
    keeps_unknown: bool,
    /// What an event gets that is not in the catalogue, if it is not kept.
    refusal: String,
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
    /// What else it is read by, as literals.
    aliases: Vec<String>,
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
    let engine = Engine::new(&TEMPLATES)?;
    let writer = Writer::new(job);
    let package = writer.package();
    let source = |name: &str| format!("src/{name}.php");
    let mut files = job.schemas_in("schemas");
    for (name, text) in RUNTIME {
        let head = format!("<?php\n\n// {}\n\ndeclare(strict_types=1);\n", job.generated());
        let text = format!("{head}\nnamespace {};\n\n{text}", package.namespace);
        files.push(Job::file(source(name), text));
    }
    let class = |view: ClassView| {
        let path = source(&view.name);
        let page = Page { generated: job.generated(), namespace: &package.namespace, content: view };
        Ok::<_, Error>(Job::file(path, engine.render("class.php", &page)?))
    };
    let other = |template: &str, view: CaseView| {
        let path = source(&view.name);
        let page = Page { generated: job.generated(), namespace: &package.namespace, content: view };
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
            Kind::Tuple(items) => files.push(other("case.php", writer.tuple(name, items, &definition.docs))?),
            Kind::Union(union) => {
                for case in &union.cases {
                    let called = &writer.names[&definition.case(case)];
                    files.push(match &case.content {
                        Content::Unit => other("case.php", writer.case(called, name, None, &case.docs))?,
                        Content::Value(value) => {
                            other("case.php", writer.case(called, name, Some(value), &case.docs))?
                        }
                        Content::Unknown => {
                            other("case.php", Writer::unknown_case(called, name, &case.docs))?
                        }
                        Content::Object(object) => {
                            let (told_by, wire, aliases) = (union.told_by, case.wire, case.aliases);
                            let role = Role::Case { union: name, told_by, wire, aliases };
                            class(writer.class(called, object, &case.docs, role))?
                        }
                    });
                }
                files.push(other("union_type.php", writer.union(definition, union))?);
            }
            Kind::Enumeration(values) => {
                let content = writer.enumeration(name, values, &definition.docs);
                let page = Page { generated: job.generated(), namespace: &package.namespace, content };
                files.push(Job::file(source(name), engine.render("enumeration.php", &page)?));
            }
        }
    }
    let used = contract.formats();
    files.extend(
        (!used.is_empty()).then(|| Job::file(source("Formats"), formats(job, &package.namespace, &used))),
    );
    files.push(Job::file(source(&package.name), engine.render("union.php", &package)?));
    if contract.keeps_unknown {
        files.push(Job::file(source("UnknownEvent"), engine.render("unknown.php", &package)?));
    }
    for template in ["composer.json", "README.md"] {
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
        let naming = Naming::of(Language::Php);
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
            aliases: event.aliases.iter().map(|alias| literal(alias)).collect(),
            summary: event.docs.paragraphs.first().cloned().unwrap_or_default(),
        });
        let first = &contract.events[0];
        let shown =
            first.object.properties.iter().position(|property| property.presence == Presence::Required);
        let namespace = Case::Pascal.join(&words(&packages.name));
        // A package has a vendor.
        let composer_name = match packages.name.split_once('-') {
            Some((vendor, package)) => format!("{vendor}/{package}"),
            None => format!("{0}/{0}", packages.name),
        };
        let mut sealed: Vec<&str> =
            contract.events.iter().map(|event| self.names[event.name].as_str()).collect();
        sealed.extend(contract.keeps_unknown.then_some("UnknownEvent"));
        PackageView {
            generated: self.job.generated(),
            package: packages.name.clone(),
            composer_name,
            prefix: format!("{namespace}\\"),
            namespace,
            version: packages.version.clone(),
            description: contract.docs.paragraphs.first().cloned().unwrap_or_default(),
            license_json: licenses(&packages.license).to_compact(),
            license: packages.license.clone(),
            paragraphs: contract.docs.paragraphs.clone(),
            union_doc: tagged_comment(
                &paragraphs(&contract.docs),
                &[format!("@phpstan-sealed {}", sealed.join("|"))],
                0,
            ),
            keeps_unknown: contract.keeps_unknown,
            refusal: {
                let tags = contract.events.iter().map(|event| format!("{}::TAG", self.names[event.name]));
                let tags = Code::subscript("", tags.map(Code::text).collect());
                let expected = Code::call("Codec::oneOfThe", vec![Code::text("'event'"), tags]);
                let place = Code::text(literal(&format!("/{}", contract.tag)));
                let refusal = Code::call("InvalidEventException::at", vec![place, expected]);
                refusal.fitted(&STYLE, 12, 12 + "default => throw ".len(), 1)
            },
            tag: contract.tag,
            tag_literal: literal(contract.tag),
            tag_pointer: literal(&format!("/{}", contract.tag)),
            events: events.collect(),
            example: ExampleView {
                name: self.names[first.name].clone(),
                field: shown
                    .map_or_else(|| String::from("tag()"), |at| self.fields(&first.object)[at].clone()),
                payload: first
                    .example
                    .lines()
                    .map(|line| format!("    {line}"))
                    .collect::<Vec<_>>()
                    .join("\n"),
            },
            name,
        }
    }

    fn tuple(&self, name: &str, items: &[Type], docs: &Docs) -> CaseView {
        let (mut told, mut parameters) = (Vec::new(), Vec::new());
        let mut codecs = vec![Code::text("fn (mixed ...$items) => new self(...$items)")];
        for (item, ordinal) in items.iter().zip(ORDINALS) {
            let usage = self.value(item);
            told.push(format!("@param {} ${ordinal} the {ordinal} item", usage.told));
            parameters.push(format!("public {} ${ordinal}", usage.kind));
            codecs.push(usage.codec);
        }
        CaseView {
            name: name.to_owned(),
            doc: block_comment(or_something(paragraphs(docs)), 0, STYLE.width),
            extends: String::new(),
            parameters_doc: tagged_comment(&[], &told, 4),
            parameters: parameters.join(", "),
            codec: Code::call("Codec::tuple", codecs).fitted(&STYLE, 8, 26, 1),
        }
    }

    /// A case that keeps an object with any other tag.
    fn unknown_case(name: &str, union: &str, docs: &Docs) -> CaseView {
        CaseView {
            name: name.to_owned(),
            doc: block_comment(or_something(paragraphs(docs)), 0, STYLE.width),
            extends: format!(" extends {union}"),
            parameters_doc: tagged_comment(
                &[],
                &[String::from("@param RawJson $value the object as it came")],
                4,
            ),
            parameters: String::from("public RawJson $value"),
            codec: String::new(),
        }
    }

    /// A case that holds a value, or is its name only.
    fn case(&self, name: &str, union: &str, value: Option<&Type>, docs: &Docs) -> CaseView {
        let usage = value.map(|value| self.value(value));
        let told = usage.as_ref().map(|usage| format!("@param {} $value what it holds", usage.told));
        CaseView {
            name: name.to_owned(),
            doc: block_comment(or_something(paragraphs(docs)), 0, STYLE.width),
            extends: format!(" extends {union}"),
            parameters_doc: tagged_comment(&[], told.as_slice(), 4),
            parameters: usage.map_or_else(String::new, |usage| format!("public {} $value", usage.kind)),
            codec: String::new(),
        }
    }

    fn union(&self, definition: &Definition, union: &Union) -> CaseView {
        let case_code = |case: &contract::Case| {
            let called = &self.names[&definition.case(case)];
            let (class, wire) = (Code::text(format!("{called}::class")), literal(case.wire));
            match (&case.content, union.told_by) {
                (Content::Unit, _) => Code::subscript(format!("{wire} => "), vec![class, Code::text("null")]),
                // Without a key it stands for all others.
                (Content::Unknown, _) => class,
                (Content::Value(value), ToldBy::Nothing) => {
                    Code::subscript("", vec![class, self.value(value).codec])
                }
                (Content::Value(value), _) => {
                    Code::subscript(format!("{wire} => "), vec![class, self.value(value).codec])
                }
                (Content::Object(_), _) => class.after(&format!("{wire} => ")),
            }
        };
        let is_known = |case: &&contract::Case| !matches!(case.content, Content::Unknown);
        let known = Code::subscript("", union.cases.iter().filter(is_known).map(case_code).collect());
        let others: Vec<Code> = union.cases.iter().filter(|case| !is_known(case)).map(case_code).collect();
        let aliases = aliases(union.cases.iter().map(|case| (case.wire, case.aliases)));
        let aliases = (!aliases.is_empty()).then(|| Code::subscript("aliases: ", aliases));
        let others = others.into_iter().map(|other| other.after("others: "));
        let named = aliases.into_iter().chain(others);
        let codec = match union.told_by {
            ToldBy::Name => Code::call("Codec::keyed", std::iter::once(known).chain(named).collect()),
            ToldBy::Tag(tag) => {
                let first = [Code::text(literal(tag)), known];
                Code::call("Codec::tagged", first.into_iter().chain(named).collect())
            }
            ToldBy::Nothing => Code::call("Codec::choice", vec![Code::text(literal(&union.expected)), known]),
        };
        let sealed: Vec<&str> =
            union.cases.iter().map(|case| self.names[&definition.case(case)].as_str()).collect();
        let sealed = format!("@phpstan-sealed {}", sealed.join("|"));
        CaseView {
            name: self.names[&definition.name].clone(),
            doc: tagged_comment(&or_something(paragraphs(&definition.docs)), &[sealed], 0),
            extends: String::new(),
            parameters_doc: String::new(),
            parameters: String::new(),
            codec: codec.fitted(&STYLE, 8, 26, 1),
        }
    }

    fn class(&self, name: &str, object: &Object, docs: &Docs, role: Role<'_>) -> ClassView {
        let tag = match role {
            Role::Event(tag, _) => Some(tag),
            _ => None,
        };
        let told_by = match role {
            Role::Event(_, aliases) => {
                Some((literal(self.job.contract.tag), String::from("self::TAG"), aliases))
            }
            Role::Case { told_by: ToldBy::Tag(property), wire, aliases, .. } => {
                Some((literal(property), literal(wire), aliases))
            }
            _ => None,
        };
        let told_by = told_by.map(|(property, value, aliases)| {
            let aliases = aliases.iter().map(|alias| literal(alias));
            [property, value].into_iter().chain(aliases).collect::<Vec<_>>().join(", ")
        });
        let fields = self.fields(object);
        let (mut required, mut optional, mut properties) = (Vec::new(), Vec::new(), Vec::new());
        for (property, field) in object.properties.iter().zip(&fields) {
            let Usage { kind, told, codec } = self.property(property);
            let telling = paragraphs(&property.docs).join(" ");
            let told = format!("@param {told} ${field} {telling}").trim_end().to_owned();
            if property.presence.is_optional() {
                optional.push((told, format!("        public {kind} ${field} = Absent::Absent,")));
            } else {
                required.push((told, format!("        public {kind} ${field},")));
            }
            let names = std::iter::once(&property.name).chain(property.aliases);
            let names = names.map(|name| Code::text(literal(name))).collect();
            let is_required = Code::text((!property.presence.is_optional()).to_string());
            let items = vec![codec, is_required, Code::subscript("", names)];
            let head = format!("{} => ", literal(field));
            let entry = Code::subscript("", items).fitted(&STYLE, 16, 16 + head.len(), 1);
            properties.push(format!("                {head}{entry},"));
        }
        let rest = object.rest.as_ref().zip(fields.last()).map(|(rest, field)| {
            let usage = self.value(&rest.value);
            let told =
                format!("@param array<array-key, {}> ${field} every other property, by its name", usage.told);
            optional.push((told, format!("        public array ${field} = [],")));
            let rest = Code::subscript("rest: ", vec![Code::text(literal(field)), usage.codec]);
            rest.fitted(&STYLE, 12, 12, 1)
        });
        let rules = Code::subscript("rules: ", self.rules(&object.rules)).fitted(&STYLE, 12, 12, 1);
        // What has a default value stands last.
        let (told, parameters): (Vec<String>, Vec<String>) = required.into_iter().chain(optional).unzip();
        ClassView {
            name: name.to_owned(),
            doc: block_comment(or_something(paragraphs(docs)), 0, STYLE.width),
            tag: tag.map(literal),
            told_by: told_by.map(|names| format!("[{names}]")),
            rest,
            rules: (!object.rules.is_empty()).then_some(rules),
            extends: match role {
                Role::Event(..) => format!(" extends {}", self.names[&self.job.contract.name]),
                Role::Case { union, .. } => format!(" extends {union}"),
                Role::Part => String::new(),
            },
            parameters_doc: tagged_comment(&[], &told, 4),
            parameters: parameters.join("\n"),
            properties: properties.join("\n"),
            closed: object.closed,
        }
    }

    fn enumeration(&self, name: &str, enumeration: &Enumeration, docs: &Docs) -> EnumerationView {
        let mut paragraphs = or_something(paragraphs(docs));
        if enumeration.open {
            paragraphs.push(String::from("The list is open: other strings are valid too."));
        }
        let names = enumeration.values.iter().map(|value| {
            // Constants are written in capitals, the cases of an enum are not.
            if enumeration.open {
                Case::Screaming.join(&words(&self.naming.value(value.name)))
            } else {
                self.naming.value(value.name)
            }
        });
        let values = enumeration.values.iter().zip(distinct(names)).map(|(value, name)| {
            let mut told = self::paragraphs(&value.docs);
            if told.is_empty() {
                told.push(format!("The value {}.", value.wire));
            }
            ValueView { doc: block_comment(told, 4, STYLE.width), name, wire: literal(value.wire) }
        });
        EnumerationView {
            values: values.collect(),
            name: name.to_owned(),
            doc: block_comment(paragraphs, 0, STYLE.width),
            open: enumeration.open,
        }
    }

    fn fields(&self, object: &Object) -> Vec<String> {
        distinct(object.fields().map(|(name, field)| self.naming.field(name, field)))
    }

    fn rules(&self, rules: &[Rule]) -> Vec<Code> {
        rules.iter().map(|rule| rule.code(&RULES, &mut |value| self.value(value).codec)).collect()
    }

    fn property(&self, property: &Property) -> Usage {
        let mut usage = self.value(&property.value);
        if property.presence.is_nullable() {
            usage = usage.nullable(property.presence.is_optional());
        }
        if property.presence.is_optional() {
            usage.kind.push_str("|Absent");
            usage.told.push_str("|Absent");
        }
        usage
    }

    fn value(&self, value: &Type) -> Usage {
        let usage = self.plain(value);
        let unique = value.checks.unique_items.then(|| Code::text("JsonRule::uniqueItems()"));
        let rules: Vec<Code> = unique.into_iter().chain(self.rules(&value.rules)).collect();
        if rules.is_empty() {
            return usage;
        }
        let arguments = std::iter::once(usage.codec).chain(rules).collect();
        Usage { codec: Code::call("JsonRule::ruled", arguments), ..usage }
    }

    fn plain(&self, value: &Type) -> Usage {
        let checks = &value.checks;
        match &value.shape {
            Shape::Any => Usage::of("RawJson", Code::text("Codec::any()")),
            Shape::Null => Usage::of("null", Code::text("Codec::nothing()")),
            Shape::Boolean => match checks.only {
                Some(only) => Usage::of(&only.to_string(), Code::text(format!("Codec::only({only})"))),
                None => Usage::of("bool", Code::text("Codec::boolean()")),
            },
            Shape::Integer if value.fits(i64::MIN.into(), i64::MAX.into()) => {
                Usage::of("int", Code::call("Codec::integer", numeric(checks)))
            }
            Shape::Integer => Usage {
                told: String::from("numeric-string"),
                ..Usage::of("string", Code::call("Codec::longInteger", numeric(checks)))
            },
            Shape::Number => Usage::of("float", Code::call("Codec::number", numeric(checks))),
            Shape::String => Usage::of("string", Code::call("Codec::string", lengths(checks))),
            Shape::Enumeration(name) => {
                let called = &self.names[name];
                let class = Code::text(format!("{called}::class"));
                let codec = match self.job.contract.kind(name) {
                    Some(Kind::Enumeration(list)) if !list.open => {
                        let aliases = aliases(list.values.iter().map(|value| (value.wire, value.aliases)));
                        let aliases = (!aliases.is_empty()).then(|| Code::subscript("", aliases));
                        Code::call("Codec::enumeration", std::iter::once(class).chain(aliases).collect())
                    }
                    _ => Code::call("Codec::open", vec![class]),
                };
                Usage::of(called, codec)
            }
            Shape::Object(name) => {
                let name = &self.names[name];
                Usage::of(name, Code::text(format!("Codec::object({name}::codec(...))")))
            }
            Shape::Tuple(name) => {
                let name = &self.names[name];
                Usage::of(name, Code::text(format!("Codec::lazy({name}::tupleCodec(...))")))
            }
            Shape::Union(name) => {
                let name = &self.names[name];
                Usage::of(name, Code::text(format!("Codec::lazy({name}::unionCodec(...))")))
            }
            Shape::Nullable(inner) => self.value(inner).nullable(false),
            Shape::List(item) => {
                let Usage { told, codec, .. } = self.value(item);
                let codec = counted("Codec::list", codec, "Items", checks.min_items, checks.max_items);
                Usage { kind: String::from("array"), told: format!("list<{told}>"), codec }
            }
            Shape::Map(keys, member) => {
                let Usage { told, codec, .. } = self.value(member);
                let mut codec =
                    counted("Codec::map", codec, "Properties", checks.min_properties, checks.max_properties);
                let keys = lengths(keys);
                if !keys.is_empty() {
                    codec = Code::call("Codec::named", std::iter::once(codec).chain(keys).collect());
                }
                // PHP makes integers of names that look like such.
                Usage { kind: String::from("array"), told: format!("array<array-key, {told}>"), codec }
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

/// How a value is declared, what analysers are told of it, and how it is read and written.
struct Usage {
    kind: String,
    told: String,
    codec: Code,
}

impl Usage {
    fn of(kind: &str, codec: Code) -> Self {
        Self { kind: kind.to_owned(), told: kind.to_owned(), codec }
    }

    fn nullable(self, in_union: bool) -> Self {
        Self {
            kind: if in_union { format!("{}|null", self.kind) } else { format!("?{}", self.kind) },
            told: format!("{}|null", self.told),
            codec: Code::call("Codec::nullable", vec![self.codec]),
        }
    }
}

fn numeric(checks: &Checks) -> Vec<Code> {
    let bounds = [
        ("minimum", checks.minimum),
        ("maximum", checks.maximum),
        ("above", checks.above),
        ("below", checks.below),
    ];
    // What every value of the type obeys goes without saying.
    let limits = ["-9223372036854775808", "9223372036854775807"];
    let bounds = bounds.into_iter().filter_map(|(name, bound)| Some((name, bound?.to_string())));
    let bounds = bounds.filter(|(_, bound)| !limits.contains(&bound.as_str()));
    let mut rules: Vec<Code> =
        bounds.map(|(name, bound)| Code::text(format!("Rule::{name}('{bound}')"))).collect();
    rules.extend(checks.multiple_of.iter().map(|step| Code::text(format!("Rule::multipleOf('{step}')"))));
    rules.extend(checks.none_of.iter().map(|number| Code::text(format!("Rule::not('{number}')"))));
    rules.extend(checks.among.iter().map(|numbers| {
        Code::call("Rule::among", numbers.iter().map(|number| Code::text(literal(number))).collect())
    }));
    rules
}

fn lengths(checks: &Checks) -> Vec<Code> {
    let mut rules = Vec::new();
    rules.extend(checks.min_length.map(|count| Code::text(format!("Rule::minLength({count})"))));
    rules.extend(checks.max_length.map(|count| Code::text(format!("Rule::maxLength({count})"))));
    for (name, texts) in
        [("startsWith", &checks.prefixes), ("endsWith", &checks.suffixes), ("contains", &checks.substrings)]
    {
        rules.extend(texts.iter().map(|text| Code::text(format!("Rule::{name}({})", literal(text)))));
    }
    rules.extend(checks.one_of.iter().map(|values| {
        Code::call("Rule::oneOf", values.iter().map(|value| Code::text(literal(value))).collect())
    }));
    rules.extend(checks.patterns.iter().map(matches));
    rules.extend(
        checks.formats.iter().map(|named| Code::text(format!("Formats::{}()", format_name(named.name)))),
    );
    rules
}

fn matches(pattern: &Pattern) -> Code {
    let table = pattern.table.iter().map(|line| Code::text(literal(line)));
    Code::call("Rule::matches", std::iter::once(Code::text(literal(&pattern.source))).chain(table).collect())
}

/// Entries that say of other names which they stand for.
fn aliases<'n>(names: impl Iterator<Item = (&'n str, &'n [&'n str])>) -> Vec<Code> {
    let each = names.flat_map(|(own, aliases)| aliases.iter().map(move |alias| (*alias, own)));
    each.map(|(alias, own)| Code::text(format!("{} => {}", literal(alias), literal(own)))).collect()
}

fn format_name(name: &str) -> String {
    Case::Camel.join(&words(name))
}

/// The formats that the contract has strings of.
fn formats(job: &Job<'_>, namespace: &str, formats: &[&Named]) -> String {
    let functions: Vec<String> = formats
        .iter()
        .map(|named| {
            let time_at = named.time_at.map_or(String::from("null"), |at| at.to_string());
            let mut arguments = vec![Code::text(literal(&named.told)), Code::text(time_at)];
            arguments.extend(named.tables().map(|pattern| matches(&pattern)));
            let rule = Code::call("Rule::ofFormat", arguments).fitted(&STYLE, 8, 24, 1);
            format!(
                "    public static function {}(): Rule\n    {{\n        static $rule = null;\n        return $rule ??= \
                 {rule};\n    }}\n",
                format_name(named.name)
            )
        })
        .collect();
    format!(
        "<?php\n\n// {}\n\ndeclare(strict_types=1);\n\nnamespace {namespace};\n\n/**\n * What strings may have to be, as \
         tables that decide it in one pass.\n *\n * @internal\n */\nfinal class Formats\n{{\n{}}}\n",
        job.generated(),
        functions.join("\n")
    )
}

fn counted(function: &str, inner: Code, unit: &str, least: Option<u64>, most: Option<u64>) -> Code {
    let mut arguments = vec![inner];
    arguments.extend(least.map(|count| Code::text(format!("Rule::min{unit}({count})"))));
    arguments.extend(most.map(|count| Code::text(format!("Rule::max{unit}({count})"))));
    Code::call(function, arguments)
}

/// A choice of licences is a list in a Composer manifest.
fn licenses(expression: &str) -> Json {
    let all: Vec<Json> = expression.split(" OR ").map(Json::string).collect();
    if all.len() == 1 { Json::string(expression) } else { Json::Array(all) }
}

/// A string of PHP's, between single quotes where it holds no control character.
fn literal(text: &str) -> String {
    if !text.contains(char::is_control) {
        return format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"));
    }
    let mut code = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' | '$' => code.extend(['\\', character]),
            character if character.is_control() => {
                code.push_str(&format!("\\u{{{:x}}}", u32::from(character)));
            }
            character => code.push(character),
        }
    }
    code + "\""
}

fn paragraphs(docs: &Docs) -> Vec<String> {
    let closed = |text: &str| text.replace("*/", "*&#47;");
    let mut paragraphs: Vec<String> = docs.paragraphs.iter().map(|text| closed(text)).collect();
    paragraphs.extend(docs.deprecated.map(|why| format!("@deprecated {}", closed(why))));
    paragraphs
}

fn or_something(paragraphs: Vec<String>) -> Vec<String> {
    if paragraphs.is_empty() { vec![String::from("A part of the contract.")] } else { paragraphs }
}

/// A comment with tags at its end, which stand together.
fn tagged_comment(text: &[String], tags: &[String], indent: usize) -> String {
    let pad = " ".repeat(indent);
    let prefix = format!("{pad} * ");
    let mut parts = Vec::new();
    if !text.is_empty() {
        parts.push(format!("{}\n{pad} *", doc(text.to_vec(), &prefix, STYLE.width)));
    }
    parts.extend(tags.iter().map(|tag| {
        let broken = format!("\n{prefix}");
        doc(vec![tag.clone()], &prefix, STYLE.width - 4).replace(&broken, &format!("{broken}    "))
    }));
    format!("{pad}/**\n{}\n{pad} */", parts.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn a_string_holds_no_variable() {
        assert_eq!(literal(r"a$b'\"), r"'a$b\'\\'");
        assert_eq!(literal("a$b\n"), r#""a\$b\u{a}""#);
    }
}
