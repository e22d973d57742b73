//! Commands whose output is of interest only if they fail.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use event_schema_publish::Language;

use super::catalogues::checks;
use crate::test::count::Tally;

/// The steps of a check: each is one test.
#[derive(Default)]
pub(in crate::test) struct Steps {
    pub(in crate::test) tally: Tally,
}

impl Steps {
    /// Runs a command; its output is printed if it fails, and the check goes on.
    pub(super) fn run(&mut self, what: &str, command: &mut Command) -> Result<()> {
        let start = Instant::now();
        let output =
            command.stdin(Stdio::null()).output().with_context(|| format!("cannot run {command:?}"))?;
        if output.status.success() {
            println!("   {what} ({:.1} s)", start.elapsed().as_secs_f64());
            self.tally.passed += 1;
            return Ok(());
        }
        self.tally.failed += 1;
        println!("FAIL {what}");
        for text in [&output.stdout, &output.stderr] {
            for line in String::from_utf8_lossy(text).lines().take(40) {
                println!("     {line}");
            }
        }
        Ok(())
    }

    /// Counts what cannot be looked at here.
    pub(super) fn skips(&mut self, what: &str, why: &str) {
        println!("SKIP {what}: {why}");
        self.tally.skipped += 1;
    }

    /// Runs a command that others build upon.
    pub(super) fn must(&mut self, what: &str, command: &mut Command) -> Result<()> {
        let failed = self.tally.failed;
        self.run(what, command)?;
        ensure!(self.tally.failed == failed, "{what} failed, so that nothing else can run");
        Ok(())
    }

    /// Whether a compiler found fault with every misuse in a program, and with nothing else.
    pub(super) fn faults(&mut self, misuses: &[Misuse], program: &str, faulty: &[usize]) {
        let at =
            |misuse: &Misuse| program.lines().position(|line| line.trim() == misuse.line).map(|at| at + 1);
        let expected: Vec<Option<usize>> =
            misuses.iter().filter(|misuse| !misuse.line.is_empty()).map(at).collect();
        let other = faulty.iter().find(|line| !expected.contains(&Some(**line)));
        let fault = other.map(|line| format!("the compiler finds fault with line {line}"));
        self.holds("what misuse is added to compiles", fault);
        for misuse in misuses.iter().filter(|misuse| !misuse.line.is_empty()) {
            let refused = at(misuse).is_some_and(|line| faulty.contains(&line));
            let fault = (!refused).then(|| String::from("the compiler says otherwise"));
            self.holds(&format!("does not compile, for there {}", misuse.what), fault);
        }
    }

    /// Whether something holds.
    pub(in crate::test) fn holds(&mut self, what: &str, fault: Option<String>) {
        match fault {
            None => {
                println!("   {what}");
                self.tally.passed += 1;
            }
            Some(fault) => {
                println!("FAIL {what}\n     {fault}");
                self.tally.failed += 1;
            }
        }
    }
}

/// A line that must not compile, and what makes it so.
pub(super) struct Misuse {
    pub(super) what: String,
    pub(super) line: String,
}

/// The language's misuse: first nothing, which must compile.
pub(super) fn misuses(language: Language) -> Result<Vec<Misuse>> {
    let list = fs::read_to_string(checks(language).join("misuse.txt"))?;
    let lines: Vec<&str> = list.lines().collect();
    let nothing = Misuse { what: String::new(), line: String::new() };
    let misuses =
        lines.chunks(2).map(|pair| Misuse { what: pair[0].to_owned(), line: pair[1].trim().to_owned() });
    Ok(std::iter::once(nothing).chain(misuses).collect())
}

/// The lines of a file that a compiler finds fault with: `file:line:column: error: …`, or calls from there.
pub(super) fn faulty_lines(said: &str, file: &str) -> Vec<usize> {
    let faults = said.lines().filter(|line| line.contains("error: ") || line.contains("required from here"));
    let places = faults.filter_map(|line| line.split_once(file));
    places.filter_map(|(_, rest)| rest.split(':').next()?.parse().ok()).collect()
}

/// What a command prints on being given an input.
pub(super) fn answer(command: &mut Command, input: Vec<u8>) -> Result<Vec<u8>> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run {command:?}"))?;
    let mut stdin = child.stdin.take().context("the input is piped")?;
    // It may answer before it has read everything; what it does not read is its own loss.
    let writer = thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("{command:?} failed");
    }
    let _ = writer.join();
    Ok(output.stdout)
}

/// Copies a file of this repository, with words replaced.
pub(super) fn fill_in(from: &Path, to: &Path, words: &[(&str, &str)]) -> Result<()> {
    let mut text = fs::read_to_string(from).with_context(|| format!("cannot read {}", from.display()))?;
    for (word, by) in words {
        text = text.replace(word, by);
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(to, text).with_context(|| format!("cannot write {}", to.display()))
}

/// The first example of a README in a language.
pub(super) fn example(readme: &Path, language: &str) -> Result<String> {
    let text = fs::read_to_string(readme).with_context(|| format!("cannot read {}", readme.display()))?;
    let fence = format!("```{language}\n");
    let code = text.split_once(&fence).and_then(|(_, rest)| rest.split_once("\n```"));
    Ok(format!("{}\n", code.with_context(|| format!("{} has no example", readme.display()))?.0))
}
