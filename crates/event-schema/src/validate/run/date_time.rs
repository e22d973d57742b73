//! Dates with times as most of them are written, without a look at each byte and without a branch on how long they are.
//! All others are left to [`Format::DateTime`].
//!
//! [`Format::DateTime`]: crate::model::Format::DateTime

use core::hint::select_unpredictable;

use event_schema_rules::AsciiSet;

use crate::wide::{Block, Isa, WIDTH, Window};

const DIGIT: AsciiSet = AsciiSet::of(b"0123456789");

/// How it begins; zeros stand for digits.
const SHAPE: &[u8] = b"0000-00-00T00:00:00";

/// A bit for each digit of the shape, and for each of its bytes.
const DIGITS: u32 = {
    let (mut digits, mut at) = (0, 0);
    while at < SHAPE.len() {
        digits |= (SHAPE[at].is_ascii_digit() as u32) << at;
        at += 1;
    }
    digits
};
const ALL: u32 = (1 << SHAPE.len()) - 1;

/// The shape as a block.
const BLOCK: Block = {
    let mut block = [0; WIDTH];
    block.split_at_mut(SHAPE.len()).0.copy_from_slice(SHAPE);
    block
};

/// How many days each month has, by its number. Whether there is a 29th of February takes a closer look.
const DAYS: [u8; 13] = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// The length of a date with its time that stands in quotes, if it is written with capital letters and is no leap day or
/// leap second. `None` says nothing about the string.
#[inline(always)]
#[expect(clippy::needless_bitwise_bool, reason = "a lazy operator is a branch")]
pub(super) fn plain_len(isa: impl Isa, quoted: &Window) -> Option<usize> {
    let digits = isa.in_set(quoted.block::<1>(), &DIGIT)?;
    let same = isa.equal(quoted.block::<1>(), &BLOCK);
    let byte = |at: usize| quoted.byte(1 + at);
    // Of what is no number there is one too, but then it has not the shape.
    let number = |at: usize| (byte(at) & 0x0F) * 10 + (byte(at + 1) & 0x0F);
    let days = DAYS.get(usize::from(number(5))).copied().unwrap_or(0);
    let is_shaped = (digits & ALL == DIGITS) & ((digits | same) & ALL == ALL);
    let is_moment =
        (number(8).wrapping_sub(1) < days) & (number(11) < 24) & (number(14) < 60) & (number(17) < 60);

    let end = SHAPE.len();
    let fraction = (digits >> (end + 1)).trailing_ones() as usize;
    let has_fraction = (byte(end) == b'.') & (fraction > 0);
    let zone = select_unpredictable(has_fraction, end + 1 + fraction, end);
    let is_utc = byte(zone) == b'Z';
    let is_offset = ((byte(zone) == b'+') | (byte(zone) == b'-'))
        & (u64::from(digits) >> (zone + 1) & 0b11011 == 0b11011)
        & (byte(zone + 3) == b':')
        & (number(zone + 1) < 24)
        & (number(zone + 4) < 60);
    let len = select_unpredictable(is_utc, zone + 1, zone + 6);
    let is_plain = is_shaped & is_moment & (is_utc | is_offset) & (byte(len) == b'"');
    if is_plain { Some(len) } else { None }
}

#[cfg(test)]
mod tests {
    use crate::model::{Format, Rule};
    use crate::validate::run::tests::Told;
    use alloc::format;
    use alloc::string::String;

    use rand::{RngExt as _, SeedableRng};
    use rand_pcg::Pcg64Mcg;

    /// Moments out of parts, some of them wrong, with a byte changed or none.
    #[test]
    fn what_is_plain_is_a_date_with_its_time() {
        const PARTS: [&[&str]; 3] = [
            &["", ".1", ".123", ".123456", ".123456789", ".", ".12345678901234567890"],
            &["Z", "+00:00", "-23:59", "+24:00", "-07:60", "z", "", "+0:000"],
            &["", "Z", "0"],
        ];
        let mut random = Pcg64Mcg::seed_from_u64(23);
        let mut told = Told::default();
        for _ in 0..if cfg!(miri) { 300 } else { 300_000 } {
            let mut below = |most: usize| random.random_range(0..=most).min(random.random_range(0..=most));
            let mut moment = format!(
                "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
                1999 + below(10),
                below(13),
                below(32),
                below(25),
                below(61),
                below(61)
            );
            for part in PARTS {
                let all = part.len() - 1;
                moment.push_str(part[below(all).min(below(all))]);
            }
            if random.random_range(0..3) == 0 {
                let at = random.random_range(0..moment.len());
                let strange = b"-T:.Zt 09/:+\x7F";
                let other: String = char::from(strange[random.random_range(0..strange.len())]).into();
                moment.replace_range(at..=at, &other);
            }
            told.tell(&Rule::Format(Format::DateTime), &moment);
        }
        assert!(told.plain > told.valid / 2, "{} of {}", told.plain, told.valid);
    }
}
