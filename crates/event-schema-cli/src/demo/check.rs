//! Whether exactly the planted faults were refused, read back from the files.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use anyhow::{Context as _, bail};
use event_schema_stream::DeadLetter;
use event_schema_stream::framing::{Content, Lines};
use serde::de::DeserializeOwned;

use super::{Files, open};
use crate::ledger::PlantedFault;

/// What came of the comparison.
#[derive(Debug, Default)]
pub(super) struct Proof {
    /// How many faults were refused for what they are: on the same line, with the same code, at the same byte.
    pub(super) met: u64,
    /// How often each kind of fault was planted, and what validation is to call it.
    pub(super) kinds: BTreeMap<(String, String), u64>,
    /// Refused payloads to show, each for another reason.
    pub(super) shown: Vec<DeadLetter<'static>>,
    /// The first few things that do not hold.
    pub(super) failures: Vec<String>,
    /// How many things do not hold.
    pub(super) failed: u64,
}

impl Proof {
    /// Compares the dead letters with the planted faults, and the valid payloads with all the others.
    pub(super) fn from_disk(files: &Files) -> anyhow::Result<Self> {
        let planted = by_line(&files.faults, |fault: &PlantedFault<'_>| fault.line)?;
        let letters = by_line(&files.rejects, |letter: &DeadLetter<'_>| letter.line)?;
        let mut proof = Self::default();
        for (line, fault) in &planted {
            proof.compare(fault, letters.get(line));
        }
        for line in letters.keys().filter(|line| !planted.contains_key(line)) {
            proof.fail(format!("line {line} was refused, and has no fault"));
        }
        proof.compare_valid(files, &planted)?;
        proof.shown = shown(&letters);
        Ok(proof)
    }

    pub(super) fn holds(&self) -> bool {
        self.failed == 0
    }

    fn compare(&mut self, fault: &PlantedFault<'_>, letter: Option<&DeadLetter<'_>>) {
        let PlantedFault { line, fault: kind, code, offset, .. } = fault;
        *self.kinds.entry((kind.to_string(), code.to_string())).or_default() += 1;
        let Some(reason) = letter.and_then(|letter| letter.errors.first()) else {
            return self.fail(format!("line {line}: {kind} was not refused"));
        };
        if (&reason.code, reason.offset) != (code, *offset) {
            return self.fail(format!(
                "line {line}: {kind} is {code} at byte {offset}, but was refused as {} at byte {}",
                reason.code, reason.offset
            ));
        }
        self.met += 1;
    }

    fn compare_valid(
        &mut self,
        files: &Files,
        planted: &BTreeMap<u64, PlantedFault<'_>>,
    ) -> anyhow::Result<()> {
        let mut events = Lines::new(open(&files.events)?);
        let mut valid = Lines::new(open(&files.valid)?);
        while let Some(line) = events.next_line()? {
            if planted.contains_key(&line.number) {
                continue;
            }
            let kept = valid.next_line()?.map(|line| line.content);
            if kept != Some(line.content) || !matches!(line.content, Content::Record(_)) {
                // From here on everything differs.
                self.fail(format!("line {} is not byte for byte among the valid payloads", line.number));
                return Ok(());
            }
        }
        if valid.next_line()?.is_some() {
            self.fail(String::from("there are more valid payloads than were made"));
        }
        Ok(())
    }

    fn fail(&mut self, failure: String) {
        const TOLD: usize = 5;
        self.failed += 1;
        if self.failures.len() < TOLD {
            self.failures.push(failure);
        }
    }
}

fn by_line<T: DeserializeOwned>(path: &Path, line: impl Fn(&T) -> u64) -> anyhow::Result<BTreeMap<u64, T>> {
    let mut entries = BTreeMap::new();
    for text in BufReader::new(open(path)?).lines() {
        let text = text.with_context(|| format!("cannot read {}", path.display()))?;
        let entry: T =
            serde_json::from_str(&text).with_context(|| format!("cannot read {}", path.display()))?;
        if let Some(twice) = entries.insert(line(&entry), entry) {
            bail!("{} has two entries for line {}", path.display(), line(&twice));
        }
    }
    Ok(entries)
}

/// Three letters for the report: reasons of different kinds, and payloads that any terminal can show.
fn shown(letters: &BTreeMap<u64, DeadLetter<'static>>) -> Vec<DeadLetter<'static>> {
    let plain = |letter: &&DeadLetter<'_>| {
        letter.event.is_some()
            && letter.payload.as_deref().is_some_and(|payload| payload.iter().all(u8::is_ascii))
    };
    let mut shown: Vec<DeadLetter<'static>> = Vec::new();
    for code in ["type", "required", "syntax", "minimum", "maximum", "repeated"] {
        let of_code =
            |letter: &&DeadLetter<'_>| letter.errors.first().is_some_and(|reason| reason.code == code);
        let of_other_event = |letter: &&DeadLetter<'_>| shown.iter().all(|shown| shown.event != letter.event);
        let candidates = || letters.values().filter(of_code).filter(plain);
        if let Some(letter) = candidates().find(of_other_event).or_else(|| candidates().next()) {
            shown.push(letter.clone());
        }
        if shown.len() == 3 {
            break;
        }
    }
    shown
}

#[cfg(test)]
mod tests;
