//! URIs as most of them are written, without a look at each byte. All others are left to [`Format::Uri`].
//!
//! [`Format::Uri`]: crate::model::Format::Uri

use event_schema_rules::AsciiSet;

use crate::wide::{Isa, Window};

const DIGIT: AsciiSet = AsciiSet::of(b"0123456789");
const LETTER: AsciiSet = AsciiSet::of(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
/// What a scheme consists of behind its first letter.
const SCHEME: AsciiSet = LETTER.or(DIGIT).or(AsciiSet::of(b"+-."));
/// What a registered name consists of.
const NAME: AsciiSet = LETTER.or(DIGIT).or(AsciiSet::of(b"-._~!$&'()*+,;="));
/// What a path, a query and a fragment consist of.
const PATH: AsciiSet = NAME.or(AsciiSet::of(b":@/?"));
const HEXADECIMAL: AsciiSet = DIGIT.or(AsciiSet::of(b"ABCDEFabcdef"));
/// What an IP address of version 6 consists of.
const ADDRESS: AsciiSet = HEXADECIMAL.or(AsciiSet::of(b":"));

/// The length of a URI that stands in quotes, if it is a short one without user, percent-encodings and what is rarer. `None`
/// says nothing about the string.
#[inline(always)]
pub(super) fn plain_len(isa: impl Isa, quoted: &Window) -> Option<usize> {
    let byte = |at: usize| quoted.byte(1 + at);
    let colon = run(quoted.in_set(isa, &SCHEME)?, 0);
    if byte(colon) != b':' || !byte(0).is_ascii_alphabetic() {
        return None;
    }
    let mut at = colon + 1;
    if byte(at) == b'/' && byte(at + 1) == b'/' {
        at += 2;
        if byte(at) == b'[' {
            let end = run(quoted.in_set(isa, &ADDRESS)?, at + 1);
            let digits = quoted.in_set(isa, &HEXADECIMAL)?.wrapping_shr(at as u32 + 1);
            if byte(end) != b']' || !is_ipv6(digits, end - (at + 1)) {
                return None;
            }
            at = end + 1;
        } else {
            at = run(quoted.in_set(isa, &NAME)?, at);
        }
        if byte(at) == b':' {
            at = run(quoted.in_set(isa, &DIGIT)?, at + 1);
        }
        if !matches!(byte(at), b'/' | b'?' | b'#' | b'"') {
            return None;
        }
    }
    let path = quoted.in_set(isa, &PATH)?;
    at = run(path, at);
    if byte(at) == b'#' {
        at = run(path, at + 1);
    }
    if byte(at) == b'"' { Some(at) } else { None }
}

/// Whether `len` bytes are such an address, written without octets: colons and hexadecimal digits, for each of which
/// there is a bit.
#[inline(always)]
fn is_ipv6(digits: u64, len: usize) -> bool {
    let all = (1 << len) - 1;
    let (digits, colons) = (digits & all, !digits & all);
    let gaps = colons & colons >> 1;
    let single_colons = colons & !(gaps | gaps << 1);
    let has_long_group = digits & digits >> 1 & digits >> 2 & digits >> 3 & digits >> 4 != 0;
    let groups = (digits & !(digits << 1)).count_ones();
    // A single colon parts two groups, and there is one gap at most.
    let ends = 1 | (all ^ all >> 1);
    let is_parted = single_colons & ends == 0 && gaps & gaps.wrapping_sub(1) == 0;
    is_parted && !has_long_group && if gaps == 0 { groups == 8 } else { groups < 8 }
}

/// The place of the first byte from `at` on that is not in a set. Where the set ends, it begins anew: that leads beyond the
/// window, in which no quote is found.
#[inline(always)]
fn run(set: u64, at: usize) -> usize {
    at + set.wrapping_shr(at as u32).trailing_ones() as usize
}

#[cfg(test)]
mod tests {
    use crate::model::{Format, Rule};
    use crate::validate::run::tests::Told;
    use alloc::format;
    use alloc::string::String;

    use rand::{RngExt as _, SeedableRng};
    use rand_pcg::Pcg64Mcg;

    /// URIs out of parts, most of them right, with a byte changed or none.
    #[test]
    fn what_is_plain_is_a_uri() {
        const PARTS: [&[&str]; 7] = [
            &["https", "ws", "urn", "a+1-.", "", "1a"],
            &[":", "://", ":/", "//", ":///"],
            &[
                "yonder.example",
                "user@host",
                "[2001:db8::2fb5]",
                "[::]",
                "[v1.a]",
                "[1:2:3:4:5:6:7:8]",
                "a%20b",
                "",
                "[",
            ],
            &["", ":", ":8080", ":80a", "]"],
            &["", "/", "/a/b@c:d", "/%41", "/<"],
            &["", "?", "?page=1&x=/?"],
            &["", "#", "#top", "##", "#a%2"],
        ];
        let mut random = Pcg64Mcg::seed_from_u64(17);
        let mut told = Told::default();
        for _ in 0..if cfg!(miri) { 300 } else { 100_000 } {
            let mut uri = String::new();
            for part in PARTS {
                uri.push_str(
                    part[random.random_range(0..part.len()).min(random.random_range(0..part.len()))],
                );
            }
            if random.random_range(0..2) == 0 {
                let at = random.random_range(0..=uri.len());
                let strange = b" #%/:?@[]~_gG0f\x7F<";
                uri.insert(at, strange[random.random_range(0..strange.len())].into());
            }
            told.tell(&Rule::Format(Format::Uri), &uri);
        }
        assert!(told.plain > told.valid / 2, "{} of {}", told.plain, told.valid);
    }

    /// All short addresses of few characters, behind beginnings that leave little to go.
    #[test]
    fn what_is_a_plain_address_is_one() {
        const PARTS: [&str; 8] = [":", "::", "0", "00", "f", "abcd", "abcde", "g"];
        let mut told = Told::default();
        for start in ["", "1:2:3:4:5:", "1:2:3:4:5:6:", "1:2:3:4:5:6:7:", "::3:4:5:6:7:"] {
            for number in 0..if cfg!(miri) { 60 } else { PARTS.len().pow(4) } {
                let mut address = String::from(start);
                let mut left = number;
                while left > 0 {
                    address.push_str(PARTS[left % PARTS.len()]);
                    left /= PARTS.len();
                }
                told.tell(&Rule::Format(Format::Uri), &format!("a://[{address}]"));
            }
        }
        assert_eq!(told.plain, told.valid, "of these, all are plain");
    }
}
