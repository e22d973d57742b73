//! What a package's runner is asked, and what its answers are worth.

use std::ops::AddAssign;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use event_schema_publish::{Answer, Language};
use serde_json::{Value, json};

use super::catalogues::Catalogue;
use super::steps::{self, Steps};
use crate::test::count::Tally;

/// How many faults are shown before the rest is only counted.
const SHOWN: usize = 12;

#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Score {
    pub(super) vectors: u64,
    pub(super) passed: u64,
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Self) {
        self.vectors += other.vectors;
        self.passed += other.passed;
    }
}

impl Score {
    pub(super) const fn tally(self) -> Tally {
        Tally { passed: self.passed, failed: self.vectors - self.passed, skipped: 0 }
    }
}

/// Asks a runner for every schema document and puts every vector to it, one on each line, and judges the answers.
pub(super) fn judge(
    catalogue: &Catalogue,
    language: Language,
    runner: &mut Command,
    steps: &mut Steps,
) -> Result<Score> {
    judge_translated(catalogue, language, runner, str::to_owned, steps)
}

/// As [`judge`], of a package whose messages are in words of its own.
pub(super) fn judge_translated(
    catalogue: &Catalogue,
    language: Language,
    runner: &mut Command,
    translated: fn(&str) -> String,
    steps: &mut Steps,
) -> Result<Score> {
    let documents = catalogue.documents(language);
    let mut input = String::new();
    for document in &documents {
        input.push_str(&format!("{}\n", json!({ "schema": document.path })));
    }
    for demand in catalogue.conformance.demands() {
        let line = json!({ "event": demand.event(), "payload": STANDARD.encode(demand.payload()) });
        input.push_str(&format!("{line}\n"));
    }
    let output = String::from_utf8(steps::answer(runner, input.into_bytes())?)?;
    let answers: Vec<&str> = output.lines().collect();
    let demands = documents.len() + catalogue.conformance.demands().count();
    ensure!(answers.len() == demands, "{demands} demands got {} answers", answers.len());
    let (schemas, answers) = answers.split_at(documents.len());
    let other = documents.iter().zip(schemas).find(
        |(document, answer)| !matches!(read(answer, str::to_owned), Ok(Answer::Encoded(text)) if text == document.contents),
    );
    let fault = other.map(|(document, _)| format!("{} is another, or is not there", document.path));
    steps.holds("the package holds its schema documents", fault);
    let mut score = Score::default();
    for (demand, answer) in catalogue.conformance.demands().zip(answers) {
        score.vectors += 1;
        match demand.judge(&read(answer, translated)?) {
            Ok(()) => score.passed += 1,
            Err(fault) if (score.vectors - score.passed) as usize <= SHOWN => println!(
                "FAIL {} {} {}: {fault}\n     {}",
                demand.event().unwrap_or("the union"),
                demand.group(),
                demand.name(),
                String::from_utf8_lossy(demand.payload()).chars().take(400).collect::<String>()
            ),
            Err(_) => {}
        }
    }
    println!("   {} of {} vectors passed", score.passed, score.vectors);
    Ok(score)
}

fn read(answer: &str, translated: fn(&str) -> String) -> Result<Answer> {
    let answer: Value = serde_json::from_str(answer).with_context(|| format!("not an answer: {answer}"))?;
    if let Some(text) = answer["encoded"].as_str() {
        return Ok(Answer::Encoded(text.as_bytes().to_vec()));
    }
    let message = answer["refused"].as_str().with_context(|| format!("not an answer: {answer}"))?;
    Ok(Answer::Refused(translated(message)))
}
