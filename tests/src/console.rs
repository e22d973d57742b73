//! Console sessions in documents, and whether they still tell the truth.
//!
//! A session is a fenced block marked `console`. Lines that begin with `$ ` are commands, run by one shell in the
//! order they stand; a command that ends with `\` goes on in the next line. What follows a command is what it
//! prints, both streams together. There a line that is only `…` stands for any lines, and `…` within a line for
//! any characters, such as times that differ from run to run.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::{env, io};

/// A fenced block of commands and what they print.
#[derive(Debug, PartialEq, Eq)]
pub struct Session {
    /// The line of the document that opens it.
    pub line: usize,
    /// The commands with what each should print.
    pub steps: Vec<Step>,
}

/// One command of a session.
#[derive(Debug, PartialEq, Eq)]
pub struct Step {
    /// What is typed.
    pub command: String,
    /// What should be printed, with `…` for what may vary.
    pub expected: String,
}

/// All sessions of a document in Markdown.
#[must_use]
pub fn sessions(markdown: &str) -> Vec<Session> {
    let mut sessions = Vec::new();
    let mut lines = markdown.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        let Some(mark) = line.trim_start().strip_prefix("```") else { continue };
        let block = lines.by_ref().map(|(_, line)| line).take_while(|line| line.trim() != "```");
        let steps = steps(block);
        if mark.trim() == "console" {
            sessions.push(Session { line: at + 1, steps });
        }
    }
    sessions
}

fn steps<'a>(block: impl Iterator<Item = &'a str>) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut is_open = false;
    for line in block {
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (Some(command), _) => steps.push(Step { command: command.to_owned(), expected: String::new() }),
            (None, Some(step)) if is_open => {
                step.command.push('\n');
                step.command.push_str(line);
            }
            (None, Some(step)) => {
                step.expected.push_str(line);
                step.expected.push('\n');
                continue;
            }
            // Output that no command precedes can never be right.
            (None, None) => steps.push(Step { command: "true".to_owned(), expected: format!("{line}\n") }),
        }
        is_open = line.ends_with('\\');
    }
    steps
}

/// Runs a session's commands in a folder, with the programs of `programs` at hand, and returns what each printed.
///
/// # Errors
///
/// There is no shell.
pub fn run(session: &Session, folder: &Path, programs: &Path) -> io::Result<Vec<String>> {
    // The status of the command before is left as it is, for sessions that show it.
    let mut script = "mark() { status=$?; printf '\\036'; return $status; }\n".to_owned();
    for step in &session.steps {
        let _ = writeln!(script, "{}\nmark", step.command);
    }
    let mut path = programs.as_os_str().to_owned();
    path.push(":");
    path.push(env::var_os("PATH").unwrap_or_default());
    let output = Command::new("sh")
        .args(["-c", "exec 2>&1; eval \"$1\"", "sh", &script])
        .current_dir(folder)
        .env("PATH", path)
        .env("NO_COLOR", "1")
        .output()?;
    let printed = String::from_utf8_lossy(&output.stdout);
    Ok(printed.split('\u{1e}').map(str::to_owned).take(session.steps.len()).collect())
}

/// Whether the text is what was expected. Space at the end of lines does not count.
#[must_use]
pub fn matches(expected: &str, text: &str) -> bool {
    let expected: Vec<&str> = expected.lines().map(str::trim_end).collect();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    matches_run(
        &expected,
        &lines,
        |expected| expected.trim() == "…",
        |expected, line| matches_line(expected, line),
    )
}

fn matches_line(expected: &str, line: &str) -> bool {
    let expected: Vec<char> = expected.chars().collect();
    let line: Vec<char> = line.chars().collect();
    matches_run(&expected, &line, |expected| *expected == '…', |expected, letter| expected == letter)
}

/// Matches item by item, where a wild one stands for any run. After a mismatch the last wild one takes one item
/// more; those before it need not be tried again.
fn matches_run<E, T>(
    expected: &[E],
    items: &[T],
    is_wild: impl Fn(&E) -> bool,
    equal: impl Fn(&E, &T) -> bool,
) -> bool {
    let (mut at, mut item) = (0, 0);
    let mut wild: Option<(usize, usize)> = None;
    while item < items.len() {
        match expected.get(at) {
            Some(one) if is_wild(one) => {
                wild = Some((at, item));
                at += 1;
            }
            Some(one) if equal(one, &items[item]) => {
                at += 1;
                item += 1;
            }
            _ => {
                let Some((wild_at, taken)) = wild else { return false };
                wild = Some((wild_at, taken + 1));
                (at, item) = (wild_at + 1, taken + 1);
            }
        }
    }
    expected[at..].iter().all(is_wild)
}

#[cfg(test)]
mod tests {
    use super::{Session, Step, matches, run, sessions};

    const DOCUMENT: &str = "\
Text.

```rust
let not = \"a session\";
```

```console
$ echo one; echo two >&2
one
two
$ printf '%s\\n' a \\
    b
a
b
```
";

    #[test]
    fn only_console_blocks_are_sessions() {
        let step =
            |command: &str, expected: &str| Step { command: command.into(), expected: expected.into() };
        let steps =
            vec![step("echo one; echo two >&2", "one\ntwo\n"), step("printf '%s\\n' a \\\n    b", "a\nb\n")];
        assert_eq!(sessions(DOCUMENT), [Session { line: 7, steps }]);
    }

    #[test]
    fn sessions_are_run_and_compared() {
        let session = &sessions(DOCUMENT)[0];
        let printed = run(session, ".".as_ref(), ".".as_ref()).unwrap();
        assert_eq!(printed, ["one\ntwo\n", "a\nb\n"]);
        assert!(session.steps.iter().zip(&printed).all(|(step, printed)| matches(&step.expected, printed)));
    }

    #[test]
    fn a_command_sees_the_status_of_the_one_before() {
        let session = &sessions("```console\n$ (exit 3)\n$ echo $?\n```")[0];
        assert_eq!(run(session, ".".as_ref(), ".".as_ref()).unwrap(), ["", "3\n"]);
    }

    #[test]
    fn an_ellipsis_stands_for_what_varies() {
        assert!(matches("took … s, … MB/s\n", "took 1.5 s, 300 MB/s\n"));
        assert!(matches("first\n…\nlast\n", "first\nlast\n"));
        assert!(matches("first\n  …\nlast\n", "first\n1\n2\nlast\n"));
        assert!(matches("…\na\n…\nb\n", "b\na\nx\na\nb\n"));
    }

    #[test]
    fn what_differs_is_seen() {
        assert!(!matches("", "something\n"));
        assert!(!matches("something\n", ""));
        assert!(!matches("3 accepted\n", "2 accepted\n"));
        assert!(!matches("took … s\n", "took 1.5 ms\n"));
        assert!(!matches("first\n…\nlast\n", "first\nlast\nmore\n"));
        assert!(!matches("…\na\n…\nb\n", "b\na\n"));
    }
}
