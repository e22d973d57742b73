use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::kind::Kind;
use crate::Reason;

/// The refused payloads of a block, by event and by reason.
#[derive(Debug, Default)]
pub(crate) struct Refusals {
    pub(super) events: Vec<(Option<Event>, u64)>,
    pub(super) reasons: HashMap<Kind, Found>,
    pub(super) others: u64,
    kind: Kind,
}

/// The known event that a payload's tag names.
pub(super) type Event = Cow<'static, str>;

/// What was found of one kind.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) count: u64,
    pub(super) events: Vec<Event>,
    pub(super) first: Fault,
}

/// Where a fault is: in the source, and in the block.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    pub(crate) line: u64,
    pub(crate) column: usize,
    /// Where the payload is in the block's buffer, if it was kept.
    pub(crate) payload: Option<Range<usize>>,
    /// How many bytes of the payload stand before the place.
    pub(crate) offset: usize,
}

impl Refusals {
    /// So many different reasons are told apart.
    pub(super) const MOST: usize = 1_000;

    /// How many payloads were refused.
    pub(crate) fn len(&self) -> u64 {
        self.events.iter().map(|(_, count)| count).sum()
    }

    /// Counts a payload on a line of the source, which is at a place of the block if it was kept.
    pub(crate) fn count(
        &mut self,
        event: Option<Event>,
        reasons: &[Reason],
        line: u64,
        payload: Option<&Range<usize>>,
    ) {
        for reason in reasons {
            self.count_reason(event.as_ref(), reason, || Fault {
                line,
                column: reason.column,
                payload: payload.cloned(),
                offset: reason.offset,
            });
        }
        match self.events.iter_mut().find(|(known, _)| *known == event) {
            Some((_, count)) => *count += 1,
            None => self.events.push((event, 1)),
        }
    }

    fn count_reason(&mut self, event: Option<&Event>, reason: &Reason, fault: impl FnOnce() -> Fault) {
        let Self { reasons, others, kind, .. } = self;
        kind.set(reason);
        let is_full = reasons.len() == Self::MOST;
        let found = match reasons.get_mut(kind) {
            Some(found) => found,
            None if is_full => {
                *others += 1;
                return;
            }
            None => {
                let found = Found { count: 0, events: Vec::new(), first: fault() };
                reasons.entry(kind.clone()).or_insert(found)
            }
        };
        found.count += 1;
        if let Some(event) = event
            && !found.events.contains(event)
        {
            found.events.push(event.clone());
        }
    }
}
