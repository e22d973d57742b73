use alloc::string::String;
use core::fmt;

/// A decimal number above zero, exactly: digits times ten to the power of an exponent.
///
/// ```
/// use event_schema_rules::Decimal;
///
/// let cent = Decimal::parse("0.01").unwrap();
/// assert!(cent.divides(b"19.99") && cent.divides(b"1e300") && !cent.divides(b"0.015"));
/// assert_eq!(cent.to_string(), "0.01");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// The significant digits: not zero, and without zeros at the end.
    pub digits: u128,
    /// The power of ten.
    pub exponent: i32,
}

impl Decimal {
    /// The most significant digits that a decimal has here: remainders stay within 128 bits then.
    pub const MAX_DIGITS: u32 = 18;

    /// Reads a JSON number above zero, of at most [`MAX_DIGITS`](Self::MAX_DIGITS) significant digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let number = Spelled::new(text.as_bytes())?;
        let mut digits: u128 = 0;
        let mut zeros: i64 = 0;
        for digit in number.digits() {
            if digit == 0 {
                zeros += 1;
                continue;
            }
            let places = u32::try_from(zeros).ok()?.checked_add(1)?;
            digits = digits.checked_mul(10u128.checked_pow(places)?)?.checked_add(u128::from(digit))?;
            zeros = 0;
        }
        let exponent = i32::try_from(number.exponent.checked_add(zeros)?).ok()?;
        let is_short = digits != 0 && digits < 10u128.pow(Self::MAX_DIGITS);
        (is_short && text.as_bytes()[0] != b'-').then_some(Self { digits, exponent })
    }

    /// Whether a JSON number is a whole multiple. The sign does not matter, and zero is a multiple of everything.
    ///
    /// Exact, in time that grows with the number's length and with the logarithm of its exponent.
    #[must_use]
    pub fn divides(&self, number: &[u8]) -> bool {
        let Some(number) = Spelled::new(number) else { return false };
        if number.digits().all(|digit| digit == 0) {
            return true;
        }
        let scale = number.exponent - i64::from(self.exponent);
        let power = scale.unsigned_abs();
        if scale >= 0 {
            let of_digits =
                number.digits().fold(0, |rest, digit| (rest * 10 + u128::from(digit)) % self.digits);
            return (of_digits * power_of_ten(power, self.digits)).is_multiple_of(self.digits);
        }
        // As a multiple of `digits` with `power` zeros behind, the number ends in as many zeros.
        let zeros = number.digits().rev().take_while(|digit| *digit == 0).count() as u64;
        if zeros < power {
            return false;
        }
        let kept = number.digits().take(number.count() - power as usize);
        kept.fold(0, |rest, digit| (rest * 10 + u128::from(digit)) % self.digits) == 0
    }
}

/// Ten to a power, modulo `modulus`, which is below 10¹⁸.
fn power_of_ten(mut power: u64, modulus: u128) -> u128 {
    let (mut result, mut base) = (1 % modulus, 10 % modulus);
    while power > 0 {
        if power & 1 == 1 {
            result = result * base % modulus;
        }
        base = base * base % modulus;
        power >>= 1;
    }
    result
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use core::fmt::Write as _;
        let mut digits = String::new();
        write!(digits, "{}", self.digits)?;
        match usize::try_from(self.exponent.unsigned_abs()).unwrap_or(usize::MAX) {
            zeros if self.exponent >= 0 && zeros <= 20 => write!(f, "{digits}{:0<zeros$}", ""),
            places if self.exponent < 0 && places < digits.len() => {
                let (whole, fraction) = digits.split_at(digits.len() - places);
                write!(f, "{whole}.{fraction}")
            }
            places if self.exponent < 0 && places <= 20 => write!(f, "0.{digits:0>places$}"),
            _ => write!(f, "{digits}e{}", self.exponent),
        }
    }
}

/// A JSON number as it is spelled: all its digits, times ten to the power of `exponent`.
struct Spelled<'a> {
    whole: &'a [u8],
    fraction: &'a [u8],
    exponent: i64,
}

impl<'a> Spelled<'a> {
    fn new(text: &'a [u8]) -> Option<Self> {
        let text = text.strip_prefix(b"-").unwrap_or(text);
        let end = text.iter().position(|byte| matches!(byte, b'e' | b'E'));
        let (digits, exponent) = text.split_at(end.unwrap_or(text.len()));
        let dot = digits.iter().position(|byte| *byte == b'.');
        let (whole, fraction) = digits.split_at(dot.unwrap_or(digits.len()));
        let fraction = if dot.is_some() { &fraction[1..] } else { fraction };
        let all_digits = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        let exponent = power(exponent)?.checked_sub(i64::try_from(fraction.len()).ok()?)?;
        Some(Self { whole, fraction, exponent })
    }

    fn count(&self) -> usize {
        self.whole.len() + self.fraction.len()
    }

    fn digits(&self) -> impl DoubleEndedIterator<Item = u8> {
        self.whole.iter().chain(self.fraction).map(|byte| byte - b'0')
    }
}

/// An exponent with its letter, or nothing; far beyond any use it stays where it is.
fn power(exponent: &[u8]) -> Option<i64> {
    let (sign, digits) = match exponent {
        [] => return Some(0),
        [_, b'-', digits @ ..] => (-1, digits),
        [_, b'+', digits @ ..] | [_, digits @ ..] => (1, digits),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(
        sign * digits.iter().fold(0, |value: i64, digit| (value * 10 + i64::from(digit - b'0')).min(1 << 40)),
    )
}

#[cfg(test)]
mod tests {
    use std::format;
    use std::string::ToString as _;

    use super::*;

    #[test]
    fn small_numbers_are_multiples_as_arithmetic_says() {
        for step in 1..=60i128 {
            for step_exponent in -2..=2 {
                let step_text = format!("{step}e{step_exponent}");
                let decimal = Decimal::parse(&step_text).unwrap();
                for number in (0..400i128).step_by(7) {
                    for exponent in -3..=3 {
                        // Both in thousandths of thousandths.
                        let scaled = |value: i128, exponent: i32| {
                            value * 10i128.pow(u32::try_from(exponent + 6).unwrap())
                        };
                        let expected = scaled(number, exponent) % scaled(step, step_exponent) == 0;
                        let text = format!("-{number}e{exponent}");
                        assert_eq!(decimal.divides(text.as_bytes()), expected, "{text} by {step_text}");
                    }
                }
            }
        }
    }

    #[test]
    fn spelling_does_not_matter() {
        let half = Decimal::parse("0.50").unwrap();
        assert_eq!(half, Decimal { digits: 5, exponent: -1 });
        for number in ["1.5", "15e-1", "0.15e1", "1.500", "150000e-5", "-0", "0.0", "0e999", "1e308"] {
            assert!(half.divides(number.as_bytes()), "{number}");
        }
        for number in ["1.25", "1e-1", "0.4999999999999999999999999999999999", "1e-400"] {
            assert!(!half.divides(number.as_bytes()), "{number}");
        }
    }

    #[test]
    fn great_exponents_are_not_written_out() {
        let seven = Decimal::parse("7").unwrap();
        assert!(!seven.divides(b"1e300") && seven.divides(b"7e300"));
        // 10^6 is 1 modulo 7.
        assert!(seven.divides(b"1000000000000000000000000000000000006.0") == ((1 + 6) % 7 == 0));
        assert!(!seven.divides(b"1e-1000000000000"));
    }

    #[test]
    fn it_is_written_as_people_write_numbers() {
        for (text, expected) in [
            ("0.010", "0.01"),
            ("5", "5"),
            ("2.5", "2.5"),
            ("1e3", "1000"),
            ("25e-1", "2.5"),
            ("1e-30", "1e-30"),
        ] {
            assert_eq!(Decimal::parse(text).unwrap().to_string(), expected);
        }
        for text in ["0", "-1", "x", "", "1e", "1234567890123456789", "1e99999999999"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }
}
