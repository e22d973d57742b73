use jiff::{Timestamp, Unit};

/// The time, as dead letters tell it: RFC 3339 in UTC, to the millisecond.
pub(crate) fn now() -> String {
    let now = Timestamp::now();
    format!("{:.3}", now.round(Unit::Millisecond).unwrap_or(now))
}
