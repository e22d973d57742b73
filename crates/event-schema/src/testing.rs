//! The agreement kit: proves that a type's schema, validator, decoder and encoder say the same.
//!
//! It makes payloads from the type's model, systematically and at random: valid ones, ones with one fault in every
//! possible place, mutated ones. For each of them and each [`Profile`](crate::Profile) it compares the validator
//! with the `jsonschema` crate on the published document, with a second, naive implementation of the rules, with
//! the decoder, with the encoder and with serde's own route, and it checks the place of every error.
//!
//! ```
//! # #[cfg(feature = "derive")] {
//! use event_schema::{Event, IntoOwned};
//!
//! #[derive(Event)]
//! #[event(name = "doorOpened")]
//! struct DoorOpened {
//!     #[event(min_length = 1)]
//!     door: String,
//! }
//!
//! let report = event_schema::agreement!(DoorOpened).cases(200).run();
//! println!("{report}");
//! # }
//! ```
//!
//! In a test, one line is enough: `event_schema::agreement!(Hangup<'_>).run();`. `EVENT_SCHEMA_SEED` and
//! `EVENT_SCHEMA_CASES` in the environment change what is tried; a failure names the seed and the case, and
//! `EVENT_SCHEMA_CASE` runs that case alone.

mod cases;
mod check;
mod codec;
mod decimal;
mod edits;
mod keywords;
mod mutate;
mod oracle;
mod reference;
mod report;
mod same;
mod shrink;
#[cfg(test)]
mod tests;
mod tree;
mod typed;

pub use self::codec::{Codec, RoundTrip};
#[doc(hidden)]
pub use self::codec::{by_serde, by_validator, documented};
pub use self::report::{Exception, Report};

use self::cases::Cases;
use self::check::{Checker, Disagreement};
use crate::model::Model;

/// The agreement kit for an event or a union of events.
///
/// The type needs `Event`, `IntoOwned`, `Serialize` and `Deserialize`, all of which the derive writes.
#[macro_export]
macro_rules! agreement {
    ($event:ty) => {
        $crate::testing::Agreement::new(<$event as $crate::Schema>::MODEL).codec($crate::testing::Codec::new(
            |payload| $crate::is_valid::<$event>(payload),
            |payload| $crate::validate::<$event>(payload),
            |payload| $crate::testing::documented::<$event>(payload),
            |profile, payload| $crate::testing::by_validator::<$event>(profile, payload),
            |payload| $crate::testing::by_serde::<$event>(payload),
        ))
    };
}

/// A proof that is about to run.
#[derive(Clone)]
#[must_use = "nothing is proved before it runs"]
pub struct Agreement {
    model: &'static Model,
    codec: Option<Codec>,
    seed: u64,
    cases: usize,
    per_mille: u32,
}

impl Agreement {
    /// How many random payloads are tried, beside the systematic ones, unless told otherwise.
    pub const DEFAULT_CASES: usize = 10_000;

    /// For the type that a model describes; without a codec, only schema and validator are compared.
    pub fn new(model: &'static Model) -> Self {
        let seed = from_environment("EVENT_SCHEMA_SEED").unwrap_or(1);
        let cases = from_environment("EVENT_SCHEMA_CASES").unwrap_or(Self::DEFAULT_CASES);
        Self { model, codec: None, seed, cases, per_mille: 1000 }
    }

    /// Compares with decoder and encoder, too.
    pub fn codec(mut self, codec: Codec) -> Self {
        self.codec = Some(codec);
        self
    }

    /// What the random choices begin with; `EVENT_SCHEMA_SEED` goes before.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = from_environment("EVENT_SCHEMA_SEED").unwrap_or(seed);
        self
    }

    /// How many random payloads are tried, beside the systematic ones; `EVENT_SCHEMA_CASES` goes before.
    pub fn cases(mut self, cases: usize) -> Self {
        self.cases = from_environment("EVENT_SCHEMA_CASES").unwrap_or(cases);
        self
    }

    /// How many of a thousand systematic payloads are tried, instead of all; which ones the seed decides. For types
    /// whose payloads are long: the number of ways to change one grows with its length.
    pub fn systematic(mut self, per_mille: u32) -> Self {
        self.per_mille = per_mille.min(1000);
        self
    }

    /// Runs all comparisons.
    ///
    /// # Panics
    ///
    /// At the first disagreement, with the payload (cut down to what is needed) and how to see it again.
    pub fn run(&self) -> Report {
        let only: Option<usize> = from_environment("EVENT_SCHEMA_CASE");
        let mut report =
            Report { rules: keywords::of(self.model), ..Report::new(self.model.path, self.seed) };
        let checker = Checker::new(self.model, self.codec);
        Cases::new(self.model, self.seed, self.cases, self.per_mille).run(|number, case| {
            if only.is_some_and(|only| only != number) {
                return;
            }
            if let Err(disagreement) = checker.check(case, &mut report) {
                let told = self.tell(&checker, number, case, &disagreement);
                panic!("{told}");
            }
        });
        report
    }

    fn tell(&self, checker: &Checker, number: usize, case: &cases::Case, found: &Disagreement) -> String {
        let small = shrink::shrink(&case.payload, |payload| {
            let case = cases::Case::bare(payload.to_vec());
            let again = checker.check(&case, &mut Report::new("", 0));
            again.is_err_and(|again| again.what == found.what && again.profile == found.profile)
        });
        format!(
            "{path}: {found}\n\
             payload ({kind}): {payload}\n\
             smallest: {small}\n\
             again: EVENT_SCHEMA_SEED={seed} EVENT_SCHEMA_CASES={cases} EVENT_SCHEMA_CASE={number}",
            path = self.model.path,
            kind = case.kind,
            payload = readable(&case.payload),
            small = readable(&small),
            seed = self.seed,
            cases = self.cases,
        )
    }
}

/// As text if it is some, else with escapes.
fn readable(payload: &[u8]) -> String {
    match std::str::from_utf8(payload) {
        Ok(text) if !text.contains(char::is_control) => text.to_owned(),
        _ => format!("b\"{}\"", payload.escape_ascii()),
    }
}

fn from_environment<N: std::str::FromStr>(name: &str) -> Option<N> {
    let text = std::env::var(name).ok()?;
    let number = text.parse().ok();
    assert!(number.is_some(), "{name}: expected a number, found `{text}`");
    number
}
