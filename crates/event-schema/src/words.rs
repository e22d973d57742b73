//! Eight bytes at a time, in plain arithmetic. A question to a word is answered by the high bit of each byte.

pub(crate) const ONES: u64 = u64::from_ne_bytes([0x01; 8]);
pub(crate) const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);

/// Which bytes are this one. A borrow can set high bits above the first one, never below.
#[inline]
pub(crate) const fn equal(word: u64, byte: u8) -> u64 {
    let differing = word ^ (ONES * byte as u64);
    differing.wrapping_sub(ONES) & !differing
}

/// Which bytes are a quote, a backslash or a control character. A borrow can set high bits above the first one, never
/// below.
#[inline]
pub(crate) const fn delimiters(word: u64) -> u64 {
    equal(word, b'"') | equal(word, b'\\') | (word.wrapping_sub(ONES * 0x20) & !word)
}

/// Whether a question is answered with yes for any of the bytes; for zeros it must not be. The last word overlaps others.
#[inline]
pub(crate) fn any(bytes: &[u8], question: impl Fn(u64) -> u64) -> bool {
    let (words, rest) = bytes.as_chunks::<8>();
    let last = bytes.last_chunk().copied().unwrap_or_else(|| {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        last
    });
    let all = words
        .iter()
        .fold(question(u64::from_le_bytes(last)), |all, word| all | question(u64::from_le_bytes(*word)));
    all & HIGH != 0
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::{any, equal};

    #[test]
    fn a_byte_is_found_wherever_it_stands() {
        for len in 0..40 {
            for at in 0..len {
                for byte in [b'a', b'b', b'c', 0x80, 0xFF] {
                    let mut bytes = vec![b'a'; len];
                    bytes[at] = byte;
                    assert_eq!(any(&bytes, |word| equal(word, b'b')), byte == b'b', "{bytes:?}");
                    assert_eq!(any(&bytes, |word| word), !byte.is_ascii(), "{bytes:?}");
                }
            }
        }
    }
}
