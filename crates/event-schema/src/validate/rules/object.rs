use alloc::collections::BTreeSet;
use core::ops::ControlFlow;

use super::{Findings, Part, constraints, first_broken, members, size};
use crate::error::Code;
use crate::model::Rule;

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
            for (name, _) in members(bytes, at) {
                if let Some((_, expected)) = first_broken(text, each, name.start) {
                    findings.broken(
                        Code::PropertyNames,
                        name.start,
                        format_args!("{expected}, as a name"),
                    )?;
                }
            }
            ControlFlow::Continue(())
        }
        Rule::Values(each) => members(bytes, at).try_for_each(|(name, value)| {
            let step = &Part::Member(&name);
            findings.within(step, |findings| constraints(text, each, value, findings))
        }),
        Rule::PatternProperties(pattern, each) => members(bytes, at)
            .filter(|(name, _)| pattern.is_match(&name.decode(text)))
            .try_for_each(|(name, value)| {
                let step = &Part::Matching(&name, pattern.source());
                findings.within(step, |findings| constraints(text, each, value, findings))
            }),
        _ => ControlFlow::Continue(()),
    }
}
