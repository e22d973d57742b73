//! From a schema as `schemars` writes it to a model. Whatever no model says is refused.

use std::borrow::ToOwned;
use std::boxed::Box;
use std::collections::BTreeMap;
use std::format;
use std::string::{String, ToString};
use std::vec::Vec;

use event_schema_rules::Compiled;
use serde_json::{Map, Value};

use super::cells;
use crate::model::{
    Access, Alternative, Bound, Constraints, Content, ContentEncoding, Decimal, Docs, Element, EnumValue,
    Enumeration, Format, Integer, Keyed, Model, Object, Pattern, Presence, Property, Rest, Rule, Rules,
    Shape, Tag, TypeRef, Union, Variant,
};

/// What was read so far in this program.
pub(super) struct Known {
    /// How many cells are taken.
    cells: usize,
    /// Named schemas; equal ones of one name are one type.
    definitions: BTreeMap<String, (Value, TypeRef)>,
    /// Other schemas, by their text.
    schemas: BTreeMap<String, TypeRef>,
}

/// What cannot be read, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unread {
    pub(super) at: String,
    pub(super) what: String,
}

type Read<T> = Result<T, Unread>;

impl Known {
    pub(super) const fn new() -> Self {
        Self { cells: 0, definitions: BTreeMap::new(), schemas: BTreeMap::new() }
    }

    /// The type of a schema with this name, and of all that it refers to.
    pub(super) fn read(
        &mut self,
        name: &str,
        schema: &Value,
        definitions: &Map<String, Value>,
    ) -> Read<TypeRef> {
        let before = (self.definitions.clone(), self.schemas.clone());
        let mut reader = Reader { known: self, definitions, owner: identifier(name) };
        let read = if reader.is_nullable(schema, 0) {
            unread("", "null is valid, which is a matter of the field: make it an `Option`")
        } else {
            reader.reference(schema, "")
        };
        if read.is_err() {
            // Some of it would refer to cells that are empty.
            (self.definitions, self.schemas) = before;
        }
        read
    }
}

/// Keywords that say nothing of what is valid.
const ANNOTATIONS: [&str; 9] = [
    "title",
    "description",
    "default",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "$comment",
    "contentMediaType",
];

struct Reader<'a> {
    known: &'a mut Known,
    definitions: &'a Map<String, Value>,
    /// The name of the definition that is read.
    owner: String,
}

impl Reader<'_> {
    fn reference(&mut self, schema: &Value, at: &str) -> Read<TypeRef> {
        if let Some(name) = only_reference(schema) {
            return self.definition(name, at);
        }
        let text = schema.to_string();
        if let Some(known) = self.known.schemas.get(&text) {
            return Ok(*known);
        }
        let model = self.model(schema, at)?;
        let (cell, reference) = self.cell(at)?;
        cells::fill(cell, &model);
        self.known.schemas.insert(text, reference);
        Ok(reference)
    }

    fn definition(&mut self, name: &str, at: &str) -> Read<TypeRef> {
        let Some(schema) = self.definitions.get(name) else {
            return unread(at, format!("`{name}` is not defined"));
        };
        if let Some((known, reference)) = self.known.definitions.get(name) {
            if known != schema {
                let what = format!(
                    "another type is called `{name}` too: rename one of them with `#[schemars(rename = \"…\")]`"
                );
                return unread(at, what);
            }
            return Ok(*reference);
        }
        let (cell, reference) = self.cell(at)?;
        self.known.definitions.insert(name.to_owned(), (schema.clone(), reference));
        let owner = core::mem::replace(&mut self.owner, identifier(name));
        let model = self.model(schema, &format!("/$defs/{}", escaped(name)))?;
        let identifier = core::mem::replace(&mut self.owner, owner);
        let docs = docs(schema.as_object().unwrap_or(&Map::new()));
        let path = leak(format!("schemars::{name}"));
        cells::fill(cell, &Model { path, name: leak(identifier), docs, ..model });
        Ok(reference)
    }

    /// The name of a variant's definition: after the definition that it is a part of, where it stands, and its tag.
    fn part(&self, at: &str, tag: &str) -> String {
        let within = at.strip_prefix("/$defs/").map_or(at, |at| at.split_once('/').map_or("", |(_, at)| at));
        let is_name = |segment: &&str| {
            !matches!(*segment, "" | "properties" | "anyOf" | "oneOf" | "items" | "additionalProperties")
                && !segment.starts_with(|first: char| first.is_ascii_digit())
        };
        let mut name = self.owner.clone();
        for segment in within.split('/').filter(is_name).chain([tag]) {
            let segment = identifier(segment);
            let mut letters = segment.chars();
            name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
            name.push_str(letters.as_str());
        }
        name
    }

    fn cell(&mut self, at: &str) -> Read<(usize, TypeRef)> {
        let cell = self.known.cells;
        let Some(reference) = cells::reference(cell) else {
            return unread(at, format!("a program holds no more than {} different schemas", cells::COUNT));
        };
        self.known.cells += 1;
        Ok((cell, reference))
    }

    /// Whether null is valid.
    fn is_nullable(&self, schema: &Value, depth: usize) -> bool {
        let Value::Object(schema) = schema else { return schema == &Value::Bool(true) };
        if let Some(name) = schema.get("$ref").and_then(target) {
            let target = self.definitions.get(name).filter(|_| depth < 64);
            return target.is_some_and(|schema| self.is_nullable(schema, depth + 1));
        }
        let choices = ["anyOf", "oneOf"].iter().find_map(|keyword| schema.get(*keyword)?.as_array());
        match (schema.get("type"), choices) {
            (Some(Value::Array(types)), _) => types.iter().any(|name| name == "null"),
            (Some(name), _) => name == "null",
            (None, Some(choices)) => choices.iter().any(|choice| self.is_nullable(choice, depth)),
            (None, None) => {
                let values = schema.get("enum").and_then(Value::as_array);
                schema
                    .get("const")
                    .map_or_else(|| values.is_none_or(|values| values.contains(&Value::Null)), Value::is_null)
            }
        }
    }

    fn model(&mut self, schema: &Value, at: &str) -> Read<Model> {
        let schema = match schema {
            Value::Object(schema) => self.merged(schema, at)?,
            Value::Bool(true) => Map::new(),
            _ => return unread(at, "no value is valid"),
        };
        for keyword in ["anyOf", "oneOf"] {
            if let Some(Value::Array(choices)) = schema.get(keyword) {
                only(&schema, &[keyword, "type"], at)?;
                return self.choices(keyword, choices, at);
            }
        }
        let kind = match schema.get("type") {
            None => of_values(&schema, at)?,
            Some(Value::String(kind)) => Some(kind.as_str()),
            Some(Value::Array(kinds)) => {
                match &kinds.iter().filter(|it| *it != "null").collect::<Vec<_>>()[..] {
                    [Value::String(kind)] if kinds.len() == 2 => {
                        let mut inner = schema.clone();
                        inner.insert("type".to_owned(), Value::String(kind.clone()));
                        if let Some(Value::Array(values)) = inner.get_mut("enum") {
                            values.retain(|value| !value.is_null());
                        }
                        inner.retain(|keyword, _| !ANNOTATIONS.contains(&keyword.as_str()));
                        let inner = self.reference(&Value::Object(inner), at)?;
                        return Ok(anonymous(Shape::Nullable(inner), Constraints::NONE));
                    }
                    _ => return unread(at, "several types in `type` have no counterpart"),
                }
            }
            Some(_) => return unread(at, "`type` is no name of a type"),
        };
        match kind {
            None => only(&schema, &[], at).map(|()| anonymous(Shape::Any, Constraints::NONE)),
            Some("null") => {
                only(&schema, &["type", "const"], at).map(|()| anonymous(Shape::Null, Constraints::NONE))
            }
            Some("boolean") => scalar(Shape::Boolean, &schema, &[], at),
            Some("integer") => scalar(Shape::Integer, &schema, &NUMBERS, at),
            Some("number") => scalar(Shape::Number, &schema, &NUMBERS, at),
            Some("string") => string(&schema, at),
            Some("array") => self.array(&schema, at),
            Some("object") => self.object(&schema, None, at),
            Some(other) => unread(at, format!("`{other}` is no type")),
        }
    }

    /// A reference with more beside it, as one schema.
    fn merged(&self, schema: &Map<String, Value>, at: &str) -> Read<Map<String, Value>> {
        let Some(name) = schema.get("$ref") else { return Ok(schema.clone()) };
        let referred = target(name).and_then(|name| self.definitions.get(name));
        let Some(Value::Object(referred)) = referred else {
            return unread(at, "a reference leads to nothing that was defined");
        };
        let mut merged = self.merged(referred, at)?;
        for (keyword, value) in schema.iter().filter(|(keyword, _)| *keyword != "$ref") {
            match (merged.get_mut(keyword), value) {
                (Some(Value::Object(known)), Value::Object(more))
                    if keyword == "properties" && more.keys().all(|name| !known.contains_key(name)) =>
                {
                    known.extend(more.iter().map(|(name, value)| (name.clone(), value.clone())));
                }
                (Some(Value::Array(known)), Value::Array(more)) if keyword == "required" => {
                    known.extend(more.iter().cloned());
                }
                (Some(known), more) if known == more || ANNOTATIONS.contains(&keyword.as_str()) => {
                    *known = more.clone();
                }
                (None, more)
                    if matches!(keyword.as_str(), "properties" | "required" | "type")
                        || ANNOTATIONS.contains(&keyword.as_str()) =>
                {
                    merged.insert(keyword.clone(), more.clone());
                }
                _ => return unread(at, format!("`{keyword}` beside `$ref` has no counterpart")),
            }
        }
        Ok(merged)
    }

    fn choices(&mut self, keyword: &str, choices: &[Value], at: &str) -> Read<Model> {
        let is_null = |choice: &&Value| choice.get("type").is_some_and(|name| name == "null");
        let others: Vec<&Value> = choices.iter().filter(|choice| !is_null(choice)).collect();
        let place = |index: usize| format!("{at}/{keyword}/{index}");
        if others.len() < choices.len() {
            let inner = if let [only] = others[..] {
                self.reference(only, &place(0))?
            } else {
                let others = others.into_iter().cloned().collect();
                let others = Map::from_iter([(keyword.to_owned(), Value::Array(others))]);
                self.reference(&Value::Object(others), at)?
            };
            return Ok(anonymous(Shape::Nullable(inner), Constraints::NONE));
        }
        if let Some(shape) = self.keyed(&others, at)? {
            return Ok(anonymous(shape, Constraints::NONE));
        }
        if let Some(shape) = self.tagged(&others, at)? {
            return Ok(anonymous(shape, Constraints::NONE));
        }
        if keyword == "oneOf" {
            return unread(
                at,
                "`oneOf` whose alternatives no tag and no name tells apart has no counterpart",
            );
        }
        let alternatives = others.iter().enumerate().map(|(index, choice)| {
            let name = choice.get("$ref").and_then(target).unwrap_or("Alternative").to_owned();
            Ok(Alternative::new(leak(name), self.reference(choice, &place(index))?))
        });
        let alternatives = alternatives.collect::<Read<Vec<_>>>()?;
        Ok(anonymous(Shape::Choice(leak_all(alternatives)), Constraints::NONE))
    }

    /// Names alone, or objects with one member under a name.
    fn keyed(&mut self, choices: &[&Value], at: &str) -> Read<Option<Shape>> {
        let (mut units, mut contents) = (Vec::new(), Vec::new());
        for choice in choices {
            let Value::Object(schema) = choice else { return Ok(None) };
            let is_a_name = schema.get("type").is_some_and(|name| name == "string");
            if let (true, Some(values)) = (is_a_name, listed(schema)) {
                let docs = docs(schema);
                for value in values {
                    let Value::String(name) = value else { return Ok(None) };
                    let name = leak(name.clone());
                    units.push(EnumValue { docs, ..EnumValue::new(name, name) });
                }
                continue;
            }
            let (Some(Value::Object(properties)), Some(Value::Array(required))) =
                (schema.get("properties"), schema.get("required"))
            else {
                return Ok(None);
            };
            let closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
            let mut members = properties.iter();
            match (members.next(), members.next()) {
                (Some((name, value)), None) if closed && required[..] == [Value::String(name.clone())] => {
                    only(schema, &["type", "properties", "required", "additionalProperties"], at)?;
                    let name: &'static str = leak(name.clone());
                    let model = self.reference(value, &format!("{at}/{}", escaped(name)))?;
                    contents.push(Content { docs: docs(schema), ..Content::new(name, name, model) });
                }
                _ => return Ok(None),
            }
        }
        Ok(Some(match contents[..] {
            [] => Shape::Enumeration(Enumeration::closed(leak_all(units))),
            _ => Shape::Keyed(Keyed {
                units: leak_all(units),
                contents: leak_all(contents),
                other: None,
                group: None,
            }),
        }))
    }

    /// Objects that a property with one value each tells apart.
    fn tagged(&mut self, choices: &[&Value], at: &str) -> Read<Option<Shape>> {
        let mut objects = Vec::new();
        for choice in choices {
            let Value::Object(schema) = choice else { return Ok(None) };
            match self.merged(schema, at) {
                Ok(schema) => objects.push(schema),
                Err(_) => return Ok(None),
            }
        }
        let constant = |schema: &Map<String, Value>, name: &str| {
            let value = schema.get("properties")?.get(name)?.get("const")?.as_str()?.to_owned();
            let is_required = schema.get("required")?.as_array()?.iter().any(|it| it == name);
            is_required.then_some(value)
        };
        let first = objects.first().and_then(|first| first.get("properties")?.as_object());
        let names = first.into_iter().flat_map(Map::keys);
        let is_tag = |name: &&String| {
            let values: Vec<_> = objects.iter().filter_map(|schema| constant(schema, name)).collect();
            let distinct = values.iter().enumerate().all(|(at, value)| !values[..at].contains(value));
            distinct && values.len() == objects.len()
        };
        let Some(tag) = names.into_iter().find(is_tag).cloned() else { return Ok(None) };
        let tag: &'static str = leak(tag);
        let variants = objects.iter().enumerate().map(|(index, schema)| {
            let place = format!("{at}/oneOf/{index}");
            let value: &'static str = leak(constant(schema, tag).unwrap_or_default());
            let model = self.object(schema, Some(Tag::new(tag, value)), &place)?;
            let (cell, reference) = self.cell(&place)?;
            let name: &'static str = leak(self.part(at, value));
            let path = leak(format!("schemars::{name}"));
            cells::fill(cell, &Model { path, name, docs: docs(schema), ..model });
            Ok(Variant::new(value, value, reference))
        });
        let variants = leak_all(variants.collect::<Read<Vec<_>>>()?);
        Ok(Some(Shape::Union(Union::new(tag, variants))))
    }

    fn array(&mut self, schema: &Map<String, Value>, at: &str) -> Read<Model> {
        let count = |keyword| schema.get(keyword).and_then(Value::as_u64);
        let (min_items, max_items) = (count("minItems"), count("maxItems"));
        if let Some(Value::Array(items)) = schema.get("prefixItems") {
            only(schema, &["type", "prefixItems", "items", "minItems", "maxItems"], at)?;
            if [min_items, max_items] != [Some(items.len() as u64); 2] {
                return unread(at, "`prefixItems` has a counterpart only where the array has as many items");
            }
            let items = items.iter().enumerate();
            let items = items.map(|(index, item)| {
                Ok(Element::new(self.reference(item, &format!("{at}/prefixItems/{index}"))?))
            });
            let items = items.collect::<Read<Vec<_>>>()?;
            return Ok(anonymous(Shape::Tuple(leak_all(items)), Constraints::NONE));
        }
        only(schema, &["type", "items", "minItems", "maxItems", "uniqueItems"], at)?;
        let items = schema.get("items").unwrap_or(&Value::Bool(true));
        let items = self.reference(items, &format!("{at}/items"))?;
        let unique = schema.get("uniqueItems") == Some(&Value::Bool(true));
        let rules = unique.then_some(Rule::UniqueItems).into_iter().collect();
        let constraints =
            Constraints { min_items, max_items, rules: listed_rules(rules), ..Constraints::NONE };
        Ok(anonymous(Shape::Array(items), constraints))
    }

    fn object(&mut self, schema: &Map<String, Value>, tag: Option<Tag>, at: &str) -> Read<Model> {
        let no_properties = Map::new();
        let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&no_properties);
        let others = ["additionalProperties", "unevaluatedProperties"];
        let others = others.iter().find_map(|keyword| schema.get(*keyword)).unwrap_or(&Value::Bool(true));
        if properties.is_empty() && tag.is_none() && !schema.contains_key("unevaluatedProperties") {
            return self.map(schema, others, at);
        }
        let known = ["type", "properties", "required", "additionalProperties", "unevaluatedProperties"];
        only(schema, &known, at)?;
        let required: Vec<&str> = match schema.get("required") {
            Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        if let Some(name) = required.iter().find(|name| !properties.contains_key(**name)) {
            return unread(at, format!("`{name}` must be there, and nothing says what it is"));
        }
        let declared =
            properties.iter().filter(|(name, _)| tag.is_none_or(|tag| tag.property != name.as_str()));
        let declared = declared.map(|(name, value)| {
            self.property(
                name,
                value,
                required.contains(&name.as_str()),
                &format!("{at}/properties/{}", escaped(name)),
            )
        });
        let declared = declared.collect::<Read<Vec<_>>>()?;
        let rest = match others {
            Value::Bool(_) => None,
            values => {
                let value = self.reference(values, &format!("{at}/additionalProperties"))?;
                Some(Rest { field: "others", value })
            }
        };
        let object = Object {
            tag,
            properties: leak_all(declared),
            rest,
            closed: others == &Value::Bool(false),
            ..Object::EMPTY
        };
        Ok(anonymous(Shape::Object(object), Constraints::NONE))
    }

    fn property(&mut self, name: &str, schema: &Value, is_required: bool, at: &str) -> Read<Property> {
        let nullable = self.is_nullable(schema, 0);
        let has_default = schema.get("default").is_some();
        let told = docs(schema.as_object().unwrap_or(&Map::new()));
        let mut bare = schema.clone();
        if let Value::Object(bare) = &mut bare {
            bare.retain(|keyword, _| !ANNOTATIONS.contains(&keyword.as_str()));
        }
        let value = self.reference(&bare, at)?;
        let presence = match (is_required, nullable || has_default) {
            (true, _) => Presence::Required,
            (false, true) => Presence::Optional,
            (false, false) => Presence::NonNull,
        };
        let name = leak(name.to_owned());
        Ok(Property { nullable, presence, docs: told, ..Property::new(name, name, value) })
    }

    /// An object without declared properties.
    fn map(&mut self, schema: &Map<String, Value>, others: &Value, at: &str) -> Read<Model> {
        let known = [
            "type",
            "properties",
            "additionalProperties",
            "patternProperties",
            "propertyNames",
            "minProperties",
            "maxProperties",
        ];
        only(schema, &known, at)?;
        let mut rules = Vec::new();
        let mut values = others;
        // Keys that are numbers: what is not one is refused.
        if let Some(Value::Object(patterns)) = schema.get("patternProperties") {
            let mut patterns = patterns.iter();
            match (patterns.next(), patterns.next()) {
                (Some((pattern, matching)), None) if others == &Value::Bool(false) => {
                    values = matching;
                    let names = listed_rules(Vec::from([Rule::Pattern(compiled(pattern, at)?)]));
                    let names = Constraints { rules: names, ..Constraints::NONE };
                    rules.push(Rule::PropertyNames(Box::leak(Box::new(names))));
                }
                _ => {
                    return unread(
                        at,
                        "`patternProperties` has a counterpart only where all names match one",
                    );
                }
            }
        } else if others == &Value::Bool(false) {
            let object = Object { closed: true, ..Object::EMPTY };
            return Ok(anonymous(Shape::Object(object), Constraints::NONE));
        }
        if let Some(names) = schema.get("propertyNames") {
            let names = (self.reference(names, &format!("{at}/propertyNames"))?)();
            if !matches!(names.shape, Shape::String) {
                return unread(at, "`propertyNames` has a counterpart only with rules for strings");
            }
            rules.push(Rule::PropertyNames(&names.constraints));
        }
        let count = |keyword| schema.get(keyword).and_then(Value::as_u64);
        rules.extend(count("minProperties").map(Rule::MinProperties));
        rules.extend(count("maxProperties").map(Rule::MaxProperties));
        let values = self.reference(values, &format!("{at}/additionalProperties"))?;
        let constraints = Constraints { rules: listed_rules(rules), ..Constraints::NONE };
        Ok(anonymous(Shape::Map(values), constraints))
    }
}

const NUMBERS: [&str; 6] =
    ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "format"];

/// A number or a boolean, within the exact bounds of the Rust type that `format` names.
fn scalar(shape: Shape, schema: &Map<String, Value>, known: &[&str], at: &str) -> Read<Model> {
    only(schema, &[known, &["type", "const", "enum"]].concat(), at)?;
    let bound = |keyword: &str| schema.get(keyword).and_then(bound);
    let mut rules = values(schema, at)?;
    rules.extend(bound("exclusiveMinimum").map(Rule::ExclusiveMinimum));
    rules.extend(bound("exclusiveMaximum").map(Rule::ExclusiveMaximum));
    if let Some(step) = schema.get("multipleOf") {
        match Decimal::parse(&step.to_string()) {
            Some(step) => rules.push(Rule::MultipleOf(step)),
            None => return unread(at, "`multipleOf` is no number above zero"),
        }
    }
    let (minimum, maximum) = (bound("minimum"), bound("maximum"));
    let written = Constraints { minimum, maximum, rules: listed_rules(rules), ..Constraints::NONE };
    let format = schema.get("format").and_then(Value::as_str).unwrap_or_default();
    let width = match shape {
        Shape::Integer => width(format),
        _ => Constraints::NONE,
    };
    Ok(anonymous(shape, width.and(&written)))
}

/// The bounds of an integer type: `schemars` tells the wider ones by a format alone.
fn width(format: &str) -> Constraints {
    let signed = |bits: u32| {
        let most = i128::MAX >> (128 - bits);
        Constraints::between(Integer::from_i128(-most - 1), Integer::from_i128(most))
    };
    let unsigned = |bits: u32| {
        Constraints::between(Integer::from_u128(0), Integer::from_u128(u128::MAX >> (128 - bits)))
    };
    match format {
        "int8" => signed(8),
        "int16" => signed(16),
        "int32" => signed(32),
        "int64" => signed(64),
        "int128" => signed(128),
        "int" => signed(isize::BITS),
        "uint8" => unsigned(8),
        "uint16" => unsigned(16),
        "uint32" => unsigned(32),
        "uint64" => unsigned(64),
        "uint128" => unsigned(128),
        "uint" => unsigned(usize::BITS),
        _ => Constraints::NONE,
    }
}

fn string(schema: &Map<String, Value>, at: &str) -> Read<Model> {
    let known = ["type", "const", "enum", "minLength", "maxLength", "pattern", "format", "contentEncoding"];
    only(schema, &known, at)?;
    if let (Some(values), None) = (schema.get("enum").and_then(Value::as_array), schema.get("pattern")) {
        let names = values.iter().map(|value| value.as_str().map(|name| leak(name.to_owned())));
        if let Some(names) = names.collect::<Option<Vec<&'static str>>>() {
            let values = leak_all(names.into_iter().map(|name| EnumValue::new(name, name)).collect());
            let shape = Shape::Enumeration(Enumeration::closed(values));
            return Ok(anonymous(shape, Constraints::NONE));
        }
    }
    let count = |keyword| schema.get(keyword).and_then(Value::as_u64);
    let text = |keyword| schema.get(keyword).and_then(Value::as_str);
    let mut rules = values(schema, at)?;
    if let Some(pattern) = text("pattern") {
        rules.push(Rule::Pattern(compiled(pattern, at)?));
    }
    rules.extend(text("format").and_then(Format::parse).map(Rule::Format));
    rules.extend(text("contentEncoding").and_then(ContentEncoding::parse).map(Rule::ContentEncoding));
    let constraints = Constraints {
        min_length: count("minLength").filter(|least| *least > 0),
        max_length: count("maxLength"),
        rules: listed_rules(rules),
        ..Constraints::NONE
    };
    Ok(anonymous(Shape::String, constraints))
}

/// The type that all listed values have, if values are listed.
fn of_values(schema: &Map<String, Value>, at: &str) -> Read<Option<&'static str>> {
    let Some(values) = listed(schema) else { return Ok(None) };
    let kind = |value: &Value| match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let mut kinds = values.iter().map(kind);
    let first = kinds.next().unwrap_or("null");
    if kinds.all(|kind| kind == first) {
        return Ok(Some(first));
    }
    unread(at, "listed values of several types have no counterpart")
}

/// What stands in `const` or `enum`.
fn listed(schema: &Map<String, Value>) -> Option<&[Value]> {
    match (schema.get("const"), schema.get("enum")) {
        (Some(value), _) => Some(core::slice::from_ref(value)),
        (None, Some(Value::Array(values))) => Some(values),
        _ => None,
    }
}

fn values(schema: &Map<String, Value>, at: &str) -> Read<Vec<Rule>> {
    let Some(values) = listed(schema) else { return Ok(Vec::new()) };
    if values.iter().any(|value| value.is_null() || value.is_array() || value.is_object()) {
        return unread(at, "a listed value that is no string, number or boolean has no counterpart");
    }
    let texts = values.iter().map(|value| leak(value.to_string())).collect();
    let texts: &'static [&'static str] = leak_all(texts);
    Ok(Vec::from([if let ([text], true) = (texts, schema.contains_key("const")) {
        Rule::Const(text)
    } else {
        Rule::Enum(texts)
    }]))
}

fn bound(number: &Value) -> Option<Bound> {
    if let Some(integer) = number.as_i64() {
        return Some(Bound::Integer(Integer::from_i128(integer.into())));
    }
    if let Some(integer) = number.as_u64() {
        return Some(Bound::Integer(Integer::from_u128(integer.into())));
    }
    number.as_f64().map(Bound::Float)
}

fn compiled(pattern: &str, at: &str) -> Read<Pattern<'static>> {
    match Compiled::new(pattern) {
        Ok(compiled) => Ok(Box::leak(Box::new(compiled)).pattern()),
        Err(refused) => unread(at, format!("`pattern` is outside of what is checked: {refused}")),
    }
}

/// What people are told.
fn docs(schema: &Map<String, Value>) -> Docs {
    let text = |keyword| schema.get(keyword).and_then(Value::as_str);
    let is = |keyword| schema.get(keyword) == Some(&Value::Bool(true));
    let examples = schema.get("examples").and_then(Value::as_array).into_iter().flatten();
    Docs {
        title: text("title").map(|title| leak(title.to_owned())),
        description: text("description").map_or("", |description| leak(description.to_owned())),
        deprecated: is("deprecated").then_some(""),
        examples: leak_all(examples.map(|example| leak(example.to_string())).collect()),
        access: match (is("readOnly"), is("writeOnly")) {
            (true, _) => Some(Access::ReadOnly),
            (_, true) => Some(Access::WriteOnly),
            _ => None,
        },
        comment: text("$comment").map(|comment| leak(comment.to_owned())),
        ..Docs::NONE
    }
}

/// Refuses every keyword that is none of these, tells nothing of what is valid, and is none beyond JSON Schema.
fn only(schema: &Map<String, Value>, known: &[&str], at: &str) -> Read<()> {
    let is_known = |keyword: &str| {
        known.contains(&keyword) || ANNOTATIONS.contains(&keyword) || keyword.starts_with("x-")
    };
    match schema.keys().find(|keyword| !is_known(keyword)) {
        Some(keyword) => unread(at, format!("`{keyword}` has no counterpart here")),
        None => Ok(()),
    }
}

/// The name that a schema refers to, if it does nothing else.
fn only_reference(schema: &Value) -> Option<&str> {
    let schema = schema.as_object()?;
    let is_reference = |keyword: &String| keyword == "$ref" || ANNOTATIONS.contains(&keyword.as_str());
    schema.get("$ref").and_then(target).filter(|_| schema.keys().all(is_reference))
}

/// The name of a definition that a reference leads to. `schemars` escapes names that need it.
fn target(reference: &Value) -> Option<&str> {
    reference.as_str()?.strip_prefix("#/$defs/")
}

/// A name as generators can use it.
fn identifier(name: &str) -> String {
    name.chars().map(|it| if it.is_ascii_alphanumeric() { it } else { '_' }).collect()
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn unread<T>(at: &str, what: impl Into<String>) -> Read<T> {
    Err(Unread { at: at.to_owned(), what: what.into() })
}

const fn anonymous(shape: Shape, constraints: Constraints) -> Model {
    Model { constraints, ..Model::anonymous("schemars", shape) }
}

fn listed_rules(rules: Vec<Rule>) -> Rules {
    Rules::new(leak_all(rules))
}

// What a model holds lives as long as the program, and each schema is read once.

fn leak(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

fn leak_all<T>(list: Vec<T>) -> &'static [T] {
    if list.is_empty() { &[] } else { Box::leak(list.into_boxed_slice()) }
}
