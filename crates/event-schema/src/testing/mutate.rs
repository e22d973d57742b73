//! Changes that know nothing of JSON's structure.

use crate::sample::Random;

/// Pieces of JSON, and of what is almost JSON.
const PIECES: &[&[u8]] = &[
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\"",
    b"\\",
    b"/",
    b" ",
    b"\n",
    b"\t",
    b"\r",
    b"\0",
    b"\x0b",
    b"\x1f",
    b"\x7f",
    b"null",
    b"true",
    b"false",
    b"nul",
    b"0",
    b"1",
    b"-",
    b"+",
    b".",
    b"e",
    b"E",
    b"1e5",
    b"-0",
    b"1e400",
    b"\"\"",
    b"\"type\"",
    b"{}",
    b"[]",
    b"\\u0000",
    b"\\ud800",
    b"\\udc00",
    b"\\ud83d\\ude00",
    b"\\\"",
    b"\\\\",
    b"\\x",
    b"\xc3\xa9",
    b"\xf0\x9f\x98\x80",
    b"\x80",
    b"\xff",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xe2\x82",
    b"\xef\xbb\xbf",
    b"\xc2\xa0",
    b"/**/",
    b"NaN",
    b"Infinity",
    b"'",
];

/// Every single byte removed, replaced and added to, and every truncation.
pub(super) fn everywhere(payload: &[u8], mut give: impl FnMut(Vec<u8>)) {
    for at in 0..payload.len() {
        let (before, after) = payload.split_at(at);
        give(before.to_vec());
        give([before, &after[1..]].concat());
        let piece = PIECES[at % PIECES.len()];
        give([before, piece, after].concat());
        give([before, piece, &after[1..]].concat());
        for byte in [b' ', b'"', b',', b'}', b'0', b'\\', 0x1f, 0x80, 0xff] {
            give([before, &[byte], &after[1..]].concat());
        }
    }
    for piece in PIECES {
        give([payload, piece].concat());
        give([piece, payload].concat());
    }
}

/// One to three random changes.
pub(super) fn some(payload: &[u8], random: &mut Random) -> Vec<u8> {
    let mut payload = payload.to_vec();
    for _ in 0..random.between(1, 3) {
        let start = random.below(payload.len() + 1);
        let end = (start + random.between(0, 6)).min(payload.len());
        match random.below(8) {
            0 => drop(payload.drain(start..end)),
            1 => payload.truncate(start),
            2 => drop(payload.splice(start..end, random.pick(PIECES).iter().copied())),
            3 => drop(payload.splice(start..start, random.pick(PIECES).iter().copied())),
            4 => {
                let piece = payload[start..end].to_vec();
                payload.splice(end..end, piece);
            }
            5 => {
                if let Some(byte) = payload.get_mut(start) {
                    *byte ^= 1 << random.below(8);
                }
            }
            6 => payload[start..end].reverse(),
            _ => {
                let other = random.below(payload.len() + 1);
                let piece = payload[start..end].to_vec();
                payload.splice(other..other, piece);
            }
        }
    }
    payload
}

/// The beginning of one payload and the end of another.
pub(super) fn splice(one: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    // After a comma, so that the result is often JSON.
    let cut = |payload: &[u8], random: &mut Random| {
        let commas: Vec<usize> =
            payload.iter().enumerate().filter(|(_, byte)| **byte == b',').map(|(at, _)| at).collect();
        if commas.is_empty() { random.below(payload.len() + 1) } else { *random.pick(&commas) }
    };
    let head = cut(one, random);
    let tail = cut(other, random);
    [&one[..head], &other[tail..]].concat()
}
