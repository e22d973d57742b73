use alloc::vec::Vec;
use core::cmp::Ordering;

use super::Fault;
use crate::error::Code;
use crate::model::{Bound, Integer};
use crate::words::ONES;

/// A number, as it is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Number<'a> {
    digits: &'a [u8],
    /// The value, if it is spelled as an integer of at most 18 digits.
    short: Option<i64>,
}

/// What is known of a number as a whole number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whole {
    /// It is this one.
    Exactly(Integer),
    /// It is one below all of 128 bits.
    Below,
    /// It is one above all of 128 bits.
    Above,
    /// It has a fraction.
    Fraction,
}

/// Takes the number at `at`; returns it and its end.
#[inline]
pub(crate) fn number(bytes: &[u8], at: usize) -> Result<(Number<'_>, usize), Fault> {
    let start = at;
    let negative = bytes.get(at) == Some(&b'-');
    let first = at + usize::from(negative);
    let mut end = first;
    let mut value: i64 = 0;
    while let Some(byte @ b'0'..=b'9') = bytes.get(end) {
        value = value.wrapping_mul(10).wrapping_add(i64::from(byte - b'0'));
        end += 1;
    }
    let count = end - first;
    if count == 0 {
        return Err(Fault::syntax(first, "expected a digit"));
    }
    if count > 1 && bytes[first] == b'0' {
        return Err(Fault::syntax(first + 1, "expected no digit after a leading zero"));
    }
    if count > 18 || matches!(bytes.get(end), Some(b'.' | b'e' | b'E')) {
        return long(bytes, start, end);
    }
    let short = Some(if negative { -value } else { value });
    Ok((Number { digits: &bytes[start..end], short }, end))
}

/// The rest of a number that has many digits, a fraction or an exponent.
#[cold]
fn long(bytes: &[u8], start: usize, integer_end: usize) -> Result<(Number<'_>, usize), Fault> {
    let mut end = integer_end;
    if bytes.get(end) == Some(&b'.') {
        end = digits(bytes, end + 1)?;
    }
    let mut may_overflow = integer_end - start > 300;
    if let Some(b'e' | b'E') = bytes.get(end) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        end = digits(bytes, end + 1 + sign)?;
        may_overflow = true;
    }
    let number = Number { digits: &bytes[start..end], short: None };
    if may_overflow && !number.to_f64().is_some_and(f64::is_finite) {
        let expected = "expected a number within the range of a 64-bit float";
        return Err(Fault { code: Code::NumberRange, offset: start, expected });
    }
    Ok((number, end))
}

/// At least one digit; returns their end.
fn digits(bytes: &[u8], start: usize) -> Result<usize, Fault> {
    let mut end = start;
    while let Some(b'0'..=b'9') = bytes.get(end) {
        end += 1;
    }
    if end == start { Err(Fault::syntax(start, "expected a digit")) } else { Ok(end) }
}

impl Number<'_> {
    /// The number as a whole number, however it is spelled. Exponents are never written out.
    #[inline]
    pub(crate) fn whole(&self) -> Whole {
        match self.short {
            Some(short) => Whole::Exactly(Integer::from_i128(i128::from(short))),
            None => self.long_whole(),
        }
    }

    /// The whole number, if it is one of 128 bits.
    pub(crate) fn to_integer(self) -> Option<Integer> {
        match self.whole() {
            Whole::Exactly(integer) => Some(integer),
            _ => None,
        }
    }

    /// The nearest `f64`.
    pub(crate) fn to_f64(self) -> Option<f64> {
        core::str::from_utf8(self.digits).ok()?.parse().ok()
    }

    /// Compares with a bound: exactly where both are whole numbers, or the number is one of moderate size.
    pub(crate) fn compare(&self, bound: &Bound) -> Ordering {
        self.compare_as(self.whole(), bound)
    }

    /// The same, where it is known as a whole number.
    pub(crate) fn compare_as(&self, whole: Whole, bound: &Bound) -> Ordering {
        match (bound, whole) {
            (Bound::Integer(bound), Whole::Exactly(integer)) => integer.cmp(bound),
            (Bound::Integer(_), Whole::Above) => Ordering::Greater,
            (Bound::Integer(_), Whole::Below) => Ordering::Less,
            (Bound::Integer(bound), Whole::Fraction) => self.compare_float(bound.to_f64()),
            (Bound::Float(bound), Whole::Exactly(integer)) => match integer.to_i128() {
                Some(integer) if integer.unsigned_abs() < 1 << 59 => compare_exactly(integer, *bound),
                _ => self.compare_float(*bound),
            },
            (Bound::Float(bound), _) => self.compare_float(*bound),
        }
    }

    fn compare_float(self, bound: f64) -> Ordering {
        self.to_f64().and_then(|value| value.partial_cmp(&bound)).unwrap_or(Ordering::Equal)
    }

    /// Whether two numbers are the same, however they are spelled.
    pub(crate) fn equals(&self, other: &Number<'_>) -> bool {
        let (one, two) = (self.significant(), other.significant());
        (one.negative, one.scale, one.count) == (two.negative, two.scale, two.count)
            && one.digits().eq(two.digits())
    }

    /// Writes bytes that are the same for the same numbers, and end where the number ends.
    pub(crate) fn canonical(&self, out: &mut Vec<u8>) {
        let significant = self.significant();
        out.push(if significant.negative { b'-' } else { b'+' });
        out.extend(significant.digits());
        out.push(b'e');
        out.extend(significant.scale.to_le_bytes());
    }

    fn significant(&self) -> Significant<'_> {
        let negative = self.digits.first() == Some(&b'-');
        let unsigned = &self.digits[usize::from(negative)..];
        let exponent_at = unsigned.iter().position(|byte| matches!(byte, b'e' | b'E'));
        let (significand, exponent) = unsigned.split_at(exponent_at.unwrap_or(unsigned.len()));
        let dot = significand.iter().position(|byte| *byte == b'.').unwrap_or(significand.len());
        let (integer, fraction) = significand.split_at(dot);
        let fraction = fraction.get(1..).unwrap_or_default();
        let all = || integer.iter().chain(fraction);
        let leading = all().take_while(|digit| **digit == b'0').count();
        let count = integer.len() + fraction.len();
        if leading == count {
            return Significant {
                negative: false,
                integer: &[],
                fraction: &[],
                leading: 0,
                count: 0,
                scale: 0,
            };
        }
        let trailing = all().rev().take_while(|digit| **digit == b'0').count();
        let scale = saturating(exponent) - len(fraction.len()) + len(trailing);
        Significant { negative, integer, fraction, leading, count: count - leading - trailing, scale }
    }

    fn long_whole(&self) -> Whole {
        match self.plain_whole() {
            Some(integer) => Whole::Exactly(integer),
            None => self.spelled_whole(),
        }
    }

    /// The whole number, if it is spelled with so many digits and nothing else that 128 bits hold them.
    fn plain_whole(&self) -> Option<Integer> {
        const MOST: usize = 38;
        let (negative, digits) = match self.digits {
            [b'-', digits @ ..] => (true, digits),
            digits => (false, digits),
        };
        if digits.len() > MOST || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let mut magnitude: u128 = 0;
        for digits in digits.chunks(8) {
            let len = digits.len();
            magnitude = magnitude * u128::from(POWERS[len]) + u128::from(value(word(digits, 0), len));
        }
        Some(Integer::from_parts(negative, magnitude))
    }

    #[cold]
    fn spelled_whole(&self) -> Whole {
        let significant = self.significant();
        let Significant { negative, scale, .. } = significant;
        if scale < 0 {
            return Whole::Fraction;
        }
        let too_far = if negative { Whole::Below } else { Whole::Above };
        let mut magnitude: u128 = 0;
        // 128 bits hold 39 digits; a scale beyond that overflows on its first digit's way.
        let zeros = core::iter::repeat_n(b'0', usize::try_from(scale).unwrap_or(usize::MAX).min(40));
        for digit in significant.digits().chain(zeros) {
            let next = magnitude.checked_mul(10).and_then(|tens| tens.checked_add(u128::from(digit - b'0')));
            let Some(next) = next else { return too_far };
            magnitude = next;
        }
        if negative && magnitude > i128::MIN.unsigned_abs() {
            return Whole::Below;
        }
        Whole::Exactly(Integer::from_parts(negative, magnitude))
    }
}

/// The digits between the zeros at a number's ends: it is they, times ten to the power of `scale`. Zero has none.
struct Significant<'a> {
    negative: bool,
    integer: &'a [u8],
    fraction: &'a [u8],
    leading: usize,
    count: usize,
    scale: i64,
}

impl Significant<'_> {
    fn digits(&self) -> impl Iterator<Item = u8> {
        self.integer.iter().chain(self.fraction).copied().skip(self.leading).take(self.count)
    }
}

fn len(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX / 4)
}

#[expect(clippy::cast_precision_loss, reason = "what was cut from a float is a float")]
fn compare_exactly(integer: i128, bound: f64) -> Ordering {
    let whole = bound as i128;
    integer.cmp(&whole).then_with(|| 0.0.partial_cmp(&(bound - whole as f64)).unwrap_or(Ordering::Equal))
}

/// An exponent with its letter, or nothing; far beyond any use it stays where it is.
fn saturating(exponent: &[u8]) -> i64 {
    let (sign, digits) = match exponent {
        [_, b'-', digits @ ..] => (-1, digits),
        [_, b'+', digits @ ..] | [_, digits @ ..] => (1, digits),
        [] => return 0,
    };
    let value = digits.iter().fold(0i64, |value, digit| (value * 10 + i64::from(digit - b'0')).min(1 << 40));
    sign * value
}

/// A whole number of up to 18 digits without a sign, if one stands at `at` in its shortest form, and its end.
#[inline]
pub(crate) fn short_integer(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let (mut magnitude, mut end) = (0u64, at);
    loop {
        let word = word(bytes, end);
        let digits = leading_digits(word);
        // More than 18 digits are refused below.
        magnitude = u64::wrapping_add(u64::wrapping_mul(magnitude, POWERS[digits]), value(word, digits));
        end += digits;
        if digits < 8 {
            break;
        }
        if end - at > 16 {
            return None;
        }
    }
    let len = end - at;
    let is_shortest = len == 1 || len > 1 && len <= 18 && bytes[at] != b'0';
    (is_shortest && !matches!(bytes.get(end), Some(b'.' | b'e' | b'E'))).then_some((magnitude, end))
}

/// Of ten, up to eight digits.
const POWERS: [u64; 9] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

/// Eight bytes, the first one lowest; zeros behind the end.
#[inline]
fn word(bytes: &[u8], at: usize) -> u64 {
    let rest = &bytes[at..];
    let mut word = [0; 8];
    match rest.first_chunk() {
        Some(whole) => word = *whole,
        None => word[..rest.len()].copy_from_slice(rest),
    }
    u64::from_le_bytes(word)
}

/// How many digits the word begins with.
#[inline]
fn leading_digits(word: u64) -> usize {
    let value = word ^ (ONES * 0x30);
    // A high bit where the value is above nine; none is carried into the next byte.
    let others = (((value & (ONES * 0x7F)) + ONES * 0x76) | value) & (ONES * 0x80);
    others.trailing_zeros() as usize / 8
}

/// The value of the word's first digits, two, four and eight of them at a time.
#[inline]
fn value(word: u64, digits: usize) -> u64 {
    let digits = word.checked_shl(64 - 8 * digits as u32).unwrap_or(0) & 0x0F0F_0F0F_0F0F_0F0F;
    let pairs = (digits.wrapping_mul(10 << 8 | 1) >> 8) & 0x00FF_00FF_00FF_00FF;
    let fours = (pairs.wrapping_mul(100 << 16 | 1) >> 16) & 0x0000_FFFF_0000_FFFF;
    fours.wrapping_mul(10_000 << 32 | 1) >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Whole {
        let (number, end) = number(text.as_bytes(), 0).expect("a number");
        assert_eq!(end, text.len(), "{text}");
        number.whole()
    }

    fn exactly(value: i128) -> Whole {
        Whole::Exactly(Integer::from_i128(value))
    }

    #[test]
    fn a_short_integer_is_what_the_library_makes_of_it() {
        for digits in 1..=25 {
            for behind in ["", ",", "}   ,,,,,,,", ".", "e5", "a", "/", ":", "\u{ff}"] {
                let number = &"9182736450918273645098765"[..digits];
                let text = format!("[{number}{behind}");
                let expected = number.parse().ok().filter(|_| digits <= 18 && ![".", "e5"].contains(&behind));
                let expected = expected.map(|value: u64| (value, 1 + digits));
                assert_eq!(short_integer(text.as_bytes(), 1), expected, "{text}");
            }
        }
        for (text, expected) in [("0", Some((0, 1))), ("00", None), ("01", None), ("-1", None), ("", None)] {
            assert_eq!(short_integer(text.as_bytes(), 0), expected, "{text}");
        }
    }

    #[test]
    fn an_integer_is_one_however_it_is_spelled() {
        for text in ["1000", "1000.0", "1e3", "1E+3", "10e2", "0.1e4", "1000000e-3", "1000.000e0"] {
            assert_eq!(whole(text), exactly(1000), "{text}");
        }
        for text in ["0", "-0", "0.0", "-0e5", "0e99999999999999999999"] {
            assert_eq!(whole(text), exactly(0), "{text}");
        }
        assert_eq!(whole("-12e1"), exactly(-120));
        assert_eq!(whole("9007199254740993"), exactly(9_007_199_254_740_993));
    }

    #[test]
    fn a_fraction_is_no_integer() {
        for text in ["0.5", "1e-1", "15e-1", "1000.0001", "1e-400"] {
            assert_eq!(whole(text), Whole::Fraction, "{text}");
        }
    }

    #[test]
    fn integers_are_exact_to_128_bits() {
        assert_eq!(
            whole("340282366920938463463374607431768211455"),
            Whole::Exactly(Integer::from_u128(u128::MAX))
        );
        assert_eq!(whole("340282366920938463463374607431768211456"), Whole::Above);
        assert_eq!(whole("-170141183460469231731687303715884105728"), exactly(i128::MIN));
        assert_eq!(whole("-170141183460469231731687303715884105729"), Whole::Below);
        assert_eq!(whole("1e300"), Whole::Above);
        assert_eq!(whole("-1e300"), Whole::Below);
    }

    #[test]
    fn numbers_beyond_f64_are_refused_in_place() {
        for text in ["1e400", "-1e309", &"9".repeat(400)] {
            assert_eq!(number(text.as_bytes(), 0).unwrap_err().code, Code::NumberRange, "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused_where_it_stops_being_one() {
        for (text, offset) in
            [("-", 1), ("01", 1), ("-01", 2), ("1.", 2), ("1.e1", 2), ("1e", 2), ("1e+", 3), (".5", 0)]
        {
            let fault = number(text.as_bytes(), 0).unwrap_err();
            assert_eq!((fault.code, fault.offset), (Code::Syntax, offset), "{text}");
        }
    }
}
