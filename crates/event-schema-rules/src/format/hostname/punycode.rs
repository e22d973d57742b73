//! Punycode: RFC 3492, section 6.2.

use super::MAX_LABEL;

const BASE: u32 = 36;
const MIN_THRESHOLD: u32 = 1;
const MAX_THRESHOLD: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const INITIAL_BIAS: u32 = 72;
const INITIAL_CODE_POINT: u32 = 128;

/// What a label encodes. It has no more characters than the label that it is decoded from.
pub(super) struct Decoded {
    chars: [char; MAX_LABEL],
    count: usize,
}

impl Decoded {
    pub(super) fn chars(&self) -> &[char] {
        &self.chars[..self.count]
    }

    fn insert(&mut self, at: usize, char: char) -> Option<()> {
        if self.count == self.chars.len() {
            return None;
        }
        self.chars.copy_within(at..self.count, at + 1);
        self.chars[at] = char;
        self.count += 1;
        Some(())
    }
}

/// Decodes what stands behind `xn--`. `None` if it is no Punycode.
pub(super) fn decode(text: &str) -> Option<Decoded> {
    let mut decoded = Decoded { chars: ['\0'; MAX_LABEL], count: 0 };
    let (basic, encoded) = match text.rsplit_once('-') {
        Some((basic, encoded)) if !basic.is_empty() => (basic, encoded),
        _ => ("", text),
    };
    for char in basic.chars() {
        decoded.insert(decoded.count, char)?;
    }
    let (mut code_point, mut index, mut bias) = (INITIAL_CODE_POINT, 0_u32, INITIAL_BIAS);
    let mut digits = encoded.bytes();
    while digits.len() > 0 {
        let before = index;
        let mut weight = 1_u32;
        let mut position = BASE;
        loop {
            let digit = value(digits.next()?)?;
            index = index.checked_add(digit.checked_mul(weight)?)?;
            let threshold = position.saturating_sub(bias).clamp(MIN_THRESHOLD, MAX_THRESHOLD);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
            position += BASE;
        }
        let count = decoded.count as u32 + 1;
        bias = adapt(index - before, count, before == 0);
        code_point = code_point.checked_add(index / count)?;
        index %= count;
        decoded.insert(index as usize, char::from_u32(code_point)?)?;
        index += 1;
    }
    Some(decoded)
}

fn adapt(delta: u32, count: u32, is_first: bool) -> u32 {
    let mut delta = delta / if is_first { DAMP } else { 2 };
    delta += delta / count;
    let mut bias = 0;
    while delta > (BASE - MIN_THRESHOLD) * MAX_THRESHOLD / 2 {
        delta /= BASE - MIN_THRESHOLD;
        bias += BASE;
    }
    bias + (BASE - MIN_THRESHOLD + 1) * delta / (delta + SKEW)
}

fn value(digit: u8) -> Option<u32> {
    match digit {
        b'a'..=b'z' => Some(u32::from(digit - b'a')),
        b'A'..=b'Z' => Some(u32::from(digit - b'A')),
        b'0'..=b'9' => Some(u32::from(digit - b'0') + 26),
        _ => None,
    }
}
