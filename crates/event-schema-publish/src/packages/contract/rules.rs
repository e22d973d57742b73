//! Rules about more than one value: what stands in a list or a map, and what properties have to do with each other.
//!
//! Every package checks them on JSON, as it came or as it is about to be written, so that a rule is said once for both.

use super::{Shape, Type};
use crate::packages::layout::Code;
use crate::packages::naming::{Case, words};

/// A rule, under the name that JSON Schema has for it.
#[derive(Debug, Clone)]
#[expect(clippy::large_enum_variant, reason = "there are but a few")]
pub(in crate::packages) enum Rule {
    /// At least so many items are of the type.
    MinContains(u64, Type),
    /// At most so many items are of the type.
    MaxContains(u64, Type),
    /// The first items are of these types.
    PrefixItems(Vec<Type>),
    /// Members whose names are of the first type are of the second.
    PatternProperties(Type, Type),
    /// Properties that must be there beside another.
    DependentRequired { property: &'static str, required: Vec<&'static str> },
    /// `if`, `then` and `else`.
    Condition { tests: Vec<Test>, then: Vec<Demand>, otherwise: Vec<Demand> },
}

/// Whether a property is there, is not null, and is of a type.
#[derive(Debug, Clone)]
pub(in crate::packages) struct Test {
    pub(in crate::packages) property: &'static str,
    pub(in crate::packages) value: Type,
}

/// What is asked of a property: to be there and not null, or to be of a type if it is.
#[derive(Debug, Clone)]
pub(in crate::packages) struct Demand {
    pub(in crate::packages) property: &'static str,
    pub(in crate::packages) is_required: bool,
    pub(in crate::packages) value: Type,
}

/// How a language calls the functions that make rules.
pub(in crate::packages) struct Spelling {
    pub(in crate::packages) prefix: &'static str,
    pub(in crate::packages) case: Case,
    /// What stands around any number of arguments of one kind.
    pub(in crate::packages) many: (&'static str, &'static str),
    pub(in crate::packages) literal: fn(&str) -> String,
}

/// The type as a rule looks at it: named types were read already, and it is their JSON that counts.
pub(super) fn seen(value: Type) -> Type {
    let inner = |inner: Box<Type>| Box::new(seen(*inner));
    let shape = match value.shape {
        Shape::Enumeration(_) => Shape::String,
        Shape::Object(_) | Shape::Tuple(_) | Shape::Union(_) => return Type::of(Shape::Any),
        Shape::Nullable(value) => Shape::Nullable(inner(value)),
        Shape::List(value) => Shape::List(inner(value)),
        Shape::Map(names, value) => Shape::Map(names, inner(value)),
        shape => shape,
    };
    Type { shape, ..value }
}

impl Rule {
    /// The types that values are held against.
    pub(in crate::packages) fn types(&self) -> Vec<&Type> {
        match self {
            Self::MinContains(_, each) | Self::MaxContains(_, each) => vec![each],
            Self::PrefixItems(items) => items.iter().collect(),
            Self::PatternProperties(names, values) => vec![names, values],
            Self::DependentRequired { .. } => Vec::new(),
            Self::Condition { tests, then, otherwise } => {
                let demands = then.iter().chain(otherwise).map(|demand| &demand.value);
                tests.iter().map(|test| &test.value).chain(demands).collect()
            }
        }
    }

    /// The functions that it is made with.
    pub(in crate::packages) fn functions(&self) -> Vec<&'static str> {
        match self {
            Self::MinContains(..) => vec!["min contains"],
            Self::MaxContains(..) => vec!["max contains"],
            Self::PrefixItems(_) => vec!["prefix items"],
            Self::PatternProperties(..) => vec!["pattern properties"],
            Self::DependentRequired { .. } => vec!["dependent required"],
            Self::Condition { tests, then, otherwise } => {
                let mut functions = vec!["condition", "all of", "each of"];
                functions.extend((!tests.is_empty()).then_some("has"));
                let demands = || then.iter().chain(otherwise);
                functions.extend(demands().any(|demand| demand.is_required).then_some("must have"));
                functions.extend(demands().any(|demand| !demand.is_required).then_some("may have"));
                functions
            }
        }
    }

    /// The rule as a call; `codec` says how values of a type are read.
    pub(in crate::packages) fn code(
        &self,
        spelling: &Spelling,
        codec: &mut dyn FnMut(&Type) -> Code,
    ) -> Code {
        let call = |function: &str, arguments| Code::call(spelling.function(function), arguments);
        let text = |name: &str| Code::text((spelling.literal)(name));
        let about = |function: &str, property: &str, value| call(function, vec![text(property), value]);
        match self {
            Self::MinContains(count, each) => {
                call("min contains", vec![Code::text(count.to_string()), codec(each)])
            }
            Self::MaxContains(count, each) => {
                call("max contains", vec![Code::text(count.to_string()), codec(each)])
            }
            Self::PrefixItems(items) => spelling.many("prefix items", items.iter().map(codec).collect()),
            Self::PatternProperties(names, values) => {
                let names = codec(names);
                call("pattern properties", vec![names, codec(values)])
            }
            Self::DependentRequired { property, required } => spelling.many(
                "dependent required",
                std::iter::once(property).chain(required).map(|it| text(it)).collect(),
            ),
            Self::Condition { tests, then, otherwise } => {
                let tests =
                    tests.iter().map(|test| about("has", test.property, codec(&test.value))).collect();
                let mut demands = |demands: &[Demand]| {
                    let each = demands.iter().map(|demand| {
                        let function = if demand.is_required { "must have" } else { "may have" };
                        about(function, demand.property, codec(&demand.value))
                    });
                    spelling.many("each of", each.collect())
                };
                let (then, otherwise) = (demands(then), demands(otherwise));
                call("condition", vec![spelling.many("all of", tests), then, otherwise])
            }
        }
    }
}

impl Spelling {
    fn function(&self, name: &str) -> String {
        format!("{}{}", self.prefix, self.case.join(&words(name)))
    }

    fn many(&self, function: &str, items: Vec<Code>) -> Code {
        Code::Items { head: self.function(function), items, brackets: self.many }
    }
}
