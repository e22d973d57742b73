//! Rust types of the suite's schemas, written as a user would write them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::Group;

type Schema = Map<String, Value>;

/// A type and its rules, or why there is none.
type Outcome<T> = Result<T, &'static str>;

/// How a schema is written in Rust.
#[derive(Debug, Clone, Default)]
pub(crate) struct Written {
    /// For the JSON type that its keywords are about.
    pub(crate) typed: Option<String>,
    /// For a value of any type.
    pub(crate) any: Option<String>,
    /// Why not, where it is neither.
    pub(crate) reason: &'static str,
}

/// The types as Rust text, and which of them are a schema's.
pub(crate) fn types(groups: &[Group]) -> (String, Vec<Written>) {
    let mut text = String::from(
        "// Generated from the suite's schemas, do not edit: EVENT_SCHEMA_WRITE=1 cargo test -p event-schema-derived-tests --test suite\n",
    );
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut kinds: Vec<(String, &'static str)> = Vec::new();
    let mut define = |body: String, kind: &'static str, text: &mut String| {
        let next = format!("S{}", names.len() + 1);
        let name = names.entry(body.clone()).or_insert_with(|| {
            let generics = if body.contains("'a") { "<'a>" } else { "" };
            let _ = write!(
                text,
                "\n#[derive(Schema)]\n{}\n",
                body.replacen("NAME", &format!("{next}{generics}"), 1)
            );
            kinds.push((next.clone(), kind));
            next
        });
        name.clone()
    };
    let mut written = Vec::new();
    for group in groups {
        let mut one = Written::default();
        match typed(&group.schema) {
            Ok((kind, body)) => one.typed = Some(define(body, kind, &mut text)),
            Err(reason) => one.reason = reason,
        }
        if let Ok(rules) = rules_of_any(&group.schema) {
            one.any = Some(define(newtype("RawJson<'a>", &rules), "any", &mut text));
        }
        written.push(one);
    }
    text.push_str("\n/// Each type's name, the JSON type that it is about, and its model.\npub(crate) const TYPES: &[(&str, &str, &Model)] = &[\n");
    for (name, kind) in kinds {
        let _ = writeln!(text, "    ({name:?}, {kind:?}, {name}::MODEL),");
    }
    text.push_str("];\n");
    (text, written)
}

fn newtype(ty: &str, rules: &[String]) -> String {
    let rules = if rules.is_empty() { String::new() } else { format!("#[event({})]\n", rules.join(", ")) };
    format!("{rules}pub(crate) struct NAME({ty});")
}

const NUMBER: &[&str] = &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
const STRING: &[&str] = &["minLength", "maxLength", "pattern"];
const ARRAY: &[&str] = &[
    "items",
    "prefixItems",
    "contains",
    "minContains",
    "maxContains",
    "minItems",
    "maxItems",
    "uniqueItems",
];
const MAP: &[&str] =
    &["minProperties", "maxProperties", "propertyNames", "patternProperties", "additionalProperties"];
const OBJECT: &[&str] = &["properties", "required", "dependentRequired", "dependencies"];

/// The JSON type that the keywords are about, and the type for it.
fn typed(schema: &Schema) -> Outcome<(&'static str, String)> {
    let kind = kind(schema)?;
    if kind == "object" && OBJECT.iter().any(|keyword| schema.contains_key(*keyword)) {
        return Ok((kind, structure(schema)?));
    }
    let (ty, rules) = ruled(schema, kind)?;
    Ok((kind, newtype(&ty, &rules)))
}

/// The one JSON type that a schema is about.
fn kind(schema: &Schema) -> Outcome<&'static str> {
    match schema.get("type") {
        Some(Value::String(name)) => {
            let kinds = ["integer", "number", "string", "boolean", "array", "object", "null"];
            return Ok(kinds.into_iter().find(|kind| kind == name).unwrap_or("null"));
        }
        Some(_) => return Err("a list of types"),
        None => {}
    }
    if let Some(value) = schema.get("const").or_else(|| schema.get("enum")?.as_array()?.first()) {
        return match value {
            Value::String(_) => Ok("string"),
            Value::Number(_) => Ok("number"),
            Value::Bool(_) => Ok("boolean"),
            _ => Err("constants that are not strings, numbers or booleans"),
        };
    }
    let groups =
        [("number", NUMBER), ("string", STRING), ("array", ARRAY), ("object", MAP), ("object", OBJECT)];
    let mut found: Option<&'static str> = None;
    for keyword in schema.keys().filter(|keyword| !IGNORED.contains(&keyword.as_str())) {
        let about = groups.iter().find(|(_, keywords)| keywords.contains(&keyword.as_str()));
        let Some((kind, _)) = about else { return Err(unknown(keyword)) };
        if found.is_some_and(|found| found != *kind) {
            return Err("keywords about several types");
        }
        found = Some(kind);
    }
    found.ok_or("no keyword that says anything")
}

const IGNORED: &[&str] = &["$schema", "$comment", "description"];

fn unknown(keyword: &str) -> &'static str {
    match keyword {
        "if" | "then" | "else" => "conditions that are not about an object's properties",
        "allOf" | "anyOf" | "oneOf" | "not" => "schemas put together",
        "$defs" | "$ref" | "definitions" => "references",
        "dependentSchemas" => "schemas that depend on a property",
        "additionalItems" => "another type behind the first items",
        _ => "a keyword that the derive does not have",
    }
}

/// The rules of a schema for a value of whatever type.
fn rules_of_any(schema: &Schema) -> Outcome<Vec<String>> {
    if schema.contains_key("type") {
        return Err("a type");
    }
    kind(schema)?;
    if OBJECT.iter().any(|keyword| schema.contains_key(*keyword)) {
        return Err("properties by name");
    }
    let (_, rules) =
        all_rules(schema, &|inner| if inner.contains_key("type") { Err("a type within") } else { Ok(()) })?;
    if rules.is_empty() { Err("no rule") } else { Ok(rules) }
}

/// The type of values of this kind, and their rules.
fn ruled(schema: &Schema, kind: &str) -> Outcome<(String, Vec<String>)> {
    let (part, rules) = all_rules(schema, &|_| Ok(()))?;
    let part = part.unwrap_or_else(|| ANYTHING.to_owned());
    let ty = match kind {
        "integer" => "i128".to_owned(),
        "number" => "f64".to_owned(),
        "string" => "String".to_owned(),
        "boolean" => "bool".to_owned(),
        "array" => format!("Vec<{part}>"),
        "object" => format!("BTreeMap<String, {part}>"),
        _ => "()".to_owned(),
    };
    Ok((ty, rules))
}

const ANYTHING: &str = "RawJson<'a>";

/// The type of the parts, where they have one, and the rules; `may` says whether a part's schema can be written.
fn all_rules(
    schema: &Schema,
    may: &dyn Fn(&Schema) -> Outcome<()>,
) -> Outcome<(Option<String>, Vec<String>)> {
    let mut part = None;
    let mut rules = Vec::new();
    if schema.contains_key("prefixItems") && schema.contains_key("items") {
        return Err("another rule behind the first items");
    }
    for (keyword, value) in schema {
        let count = || value.as_f64().map_or_else(|| value.to_string(), |count| format!("{count}"));
        let rule = match keyword.as_str() {
            "minimum" => format!("minimum = {value}"),
            "maximum" => format!("maximum = {value}"),
            "exclusiveMinimum" => format!("exclusive_minimum = {value}"),
            "exclusiveMaximum" => format!("exclusive_maximum = {value}"),
            "multipleOf" => format!("multiple_of = {value}"),
            "minLength" => format!("min_length = {}", count()),
            "maxLength" => format!("max_length = {}", count()),
            "minItems" => format!("min_items = {}", count()),
            "maxItems" => format!("max_items = {}", count()),
            "minContains" => format!("min_contains = {}", count()),
            "maxContains" => format!("max_contains = {}", count()),
            "minProperties" => format!("min_properties = {}", count()),
            "maxProperties" => format!("max_properties = {}", count()),
            "pattern" => format!("pattern = {value:?}", value = value.as_str().unwrap_or_default()),
            "const" => format!("constant = {}", scalar(value)?),
            "enum" => {
                let values =
                    value.as_array().into_iter().flatten().map(scalar).collect::<Outcome<Vec<_>>>()?;
                let kinds = value.as_array().into_iter().flatten().map(std::mem::discriminant);
                if kinds.collect::<Vec<_>>().windows(2).any(|pair| pair[0] != pair[1]) {
                    return Err("listed values of several types");
                }
                format!("one_of({})", values.join(", "))
            }
            "uniqueItems" if *value == Value::Bool(true) => "unique_items".to_owned(),
            "items" | "additionalProperties" => {
                if keyword == "additionalProperties" && schema.contains_key("patternProperties") {
                    return Err("another rule for the names that do not match");
                }
                let (ty, inner) = each(value, may)?;
                part = Some(ty);
                if inner.is_empty() {
                    continue;
                }
                let name = if keyword == "items" { "items" } else { "values" };
                format!("{name}({})", inner.join(", "))
            }
            "contains" => format!("contains({})", rules_alone(value, may)?.join(", ")),
            "prefixItems" => {
                let items = value.as_array().into_iter().flatten().map(|item| match rules_alone(item, may) {
                    Ok(rules) => Ok(format!("item({})", rules.join(", "))),
                    Err(NOTHING) => Ok("item".to_owned()),
                    Err(reason) => Err(reason),
                });
                let items = items.collect::<Outcome<Vec<_>>>()?;
                if items.last().is_none_or(|last| last == "item") {
                    return Err(NOTHING);
                }
                format!("prefix_items({})", items.join(", "))
            }
            "propertyNames" => format!("keys({})", rules_alone(value, &|_| Ok(()))?.join(", ")),
            "patternProperties" => {
                for (pattern, values) in value.as_object().into_iter().flatten() {
                    let values = rules_alone(values, may)?.join(", ");
                    rules.push(format!("pattern_properties({pattern:?}, {values})"));
                }
                continue;
            }
            "type" | "uniqueItems" => continue,
            ignored if IGNORED.contains(&ignored) => continue,
            other => return Err(unknown(other)),
        };
        rules.push(rule);
    }
    let counts =
        rules.iter().any(|rule| rule.starts_with("min_contains") || rule.starts_with("max_contains"));
    if counts && !schema.contains_key("contains") {
        return Err("a count of nothing, which the derive refuses");
    }
    let is_vacuous =
        rules.iter().any(|rule| rule == "min_contains = 0") && !schema.contains_key("maxContains");
    if is_vacuous {
        return Err("rules that say nothing, which the derive refuses");
    }
    if schema.get("minContains").and_then(Value::as_f64)
        > schema.get("maxContains").and_then(Value::as_f64).or(Some(f64::MAX))
    {
        return Err("rules that no value obeys, which the derive refuses");
    }
    Ok((part, rules))
}

const NOTHING: &str = "schemas that say nothing, or refuse everything";

/// The type of a part, and its rules.
fn each(schema: &Value, may: &dyn Fn(&Schema) -> Outcome<()>) -> Outcome<(String, Vec<String>)> {
    let schema = match schema {
        Value::Object(schema) if !schema.is_empty() => schema,
        Value::Bool(false) => return Err(NOTHING),
        _ => return Ok((ANYTHING.to_owned(), Vec::new())),
    };
    may(schema)?;
    let kind = kind(schema)?;
    if kind == "object" && OBJECT.iter().any(|keyword| schema.contains_key(*keyword)) {
        return Err("a struct within, which is tried by itself");
    }
    let (ty, rules) = ruled(schema, kind)?;
    Ok((if schema.contains_key("type") { ty } else { ANYTHING.to_owned() }, rules))
}

/// The rules of a part that have no type beside them.
fn rules_alone(schema: &Value, may: &dyn Fn(&Schema) -> Outcome<()>) -> Outcome<Vec<String>> {
    if schema.as_object().is_some_and(|schema| schema.contains_key("type")) {
        return Err("a type for some parts only");
    }
    let (_, rules) = each(schema, may)?;
    if rules.is_empty() { Err(NOTHING) } else { Ok(rules) }
}

fn scalar(value: &Value) -> Outcome<String> {
    match value {
        Value::String(text) => Ok(format!("{text:?}")),
        Value::Number(_) | Value::Bool(_) => Ok(value.to_string()),
        _ => Err("constants that are not strings, numbers or booleans"),
    }
}

/// A struct with the properties that a schema names.
fn structure(schema: &Schema) -> Outcome<String> {
    let mut fields: BTreeMap<&str, Value> = BTreeMap::new();
    let mut beside: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut is_closed = false;
    let required: Vec<&str> = schema
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    fields.extend(required.iter().map(|name| (*name, Value::Bool(true))));
    for (keyword, value) in schema {
        match keyword.as_str() {
            "properties" => fields
                .extend(value.as_object().into_iter().flatten().map(|(name, it)| (&name[..], it.clone()))),
            "dependentRequired" | "dependencies" => {
                for (name, others) in value.as_object().into_iter().flatten() {
                    let Some(others) = others.as_array() else {
                        return Err("schemas that depend on a property");
                    };
                    let others: Vec<&str> = others.iter().filter_map(Value::as_str).collect();
                    for name in others.iter().chain([&&name[..]]) {
                        fields.entry(name).or_insert(Value::Bool(true));
                    }
                    if !others.is_empty() {
                        beside.insert(name, others.iter().map(|name| format!("{name:?}")).collect());
                    }
                }
            }
            "additionalProperties" if *value == Value::Bool(false) => is_closed = true,
            "required" | "type" => {}
            ignored if IGNORED.contains(&ignored) => {}
            other if MAP.contains(&other) => {
                return Err("rules for the names that a struct does not declare");
            }
            other => return Err(unknown(other)),
        }
    }
    let mut text = String::new();
    if is_closed {
        text.push_str("#[serde(deny_unknown_fields)]\n");
    }
    text.push_str("pub(crate) struct NAME {\n");
    for (at, (name, schema)) in fields.iter().enumerate() {
        let (mut ty, mut rules) = each(schema, &|_| Ok(()))?;
        rules.extend(beside.get(name).map(|names| format!("requires({})", names.join(", "))));
        let _ = writeln!(text, "    #[serde(rename = {name:?})]");
        if !rules.is_empty() {
            let _ = writeln!(text, "    #[event({})]", rules.join(", "));
        }
        if !required.contains(name) {
            if ty == ANYTHING {
                ty = format!("Option<{ty}>");
            } else {
                text.push_str("    #[serde(default)]\n");
            }
        }
        let _ = writeln!(text, "    field_{at}: {ty},");
    }
    Ok(text + "}")
}
