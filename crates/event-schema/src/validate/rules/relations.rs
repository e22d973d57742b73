use alloc::string::String;
use core::ops::ControlFlow;

use super::{Findings, Part, constraints, members, obeys};
use crate::error::Code;
use crate::model::{Condition, Contract, Demand, Dependency, Object, Property, Relations};
use crate::profile::Profile;
use crate::scan::StringSpan;
use crate::validate::diagnose::message::list;

/// All that is said of an object's properties and each other; `branch` is the place in `allOf` of what is said first.
pub(in crate::validate) fn relations<F: Findings>(
    text: &str,
    object: &Object,
    contract: Contract,
    profile: Profile,
    mut branch: usize,
    at: usize,
    findings: &mut F,
) -> ControlFlow<()> {
    object.try_relations(&mut |relations, properties| {
        let value = Value { text, contract, profile, at, properties };
        value.relations(relations, branch, findings)?;
        branch += usize::from(relations.is_choice) + relations.conditions.len();
        ControlFlow::Continue(())
    })
}

/// The first of a type's own relations that an object breaks, and what was expected; `properties` are what the object
/// at hand calls the type's.
pub(crate) fn first_broken(
    text: &str,
    relations: &Relations,
    properties: &[Property],
) -> Option<(Code, String)> {
    let mut first = super::First::default();
    let value =
        Value { text, contract: Contract::Serialize, profile: Profile::Documented, at: 0, properties };
    let _ = value.relations(relations, 0, &mut first);
    first.0
}

/// Whether an object's properties go together.
#[cfg(feature = "sample")]
pub(crate) fn obeys_relations(text: &str, object: &Object, profile: Profile) -> bool {
    relations(text, object, Contract::Deserialize, profile, 0, 0, &mut super::Verdict).is_continue()
}

/// An object, and the properties that positions are about.
struct Value<'a> {
    text: &'a str,
    contract: Contract,
    profile: Profile,
    at: usize,
    properties: &'a [Property],
}

impl Value<'_> {
    fn relations<F: Findings>(
        &self,
        relations: &Relations,
        mut branch: usize,
        findings: &mut F,
    ) -> ControlFlow<()> {
        if relations.is_choice {
            findings.within(&Part::Branch(branch, ""), |findings| self.choice(findings))?;
            branch += 1;
        }
        for Dependency { property, requires } in relations.dependencies {
            if self.find(*property).is_some() {
                self.dependency(*property, requires, findings)?;
            }
        }
        for (at, condition) in relations.conditions.iter().enumerate() {
            let Condition { when, then, otherwise } = condition;
            let holds = when.iter().all(|test| {
                self.find(test.property).is_some_and(|value| obeys(self.text, &test.constraints, value))
            });
            let (demands, keyword) = if holds { (then, "/then") } else { (otherwise, "/else") };
            findings.within(&Part::Branch(branch + at, keyword), |findings| {
                demands.iter().try_for_each(|demand| self.demand(demand, findings))
            })?;
        }
        ControlFlow::Continue(())
    }

    /// Exactly one of the properties is there.
    fn choice<F: Findings>(&self, findings: &mut F) -> ControlFlow<()> {
        let is_one = |name: &StringSpan| {
            let mut names = self.properties.iter().flat_map(|it| it.names(self.contract));
            names.any(|known| name.is(self.text, known))
        };
        let count = members(self.text.as_bytes(), self.at).filter(|(name, _)| is_one(name)).count();
        if count == 1 {
            return ControlFlow::Continue(());
        }
        let own = self.properties.iter().filter(|it| it.is_part_of(self.contract));
        let names = list(own.map(|it| it.name_in(self.contract)));
        let only = if count == 0 { "" } else { "only " };
        findings.broken(Code::OneOf, self.at, format_args!("expected {only}one of the properties {names}"))
    }

    fn dependency<F: Findings>(
        &self,
        property: usize,
        requires: &[usize],
        findings: &mut F,
    ) -> ControlFlow<()> {
        for required in requires {
            let tolerated = self.profile == Profile::Tolerant && self.properties[*required].nullable;
            if self.find(*required).is_none() && !tolerated {
                let [missing, beside] = [*required, property].map(|at| self.properties[at].name);
                let message = format_args!("expected the property `{missing}` beside `{beside}`");
                findings.broken(Code::DependentRequired, self.at, message)?;
            }
        }
        ControlFlow::Continue(())
    }

    fn demand<F: Findings>(&self, demand: &Demand, findings: &mut F) -> ControlFlow<()> {
        let property = &self.properties[demand.property];
        let name = property.name;
        let Some(value) = self.find(demand.property) else {
            if !demand.is_required {
                return ControlFlow::Continue(());
            }
            let message = format_args!("expected the property `{name}`, for the values of others require it");
            return findings.broken(Code::Required, self.at, message);
        };
        let nullable = property.nullable && !demand.is_required;
        findings.within(&Part::Property(property, &demand.constraints, nullable), |findings| {
            if demand.is_required && self.text.as_bytes().get(value) == Some(&b'n') {
                let message =
                    format_args!("expected a value, for the values of others require it; found null");
                return findings.broken(Code::Type, value, message);
            }
            constraints(self.text, &demand.constraints, value, findings)
        })
    }

    /// Where the value of a property begins, if it is there.
    fn find(&self, property: usize) -> Option<usize> {
        let property = &self.properties[property];
        let mut members = members(self.text.as_bytes(), self.at);
        members.find(|(name, _)| name.is(self.text, property.name)).map(|(_, value)| value)
    }
}
