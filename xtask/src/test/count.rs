//! Counts tests in what runners print.

use std::ops::AddAssign;

/// How a runner says what it ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counter {
    /// Rust's own: `test result: ok. 3 passed; 0 failed; 1 ignored; …`, once for each test binary.
    Libtest,
    /// trybuild's line for each case: `test tests/ui/name.rs ... ok`.
    Trybuild,
    /// A last line such as `3 passed, 0 failed`.
    Summary,
    /// It counts nothing: the exit status is the one result.
    Status,
}

/// How many tests did what.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl Counter {
    /// What a line of output adds.
    pub(crate) fn count(self, line: &str) -> Tally {
        let line = without_colour(line);
        match self {
            Self::Libtest => line.strip_prefix("test result: ").map_or_else(Tally::default, numbers),
            Self::Trybuild => case(&line),
            Self::Summary if line.starts_with(|first: char| first.is_ascii_digit()) => numbers(&line),
            Self::Summary | Self::Status => Tally::default(),
        }
    }
}

/// Reads `3 passed, 0 failed` and the like.
fn numbers(line: &str) -> Tally {
    let words: Vec<&str> = line.split([' ', ',', ';']).filter(|word| !word.is_empty()).collect();
    let number = |what: &str| {
        let number = words.windows(2).find(|pair| pair[1] == what).and_then(|pair| pair[0].parse().ok());
        number.unwrap_or(0)
    };
    Tally {
        passed: number("passed"),
        failed: number("failed"),
        skipped: number("ignored") + number("skipped"),
    }
}

fn case(line: &str) -> Tally {
    let Some((name, result)) = line.strip_prefix("test ").and_then(|rest| rest.split_once(" ... ")) else {
        return Tally::default();
    };
    let path = name.split(' ').next().unwrap_or_default();
    if path.strip_suffix(".rs").is_none() {
        return Tally::default();
    }
    let passed = u64::from(result.trim_end() == "ok");
    Tally { passed, failed: 1 - passed, skipped: 0 }
}

fn without_colour(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('m').map_or("", |(_, text)| text));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{Counter, Tally};

    fn tally(passed: u64, failed: u64, skipped: u64) -> Tally {
        Tally { passed, failed, skipped }
    }

    #[test]
    fn libtest_result_lines_are_counted() {
        let line = "test result: \u{1b}[31mFAILED\u{1b}(B\u{1b}[m. 12 passed; 2 failed; 1 ignored; 0 measured; 3 filtered out";
        assert_eq!(Counter::Libtest.count(line), tally(12, 2, 1));
        assert_eq!(Counter::Libtest.count("test scan::numbers ... ok"), tally(0, 0, 0));
        assert_eq!(Counter::Libtest.count("3 passed, 0 failed"), tally(0, 0, 0));
    }

    #[test]
    fn trybuild_cases_are_counted() {
        assert_eq!(
            Counter::Trybuild.count("test tests/ui/no_tag.rs ... \u{1b}[32mok\u{1b}[0m"),
            tally(1, 0, 0)
        );
        assert_eq!(Counter::Trybuild.count("test tests/ui/all.rs [should pass] ... ok"), tally(1, 0, 0));
        assert_eq!(Counter::Trybuild.count("test tests/ui/no_tag.rs ... mismatch"), tally(0, 1, 0));
        assert_eq!(Counter::Trybuild.count("test ui ... ok"), tally(0, 0, 0));
    }

    #[test]
    fn summary_lines_are_counted() {
        assert_eq!(Counter::Summary.count("3 passed, 1 failed, 2 skipped"), tally(3, 1, 2));
        assert_eq!(Counter::Summary.count("all of 3 passed"), tally(0, 0, 0));
    }
}
