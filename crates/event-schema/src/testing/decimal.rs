use std::cmp::Ordering;

/// A decimal number of any size, exactly as it is written: digits times a power of ten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decimal {
    negative: bool,
    /// Without zeros at either end; empty for zero.
    digits: Vec<u8>,
    /// The power of ten that the last digit stands for.
    exponent: i128,
}

impl Decimal {
    /// From a JSON number.
    pub(super) fn parse(text: &str) -> Self {
        let (negative, unsigned) = text.strip_prefix('-').map_or((false, text), |unsigned| (true, unsigned));
        let (significand, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, fraction) = significand.split_once('.').unwrap_or((significand, ""));
        let limit = i128::MAX / 4;
        let outside = if exponent.starts_with('-') { -limit } else { limit };
        let mut exponent = exponent.parse().unwrap_or(outside).clamp(-limit, limit) - fraction.len() as i128;
        let mut digits: Vec<u8> = [whole, fraction].concat().into_bytes();
        while digits.last() == Some(&b'0') {
            digits.pop();
            exponent += 1;
        }
        let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
        digits.drain(..zeros);
        if digits.is_empty() {
            return Self { negative: false, digits, exponent: 0 };
        }
        Self { negative, digits, exponent }
    }

    /// The exact value of a float.
    pub(super) fn of_float(float: f64) -> Self {
        // No float has more digits behind the point.
        Self::parse(&format!("{float:.1074}"))
    }

    pub(super) fn is_whole(&self) -> bool {
        self.exponent >= 0
    }

    /// Whether it is `digits` times ten to the power of `exponent`, a whole number of times.
    pub(super) fn is_multiple_of(&self, digits: u128, exponent: i32) -> bool {
        let zeros = self.exponent - i128::from(exponent);
        // Without zeros at the end it cannot be divided by ten.
        if self.digits.is_empty() || zeros < 0 {
            return self.digits.is_empty();
        }
        let rest = self.digits.iter().fold(0, |rest, digit| (rest * 10 + u128::from(digit - b'0')) % digits);
        (0..zeros).fold(rest, |rest, _| rest * 10 % digits) == 0
    }

    /// How many digits it takes.
    pub(super) fn precision(&self) -> usize {
        self.digits.len()
    }

    fn compare_magnitude(&self, other: &Self) -> Ordering {
        let order = |number: &Self| number.exponent + number.digits.len() as i128;
        match (self.digits.is_empty(), other.digits.is_empty()) {
            (false, false) => order(self).cmp(&order(other)).then_with(|| self.digits.cmp(&other.digits)),
            (self_is_zero, other_is_zero) => other_is_zero.cmp(&self_is_zero),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => self.compare_magnitude(other),
            (true, true) => other.compare_magnitude(self),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

/// Whether a JSON number keeps its exact meaning when `serde_json` reads it without knowing its type: it then
/// becomes a 64-bit integer or a float.
pub(super) fn survives_untyped(text: &str) -> bool {
    if text.parse::<u64>().is_ok() || text.parse::<i64>().is_ok_and(|number| number != 0) {
        return true;
    }
    let decimal = Decimal::parse(text);
    let float: f64 = text.parse().unwrap_or(f64::NAN);
    decimal.digits.is_empty() || (decimal.precision() <= 15 && float.abs() > 1e-300)
}

/// Whether a JSON number is spelled as `serde_json` reads integers of up to 64 bits: no fraction, no exponent, no
/// minus zero.
pub(super) fn is_plain_integer(text: &str) -> bool {
    text.parse::<u64>().is_ok() || (text.parse::<i64>().is_ok_and(|number| number != 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_number_are_equal() {
        for (one, other) in [
            ("1", "1.0"),
            ("1000", "1e3"),
            ("1000", "0.001E+6"),
            ("-0", "0e99999999999999999999999999999999999999999999"),
            ("12.5", "1250e-2"),
        ] {
            assert_eq!(Decimal::parse(one), Decimal::parse(other), "{one} {other}");
        }
    }

    #[test]
    fn numbers_are_in_order() {
        let numbers: Vec<String> =
            ["-1e400", "-10", "-9.99", "-1e-400", "0", "1e-400", "0.5", "0.50001", "9", "10", "1e400"]
                .map(str::to_owned)
                .to_vec();
        for pair in numbers.windows(2) {
            assert!(Decimal::parse(&pair[0]) < Decimal::parse(&pair[1]), "{pair:?}");
        }
        assert!(Decimal::of_float(0.1) > Decimal::parse("0.1"));
    }

    #[test]
    fn whole_is_a_matter_of_value() {
        assert!(
            ["1.0", "1e3", "-0", "10e-1", "1e9999"].into_iter().all(|text| Decimal::parse(text).is_whole())
        );
        assert!(["1.5", "1e-1", "1e-400"].into_iter().all(|text| !Decimal::parse(text).is_whole()));
    }
}
