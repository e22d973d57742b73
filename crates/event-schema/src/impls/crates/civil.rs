//! Dates and times without an offset, for which JSON Schema has no format: what `chrono` and `jiff` write, and both read.

use crate::impls::texts::pattern;
use crate::model::Constraints;

pub(super) const TIME: Constraints =
    pattern!(r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\.[0-9]{1,9})?$");

/// A day of the calendar, and the time.
pub(super) const DATE_TIME: Constraints = pattern!(
    r"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\.[0-9]{1,9})?$"
);
