//! Numbers that show whether a reader keeps them exactly.

use event_schema::document::Json;
use event_schema::model::{Bound, Integer};

/// Spellings of numbers that a floating-point reader, or one that looks for digits only, takes for something else.
pub(super) const SPELLINGS: &[&str] = &[
    "-0",
    "0.0",
    "-0.0",
    "1.0",
    "1.00000000000000000000000000",
    "1e3",
    "1E+3",
    "10e-1",
    "15e-1",
    "1.5e1",
    "1000000000000000000000000000000e-30",
    "0e999999999999999999999",
    "1e-400",
    "1e308",
    "1e309",
    "-1e309",
    "1e999999999999999999999",
    "5e-324",
    "0.1e-999999999999999999999",
    "9007199254740991",
    "9007199254740992",
    "9007199254740993",
    "9007199254740993.0",
    "-9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "170141183460469231731687303715884105728",
    "1.0000000000000000000000001",
];

/// The whole numbers or fractions right below and right above a bound.
pub(super) fn neighbours(bound: Bound) -> [Option<String>; 2] {
    match bound {
        Bound::Integer(integer) => {
            [step_down(integer), step_up(integer)].map(|step| step.map(|integer| integer.to_string()))
        }
        Bound::Float(float) => {
            let step = if float.abs() < 1e9 { 1.0 } else { float.abs() / 2.0 };
            [float - step, float + step]
                .map(|number| number.is_finite().then(|| Bound::Float(number).to_string()))
        }
    }
}

/// Whether every number in a value means the same to every reader: whole ones within the range that `f64` holds
/// exactly and written in digits only, or short fractions.
pub(super) fn is_interoperable(value: &Json) -> bool {
    match value {
        Json::Number(text) => is_plain(text),
        Json::Array(items) => items.iter().all(is_interoperable),
        Json::Object(members) => members.iter().all(|(_, value)| is_interoperable(value)),
        Json::Null | Json::Bool(_) | Json::String(_) => true,
    }
}

fn is_plain(text: &str) -> bool {
    if let Ok(number) = text.parse::<i64>() {
        return text != "-0" && number.unsigned_abs() < 1 << 53;
    }
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_fraction = digits.split_once('.').is_some_and(|(_, fraction)| !fraction.ends_with('0'));
    is_fraction && digits.len() <= 12 && digits.bytes().all(|byte| byte == b'.' || byte.is_ascii_digit())
}

fn step_up(integer: Integer) -> Option<Integer> {
    match (integer.to_i128(), integer.to_u128()) {
        (_, Some(number)) => number.checked_add(1).map(Integer::from_u128),
        (Some(number), _) => Some(Integer::from_i128(number + 1)),
        (None, None) => None,
    }
}

fn step_down(integer: Integer) -> Option<Integer> {
    match (integer.to_i128(), integer.to_u128()) {
        (Some(number), _) => Some(match number.checked_sub(1) {
            Some(number) => Integer::from_i128(number),
            None => Integer::from_parts(true, number.unsigned_abs() + 1),
        }),
        (_, Some(number)) => Some(Integer::from_u128(number - 1)),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_exact_at_every_limit() {
        let of = |integer| neighbours(Bound::Integer(integer)).map(Option::unwrap_or_default);
        assert_eq!(of(Integer::from_i128(0)), ["-1", "1"]);
        assert_eq!(of(Integer::from_i128(-1)), ["-2", "0"]);
        assert_eq!(
            of(Integer::from_i128(i128::MIN)),
            ["-170141183460469231731687303715884105729", "-170141183460469231731687303715884105727"]
        );
        assert_eq!(of(Integer::from_u128(u128::MAX)), ["340282366920938463463374607431768211454", ""]);
    }

    #[test]
    fn plain_numbers_are_told_from_the_others() {
        for plain in ["0", "-1", "9007199254740991", "1.5", "-0.25"] {
            assert!(is_plain(plain), "{plain}");
        }
        for special in ["-0", "1.0", "1e3", "9007199254740992", "0.1000000000000001", "18446744073709551616"]
        {
            assert!(!is_plain(special), "{special}");
        }
    }
}
