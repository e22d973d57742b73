use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Span, Timestamp};

use super::civil;
use crate::impls::texts::{format, pattern, texts};
use crate::model::Constraints;

// Years beyond four digits have no format: they are errors when they are encoded. A `Zoned` time has no schema: whether
// one can be read depends on the machine's database of time zones.
texts! {
    Timestamp as "jiff::Timestamp": format!(DateTime).and(&TIMESTAMP);
    Date as "jiff::civil::Date": format!(Date);
    Time as "jiff::civil::Time": civil::TIME;
    DateTime as "jiff::civil::DateTime": civil::DATE_TIME;
    SignedDuration as "jiff::SignedDuration": DURATION;
    Span as "jiff::Span": SPAN;
}

/// A fraction has nine digits at most. In the first year another offset may lead to a year that has no four digits, and
/// `jiff` ends with the last year but one day.
const TIMESTAMP: Constraints = pattern!(
    r"^(?:0000[^.]*(?:\.[0-9]{1,9})?[Zz]$|(?:000[1-9]|00[1-9]|0[1-9]|[1-8]|9[0-8]|99[0-8]|999[0-8]|9999-0|9999-1[01]|9999-12-(?:[01]|2[0-8]))[^.]*(?:\.[0-9]{1,9}[^0-9].*)?$)"
);

/// As of ISO 8601, in hours, minutes and seconds, up to a hundred thousand million years.
const DURATION: Constraints = pattern!(
    r"^-?PT(?:[0-9]{1,15}H(?:[0-9]{1,15}M)?(?:[0-9]{1,15}(?:\.[0-9]{1,9})?S)?|[0-9]{1,15}M(?:[0-9]{1,15}(?:\.[0-9]{1,9})?S)?|[0-9]{1,15}(?:\.[0-9]{1,9})?S)$"
);

/// As of ISO 8601, with as many digits as every unit of a `Span` can have.
const SPAN: Constraints = pattern!(
    r"^-?P(?:(?:[0-9]{1,4}Y(?:[0-9]{1,5}M)?(?:[0-9]{1,6}W)?(?:[0-9]{1,6}D)?|[0-9]{1,5}M(?:[0-9]{1,6}W)?(?:[0-9]{1,6}D)?|[0-9]{1,6}W(?:[0-9]{1,6}D)?|[0-9]{1,6}D)(?:T(?:[0-9]{1,8}H(?:[0-9]{1,10}M)?(?:[0-9]{1,11}(?:\.[0-9]{1,9})?S)?|[0-9]{1,10}M(?:[0-9]{1,11}(?:\.[0-9]{1,9})?S)?|[0-9]{1,11}(?:\.[0-9]{1,9})?S))?|T(?:[0-9]{1,8}H(?:[0-9]{1,10}M)?(?:[0-9]{1,11}(?:\.[0-9]{1,9})?S)?|[0-9]{1,10}M(?:[0-9]{1,11}(?:\.[0-9]{1,9})?S)?|[0-9]{1,11}(?:\.[0-9]{1,9})?S))$"
);
