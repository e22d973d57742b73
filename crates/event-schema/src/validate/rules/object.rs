use alloc::collections::BTreeSet;
use alloc::string::ToString;
use core::ops::ControlFlow;

use super::{Findings, Part, constraints, members, obeys, size};
use crate::error::Code;
use crate::model::Rule;
use crate::scan;

/// A rule about an object.
pub(super) fn rule<F: Findings>(text: &str, rule: &Rule, at: usize, findings: &mut F) -> ControlFlow<()> {
    let bytes = text.as_bytes();
    match rule {
        Rule::MinProperties(_) | Rule::MaxProperties(_) => {
            let names: BTreeSet<_> = members(bytes, at).map(|(name, _)| name.decode(text)).collect();
            let (least, most) = match rule {
                Rule::MinProperties(least) => (Some(*least), None),
                Rule::MaxProperties(most) => (None, Some(*most)),
                _ => (None, None),
            };
            let (least, most) = ((Code::MinProperties, least), (Code::MaxProperties, most));
            size(names.len() as u64, least, most, "member", at, findings)
        }
        Rule::PropertyNames(each) => {
            let breaks = |name: &scan::StringSpan| !obeys(text, each, name.start);
            members(bytes, at).filter(|(name, _)| breaks(name)).try_for_each(|(name, _)| {
                findings
                    .broken(Code::PropertyNames, name.start, || "expected another kind of name".to_string())
            })
        }
        Rule::Values(each) => members(bytes, at).try_for_each(|(name, value)| {
            let step = &Part::Member(&name);
            findings.within(step, |findings| constraints(text, each, value, findings))
        }),
        _ => ControlFlow::Continue(()),
    }
}
