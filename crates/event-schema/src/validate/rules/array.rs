use alloc::collections::BTreeSet;
use core::ops::ControlFlow;

use super::canonical::canonical;
use super::{Findings, Part, constraints, items, obeys};
use crate::error::Code;
use crate::model::{Constraints, Contains, Rule};
use crate::validate::diagnose::message::counted;

/// A rule about an array.
pub(super) fn rule<F: Findings>(text: &str, rule: &Rule, at: usize, findings: &mut F) -> ControlFlow<()> {
    let mut places = items(text.as_bytes(), at).enumerate();
    let mut item = |(index, item): (usize, usize), each: &Constraints| {
        findings.within(&Part::Item(index), |findings| constraints(text, each, item, findings))
    };
    match rule {
        Rule::Items(each) => places.try_for_each(|place| item(place, each)),
        Rule::PrefixItems(each) => places.zip(*each).try_for_each(|(place, each)| item(place, each)),
        Rule::Contains(rule) => contains(text, rule, at, findings),
        Rule::UniqueItems => {
            let mut seen = BTreeSet::new();
            if places.all(|(_, item)| seen.insert(canonical(text, item))) {
                return ControlFlow::Continue(());
            }
            findings.broken(Code::UniqueItems, at, format_args!("expected no two equal items"))
        }
        _ => ControlFlow::Continue(()),
    }
}

fn contains<F: Findings>(text: &str, rule: &Contains, at: usize, findings: &mut F) -> ControlFlow<()> {
    let Contains { each, least, most } = rule;
    let count = items(text.as_bytes(), at).filter(|item| obeys(text, each, *item)).count() as u64;
    if count < least.unwrap_or(1) {
        let code = if least.is_some() { Code::MinContains } else { Code::Contains };
        let least = counted(least.unwrap_or(1), "item");
        let message = format_args!("expected at least {least} of a kind that it must contain, found {count}");
        findings.broken(code, at, message)?;
    }
    if let Some(most) = most.filter(|most| count > *most) {
        let most = counted(most, "item");
        let message =
            format_args!("expected at most {most} of a kind that it must not contain more of, found {count}");
        findings.broken(Code::MaxContains, at, message)?;
    }
    ControlFlow::Continue(())
}
