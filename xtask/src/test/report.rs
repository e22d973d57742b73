//! The table at the end.

use clap::ValueEnum;

use super::count::Tally;
use super::suites::Suite;

/// What became of a suite.
#[derive(Debug)]
pub(crate) enum Outcome {
    Ran(Tally),
    /// What is missing on this machine.
    Skipped(String),
    Failed(Tally, String),
}

impl Outcome {
    /// A failure counts as one failed test at least.
    pub(crate) fn failed(mut tally: Tally, why: String) -> Self {
        tally.failed = tally.failed.max(1);
        Self::Failed(tally, why)
    }

    /// Both together, for a suite of several commands.
    pub(crate) fn and(self, other: Self) -> Self {
        let mut tally = self.tally();
        tally += other.tally();
        match (self, other) {
            (Self::Failed(_, why), _) | (_, Self::Failed(_, why)) => Self::Failed(tally, why),
            (Self::Skipped(why), _) | (_, Self::Skipped(why)) => Self::Skipped(why),
            (Self::Ran(_), Self::Ran(_)) => Self::Ran(tally),
        }
    }

    /// So many of the tests that passed left out what they are there for.
    pub(crate) fn with_skipped(mut self, skipped: u64) -> Self {
        if let Self::Ran(tally) | Self::Failed(tally, _) = &mut self {
            tally.passed = tally.passed.saturating_sub(skipped);
            tally.skipped += skipped;
        }
        self
    }

    fn tally(&self) -> Tally {
        match self {
            Self::Ran(tally) | Self::Failed(tally, _) => *tally,
            Self::Skipped(_) => Tally { skipped: 1, ..Tally::default() },
        }
    }
}

pub(crate) struct Line {
    pub(crate) suite: Suite,
    pub(crate) outcome: Outcome,
    pub(crate) seconds: f64,
}

/// Prints a line for each suite, and all counts together in the last line.
pub(crate) fn print(lines: &[Line], ci: bool) {
    println!(
        "\n{:<10}  {:<6}  {:>6}  {:>6}  {:>7}  {:>7}",
        "suite", "result", "passed", "failed", "skipped", "seconds"
    );
    let mut total = Tally::default();
    for Line { suite, outcome, seconds } in lines {
        let tally = outcome.tally();
        total += tally;
        let (result, why) = match outcome {
            Outcome::Ran(_) => ("RUN", ""),
            Outcome::Skipped(why) => ("SKIP", why.as_str()),
            Outcome::Failed(_, why) => ("FAIL", why.as_str()),
        };
        let Tally { passed, failed, skipped } = tally;
        let line = format!(
            "{:<10}  {result:<6}  {passed:>6}  {failed:>6}  {skipped:>7}  {seconds:>7.1}  {why}",
            suite.name()
        );
        println!("{}", line.trim_end());
    }
    let seconds: f64 = lines.iter().map(|line| line.seconds).sum();
    println!("{} of {} suites in {seconds:.0} seconds", lines.len(), Suite::value_variants().len());
    if ci && total.skipped > 0 {
        println!("nothing may be skipped where CI is set: this run has failed");
    }
    println!();
    println!("{} passed, {} failed, {} skipped", total.passed, total.failed, total.skipped);
}

#[cfg(test)]
mod tests {
    use super::{Outcome, Tally};

    #[test]
    fn what_was_left_out_has_not_passed() {
        let ran = Outcome::Ran(Tally { passed: 5, failed: 0, skipped: 1 }).with_skipped(2);
        assert_eq!(ran.tally(), Tally { passed: 3, failed: 0, skipped: 3 });
        let skipped = Outcome::Skipped(String::new()).with_skipped(0);
        assert_eq!(skipped.tally().skipped, 1);
    }
}
