//! The packages for other languages: each is compiled strictly, linted, and answers every vector.

mod catalogues;
mod cpp;
mod go;
mod java;
mod judge;
mod kotlin;
mod php;
mod python;
mod steps;
mod typescript;

use std::fmt::Write as _;

use anyhow::Result;
use event_schema_publish::Language;

use self::catalogues::Catalogue;
pub(super) use self::catalogues::publications as foreign_publications;
use self::judge::Score;
pub(super) use self::steps::Steps;
use super::count::Tally;
use super::report::Outcome;

/// How a language's packages are checked.
trait Check {
    fn language(&self) -> Language;

    /// What this machine lacks for it.
    fn lacks(&self) -> Option<&'static str>;

    /// Fetches what all catalogues need.
    fn prepare(&mut self) -> Result<()>;

    /// The compiler or interpreter, and its version.
    fn version(&self) -> String;

    /// Compiles, lints and runs a catalogue's package.
    fn check(&self, catalogue: &Catalogue, steps: &mut Steps) -> Result<Score>;
}

/// The language that is called so, on the command line and in `schemas/packages`.
pub(crate) fn language(name: &str) -> Result<Language, String> {
    let named = Language::ALL.into_iter().find(|language| language.folder() == name);
    named.ok_or_else(|| format!("one of {}", Language::ALL.map(Language::folder).join(", ")))
}

/// A line of the table.
struct Row {
    language: Language,
    catalogue: &'static str,
    score: Option<Score>,
    version: String,
}

/// Checks the packages of these languages; of all if none is named.
pub(crate) fn run(languages: &[Language], long: bool) -> Result<Outcome> {
    let catalogues = catalogues::all(long)?;
    let mut tally = Tally::default();
    let mut rows = Vec::new();
    let checks: [Box<dyn Check>; 7] = [
        Box::new(typescript::TypeScript::default()),
        Box::new(python::Python::default()),
        Box::new(go::Go::default()),
        Box::new(java::Java::default()),
        Box::new(kotlin::Kotlin::default()),
        Box::new(php::Php::new(long)),
        Box::new(cpp::Cpp::new(long)),
    ];
    let chosen = |language| languages.is_empty() || languages.contains(&language);
    for mut check in checks.into_iter().filter(|check| chosen(check.language())) {
        if let Some(lacking) = check.lacks() {
            println!("SKIP {}: this machine lacks {lacking}", check.language());
            tally.skipped += 1;
            continue;
        }
        check.prepare()?;
        for catalogue in &catalogues {
            println!("-- {}, {}", check.language(), catalogue.name);
            let mut steps = Steps::default();
            let score = match check.check(catalogue, &mut steps) {
                Ok(score) => Some(score),
                Err(error) => {
                    println!("FAIL {error:#}");
                    steps.tally.failed += 1;
                    None
                }
            };
            tally += steps.tally;
            tally += score.map_or(Tally::default(), Score::tally);
            let (language, version) = (check.language(), check.version());
            rows.push(Row { language, catalogue: catalogue.name, score, version });
        }
    }
    print!("{}", table(&rows));
    if tally.failed > 0 {
        return Ok(Outcome::failed(tally, String::from("a package is not what the contract says")));
    }
    Ok(Outcome::Ran(tally))
}

fn table(rows: &[Row]) -> String {
    let mut text = String::from("\nlanguage    catalogue           vectors   passed  compiled and run by\n");
    for Row { language, catalogue, score, version } in rows {
        let (vectors, passed) = score.map_or((0, 0), |score| (score.vectors, score.passed));
        let _ = writeln!(text, "{language:<11} {catalogue:<18} {vectors:>8} {passed:>8}  {version}");
    }
    text
}
