use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use anstream::AutoStream;
use event_schema_live::Played;
use event_schema_stream::{DeadLetter, Summary};

use super::Files;
use super::check::Proof;
use crate::catalogue::Catalogue;
use crate::excerpt::Excerpt;
use crate::numbers::{bytes, count, counted};
use crate::report::{self, stats::Connections};
use crate::terminal::{self, BAD, FAINT, GOOD, PLACE, STRONG};

/// What the demo prints, while it goes on.
pub(super) struct Report<'a> {
    out: AutoStream<io::StdoutLock<'static>>,
    files: &'a Files,
}

impl<'a> Report<'a> {
    pub(super) fn new(files: &'a Files) -> Self {
        Self { out: terminal::stdout(), files }
    }

    pub(super) fn opening(&mut self, catalogue: &Catalogue) -> io::Result<()> {
        let events = counted(catalogue.events.len() as u64, "event type", "event types");
        writeln!(self.out, "{STRONG}{}: {events}{STRONG:#}", catalogue.headline())?;
        writeln!(self.out, "{FAINT}From the Rust types to a verdict on every line of a file.{FAINT:#}\n")
    }

    pub(super) fn published(&mut self, files: usize, size: u64) -> io::Result<()> {
        self.step(1, "Schemas published")?;
        self.file(&format!("{} files", count(files as u64)), size, &self.files.schemas)
    }

    pub(super) fn sampled(
        &mut self,
        payloads: u64,
        planted: u64,
        events: u64,
        faults: u64,
    ) -> io::Result<()> {
        self.step(2, "Payloads sampled")?;
        self.file(&counted(payloads, "line", "lines"), events, &self.files.events)?;
        self.no_step()?;
        self.file(&counted(planted, "fault", "faults"), faults, &self.files.faults)?;
        self.note("Each fault was planted on purpose, one in a payload, and written down.")
    }

    pub(super) fn validated(
        &mut self,
        summary: &Summary,
        elapsed: Duration,
        valid: u64,
        rejects: u64,
    ) -> io::Result<()> {
        self.step(3, "File validated")?;
        self.file(&format!("{} valid", count(summary.valid())), valid, &self.files.valid)?;
        self.no_step()?;
        self.file(&format!("{} refused", count(summary.refused())), rejects, &self.files.rejects)?;
        let seconds = elapsed.as_secs_f64().max(1e-6);
        let rate = |amount: u64| per_second(amount, seconds);
        self.note(&format!(
            "{seconds:.2} s from file to files on one core: {}/s, {} payloads/s.",
            bytes(rate(summary.bytes())),
            count(three_digits(rate(summary.total())))
        ))?;
        if cfg!(debug_assertions) {
            self.note("This is a debug build; with --release it is many times faster.")?;
        }
        Ok(())
    }

    pub(super) fn played(&mut self, played: &Played) -> io::Result<()> {
        self.step(2, "Calls played")?;
        let Played { connections, sent, broken, .. } = *played;
        let over = counted(connections, "connection", "connections");
        writeln!(self.out, "{:>15} over {over}, on a real socket", counted(sent, "event", "events"))?;
        self.no_step()?;
        writeln!(self.out, "{:>15} besides, on purpose", counted(broken, "bad frame", "bad frames"))?;
        self.note("Some connections were dropped and some events came in pieces, on purpose.")
    }

    pub(super) fn heard(
        &mut self,
        summary: &Summary,
        connections: &Connections,
        elapsed: Duration,
        [valid, rejects, page]: [u64; 3],
    ) -> io::Result<()> {
        self.step(3, "Socket tapped")?;
        self.file(&format!("{} valid", count(summary.valid())), valid, &self.files.valid)?;
        self.no_step()?;
        self.file(&format!("{} refused", count(summary.refused())), rejects, &self.files.rejects)?;
        self.no_step()?;
        self.file("a page", page, &self.files.page)?;
        let made = counted(connections.made, "connection was made", "connections were made");
        self.note(&format!("{:.1} s in all; {made}.", elapsed.as_secs_f64()))
    }

    pub(super) fn compared(&mut self, played: &Played, summary: &Summary) -> io::Result<()> {
        let Played { sent, broken, .. } = *played;
        if (summary.valid(), summary.refused()) == (sent, broken) {
            self.step(4, "Nothing lost")?;
            return writeln!(self.out, "{GOOD}all events valid, all bad frames refused{GOOD:#}");
        }
        self.step(4, "Not proved")?;
        let (valid, refused) = (count(summary.valid()), count(summary.refused()));
        writeln!(
            self.out,
            "{BAD}{} and {} were sent, {valid} and {refused} came{BAD:#}",
            count(sent),
            count(broken)
        )
    }

    pub(super) fn verdicts(&mut self, catalogue: &Catalogue, summary: &Summary) -> io::Result<()> {
        self.heading("Verdicts, event by event")?;
        report::events(&mut self.out, catalogue, summary)?;
        self.heading("Most frequent reasons")?;
        report::reasons(&mut self.out, summary, 5)?;
        self.out.flush()
    }

    pub(super) fn proved(&mut self, proof: &Proof) -> io::Result<()> {
        if proof.holds() {
            self.step(4, "Result proved")?;
            let met = counted(proof.met, "planted fault", "planted faults");
            writeln!(self.out, "{GOOD}{met} refused, and nothing else{GOOD:#}")?;
            self.note("Each on its line, for its reason, at its byte. Every other payload came")?;
            return self.note("through byte for byte.");
        }
        self.step(4, "Not proved")?;
        writeln!(
            self.out,
            "{BAD}{}{BAD:#}",
            counted(proof.failed, "thing does not hold", "things do not hold")
        )?;
        for failure in &proof.failures {
            self.note(failure)?;
        }
        Ok(())
    }

    pub(super) fn details(
        &mut self,
        catalogue: &Catalogue,
        summary: &Summary,
        proof: &Proof,
    ) -> io::Result<()> {
        self.heading("Verdicts, event by event")?;
        report::events(&mut self.out, catalogue, summary)?;
        if summary.unknown().valid > 0 && summary.unknown().refused > 0 {
            let text = "No known event: the valid ones have a tag that the catalogue does not list, the refused ones \
                        have none that can be read.";
            writeln!(self.out)?;
            terminal::paragraph(&mut self.out, text, 2, terminal::width())?;
        }
        self.heading("What was planted, and what validation called it")?;
        self.kinds(proof)?;
        self.heading("Most frequent reasons")?;
        report::reasons(&mut self.out, summary, 5)?;
        self.heading("Refused payloads, explained")?;
        for letter in &proof.shown {
            self.letter(letter)?;
        }
        Ok(())
    }

    pub(super) fn next_steps(&mut self, catalogue: &Catalogue, invoked: &str) -> io::Result<()> {
        let event = catalogue.events.first().map_or("", |event| event.tag);
        let (events, rejects) = (self.files.events.display(), self.files.rejects.display());
        let schema = self.files.schemas.join("v1");
        writeln!(self.out, "{STRONG}Try next{STRONG:#}\n")?;
        for line in [
            format!("{invoked} explain {event}"),
            format!("{invoked} sample {event} --count 3"),
            format!("{invoked} validate {events} --profile strict"),
            format!("head -n 1 {rejects}"),
            format!("ls {}", schema.display()),
        ] {
            writeln!(self.out, "  {PLACE}{line}{PLACE:#}")?;
        }
        self.out.flush()
    }

    fn heading(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "\n{STRONG}{text}{STRONG:#}\n")
    }

    fn step(&mut self, number: u8, name: &str) -> io::Result<()> {
        write!(self.out, "{FAINT}{number}{FAINT:#}  {STRONG}{name:STEP$}{STRONG:#}")
    }

    fn no_step(&mut self) -> io::Result<()> {
        write!(self.out, "   {:STEP$}", "")
    }

    /// The rest of a line that a step begins.
    fn file(&mut self, what: &str, size: u64, path: &Path) -> io::Result<()> {
        writeln!(self.out, "{what:>15} {:>8}  {PLACE}{}{PLACE:#}", bytes(size), path.display())
    }

    fn note(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "   {FAINT}{text}{FAINT:#}")
    }

    fn kinds(&mut self, proof: &Proof) -> io::Result<()> {
        let mut kinds: Vec<_> = proof.kinds.iter().collect();
        kinds.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let widest = kinds.iter().map(|((kind, _), _)| kind.chars().count()).max().unwrap_or_default();
        for ((kind, code), planted) in kinds {
            writeln!(
                self.out,
                "  {STRONG}{:>6}{STRONG:#}  {kind:widest$}  {FAINT}{code}{FAINT:#}",
                count(*planted)
            )?;
        }
        Ok(())
    }

    fn letter(&mut self, letter: &DeadLetter<'_>) -> io::Result<()> {
        let Some(reason) = letter.errors.first() else { return Ok(()) };
        let payload = letter.payload.as_deref().unwrap_or_default();
        let Excerpt { text, column } = Excerpt::around(payload, reason.offset, terminal::width() - 4);
        let event = letter.event.as_deref().unwrap_or("(no known event)");
        let space = if reason.instance.is_empty() { "" } else { " " };
        writeln!(self.out, "  {PLACE}{}:{}:{}{PLACE:#}", letter.source, letter.line, reason.column)?;
        let text_of_reason = format!("{event}{space}{}: {}", reason.instance, reason.message);
        terminal::paragraph(&mut self.out, &text_of_reason, 2, terminal::width())?;
        writeln!(self.out, "    {FAINT}{text}{FAINT:#}")?;
        writeln!(self.out, "    {:column$}{BAD}^ {}{BAD:#}\n", "", reason.code)
    }
}

/// How wide the names of the steps are.
const STEP: usize = 18;

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a rate, of which three digits are shown"
)]
fn per_second(amount: u64, seconds: f64) -> u64 {
    (amount as f64 / seconds) as u64
}

/// The number with zeros behind its third digit.
fn three_digits(number: u64) -> u64 {
    let mut unit = 1;
    while number / unit >= 1_000 {
        unit *= 10;
    }
    number / unit * unit
}
