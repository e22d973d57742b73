//! Runs a command: its output is shown as it comes, and counted.

use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::process::{Command, Stdio};
use std::{env, io, thread};

use anyhow::{Context, Result, anyhow};

use super::count::{Counter, Tally};
use super::report::Outcome;

/// Runs a command to its end. It failed if it says so, if a test of its failed, or if it ran no test at all.
pub(crate) fn run(command: &mut Command, counter: Counter) -> Result<Outcome> {
    let shown = show(command);
    println!("$ {shown}");
    if io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run `{shown}`"))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let tally = thread::scope(|scope| {
        let err = scope.spawn(|| copy(err, io::stderr(), counter));
        let mut tally = copy(out, io::stdout(), counter)?;
        tally += err.join().map_err(|_| anyhow!("the reader of `{shown}` panicked"))??;
        anyhow::Ok(tally)
    })?;
    let succeeded = child.wait()?.success();
    let brief = shown.split_inclusive(' ').take(2).collect::<String>();
    Ok(judge(succeeded, tally, counter, brief.trim_end()))
}

fn judge(succeeded: bool, mut tally: Tally, counter: Counter, command: &str) -> Outcome {
    if counter == Counter::Status {
        tally.passed = u64::from(succeeded);
    }
    if !succeeded || tally.failed > 0 {
        return Outcome::failed(tally, format!("`{command}` failed"));
    }
    if tally.passed == 0 {
        return Outcome::failed(tally, format!("`{command}` ran no test"));
    }
    Outcome::Ran(tally)
}

fn copy(from: Option<impl Read>, mut to: impl Write, counter: Counter) -> Result<Tally> {
    let mut tally = Tally::default();
    let Some(from) = from else { return Ok(tally) };
    let mut reader = BufReader::new(from);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line)? > 0 {
        to.write_all(&line)?;
        to.flush()?;
        tally += counter.count(String::from_utf8_lossy(&line).trim_end());
        line.clear();
    }
    Ok(tally)
}

/// The command as it would be typed, as far as that matters to a reader.
fn show(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    std::iter::once(program)
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Counter, Outcome, Tally, judge};

    const THREE: Tally = Tally { passed: 3, failed: 0, skipped: 0 };

    #[test]
    fn a_runner_that_ran_nothing_has_failed() {
        let nothing = judge(true, Tally::default(), Counter::Libtest, "cargo test");
        assert!(matches!(nothing, Outcome::Failed(Tally { failed: 1, .. }, _)));
    }

    #[test]
    fn a_runner_that_crashed_has_failed_whatever_it_printed() {
        assert!(matches!(judge(false, THREE, Counter::Libtest, "cargo test"), Outcome::Failed(..)));
        assert!(matches!(judge(true, THREE, Counter::Libtest, "cargo test"), Outcome::Ran(THREE)));
    }

    #[test]
    fn a_failed_test_counts_even_if_the_runner_says_nothing() {
        let tally = Tally { failed: 1, ..THREE };
        assert!(matches!(judge(true, tally, Counter::Summary, "node"), Outcome::Failed(..)));
    }
}
