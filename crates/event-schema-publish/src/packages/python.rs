//! Python 3.10 and later: pydantic models, a discriminated union, and a `TypedDict` for each type.

use std::collections::{BTreeMap, BTreeSet};

use event_schema::model::Bound;
use serde::Serialize;

use super::contract::{
    Case, Checks, Content, Definition, Docs, Enumeration, Event, Kind, Named, Object, Presence, Property,
    Rule, Shape, Spelling, ToldBy, Type, Union,
};
use super::engine::{Engine, doc, literal};
use super::layout::{Closing, Code, Style};
use super::naming::{self, Naming, distinct, words};
use super::{Job, Language};
use crate::error::Error;
use crate::files::File;

/// As ruff and black break lines.
const RULES: Spelling = Spelling { prefix: "", case: naming::Case::Snake, many: ("(", ")"), literal };

const STYLE: Style = Style { width: 88, step: 4, trailing_comma: true, joins: true, closing: Closing::Apart };

/// What a package's own `_runtime` has for annotations.
const RUNTIME: [&str; 26] = [
    "ABSENT",
    "AnyJson",
    "Integer",
    "Number",
    "Omittable",
    "OpenEnumeration",
    "aliased",
    "among",
    "as_tuple",
    "at_least",
    "at_most",
    "case",
    "contains",
    "ends_with",
    "first_of",
    "less_than",
    "matches",
    "more_than",
    "multiple_of",
    "none_of",
    "one_of",
    "only",
    "starts_with",
    "told_by_name",
    "told_by_tag",
    "unique_items",
];

/// What its `_rules` have.
const RELATIONS: [&str; 11] = [
    "all_of",
    "condition",
    "dependent_required",
    "each_of",
    "has",
    "max_contains",
    "may_have",
    "min_contains",
    "must_have",
    "pattern_properties",
    "prefix_items",
];

const TEMPLATES: [(&str, &str); 6] = [
    ("events.py", include_str!("python/events.py.j2")),
    ("typed_dicts.py", include_str!("python/typed_dicts.py.j2")),
    ("schemas.py", include_str!("python/schemas.py.j2")),
    ("init.py", include_str!("python/init.py.j2")),
    ("pyproject.toml", include_str!("python/pyproject.toml.j2")),
    ("README.md", include_str!("python/README.md.j2")),
];

#[derive(Serialize)]
struct PackageView {
    generated: String,
    package: String,
    module: String,
    version: String,
    description: String,
    license: String,
    name: String,
    paragraphs: Vec<String>,
    docstring: String,
    is_union: bool,
    keeps_unknown: bool,
    tag: &'static str,
    tag_field: String,
    tag_literal: String,
    types: Vec<TypeView>,
    early: Vec<String>,
    events: Vec<EventView>,
    imports: String,
    union_code: String,
    union_doc: String,
    dicts: Vec<String>,
    dict_imports: String,
    dict_union: String,
    exports: Vec<String>,
    all: Vec<String>,
    runtime_exports: String,
    readme_imports: String,
    example: ExampleView,
}

#[derive(Serialize)]
struct TypeView {
    name: String,
    doc: String,
    /// Whether it is a list of strings.
    values: bool,
    code: String,
    base: &'static str,
    extra: ExtraView,
    properties: Vec<PropertyView>,
    /// The types that a class names, which may come later.
    #[serde(skip)]
    named: Vec<String>,
}

/// What is said of an object beside its properties.
#[derive(Serialize, Default)]
struct ExtraView {
    /// What becomes of other properties, if pydantic is to be told.
    config: Option<&'static str>,
    kept: Option<KeptView>,
    rules: String,
}

/// Where all other properties are kept.
#[derive(Serialize)]
struct KeptView {
    declaration: String,
    /// The type of each.
    kind: String,
    field: String,
}

#[derive(Serialize)]
struct EventView {
    name: String,
    doc: String,
    summary: String,
    extra: ExtraView,
    tag: &'static str,
    tag_literal: String,
    /// Literals of what else it is read by.
    aliases: Vec<String>,
    tag_code: String,
    document: String,
    properties: Vec<PropertyView>,
}

#[derive(Serialize)]
struct PropertyView {
    code: String,
    doc: String,
}

#[derive(Serialize)]
struct ExampleView {
    name: String,
    tag_literal: String,
    payload: String,
    field: String,
}

pub(super) fn files(job: &Job<'_>) -> Result<Vec<File>, Error> {
    let engine = Engine::new(&TEMPLATES)?;
    let view = Writer::new(job).package()?;
    let module = format!("src/{}", view.module);
    let mut files = job.schemas_in(&format!("{module}/schemas"));
    for (name, source) in [
        ("_json.py", include_str!("python/src/_json.py")),
        ("_rules.py", include_str!("python/src/_rules.py")),
        ("_runtime.py", include_str!("python/src/_runtime.py")),
    ] {
        let (docstring, rest) = source.split_once("\n\n").unwrap_or((source, ""));
        let text = format!("{docstring}\n\n# {}\n\n{rest}", job.generated());
        files.push(Job::file(format!("{module}/{name}"), text));
    }
    files.push(Job::file(format!("{module}/py.typed"), ""));
    let used = job.contract.formats();
    files.extend((!used.is_empty()).then(|| Job::file(format!("{module}/_formats.py"), formats(job, &used))));
    for (path, template) in [
        (format!("{module}/events.py"), "events.py"),
        (format!("{module}/typed_dicts.py"), "typed_dicts.py"),
        (format!("{module}/schemas.py"), "schemas.py"),
        (format!("{module}/__init__.py"), "init.py"),
        (String::from("pyproject.toml"), "pyproject.toml"),
        (String::from("README.md"), "README.md"),
    ] {
        let text = engine.render(template, &view)?;
        let is_code = !matches!(template, "pyproject.toml" | "README.md");
        files.push(Job::file(path, if is_code { spaced(&text) } else { text }));
    }
    Ok(files)
}

struct Writer<'a> {
    job: &'a Job<'a>,
    naming: &'static Naming,
    /// What each type of the contract is called here.
    names: BTreeMap<String, String>,
}

impl<'a> Writer<'a> {
    fn new(job: &'a Job<'a>) -> Self {
        let naming = Naming::of(Language::Python);
        let all = job.contract.type_names();
        let called = distinct(all.iter().map(|name| naming.type_name(name)));
        Self { job, naming, names: all.into_iter().zip(called).collect() }
    }

    fn package(&self) -> Result<PackageView, Error> {
        let (contract, packages) = (&self.job.contract, self.job.packages);
        let mut types: Vec<TypeView> = contract
            .types
            .iter()
            .filter(|definition| matches!(definition.kind, Kind::Object(_) | Kind::Enumeration(_)))
            .map(|definition| {
                let name = self.names[&definition.name].clone();
                match &definition.kind {
                    Kind::Enumeration(enumeration) => TypeView {
                        doc: enumeration_doc(&definition.docs, enumeration),
                        values: true,
                        code: enumeration_code(&name, enumeration),
                        base: "",
                        extra: ExtraView::default(),
                        properties: Vec::new(),
                        named: Vec::new(),
                        name,
                    },
                    Kind::Object(object) => TypeView {
                        doc: docstring(&told(&definition.docs), 4),
                        values: false,
                        code: String::new(),
                        base: "Model",
                        extra: self.extra(object),
                        properties: self.properties(object),
                        named: self.named_in(object.values()),
                        name,
                    },
                    Kind::Tuple(_) | Kind::Union(_) => unreachable!("filtered"),
                }
            })
            .collect();
        types.extend(self.composed()?);
        let events: Vec<EventView> = contract.events.iter().map(|event| self.event(event)).collect();
        let first = &contract.events[0];
        let shown =
            first.object.properties.iter().position(|property| property.presence == Presence::Required);
        let union = packages.publication.catalogue.union.is_some();
        let name = self.names[&contract.name].clone();
        let mut exports: BTreeSet<String> = events
            .iter()
            .map(|event| event.name.clone())
            .chain(types.iter().map(|type_| type_.name.clone()))
            .collect();
        exports.extend(["EVENTS", "decode", "encode", "validate"].map(String::from));
        exports.insert(name.clone());
        let exports = sorted(exports);
        let mut runtime = vec!["ABSENT", "Absent", "DecodeError", "Issue"];
        runtime.extend(contract.keeps_unknown.then_some("UnknownEvent"));
        let all =
            sorted(exports.iter().cloned().chain(runtime.iter().map(|name| (*name).to_owned())).collect());
        // An event that stands alone need not be told apart.
        let mut readme: Vec<&str> = union.then_some(self.names[first.name].as_str()).into_iter().collect();
        readme.extend(contract.keeps_unknown.then_some("UnknownEvent"));
        readme.extend(["decode", "encode"]);
        Ok(PackageView {
            generated: self.job.generated(),
            package: packages.name.clone(),
            module: packages.name.replace('-', "_"),
            version: packages.version.clone(),
            description: contract.docs.paragraphs.first().cloned().unwrap_or_default(),
            license: packages.license.clone(),
            paragraphs: contract.docs.paragraphs.clone(),
            docstring: format!("\"\"\"{}\"\"\"", docstring(&contract.docs, 0)),
            is_union: union,
            keeps_unknown: contract.keeps_unknown,
            tag: contract.tag,
            tag_field: self.tag_field(contract.tag),
            tag_literal: literal(contract.tag),
            imports: self.imports(&events, &types),
            union_code: self.union(&name),
            union_doc: docstring(&contract.docs, 0),
            dicts: self.dicts(),
            dict_imports: self.dict_imports(),
            dict_union: self.dict_union(&name),
            exports,
            all,
            runtime_exports: runtime.join(", "),
            readme_imports: readme.join(", "),
            example: ExampleView {
                name: self.names[first.name].clone(),
                tag_literal: literal(first.tag),
                payload: first.example.clone(),
                field: shown.map_or_else(
                    || self.tag_field(contract.tag),
                    |at| self.fields(&first.object)[at].clone(),
                ),
            },
            name,
            early: early(&types),
            types,
            events,
        })
    }

    /// The cases of unions, then the names of unions and tuples, each behind those that it is made of.
    fn composed(&self) -> Result<Vec<TypeView>, Error> {
        let mut views = Vec::new();
        for definition in &self.job.contract.types {
            let Some(union) = definition.union() else { continue };
            views.extend(union.cases.iter().filter_map(|case| self.case(definition, union, case)));
        }
        let mut ordered = Vec::new();
        for definition in &self.job.contract.types {
            self.order(definition, &mut ordered, &mut Vec::new())?;
        }
        views.extend(ordered.into_iter().map(|definition| {
            let name = self.names[&definition.name].clone();
            let head = format!("{name}: TypeAlias = ");
            let code = match &definition.kind {
                Kind::Tuple(items) => {
                    let tuple =
                        Code::subscript("tuple", items.iter().map(|item| self.annotation(item)).collect());
                    let length = Code::text(format!("as_tuple({})", items.len()));
                    Code::subscript("Annotated", vec![tuple, length]).fitted(&STYLE, 0, head.len(), 0)
                }
                Kind::Union(union) => self.cases(definition, union),
                Kind::Object(_) | Kind::Enumeration(_) => String::new(),
            };
            TypeView {
                doc: docstring(&definition.docs, 0),
                values: true,
                code: format!("{head}{code}"),
                base: "",
                extra: ExtraView::default(),
                properties: Vec::new(),
                named: Vec::new(),
                name,
            }
        }));
        Ok(views)
    }

    fn order<'d>(
        &self,
        definition: &'d Definition,
        ordered: &mut Vec<&'d Definition>,
        open: &mut Vec<&'d str>,
    ) -> Result<(), Error>
    where
        'a: 'd,
    {
        let is_known = ordered.iter().any(|known| known.name == definition.name);
        if is_known || !matches!(definition.kind, Kind::Tuple(_) | Kind::Union(_)) {
            return Ok(());
        }
        if open.contains(&definition.name.as_str()) {
            return Err(Error::Unpackaged {
                what: "a type that holds itself otherwise than in an object, in Python,",
                path: definition.name.clone().into(),
            });
        }
        open.push(&definition.name);
        // What stands in a class is looked up when it is used.
        let values = match &definition.kind {
            Kind::Union(union) if union.told_by != ToldBy::Nothing => Vec::new(),
            kind => kind.values(),
        };
        for name in values.into_iter().flat_map(named_in) {
            if let Some(inner) = self.job.contract.types.iter().find(|inner| inner.name == name) {
                self.order(inner, ordered, open)?;
            }
        }
        open.pop();
        ordered.push(definition);
        Ok(())
    }

    /// The class of a case; nothing if it is no class.
    fn case(&self, definition: &Definition, union: &Union, case: &Case) -> Option<TypeView> {
        let (base, extra, properties) = match (&case.content, union.told_by) {
            (Content::Unknown, _) => ("OtherObject", ExtraView::default(), Vec::new()),
            (Content::Value(value), ToldBy::Name) => {
                let field = self.naming.field(case.wire, "value");
                let property = Property {
                    name: case.wire,
                    aliases: case.aliases,
                    field: "value",
                    presence: Presence::Required,
                    value: value.clone(),
                    docs: Docs::default(),
                };
                let code = self.property(&field, &property);
                let extra = ExtraView { config: Some("forbid"), ..ExtraView::default() };
                ("Model", extra, vec![PropertyView { code, doc: String::from("What it holds.") }])
            }
            (Content::Object(object), ToldBy::Tag(tag)) => {
                let code = self.tag_code(tag, case.wire, case.aliases);
                let tag = PropertyView { code, doc: String::from("Tells it apart.") };
                let properties = std::iter::once(tag).chain(self.properties(object)).collect();
                ("Model", self.extra(object), properties)
            }
            _ => return None,
        };
        let mut docs = case.docs.clone();
        if docs.paragraphs.is_empty() {
            docs.paragraphs.push(format!("One case of {}.", self.names[&definition.name]));
        }
        Some(TypeView {
            name: self.names[&definition.case(case)].clone(),
            doc: docstring(&docs, 4),
            values: false,
            code: String::new(),
            base,
            extra,
            properties,
            named: self.named_in(case.content.values().into_iter()),
        })
    }

    fn named_in<'v>(&self, values: impl Iterator<Item = &'v Type>) -> Vec<String> {
        values.flat_map(named_in).map(|name| self.names[name].clone()).collect()
    }

    /// What a union is one of.
    fn cases(&self, definition: &Definition, union: &Union) -> String {
        let known = union.cases.iter().filter(|case| !matches!(case.content, Content::Unknown));
        let mut names: Vec<String> = known.map(|case| literal(case.wire)).collect();
        let aliases = aliases(union.cases.iter().map(|case| (case.wire, case.aliases)));
        let by_others = (!aliases.is_empty()).then(|| format!("aliases={{{}}}", aliases.join(", ")));
        names.extend(by_others.clone());
        let is_open = union.cases.iter().any(|case| matches!(case.content, Content::Unknown));
        names.extend(is_open.then(|| String::from("others=True")));
        let marked = |case: &Case| {
            let aliases = self::aliases(std::iter::once((case.wire, case.aliases)));
            let kind = match &case.content {
                Content::Unit if aliases.is_empty() => format!("Literal[{}]", literal(case.wire)),
                Content::Unit => {
                    format!("Literal[{}], aliased({{{}}})", literal(case.wire), aliases.join(", "))
                }
                _ => self.names[&definition.case(case)].clone(),
            };
            format!("Annotated[{kind}, case({})]", literal(case.wire))
        };
        let fitted = |function: &str, arguments: Vec<String>| {
            Code::call(function, arguments.into_iter().map(Code::text).collect()).fitted(&STYLE, 4, 4, 1)
        };
        let (members, rule) = match union.told_by {
            ToldBy::Name => {
                let (units, others): (Vec<&Case>, Vec<&Case>) =
                    union.cases.iter().partition(|case| matches!(case.content, Content::Unit));
                let group = |cases: Vec<&Case>| {
                    let names = cases.iter().map(|case| Code::text(literal(case.wire)));
                    Code::subscript("", names.collect())
                };
                let mut arguments = vec![group(units), group(others)];
                arguments.extend(by_others.map(Code::text));
                let rule = Code::call("told_by_name", arguments).fitted(&STYLE, 4, 4, 1);
                (union.cases.iter().map(marked).collect(), rule)
            }
            ToldBy::Tag(tag) => (
                union.cases.iter().map(marked).collect(),
                fitted("told_by_tag", std::iter::once(literal(tag)).chain(names).collect()),
            ),
            ToldBy::Nothing => {
                let values = union.cases.iter().flat_map(|case| case.content.values());
                let members: Vec<String> = values.map(|value| self.annotation(value).flat()).collect();
                let expected = fitted("first_of", vec![literal(&union.expected)]);
                (members, format!("Field(union_mode=\"left_to_right\"),\n    {expected}"))
            }
        };
        let flat = members.join(" | ");
        let members = if flat.len() + 5 <= STYLE.width { flat } else { members.join("\n    | ") };
        format!("Annotated[\n    {members},\n    {rule},\n]")
    }

    fn event(&self, event: &Event) -> EventView {
        EventView {
            name: self.names[event.name].clone(),
            doc: docstring(&event.docs, 4),
            summary: event.docs.paragraphs.first().cloned().unwrap_or_default(),
            extra: self.extra(&event.object),
            tag: event.tag,
            tag_code: self.tag_code(self.job.contract.tag, event.tag, event.aliases),
            tag_literal: literal(event.tag),
            aliases: event.aliases.iter().map(|alias| literal(alias)).collect(),
            document: literal(&format!("{}.schema.json", event.stem)),
            properties: self.properties(&event.object),
        }
    }

    /// The property that tells objects apart.
    fn tag_code(&self, tag: &str, wire: &str, aliases: &[&str]) -> String {
        let (field, value) = (self.tag_field(tag), literal(wire));
        let kind = Code::subscript("Literal", vec![Code::text(&value)]);
        let own = self::aliases(std::iter::once((wire, aliases)));
        let own = (!own.is_empty()).then(|| Code::text(format!("aliased({{{}}})", own.join(", "))));
        let rules: Vec<Code> = own.into_iter().chain(alias(&field, tag, &[])).collect();
        let code = if rules.is_empty() {
            kind
        } else {
            Code::subscript("Annotated", std::iter::once(kind).chain(rules).collect())
        };
        format!("{field}: {} = {value}", code.fitted(&STYLE, 4, field.len() + 6, value.len() + 3))
    }

    fn extra(&self, object: &Object) -> ExtraView {
        let kept = object.rest.as_ref().zip(self.fields(object).pop());
        let kept = kept.map(|(rest, field)| {
            let kind = self.annotation(&rest.value);
            let plain = match &kind {
                Code::Items { head, items, .. } if head == "Annotated" => items[0].flat(),
                kind => kind.flat(),
            };
            let declared = format!("__pydantic_extra__: dict[str, {}] = ", kind.flat());
            // Pydantic means its users to narrow the type.
            let pragma = "  # pyright: ignore[reportIncompatibleVariableOverride]";
            let made = "Field(init=False)";
            let declaration = if 4 + declared.len() + made.len() <= STYLE.width {
                format!("{declared}{made}{pragma}")
            } else {
                format!("{declared}({pragma}\n        {made}\n    )")
            };
            KeptView { declaration, kind: plain, field }
        });
        let rules = self.rules(&object.rules);
        let rules = rules.iter().map(|rule| format!("        {},\n", rule.fitted(&STYLE, 8, 8, 1)));
        let forbids = object.closed.then_some("forbid");
        ExtraView { config: kept.as_ref().map(|_| "allow").or(forbids), kept, rules: rules.collect() }
    }

    fn rules(&self, rules: &[Rule]) -> Vec<Code> {
        // They say nothing of null.
        let mut codec = |value: &Type| match &value.shape {
            Shape::Nullable(inner) => self.annotation(inner),
            _ => self.annotation(value),
        };
        rules.iter().map(|rule| rule.code(&RULES, &mut codec)).collect()
    }

    fn fields(&self, object: &Object) -> Vec<String> {
        let has_default = |name: &str| {
            let own = object.properties.iter().find(|property| property.name == name);
            own.is_some_and(|property| property.presence.is_optional())
        };
        distinct(object.fields().map(|(name, field)| {
            let field = self.naming.field(name, field);
            if has_default(name) { beside_functions(field) } else { field }
        }))
    }

    /// What the property that tells events or cases apart is called: it has a default.
    fn tag_field(&self, tag: &str) -> String {
        beside_functions(self.naming.field(tag, "tag"))
    }

    fn properties(&self, object: &Object) -> Vec<PropertyView> {
        let fields = self.fields(object);
        let views = object.properties.iter().zip(fields).map(|(property, field)| PropertyView {
            code: self.property(&field, property),
            doc: docstring(&property.docs, 4),
        });
        views.collect()
    }

    fn property(&self, field: &str, property: &Property) -> String {
        let mut code = self.annotation(&property.value);
        if property.presence.is_nullable() {
            code = nullable(code);
        }
        if property.presence.is_optional() {
            code = Code::subscript("Omittable", vec![code]);
        }
        if let Some(alias) = alias(field, property.name, property.aliases) {
            code = match code {
                Code::Items { head, mut items, brackets } if head == "Annotated" => {
                    items.push(alias);
                    Code::Items { head, items, brackets }
                }
                code => Code::subscript("Annotated", vec![code, alias]),
            };
        }
        if let (Code::Either(..), false) = (&code, property.presence.is_optional()) {
            let flat = format!("{field}: {}", code.flat());
            if 4 + flat.chars().count() > STYLE.width {
                return format!("{field}: (\n        {}\n    )", code.fitted(&STYLE, 8, 8, 0));
            }
        }
        if !property.presence.is_optional() {
            return format!("{field}: {}", code.fitted(&STYLE, 4, field.len() + 6, 0));
        }
        let flat = format!("{field}: {} = ABSENT", code.flat());
        let (length, without_value) = (4 + flat.len(), 4 + flat.len() - "ABSENT".len() + 1);
        if length > STYLE.width && without_value <= STYLE.width {
            return format!("{field}: {} = (\n        ABSENT\n    )", code.flat());
        }
        format!("{field}: {} = ABSENT", code.fitted(&STYLE, 4, field.len() + 6, " = ABSENT".len()))
    }

    fn annotation(&self, value: &Type) -> Code {
        let plain = match &value.shape {
            Shape::Any => Code::text("AnyJson"),
            Shape::Null => Code::text("None"),
            Shape::Boolean => Code::text("bool"),
            Shape::Integer => Code::text("Integer"),
            Shape::Number => Code::text("Number"),
            Shape::String => Code::text("str"),
            Shape::Enumeration(name) | Shape::Object(name) | Shape::Tuple(name) | Shape::Union(name) => {
                Code::text(&self.names[name])
            }
            Shape::Nullable(inner) => nullable(self.annotation(inner)),
            Shape::List(item) => Code::subscript("list", vec![self.annotation(item)]),
            Shape::Map(names, value) => {
                let names = annotated(Code::text("str"), rules(names));
                Code::subscript("dict", vec![names, self.annotation(value)])
            }
        };
        let rules: Vec<Code> = rules(&value.checks).into_iter().chain(self.rules(&value.rules)).collect();
        annotated(plain, rules)
    }

    fn union(&self, name: &str) -> String {
        let mut members: Vec<String> = self
            .job
            .contract
            .events
            .iter()
            .map(|event| format!("Annotated[{}, Tag({})]", self.names[event.name], literal(event.tag)))
            .collect();
        let tag = literal(self.job.contract.tag);
        if self.job.contract.keeps_unknown {
            let kept = format!("kept({tag})");
            members.push(format!(
                "Annotated[\n        UnknownEvent, kept({tag}), PlainSerializer(spread), Tag(\"unknown event\")\n    ]"
            ));
            debug_assert!(members.last().is_some_and(|member| member.contains(&kept)));
        }
        format!(
            "{name}: TypeAlias = Annotated[\n    {},\n    Discriminator(tag_of({tag}, EVENTS)),\n]",
            members.join("\n    | ")
        )
    }

    fn imports(&self, events: &[EventView], types: &[TypeView]) -> String {
        let contract = &self.job.contract;
        let union = self.job.packages.publication.catalogue.union.is_some();
        let own = events.iter().flat_map(|event| event.properties.iter().map(|one| &one.code));
        let nested = types.iter().flat_map(|kind| kind.properties.iter().map(|one| &one.code));
        let heads = events.iter().map(|event| &event.tag_code).chain(types.iter().map(|kind| &kind.code));
        let extras = || events.iter().map(|event| &event.extra).chain(types.iter().map(|kind| &kind.extra));
        let rules = extras().map(|extra| &extra.rules);
        let kept = extras().filter_map(|extra| extra.kept.as_ref()).map(|kept| &kept.declaration);
        let code: Vec<&str> =
            own.chain(nested).chain(heads).chain(rules).chain(kept).map(String::as_str).collect();
        let code = code.join("\n");
        let uses = |word: &str| {
            code.split(|one: char| !one.is_alphanumeric() && one != '_').any(|other| other == word)
        };
        let mut typing = vec!["ClassVar", "Literal"];
        typing.extend((union || uses("Annotated")).then_some("Annotated"));
        typing.extend((union || uses("TypeAlias")).then_some("TypeAlias"));
        typing.extend(union.then_some("cast"));
        let mut pydantic: Vec<&str> =
            ["AliasChoices", "Field"].into_iter().filter(|word| uses(word)).collect();
        let keeps = extras().any(|extra| extra.kept.is_some());
        pydantic.extend((keeps && !uses("Field")).then_some("Field"));
        let closes = extras().any(|extra| extra.config.is_some());
        pydantic.extend(closes.then_some("ConfigDict"));
        pydantic.extend(union.then_some("Discriminator"));
        pydantic.extend((union && contract.keeps_unknown).then_some("PlainSerializer"));
        pydantic.extend(union.then_some("Tag"));
        let mut runtime = vec!["DecodeError", "Event", "Issue"];
        runtime.extend(RUNTIME.into_iter().filter(|word| uses(word)));
        runtime.extend(
            ["Model", "OtherObject"].into_iter().filter(|base| types.iter().any(|kind| kind.base == *base)),
        );
        runtime.extend(extras().any(|extra| !extra.rules.is_empty()).then_some("Relation"));
        runtime.extend(union.then_some("decode_any"));
        runtime.extend(union.then_some("tag_of"));
        runtime.extend(
            ["UnknownEvent", "kept", "spread"].into_iter().filter(|_| union && contract.keeps_unknown),
        );
        let mut lines = vec![import("typing", typing), String::new()];
        if !pydantic.is_empty() {
            lines.extend([import("pydantic", pydantic), String::new()]);
        }
        let formats: Vec<String> = contract.formats().iter().map(|named| format_name(named.name)).collect();
        if !formats.is_empty() {
            lines.push(import("._formats", formats.iter().map(String::as_str).collect()));
        }
        let calls = |function: &&str| uses(function) && code.contains(&format!("{function}("));
        let functions: Vec<&str> = RELATIONS.into_iter().filter(calls).collect();
        if !functions.is_empty() {
            lines.push(import("._rules", functions));
        }
        lines.push(import("._runtime", runtime));
        lines.join("\n")
    }

    // Plain dictionaries

    fn dicts(&self) -> Vec<String> {
        let contract = &self.job.contract;
        let nested = contract.types.iter().filter_map(|definition| match &definition.kind {
            Kind::Object(object) => Some(self.dict(&definition.name, &told(&definition.docs), object, None)),
            Kind::Enumeration(_) | Kind::Tuple(_) | Kind::Union(_) => None,
        });
        let events = contract.events.iter();
        let events = events.map(|event| self.dict(event.name, &event.docs, &event.object, Some(event.tag)));
        nested.chain(events).collect()
    }

    fn dict(&self, name: &str, docs: &Docs, object: &Object, tag: Option<&str>) -> String {
        let name = format!("{}Dict", self.names[name]);
        let mut members: Vec<(&str, Code, String)> = Vec::new();
        if let Some(tag) = tag {
            let kind = Code::subscript("Literal", vec![Code::text(literal(tag))]);
            members.push((self.job.contract.tag, kind, String::from("Tells the events apart.")));
        }
        for property in &object.properties {
            let mut code = self.dict_type(&property.value);
            if property.presence.is_nullable() {
                code = nullable(code);
            }
            if property.presence.is_optional() {
                code = Code::subscript("NotRequired", vec![code]);
            }
            members.push((property.name, code, docstring(&property.docs, 4)));
        }
        if members.iter().all(|(name, ..)| is_identifier(name)) {
            let members = members.iter().map(|(name, code, doc)| {
                let doc = if doc.is_empty() { String::new() } else { format!("\n    \"\"\"{doc}\"\"\"") };
                format!("    {name}: {}{doc}\n", code.fitted(&STYLE, 4, name.len() + 6, 0))
            });
            let members = members.collect::<Vec<_>>().join("\n");
            return format!("class {name}(TypedDict):\n    \"\"\"{}\"\"\"\n\n{members}", docstring(docs, 4));
        }
        // Names that are no identifiers need the other spelling, in which types that come later are quoted.
        let members = members.iter().map(|(name, code, _)| {
            let key = literal(name);
            let flat = format!("        {key}: {},\n", code.fitted(&STYLE, 8, key.len() + 10, 1));
            flat
        });
        let members: String = members.collect();
        format!(
            "{name} = TypedDict(\n    \"{name}\",\n    {{\n{members}    }},\n)\n\"\"\"{}\"\"\"\n",
            docstring(docs, 0)
        )
    }

    fn dict_type(&self, value: &Type) -> Code {
        match &value.shape {
            // What unions and tuples are made of is told by the models.
            Shape::Any | Shape::Union(_) => Code::text("JsonValue"),
            Shape::Null => Code::text("None"),
            Shape::Boolean => Code::text("bool"),
            Shape::Integer => Code::text("int"),
            Shape::Number => Code::text("float"),
            Shape::String => Code::text("str"),
            Shape::Enumeration(name) => Code::text(&self.names[name]),
            Shape::Object(name) => Code::text(format!("{}Dict", self.names[name])),
            Shape::Tuple(_) => Code::text("list[JsonValue]"),
            Shape::Nullable(inner) => nullable(self.dict_type(inner)),
            Shape::List(item) => Code::subscript("list", vec![self.dict_type(item)]),
            Shape::Map(_, value) => Code::subscript("dict", vec![Code::text("str"), self.dict_type(value)]),
        }
    }

    fn dict_imports(&self) -> String {
        let contract = &self.job.contract;
        let union = self.job.packages.publication.catalogue.union.is_some();
        let optional = contract
            .objects()
            .any(|object| object.properties.iter().any(|property| property.presence.is_optional()));
        let any = contract
            .objects()
            .any(|object| object.properties.iter().any(|property| has_any(&property.value)));
        let mut typing = vec!["Literal"];
        typing.extend(union.then_some("TypeAlias"));
        let mut extensions = vec!["TypedDict"];
        extensions.extend(optional.then_some("NotRequired"));
        let enumerations: Vec<&str> = contract
            .types
            .iter()
            .filter_map(|definition| match definition.kind {
                Kind::Enumeration(_) => Some(self.names[&definition.name].as_str()),
                Kind::Object(_) | Kind::Tuple(_) | Kind::Union(_) => None,
            })
            .collect();
        let mut lines = vec![import("typing", typing), String::new()];
        if any {
            lines.push(import("pydantic", vec!["JsonValue"]));
        }
        lines.push(import("typing_extensions", extensions));
        if !enumerations.is_empty() {
            lines.extend([String::new(), import(".events", enumerations)]);
        }
        lines.join("\n")
    }

    fn dict_union(&self, name: &str) -> String {
        let members: Vec<String> =
            self.job.contract.events.iter().map(|event| format!("{}Dict", self.names[event.name])).collect();
        let flat = format!("{name}Dict: TypeAlias = {}", members.join(" | "));
        if flat.len() <= STYLE.width {
            return flat;
        }
        let together = members.join(" | ");
        let members = if together.len() + 4 <= STYLE.width { together } else { members.join("\n    | ") };
        format!("{name}Dict: TypeAlias = (\n    {members}\n)")
    }
}

fn enumeration_code(name: &str, enumeration: &Enumeration) -> String {
    let values = enumeration.values.iter().map(|value| Code::text(literal(value.wire))).collect();
    let list = Code::subscript("Literal", values);
    let head = format!("{name}: TypeAlias = ");
    let aliases = aliases(enumeration.values.iter().map(|value| (value.wire, value.aliases)));
    if !(enumeration.open || aliases.is_empty()) {
        let reading = Code::call(
            "aliased",
            vec![Code::Items {
                head: String::new(),
                items: aliases.into_iter().map(Code::text).collect(),
                brackets: ("{", "}"),
            }],
        );
        let list = Code::subscript("Annotated", vec![list, reading]);
        return format!("{head}{}", list.fitted(&STYLE, 0, head.len(), 0));
    }
    if !enumeration.open {
        return format!("{head}{}", list.fitted(&STYLE, 0, head.len(), 0));
    }
    let flat = format!("{head}Annotated[{} | str, OpenEnumeration()]", list.flat());
    if flat.len() <= STYLE.width {
        return flat;
    }
    let inner = format!("{} | str, OpenEnumeration()", list.flat());
    if inner.len() + 4 <= STYLE.width {
        return format!("{head}Annotated[\n    {inner}\n]");
    }
    let list = match list.fitted(&STYLE, 4, 4, 7) {
        broken if broken.contains('\n') => format!("{broken}\n    | str"),
        flat => format!("{flat} | str"),
    };
    format!("{head}Annotated[\n    {list},\n    OpenEnumeration(),\n]")
}

fn enumeration_doc(docs: &Docs, enumeration: &Enumeration) -> String {
    let mut docs = docs.clone();
    if enumeration.open {
        docs.paragraphs.push(String::from("The list is open: other strings are valid too."));
    }
    let mut text = docstring_lines(&docs, 0);
    let told = enumeration.values.iter().filter(|value| !value.docs.paragraphs.is_empty());
    let lines: Vec<String> = told
        .map(|value| {
            let line = format!("- ``{}``: {}", value.wire, value.docs.paragraphs.join(" "));
            doc(vec![line], "", STYLE.width).replace('\n', "\n  ")
        })
        .collect();
    if !lines.is_empty() {
        text.push_str(&format!("\n\n{}", lines.join("\n")));
    }
    closed(&escaped(&text), 0)
}

/// Every class has a docstring.
fn told(docs: &Docs) -> Docs {
    let mut docs = docs.clone();
    if docs.paragraphs.is_empty() {
        docs.paragraphs.push(String::from("A part of the contract."));
    }
    docs
}

/// The named types in a value.
fn named_in(value: &Type) -> Vec<&str> {
    match &value.shape {
        Shape::Enumeration(name) | Shape::Object(name) | Shape::Tuple(name) | Shape::Union(name) => {
            vec![name]
        }
        Shape::Nullable(inner) | Shape::List(inner) | Shape::Map(_, inner) => named_in(inner),
        _ => Vec::new(),
    }
}

/// The classes that name a type which comes after them.
fn early(types: &[TypeView]) -> Vec<String> {
    let mut early = Vec::new();
    for (at, view) in types.iter().enumerate() {
        let comes_later = |name: &String| types[at + 1..].iter().any(|later| later.name == *name);
        if view.named.iter().any(comes_later) {
            early.push(view.name.clone());
        }
    }
    early
}

fn has_any(value: &Type) -> bool {
    match &value.shape {
        Shape::Any | Shape::Tuple(_) | Shape::Union(_) => true,
        Shape::Nullable(inner) | Shape::List(inner) | Shape::Map(_, inner) => has_any(inner),
        _ => false,
    }
}

fn nullable(code: Code) -> Code {
    match code {
        Code::Text(text) => Code::Text(format!("{text} | None")),
        code => Code::Either(Box::new(code), "None"),
    }
}

/// Two blank lines around what is defined at the top, and nowhere more than one.
fn spaced(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    let mut within = false;
    for line in text.lines() {
        let at_top =
            line.starts_with(|first: char| !first.is_whitespace() && !matches!(first, ')' | '}' | ']' | '"'));
        let defines = ["class ", "def ", "@"].iter().any(|head| line.starts_with(head));
        if line.is_empty() && lines.last().is_none_or(|last| last.is_empty()) {
            continue;
        }
        let decorated = lines.last().is_some_and(|last| last.starts_with('@'));
        if !lines.is_empty() && !decorated && (defines || (at_top && within)) {
            while lines.last().is_some_and(|last| last.is_empty()) {
                lines.pop();
            }
            lines.extend(["", ""]);
        }
        if at_top {
            within = defines;
        }
        lines.push(line);
    }
    lines.join("\n").trim_end().to_owned() + "\n"
}

/// What else a name is on the wire.
fn alias(field: &str, name: &str, aliases: &[&str]) -> Option<Code> {
    if aliases.is_empty() {
        return (field != name)
            .then(|| Code::call("Field", vec![Code::text(format!("alias={}", literal(name)))]));
    }
    let names =
        std::iter::once(&name).chain(aliases).map(|name| literal(name)).collect::<Vec<_>>().join(", ");
    Some(Code::call(
        "Field",
        vec![
            Code::text(format!("validation_alias=AliasChoices({names})")),
            Code::text(format!("serialization_alias={}", literal(name))),
        ],
    ))
}

/// Entries that say of other names which they stand for.
fn aliases<'n>(names: impl Iterator<Item = (&'n str, &'n [&'n str])>) -> Vec<String> {
    let each = names.flat_map(|(own, aliases)| aliases.iter().map(move |alias| (*alias, own)));
    each.map(|(alias, own)| format!("{}: {}", literal(alias), literal(own))).collect()
}

/// A type, with rules if there are any.
fn annotated(plain: Code, rules: Vec<Code>) -> Code {
    if rules.is_empty() {
        return plain;
    }
    Code::subscript("Annotated", std::iter::once(plain).chain(rules).collect())
}

/// A name that is given a default: pydantic takes it for the function of the same name where it reads annotations.
fn beside_functions(field: String) -> String {
    let is_function = RUNTIME.iter().chain(&RELATIONS).any(|function| *function == field);
    if is_function { field + "_" } else { field }
}

/// Whether a bound is an integer of more than 64 bits, one of them for its sign.
fn is_long(bound: &Bound) -> bool {
    let Bound::Integer(whole) = bound else { return false };
    whole.to_i128().is_none_or(|whole| i64::try_from(whole).is_err())
}

fn rules(checks: &Checks) -> Vec<Code> {
    let (mut field, mut rules) = (Vec::new(), Vec::new());
    for (name, function, bound) in [
        ("ge", "at_least", checks.minimum),
        ("le", "at_most", checks.maximum),
        ("gt", "more_than", checks.above),
        ("lt", "less_than", checks.below),
    ] {
        let Some(bound) = bound else { continue };
        // What pydantic says of a bound of more than 64 bits is rounded.
        if is_long(&bound) {
            rules.push(Code::call(function, vec![Code::text(bound.to_string())]));
        } else {
            field.push(Code::text(format!("{name}={bound}")));
        }
    }
    for (name, count) in [
        ("min_length", checks.min_length),
        ("max_length", checks.max_length),
        ("min_length", checks.min_items),
        ("max_length", checks.max_items),
        ("min_length", checks.min_properties),
        ("max_length", checks.max_properties),
    ] {
        field.extend(count.map(|count| Code::text(format!("{name}={count}"))));
    }
    if !field.is_empty() {
        rules.insert(0, Code::call("Field", field));
    }
    let steps: Vec<String> = checks.multiple_of.iter().map(ToString::to_string).collect();
    let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
    for (function, texts) in [
        ("multiple_of", &steps),
        ("starts_with", &checks.prefixes),
        ("ends_with", &checks.suffixes),
        ("contains", &checks.substrings),
    ] {
        rules.extend(texts.iter().map(|text| Code::call(function, vec![Code::text(literal(text))])));
    }
    rules.extend(
        checks.only.map(|only| Code::call("only", vec![Code::text(if only { "True" } else { "False" })])),
    );
    rules
        .extend(checks.none_of.iter().map(|number| Code::call("none_of", vec![Code::text(literal(number))])));
    rules.extend(checks.among.iter().map(|numbers| {
        Code::call("among", numbers.iter().map(|number| Code::text(literal(number))).collect())
    }));
    rules.extend(
        checks.one_of.iter().map(|values| {
            Code::call("one_of", values.iter().map(|value| Code::text(literal(value))).collect())
        }),
    );
    rules.extend(checks.patterns.iter().map(|pattern| {
        let table = pattern.table.iter().map(|line| Code::text(literal(line)));
        Code::call("matches", std::iter::once(Code::text(literal(&pattern.source))).chain(table).collect())
    }));
    rules.extend(checks.formats.iter().map(|named| Code::text(format_name(named.name))));
    rules.extend(checks.unique_items.then(|| Code::call("unique_items", vec![])));
    rules
}

fn format_name(name: &str) -> String {
    naming::Case::Screaming.join(&words(name))
}

/// The formats that the contract has strings of.
fn formats(job: &Job<'_>, formats: &[&Named]) -> String {
    let constants = formats.iter().map(|named| {
        let mut arguments = vec![Code::text(literal(&named.told))];
        arguments.extend(named.patterns.iter().map(|pattern| {
            Code::call("", pattern.table.iter().map(|line| Code::text(literal(line))).collect())
        }));
        arguments.extend(named.time_at.map(|at| Code::text(format!("time_at={at}"))));
        let head = format!("{} = ", format_name(named.name));
        format!("{head}{}\n", Code::call("of_format", arguments).fitted(&STYLE, 0, head.len(), 0))
    });
    format!(
        "\"\"\"What strings may have to be, as tables that decide it in one pass.\"\"\"\n\n# {}\n\nfrom __future__ \
         import annotations\n\nfrom ._runtime import of_format\n\n{}",
        job.generated(),
        constants.collect::<String>()
    )
}

fn is_identifier(name: &str) -> bool {
    let start = |first: char| first.is_ascii_alphabetic() || first == '_';
    name.starts_with(start)
        && name.chars().all(|one| start(one) || one.is_ascii_digit())
        && !Naming::of(Language::Python).keywords.contains(&name)
}

/// The inside of a docstring that stands `indent` to the right, its end included.
fn docstring(docs: &Docs, indent: usize) -> String {
    closed(&escaped(&docstring_lines(docs, indent)), indent)
}

fn docstring_lines(docs: &Docs, indent: usize) -> String {
    let mut paragraphs = docs.paragraphs.clone();
    if let Some(why) = docs.deprecated {
        paragraphs.push(format!("Deprecated: {why}"));
    }
    let Some(first) = paragraphs.first_mut() else { return String::new() };
    // The first line is the summary: a sentence of its own.
    if let Some((summary, rest)) = first.clone().split_once(". ")
        && first.len() + indent + 6 > STYLE.width
    {
        *first = format!("{summary}.");
        let rest = rest.to_owned();
        paragraphs.insert(1, rest);
    }
    let pad = " ".repeat(indent);
    // Three quotes stand before the first line.
    let text = doc(paragraphs.clone(), &pad, STYLE.width - 3);
    let is_too_long = !text.contains('\n') && text.chars().count() + 6 > STYLE.width;
    let text = if is_too_long { doc(paragraphs, &pad, STYLE.width - 6) } else { text };
    text[indent..].to_owned()
}

/// On one line, or with the closing quotes on a line of their own.
fn closed(text: &str, indent: usize) -> String {
    if text.contains('\n') {
        return format!("{text}\n{}", " ".repeat(indent));
    }
    if text.ends_with('"') { format!("{text} ") } else { text.to_owned() }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace("\"\"\"", "\\\"\\\"\\\"")
}

fn import(module: &str, mut names: Vec<&str>) -> String {
    // As isort does: constants, then classes, then functions, each by name.
    names.sort_by_key(|name| (rank(name), name.to_lowercase(), *name));
    let flat = format!("from {module} import {}", names.join(", "));
    if flat.len() <= STYLE.width {
        return flat;
    }
    format!("from {module} import (\n    {},\n)", names.join(",\n    "))
}

fn sorted(names: BTreeSet<String>) -> Vec<String> {
    let mut names: Vec<String> = names.into_iter().collect();
    names.sort_by_key(|name| (rank(name), name.to_lowercase(), name.clone()));
    names
}

fn rank(name: &str) -> u8 {
    let constant = name.len() > 1
        && name.chars().all(|one| one.is_ascii_uppercase() || one.is_ascii_digit() || one == '_');
    match name.starts_with(|first: char| first.is_ascii_uppercase()) {
        _ if constant => 0,
        true => 1,
        false => 2,
    }
}
