//! What properties have to do with each other.

use super::Check;
use super::rules::is_present;
use crate::error::Code;
use crate::model::{Object, Property};
use crate::profile::Profile;
use crate::testing::tree::{Kind, Member, Node};

impl Check {
    /// `properties` is what the object at hand calls those of the type that says something of them.
    pub(super) fn relations(
        &mut self,
        object: &Object,
        properties: &[Property],
        members: &[Member],
        node: &Node,
    ) {
        let find = |at: usize| members.iter().find(|member| member.name == properties[at].name);
        if object.relations.is_choice {
            let is_one = |member: &&Member| {
                properties.iter().any(|it| it.names(self.contract).any(|name| name == member.name))
            };
            if members.iter().filter(is_one).count() != 1 {
                self.report(Code::OneOf, node.start);
            }
        }
        for dependency in object.relations.dependencies {
            let missing = dependency.requires.iter().filter(|at| {
                let tolerated = self.profile == Profile::Tolerant && properties[**at].nullable;
                find(**at).is_none() && !tolerated
            });
            let missing = if find(dependency.property).is_some() { missing.count() } else { 0 };
            (0..missing).for_each(|_| self.report(Code::DependentRequired, node.start));
        }
        for condition in object.relations.conditions {
            let fails = condition.when.iter().any(|test| {
                find(test.property).is_none_or(|member| !is_present(&test.constraints, &member.value))
            });
            for demand in if fails { condition.otherwise } else { condition.then } {
                match find(demand.property) {
                    None if demand.is_required => self.report(Code::Required, node.start),
                    None => {}
                    Some(member) => self.at(&member.name, |this| match member.value.kind {
                        Kind::Null if demand.is_required => this.report(Code::Type, member.value.start),
                        _ => this.constraints(&demand.constraints, &member.value),
                    }),
                }
            }
        }
        for group in object.groups {
            if let Some(object) = group.model.as_object() {
                self.relations(object, &properties[group.range()], members, node);
            }
        }
    }
}
