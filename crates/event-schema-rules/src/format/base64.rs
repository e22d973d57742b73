//! Base 64, as RFC 4648, section 4 has it.

/// Whether `text` is what an encoder writes: whole groups of four, and no bits that decode to nothing.
pub(super) fn is_base64(text: &[u8]) -> bool {
    if !text.len().is_multiple_of(4) {
        return false;
    }
    let padding = text.iter().rev().take(2).take_while(|byte| **byte == b'=').count();
    let digits = &text[..text.len() - padding];
    let Some(last) = digits.last() else { return text.is_empty() };
    let unused = [0, 0b11, 0b1111][padding];
    digits.iter().all(|byte| value(*byte).is_some()) && value(*last).is_some_and(|bits| bits & unused == 0)
}

fn value(digit: u8) -> Option<u8> {
    match digit {
        b'A'..=b'Z' => Some(digit - b'A'),
        b'a'..=b'z' => Some(digit - b'a' + 26),
        b'0'..=b'9' => Some(digit - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}
