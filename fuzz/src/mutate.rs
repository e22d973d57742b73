//! Mutations that keep an input JSON, as those of single bytes seldom do.

use std::ops::Range;

use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg32;

use crate::tokens::behind_string;

/// What an input of a target is made up of.
pub struct Layout {
    /// So many bytes come before the first payload.
    pub head: usize,
    /// What may end a payload that another one follows.
    pub ends: &'static [&'static [u8]],
}

/// Values that much depends on.
const VALUES: [&[u8]; 15] = [
    b"null",
    b"true",
    b"false",
    b"0",
    b"-0",
    b"-1",
    b"1.0",
    b"1.5",
    b"1e400",
    b"18446744073709551616",
    b"\"\"",
    b"\"\\u0061\"",
    "\"longer than a block, with an \u{e9} and \\u00e9 behind it\"".as_bytes(),
    b"{}",
    b"[]",
];

/// What ends a member or an element that another one follows.
const COMMA: [&[u8]; 1] = [b","];

const SPACES: [&[u8]; 5] = [b" ", b"\t", b"\n  ", b"\r\n", &[b' '; 70]];

/// A member, an element or a whole payload.
struct Item {
    place: Range<usize>,
    /// Where its value begins.
    value: usize,
}

impl Item {
    fn begins(at: usize) -> Self {
        Self { place: at..at, value: at }
    }

    fn ends(self, at: usize) -> Self {
        Self { place: self.place.start..at, ..self }
    }
}

/// Changes an input, which is as long as `size` says, like libFuzzer or by its members. Returns how long it is then.
pub fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32, layout: &Layout) -> usize {
    let mut random = Pcg32::seed_from_u64(seed.into());
    if random.random() {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    }
    let mut input = data[..size].to_vec();
    for _ in 0..random.random_range(1..=3) {
        input = mutated(&input, layout, &mut random).unwrap_or(input);
    }
    let len = input.len().min(max_size);
    data[..len].copy_from_slice(&input[..len]);
    len
}

/// `None` if what was chosen cannot be done.
fn mutated(input: &[u8], layout: &Layout, random: &mut Pcg32) -> Option<Vec<u8>> {
    let (payloads, parts) = items(input, layout);
    let (items, ends) =
        if random.random_ratio(1, 8) { (payloads, layout.ends) } else { (parts, COMMA.as_slice()) };
    let (item, other) = (items.choose(random)?, items.choose(random)?);
    let Range { start, end } = item.place;
    Some(match random.random_range(0..8) {
        // Without it, and what follows it.
        0 => replaced(input, start..input.len().min(end + 1), b""),
        1 => replaced(input, end..end, &[ends.choose(random)?, &input[other.place.clone()]].concat()),
        2 => swapped(input, item.place.clone(), other.place.clone())?,
        3 => replaced(input, item.value..end, &input[other.value..other.place.end]),
        4 => replaced(input, item.value..end, VALUES.choose(random)?),
        5 => replaced(input, item.value..item.value, SPACES.choose(random)?),
        6 => replaced(input, end..end, SPACES.choose(random)?),
        // Each place where something is read may be the last one.
        _ => input[..random.random_range(start..=end)].to_vec(),
    })
}

fn replaced(input: &[u8], place: Range<usize>, bytes: &[u8]) -> Vec<u8> {
    [&input[..place.start], bytes, &input[place.end..]].concat()
}

/// `None` if one is part of the other.
fn swapped(input: &[u8], one: Range<usize>, other: Range<usize>) -> Option<Vec<u8>> {
    let (first, second) = if one.start <= other.start { (one, other) } else { (other, one) };
    let between = input.get(first.end..second.start)?;
    let [before, behind] = [&input[..first.start], &input[second.end..]];
    Some([before, &input[second], between, &input[first], behind].concat())
}

/// The payloads, and their members and elements, as far as they can be told.
fn items(input: &[u8], layout: &Layout) -> (Vec<Item>, Vec<Item>) {
    let (mut payloads, mut parts) = (Vec::new(), Vec::new());
    // The innermost comes last.
    let mut open = Vec::new();
    let mut payload = Item::begins(layout.head.min(input.len()));
    let mut at = payload.value;
    while let Some(byte) = input.get(at) {
        match (byte, open.last_mut()) {
            (b'"', _) => {
                at = behind_string(input, at);
                continue;
            }
            (b'{' | b'[', _) => open.push(Item::begins(at + 1)),
            (b'}' | b']', Some(_)) => parts.extend(open.pop().map(|item| item.ends(at))),
            (b',', Some(item)) => parts.push(std::mem::replace(item, Item::begins(at + 1)).ends(at)),
            (b':', Some(item)) => item.value = at + 1,
            (end, None) if layout.ends.iter().any(|it| it.last() == Some(end)) => {
                payloads.push(std::mem::replace(&mut payload, Item::begins(at + 1)).ends(at));
            }
            _ => {}
        }
        at += 1;
    }
    payloads.push(payload.ends(input.len()));
    (payloads, parts)
}
