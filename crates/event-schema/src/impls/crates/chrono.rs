use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use super::civil;
use crate::impls::texts::{format, pattern, texts};
use crate::model::Constraints;

// Years beyond four digits have no format: they are errors when they are encoded.
texts! {
    DateTime<FixedOffset> as "chrono::DateTime<FixedOffset>": format!(DateTime);
    DateTime<Utc> as "chrono::DateTime<Utc>": format!(DateTime).and(&UTC);
    NaiveDate as "chrono::NaiveDate": format!(Date);
    NaiveTime as "chrono::NaiveTime": civil::TIME;
    NaiveDateTime as "chrono::NaiveDateTime": civil::DATE_TIME;
}

/// In the first and the last year another offset may lead to a year that has no four digits.
const UTC: Constraints =
    pattern!("^(?:(?:0000|9999).*[Zz]$|000[1-9]|00[1-9]|0[1-9]|[1-8]|9[0-8]|99[0-8]|999[0-8])");
