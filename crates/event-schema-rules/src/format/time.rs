//! Dates, times and durations, as RFC 3339 has them.

pub(super) fn is_date_time(text: &[u8]) -> bool {
    match text.split_at_checked(10) {
        Some((date, [b'T' | b't', time @ ..])) => is_date(date) && is_time(time),
        _ => false,
    }
}

pub(super) fn is_date(text: &[u8]) -> bool {
    let Some((head, [d1, d2])) = text.split_first_chunk::<8>() else { return false };
    let Some([y1, y2, y3, y4, _, m1, m2, _]) = digits_of(*head, *b"0000-00-") else { return false };
    let (century, year, month) = (y1 * 10 + y2, y3 * 10 + y4, m1 * 10 + m2);
    let Some(day) = two_digits(*d1, *d2) else { return false };
    let is_leap = if year == 0 { century % 4 == 0 } else { year % 4 == 0 };
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => return false,
    };
    (1..=days).contains(&day)
}

pub(super) fn is_time(text: &[u8]) -> bool {
    let Some((head, rest)) = text.split_first_chunk::<8>() else { return false };
    let Some([h1, h2, _, m1, m2, _, s1, s2]) = digits_of(*head, *b"00:00:00") else { return false };
    let (hour, minute, second) = (h1 * 10 + h2, m1 * 10 + m2, s1 * 10 + s2);
    let Some(offset) = behind_fraction(rest).and_then(offset) else { return false };
    if hour > 23 || minute > 59 || second > 60 {
        return false;
    }
    let in_utc = (i32::from(hour) * 60 + i32::from(minute) - offset).rem_euclid(24 * 60);
    second < 60 || in_utc == 23 * 60 + 59
}

/// Units in order: each but the first follows on its neighbour, and weeks have none.
pub(super) fn is_duration(text: &[u8]) -> bool {
    let [b'P', rest @ ..] = text else { return false };
    let (date, time) = match rest.iter().position(|byte| *byte == b'T') {
        Some(at) => (&rest[..at], Some(&rest[at + 1..])),
        None => (rest, None),
    };
    match time {
        None => follows_units(date, b"YMD") || follows_units(date, b"W"),
        Some(time) => (date.is_empty() || follows_units(date, b"YMD")) && follows_units(time, b"HMS"),
    }
}

/// Whether `text` is numbers, each with a unit, the units being a run out of `units`.
fn follows_units(text: &[u8], units: &[u8]) -> bool {
    let mut expected: Option<usize> = None;
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let Some(unit) = rest.get(digits) else { return false };
        let Some(at) = units.iter().position(|of| of == unit) else { return false };
        if digits == 0 || expected.is_some_and(|expected| expected != at) {
            return false;
        }
        expected = Some(at + 1);
        rest = &rest[digits + 1..];
    }
    expected.is_some()
}

/// What stands behind the fraction of a second, if there is one.
fn behind_fraction(text: &[u8]) -> Option<&[u8]> {
    let [b'.', fraction @ ..] = text else { return Some(text) };
    let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (digits > 0).then(|| &fraction[digits..])
}

/// The minutes that local time is ahead of UTC.
fn offset(text: &[u8]) -> Option<i32> {
    match text {
        b"Z" | b"z" => Some(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hours, minutes) = (two_digits(*h1, *h2)?, two_digits(*m1, *m2)?);
            let ahead = i32::from(hours) * 60 + i32::from(minutes);
            let is_of_day = hours < 24 && minutes < 60;
            is_of_day.then_some(if *sign == b'-' { -ahead } else { ahead })
        }
        _ => None,
    }
}

/// The values of the digits that stand where `shape` has zeros. All other bytes must be those of `shape`, and become zero.
fn digits_of(text: [u8; 8], shape: [u8; 8]) -> Option<[u8; 8]> {
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    // What takes the least value that is none into the high bit: 10 of a digit, 1 of others.
    let over = u64::from_ne_bytes(shape.map(|byte| 0x80 - if byte == b'0' { 10 } else { 1 }));
    let values = u64::from_ne_bytes(text) ^ u64::from_ne_bytes(shape);
    // No byte carries into the next one: high bits are taken off first.
    let wrong = (((values & !HIGH) + over) | values) & HIGH;
    (wrong == 0).then(|| values.to_ne_bytes())
}

fn two_digits(tens: u8, ones: u8) -> Option<u8> {
    let is_number = tens.is_ascii_digit() && ones.is_ascii_digit();
    is_number.then(|| (tens - b'0') * 10 + (ones - b'0'))
}
