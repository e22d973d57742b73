//! Rules beside the type.

use std::collections::BTreeSet;

use super::{Check, below};
use crate::error::Code;
use crate::model::{Constraints, Contains, Rule};
use crate::testing::decimal::Decimal;
use crate::testing::tree::{Kind, Member, Node};

impl Check {
    /// Everything that constraints say of a value, whatever it is.
    pub(super) fn constraints(&mut self, constraints: &Constraints, node: &Node) {
        match &node.kind {
            Kind::Number(text) => self.number(text, &[constraints], node),
            Kind::String(text) => self.length(text, &[constraints], node),
            Kind::Array(items) => self.items(items, &[constraints], node),
            _ => {}
        }
        self.rules(constraints, node);
    }

    pub(super) fn rules(&mut self, constraints: &Constraints, node: &Node) {
        for rule in constraints.rules.iter() {
            self.rule(rule, node);
        }
    }

    fn rule(&mut self, rule: &Rule, node: &Node) {
        let is_broken = match (rule, &node.kind) {
            (_, Kind::Null) => None,
            (Rule::Check(check), _) => {
                (check.verify)(&node.to_json()).is_err().then_some(Code::Check(check.code))
            }
            (Rule::Const(value), _) => (!is_literal(node, value)).then_some(Code::Const),
            (Rule::Enum(values), _) => {
                (!values.iter().any(|value| is_literal(node, value))).then_some(Code::Enum)
            }
            (Rule::Not(value), _) => is_literal(node, value).then_some(Code::Not),
            (Rule::ExclusiveMinimum(bound), Kind::Number(text)) => {
                (below(text, *bound) != Some(false)).then_some(Code::ExclusiveMinimum)
            }
            (Rule::ExclusiveMaximum(bound), Kind::Number(text)) => {
                (below(text, *bound) != Some(true)).then_some(Code::ExclusiveMaximum)
            }
            (Rule::MultipleOf(step), Kind::Number(text)) => {
                (!Decimal::parse(text).is_multiple_of(step.digits, step.exponent)).then_some(Code::MultipleOf)
            }
            (Rule::Prefix(affix), Kind::String(text)) => (!text.starts_with(affix)).then_some(Code::Pattern),
            (Rule::Suffix(affix), Kind::String(text)) => (!text.ends_with(affix)).then_some(Code::Pattern),
            (Rule::Substring(affix), Kind::String(text)) => (!text.contains(affix)).then_some(Code::Pattern),
            (Rule::Pattern(pattern), Kind::String(text)) => {
                (!pattern.is_match(text)).then_some(Code::Pattern)
            }
            (Rule::Format(format), Kind::String(text)) => (!format.is_valid(text)).then_some(Code::Format),
            (Rule::ContentEncoding(encoding), Kind::String(text)) => {
                (!encoding.is_valid(text)).then_some(Code::ContentEncoding)
            }
            (Rule::UniqueItems, Kind::Array(items)) => {
                let repeats = |at: usize| items[..at].iter().any(|earlier| equal(earlier, &items[at]));
                (0..items.len()).any(repeats).then_some(Code::UniqueItems)
            }
            (Rule::MinProperties(least), Kind::Object(members)) => {
                (distinct(members) < *least).then_some(Code::MinProperties)
            }
            (Rule::MaxProperties(most), Kind::Object(members)) => {
                (distinct(members) > *most).then_some(Code::MaxProperties)
            }
            (Rule::Items(each), Kind::Array(items)) => {
                for (at, item) in items.iter().enumerate() {
                    self.at(&at.to_string(), |this| this.constraints(each, item));
                }
                None
            }
            (Rule::PrefixItems(each), Kind::Array(items)) => {
                for (at, (item, each)) in items.iter().zip(*each).enumerate() {
                    self.at(&at.to_string(), |this| this.constraints(each, item));
                }
                None
            }
            (Rule::Contains(Contains { each, least, most }), Kind::Array(items)) => {
                let count = items.iter().filter(|item| is_present(each, item)).count() as u64;
                if most.is_some_and(|most| count > most) {
                    self.report(Code::MaxContains, node.start);
                }
                match least {
                    None => (count == 0).then_some(Code::Contains),
                    Some(least) => (count < *least).then_some(Code::MinContains),
                }
            }
            (Rule::PatternProperties(pattern, each), Kind::Object(members)) => {
                for member in members.iter().filter(|member| pattern.is_match(&member.name)) {
                    self.at(&member.name, |this| this.constraints(each, &member.value));
                }
                None
            }
            (Rule::Values(each), Kind::Object(members)) => {
                for member in members {
                    self.at(&member.name, |this| this.constraints(each, &member.value));
                }
                None
            }
            (Rule::PropertyNames(each), Kind::Object(members)) => {
                for member in members.iter().filter(|member| !is_allowed(each, member)) {
                    self.report(Code::PropertyNames, member.start);
                }
                None
            }
            _ => None,
        };
        if let Some(code) = is_broken {
            self.report(code, node.start);
        }
    }
}

/// Whether a member's name, as a value of its own, obeys the constraints.
fn is_allowed(constraints: &Constraints, member: &Member) -> bool {
    is_present(constraints, &Node { kind: Kind::String(member.name.clone()), ..member.value.clone() })
}

/// Whether a value is there and obeys the constraints.
pub(super) fn is_present(constraints: &Constraints, node: &Node) -> bool {
    let mut check = Check::new(crate::model::Contract::Deserialize, crate::Profile::Documented);
    check.constraints(constraints, node);
    !matches!(node.kind, Kind::Null) && check.findings.is_empty()
}

fn distinct(members: &[Member]) -> u64 {
    members.iter().map(|member| &member.name).collect::<BTreeSet<_>>().len() as u64
}

fn is_literal(node: &Node, literal: &str) -> bool {
    match (&node.kind, serde_json::from_str(literal)) {
        (Kind::String(text), Ok(serde_json::Value::String(literal))) => *text == literal,
        (Kind::Boolean(value), Ok(serde_json::Value::Bool(literal))) => *value == literal,
        (Kind::Number(text), Ok(serde_json::Value::Number(_))) => {
            Decimal::parse(text) == Decimal::parse(literal)
        }
        _ => false,
    }
}

fn equal(one: &Node, two: &Node) -> bool {
    match (&one.kind, &two.kind) {
        (Kind::Null, Kind::Null) => true,
        (Kind::Boolean(one), Kind::Boolean(two)) => one == two,
        (Kind::Number(one), Kind::Number(two)) => Decimal::parse(one) == Decimal::parse(two),
        (Kind::String(one), Kind::String(two)) => one == two,
        (Kind::Array(one), Kind::Array(two)) => {
            one.len() == two.len() && one.iter().zip(two).all(|(one, two)| equal(one, two))
        }
        (Kind::Object(one), Kind::Object(two)) => {
            // Of a repeated name the last counts.
            let last = |list: &'_ [Member], name: &str| list.iter().rposition(|member| member.name == name);
            distinct(one) == distinct(two)
                && one.iter().all(|member| match (last(one, &member.name), last(two, &member.name)) {
                    (Some(at), Some(other)) => equal(&one[at].value, &two[other].value),
                    _ => false,
                })
        }
        _ => false,
    }
}
