use time::{Date, Duration, OffsetDateTime, PrimitiveDateTime, Time, UtcDateTime};

use crate::impls::texts::{format, pattern, texts_by_serde};
use crate::model::Constraints;

// As `time` writes them for people to read, which its feature `serde-human-readable` is for. Years beyond four digits are
// errors when they are encoded. RFC 3339 is one of `time`'s modules for `with`, beside which a `schema` is written.
texts_by_serde! {
    Date as "time::Date": format!(Date);
    Time as "time::Time": pattern!(r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{1,9}$");
    PrimitiveDateTime as "time::PrimitiveDateTime": DATE_TIME;
    UtcDateTime as "time::UtcDateTime": DATE_TIME;
    OffsetDateTime as "time::OffsetDateTime": pattern!(
        r"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29) (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{1,9} [+-](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$"
    );
    Duration as "time::Duration": pattern!(r"^-?(?:0|[1-9][0-9]{0,17})\.[0-9]{9}$");
}

const DATE_TIME: Constraints = pattern!(
    r"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29) (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{1,9}$"
);
