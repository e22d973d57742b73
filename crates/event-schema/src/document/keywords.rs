use alloc::string::String;
use alloc::vec::Vec;

use super::Json;

/// The keywords of one schema object, in the order in which documents write them, whenever they were set.
#[derive(Debug, Default)]
pub(super) struct Keywords(Vec<(&'static str, Json)>);

impl Keywords {
    pub(super) fn one(keyword: &'static str, value: Json) -> Self {
        Self(Vec::from([(keyword, value)]))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn has(&self, keyword: &str) -> bool {
        self.0.iter().any(|(set, _)| *set == keyword)
    }

    pub(super) fn set(&mut self, keyword: &'static str, value: Json) {
        debug_assert!(self.0.iter().all(|(set, _)| *set != keyword), "`{keyword}` is set twice");
        debug_assert!(ORDER.contains(&keyword), "`{keyword}` has no place in the order");
        self.0.push((keyword, value));
    }

    /// Sets a keyword that is none of JSON Schema's; it comes after them.
    pub(super) fn extension(&mut self, keyword: &'static str, value: Json) {
        debug_assert!(!ORDER.contains(&keyword), "`{keyword}` is no extension");
        self.0.push((keyword, value));
    }

    pub(super) fn set_some(&mut self, keyword: &'static str, value: Option<Json>) {
        if let Some(value) = value {
            self.set(keyword, value);
        }
    }

    /// Sets a keyword; where it is set already, the second stands in a schema of its own, which must hold too.
    pub(super) fn add(&mut self, keyword: &'static str, value: Json) {
        if self.has(keyword) {
            self.also(Json::object([(keyword, value)]));
        } else {
            self.set(keyword, value);
        }
    }

    /// Sets the comment; what stands in its place goes into a schema of its own.
    pub(super) fn comment(&mut self, comment: Option<&str>) {
        let Some(comment) = comment else { return };
        let before = self.0.iter().position(|(set, _)| *set == "$comment").map(|at| self.0.remove(at));
        self.set("$comment", Json::string(comment));
        if let Some((keyword, value)) = before {
            self.add(keyword, value);
        }
    }

    /// Another schema that must hold, too.
    pub(super) fn also(&mut self, schema: Json) {
        match self.0.iter_mut().find(|(set, _)| *set == "allOf") {
            Some((_, Json::Array(all))) => all.push(schema),
            _ => self.set("allOf", Json::Array(Vec::from([schema]))),
        }
    }

    /// The schema object. A reference stands alone: tools disagree on what the keywords beside one mean.
    pub(super) fn into_json(mut self) -> Json {
        if self.0.len() > 1
            && let Some(at) = self.0.iter().position(|(keyword, _)| *keyword == "$ref")
        {
            let (keyword, target) = self.0.remove(at);
            let target = Json::object([(keyword, target)]);
            match self.0.iter_mut().find(|(set, _)| *set == "allOf") {
                Some((_, Json::Array(all))) => all.insert(0, target),
                _ => self.set("allOf", Json::Array(Vec::from([target]))),
            }
        }
        let place = |keyword: &str| ORDER.iter().position(|known| *known == keyword);
        self.0.sort_by_key(|(keyword, _)| place(keyword).unwrap_or(usize::MAX));
        Json::Object(self.0.into_iter().map(|(keyword, value)| (String::from(keyword), value)).collect())
    }
}

const ORDER: &[&str] = &[
    "$comment",
    "$schema",
    "$id",
    "$ref",
    "title",
    "description",
    "deprecated",
    "readOnly",
    "writeOnly",
    "default",
    "examples",
    "type",
    "const",
    "enum",
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "format",
    "contentEncoding",
    "properties",
    "required",
    "propertyNames",
    "patternProperties",
    "additionalProperties",
    "minProperties",
    "maxProperties",
    "prefixItems",
    "items",
    "additionalItems",
    "contains",
    "minContains",
    "maxContains",
    "minItems",
    "maxItems",
    "uniqueItems",
    "dependentRequired",
    "dependencies",
    "if",
    "then",
    "else",
    "anyOf",
    "oneOf",
    "allOf",
    "not",
    "$defs",
    "definitions",
];
