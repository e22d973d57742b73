//! Which rules a type has, told by the codes of those who break them.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use crate::error::Code;
use crate::model::{Constraints, Contains, Model, Object, Rule, Shape};
use crate::profile::Profile;

/// The codes of everything that a payload of the type can break. What stands in one of several untagged types has none:
/// nothing is told from inside of them.
pub(super) fn of(model: &'static Model) -> BTreeSet<Code> {
    let mut keywords = Keywords::default();
    keywords.model(model);
    keywords.codes
}

#[derive(Default)]
struct Keywords {
    codes: BTreeSet<Code>,
    seen: BTreeSet<(&'static str, usize)>,
}

impl Keywords {
    fn model(&mut self, model: &'static Model) {
        self.constraints(&model.constraints);
        if !self.seen.insert((model.path, std::ptr::from_ref(model).addr())) || self.seen.len() > 10_000 {
            return;
        }
        match &model.shape {
            Shape::Nullable(inner) | Shape::Array(inner) | Shape::Map(inner) => self.model(inner()),
            Shape::Object(object) => self.object(object),
            Shape::Union(union) => union.variants.iter().for_each(|variant| self.model((variant.model)())),
            Shape::Tuple(elements) => {
                self.codes
                    .extend([Code::MinItems, Code::MaxItems].into_iter().filter(|_| !elements.is_empty()));
                for element in *elements {
                    self.constraints(&element.constraints);
                    self.model((element.value)());
                }
            }
            Shape::Enumeration(list) => self.codes.extend((!list.open).then_some(Code::Enum)),
            Shape::Keyed(keyed) => {
                self.codes.insert(Code::OneOf);
                keyed.contents.iter().for_each(|content| self.model((content.model)()));
            }
            Shape::Choice(_) => drop(self.codes.insert(Code::AnyOf)),
            Shape::Any | Shape::Null | Shape::Boolean | Shape::Integer | Shape::Number | Shape::String => {}
        }
    }

    fn object(&mut self, object: &'static Object) {
        let required = object.properties.iter().any(|property| !property.may_be_absent(Profile::Documented));
        self.codes.extend(required.then_some(Code::Required));
        self.codes.extend(object.closed.then_some(Code::AdditionalProperties));
        for property in object.properties {
            self.constraints(&property.constraints);
            self.model((property.value)());
        }
        let _ = object.try_relations(&mut |relations, _| {
            self.codes.extend((!relations.dependencies.is_empty()).then_some(Code::DependentRequired));
            self.codes.extend(relations.is_choice.then_some(Code::OneOf));
            for condition in relations.conditions {
                for demand in condition.then.iter().chain(condition.otherwise) {
                    self.codes.extend(demand.is_required.then_some(Code::Required));
                    self.constraints(&demand.constraints);
                }
            }
            ControlFlow::<()>::Continue(())
        });
    }

    fn constraints(&mut self, constraints: &Constraints) {
        let Constraints { minimum, maximum, min_length, max_length, min_items, max_items, rules } =
            constraints;
        let is_limit = |least: &Option<u64>| least.is_some_and(|least| least > 0);
        let limits = [
            (minimum.is_some(), Code::Minimum),
            (maximum.is_some(), Code::Maximum),
            (is_limit(min_length), Code::MinLength),
            (max_length.is_some(), Code::MaxLength),
            (is_limit(min_items), Code::MinItems),
            (max_items.is_some(), Code::MaxItems),
        ];
        self.codes.extend(limits.into_iter().filter_map(|(is_there, code)| is_there.then_some(code)));
        rules.iter().for_each(|rule| self.rule(rule));
    }

    fn rule(&mut self, rule: &Rule) {
        let code = match rule {
            Rule::Const(_) => Code::Const,
            Rule::Enum(_) => Code::Enum,
            Rule::Not(_) => Code::Not,
            Rule::ExclusiveMinimum(_) => Code::ExclusiveMinimum,
            Rule::ExclusiveMaximum(_) => Code::ExclusiveMaximum,
            Rule::MultipleOf(_) => Code::MultipleOf,
            Rule::Prefix(_) | Rule::Suffix(_) | Rule::Substring(_) | Rule::Pattern(_) => Code::Pattern,
            Rule::Format(_) => Code::Format,
            Rule::ContentEncoding(_) => Code::ContentEncoding,
            Rule::Check(check) => Code::Check(check.code),
            Rule::UniqueItems => Code::UniqueItems,
            Rule::MinProperties(_) => Code::MinProperties,
            Rule::MaxProperties(_) => Code::MaxProperties,
            Rule::PropertyNames(_) => Code::PropertyNames,
            Rule::Contains(Contains { least, most, .. }) => {
                self.codes.extend(most.map(|_| Code::MaxContains));
                match least {
                    None => Code::Contains,
                    Some(0) => return,
                    Some(_) => Code::MinContains,
                }
            }
            Rule::Items(each) | Rule::Values(each) | Rule::PatternProperties(_, each) => {
                return self.constraints(each);
            }
            Rule::PrefixItems(each) => return each.iter().for_each(|each| self.constraints(each)),
        };
        self.codes.insert(code);
    }
}
