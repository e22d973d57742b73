//! What a schema says of a value's parts: the items of an array, the members of a map.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::keywords::Keywords;
use super::render::{Writer, set_type, type_of};
use super::{Dialect, DocumentError, Json, rules};
use crate::model::{Constraints, Contains, Model, Pattern, Rule, Shape};

/// What stands in a value of whatever type.
const ANYTHING: &Model = &Model::anonymous("", Shape::Any);

impl Writer<'_> {
    /// Writes what constraints ask of the parts of a model's values; of the whole type also what its parts are.
    pub(super) fn parts(
        &self,
        schema: &mut Keywords,
        model: &'static Model,
        constraints: &Constraints,
        is_whole: bool,
    ) -> Result<(), DocumentError> {
        match model.non_null().shape {
            Shape::Array(item) => self.items(schema, item(), constraints, is_whole),
            Shape::Map(value) => self.members(schema, value(), constraints, is_whole),
            Shape::Any => {
                self.items(schema, ANYTHING, constraints, false)?;
                self.members(schema, ANYTHING, constraints, false)
            }
            _ => Ok(()),
        }
    }

    fn items(
        &self,
        schema: &mut Keywords,
        item: &'static Model,
        constraints: &Constraints,
        is_whole: bool,
    ) -> Result<(), DocumentError> {
        let first = (0..constraints.prefix_len())
            .map(|at| self.usage(item, false, &constraints.of_item(at)).map(Keywords::into_json))
            .collect::<Result<Vec<_>, _>>()?;
        let others = match self.options.dialect {
            Dialect::Draft07 if !first.is_empty() => "additionalItems",
            _ => "items",
        };
        if !first.is_empty() {
            schema.set(self.options.dialect.prefix_items(), Json::Array(first));
        }
        let each = constraints.of_items();
        if is_whole || !each.is_none() {
            schema.set(others, self.usage(item, false, &each)?.into_json());
        }
        for rule in constraints.rules.iter() {
            if let Rule::Contains(contains) = rule {
                self.contains(schema, item, contains)?;
            }
        }
        Ok(())
    }

    fn contains(
        &self,
        schema: &mut Keywords,
        item: &'static Model,
        contains: &Contains,
    ) -> Result<(), DocumentError> {
        let Contains { each, least, most } = contains;
        let what = self.present(item, each)?.into_json();
        let mut also = Keywords::default();
        let target = if schema.has("contains") { &mut also } else { &mut *schema };
        match self.options.dialect {
            Dialect::Draft2020 => {
                target.set("contains", what);
                target.set_some("minContains", least.map(|least| Json::Number(least.to_string())));
                target.set_some("maxContains", most.map(|most| Json::Number(most.to_string())));
            }
            Dialect::Draft07 => {
                if *least != Some(0) {
                    target.set("contains", what);
                }
                if let Some(uncounted) = uncounted(contains) {
                    target.add("$comment", Json::String(uncounted));
                }
            }
        }
        if !also.is_empty() {
            schema.also(also.into_json());
        }
        Ok(())
    }

    fn members(
        &self,
        schema: &mut Keywords,
        value: &'static Model,
        constraints: &Constraints,
        is_whole: bool,
    ) -> Result<(), DocumentError> {
        let mut matching: Vec<(_, Json)> = Vec::new();
        for pattern in constraints.patterns().map(Pattern::source) {
            if matching.iter().all(|(source, _)| source != pattern) {
                let each = constraints.of_matching(pattern);
                matching.push((pattern.to_owned(), self.usage(value, false, &each)?.into_json()));
            }
        }
        if !matching.is_empty() {
            schema.set("patternProperties", Json::Object(matching));
        }
        let each = constraints.of_values();
        if is_whole || !each.is_none() {
            schema.set("additionalProperties", self.usage(value, false, &each)?.into_json());
        }
        Ok(())
    }

    /// A value of the model's type that is there and obeys; that it is of the type is said elsewhere.
    pub(super) fn present(
        &self,
        model: &'static Model,
        constraints: &Constraints,
    ) -> Result<Keywords, DocumentError> {
        let mut schema = Keywords::default();
        match type_of(model) {
            Some(name) => set_type(&mut schema, name, false),
            None => schema.set("type", Json::strings(["array", "boolean", "number", "object", "string"])),
        }
        rules::write(&mut schema, false, constraints);
        self.parts(&mut schema, model, constraints, false)?;
        Ok(schema)
    }
}

/// What draft-07 cannot say of how many items obey.
fn uncounted(contains: &Contains) -> Option<String> {
    let least = contains.least.filter(|least| *least > 1).map(|least| format!("at least {least}"));
    let most = contains.most.map(|most| format!("at most {most}"));
    let limits: Vec<_> = least.into_iter().chain(most).collect();
    if limits.is_empty() {
        return None;
    }
    Some(format!("Not said in this dialect: {} of the items that `contains` is about.", limits.join(" and ")))
}
