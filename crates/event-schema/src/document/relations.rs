//! What a schema says of an object's properties and each other.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::ControlFlow;

use super::keywords::Keywords;
use super::render::{Writer, one_name, set_type, type_of};
use super::{Dialect, DocumentError, Json, rules};
use crate::model::{Condition, Demand, Dependency, Object, Property, Test};
use crate::profile::Profile;

impl Writer<'_> {
    pub(super) fn relations(&self, schema: &mut Keywords, object: &Object) -> Result<(), DocumentError> {
        let mut dependencies = Vec::new();
        let mut others = Vec::new();
        let _ = object.try_relations(&mut |relations, properties| {
            dependencies.extend(relations.dependencies.iter().map(|it| (it, properties)));
            others.extend(relations.is_choice.then(|| Ok(self.choice(properties))));
            others.extend(relations.conditions.iter().map(|it| self.condition(it, properties)));
            ControlFlow::<()>::Continue(())
        });
        let dependencies: Vec<_> =
            dependencies.into_iter().filter_map(|(it, properties)| self.dependency(it, properties)).collect();
        if !dependencies.is_empty() {
            let keyword = match self.options.dialect {
                Dialect::Draft2020 => "dependentRequired",
                Dialect::Draft07 => "dependencies",
            };
            schema.set(keyword, Json::Object(dependencies));
        }
        for other in others {
            schema.also(other?);
        }
        Ok(())
    }

    /// Exactly one of the properties is there.
    fn choice(&self, properties: &[Property]) -> Json {
        let names: Vec<&str> = properties.iter().flat_map(|it| it.names(self.options.contract)).collect();
        one_name(&names, true)
    }

    /// What must be there beside a property. To the tolerant, what is absent may be null.
    fn dependency(&self, dependency: &Dependency, properties: &[Property]) -> Option<(String, Json)> {
        let requires = dependency.requires.iter().map(|at| &properties[*at]);
        let requires = requires.filter(|it| self.options.profile != Profile::Tolerant || !it.nullable);
        let names: Vec<&str> = requires.map(|property| property.name).collect();
        let name = properties[dependency.property].name.to_owned();
        (!names.is_empty()).then(|| (name, Json::strings(names)))
    }

    fn condition(&self, condition: &Condition, properties: &[Property]) -> Result<Json, DocumentError> {
        let Condition { when, then, otherwise } = condition;
        let mut tests = Members::default();
        for Test { property, constraints } in *when {
            let property = &properties[*property];
            tests.add(property, self.present((property.value)(), constraints)?, true);
        }
        let mut schema = Keywords::one("if", tests.into_json());
        for (keyword, demands) in [("then", then), ("else", otherwise)] {
            if demands.is_empty() {
                continue;
            }
            let mut members = Members::default();
            for demand in *demands {
                let property = &properties[demand.property];
                members.add(property, self.demanded(property, demand)?, demand.is_required);
            }
            schema.set(keyword, members.into_json());
        }
        Ok(schema.into_json())
    }

    fn demanded(&self, property: &Property, demand: &Demand) -> Result<Keywords, DocumentError> {
        let model = (property.value)();
        if demand.is_required {
            return self.present(model, &demand.constraints);
        }
        let mut schema = Keywords::default();
        if let Some(name) = type_of(model) {
            set_type(&mut schema, name, property.nullable);
        }
        rules::write(&mut schema, property.nullable, &demand.constraints);
        self.parts(&mut schema, model, &demand.constraints, false)?;
        Ok(schema)
    }
}

/// The members of an object that a schema is about.
#[derive(Default)]
struct Members {
    properties: Vec<(String, Json)>,
    required: Vec<&'static str>,
}

impl Members {
    fn add(&mut self, property: &Property, schema: Keywords, is_required: bool) {
        self.properties.push((property.name.to_owned(), schema.into_json()));
        if is_required {
            self.required.push(property.name);
        }
    }

    fn into_json(self) -> Json {
        let mut schema = Keywords::one("properties", Json::Object(self.properties));
        let required = (!self.required.is_empty()).then(|| Json::strings(self.required));
        schema.set_some("required", required);
        schema.into_json()
    }
}
