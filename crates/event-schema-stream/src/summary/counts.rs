use event_schema::Accepted;

use super::tally::Tally;
use crate::Insights;

/// What was counted of a block, or of all: lines that were not refused.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counts {
    pub(super) known: Tally,
    pub(super) unknown: u64,
    pub(super) blank: u64,
    pub(super) skipped: u64,
    pub(crate) insights: Option<Insights>,
}

impl Counts {
    #[inline]
    pub(crate) fn count_valid(&mut self, accepted: Accepted) {
        match accepted {
            Accepted::Known(tag) => self.known.count(tag, 1),
            Accepted::Unknown | Accepted::Untagged => self.unknown += 1,
        }
    }

    pub(crate) fn count_blank(&mut self) {
        self.blank += 1;
    }

    pub(crate) fn count_skipped(&mut self) {
        self.skipped += 1;
    }

    /// Adds what was counted of lines further on.
    pub(super) fn merge(&mut self, later: Self) {
        for (tag, count) in later.known.iter() {
            self.known.count(tag, count);
        }
        self.unknown += later.unknown;
        self.blank += later.blank;
        self.skipped += later.skipped;
        match (&mut self.insights, later.insights) {
            (Some(insights), Some(later)) => insights.merge(later),
            (insights @ None, later) => *insights = later,
            (Some(_), None) => {}
        }
    }
}
