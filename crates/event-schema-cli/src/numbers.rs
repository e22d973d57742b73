//! Numbers for people.

/// With commas between the thousands.
pub(crate) fn count(number: impl Into<u64>) -> String {
    let digits = number.into().to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A count and what is counted.
pub(crate) fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}

/// A number of bytes in the unit at hand.
#[expect(clippy::cast_precision_loss, reason = "two or three digits are shown")]
pub(crate) fn bytes(number: u64) -> String {
    let mut value = number as f64;
    if value < 1000.0 {
        return format!("{number} B");
    }
    let mut units = ["kB", "MB", "GB", "TB", "PB", "EB"].into_iter();
    let mut unit = "B";
    while value >= 999.5
        && let Some(next) = units.next()
    {
        value /= 1000.0;
        unit = next;
    }
    if value < 9.95 { format!("{value:.1} {unit}") } else { format!("{value:.0} {unit}") }
}

/// A part of a whole, such as `2.0 %`; never rounded to nothing or to everything.
#[expect(clippy::cast_precision_loss, reason = "two or three digits are shown")]
pub(crate) fn share(part: u64, whole: u64) -> String {
    let percent = 100.0 * part as f64 / whole.max(1) as f64;
    match percent {
        0.0 => String::from("0 %"),
        _ if part == whole => String::from("100 %"),
        percent if percent < 0.05 => String::from("<0.1 %"),
        percent if percent >= 99.95 => String::from(">99.9 %"),
        percent => format!("{percent:.1} %"),
    }
}

#[cfg(test)]
mod tests {
    use super::{bytes, count, share};

    #[test]
    fn numbers_read_well() {
        assert_eq!([0u64, 999, 1_000, 1_234_567].map(count), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(
            [0, 999, 1_000, 9_949, 9_951, 33_200_000, 999_600, u64::MAX].map(bytes),
            ["0 B", "999 B", "1.0 kB", "9.9 kB", "10 kB", "33 MB", "1.0 MB", "18 EB"]
        );
        assert_eq!(share(0, 0), "0 %");
        assert_eq!(share(1, 100_000), "<0.1 %");
        assert_eq!(share(2_000, 100_000), "2.0 %");
        assert_eq!(share(99_999, 100_000), ">99.9 %");
        assert_eq!(share(5, 5), "100 %");
    }
}
