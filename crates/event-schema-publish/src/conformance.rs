//! Holds what another language's package does with a vector against the contract.

mod canonical;
mod expectation;

use std::collections::BTreeSet;

use crate::Publication;
use crate::error::Error;
use crate::packages;
use crate::vectors::{self, Case};
use event_schema::document::Json;
use event_schema::model::{Format, Model};
use event_schema::{Code, Errors};

/// All vectors of a publication, and what each demands of a package.
///
/// A package passes a vector if it decodes what is valid and encodes it to the same canonical form, and refuses what
/// is not valid. If but one thing is wrong with it, the package must say where it is, and what Rust expected there.
///
/// ```
/// # use event_schema::Event;
/// # #[derive(Event)]
/// # #[event(name = "doorOpened")]
/// # struct DoorOpened {
/// #     door: u8,
/// # }
/// use event_schema_publish::{Answer, Conformance, Publication};
///
/// let conformance = Conformance::of(&Publication::of::<DoorOpened>()?)?;
/// let valid = conformance.demands().find(|demand| demand.is_valid()).unwrap();
/// assert!(valid.judge(&Answer::Encoded(valid.payload().to_vec())).is_ok());
/// assert!(valid.judge(&Answer::Refused(String::from("door: expected a string"))).is_err());
/// # Ok::<(), event_schema_publish::Error>(())
/// ```
pub struct Conformance {
    publication: Publication,
    cases: Vec<Case>,
    aliases: BTreeSet<&'static str>,
}

/// What a package said to a payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It was decoded, and this is what it was encoded to.
    Encoded(Vec<u8>),
    /// It was refused, with this message.
    Refused(String),
}

/// What one vector demands.
#[derive(Clone, Copy)]
pub struct Demand<'a> {
    publication: &'a Publication,
    case: &'a Case,
    aliases: &'a BTreeSet<&'static str>,
    through_union: bool,
}

impl Conformance {
    /// The vectors of a publication, those aside that only a parser of regular expressions can judge: packages do not
    /// check the format `regex`.
    ///
    /// # Errors
    ///
    /// The catalogue contradicts itself, as for [`Publication::files`].
    pub fn of(publication: &Publication) -> Result<Self, Error> {
        let mut cases = vectors::cases(publication)?;
        cases.retain(|case| !case.errors.as_ref().is_some_and(are_unchecked));
        let aliases = packages::aliases(publication)?;
        Ok(Self { publication: publication.clone(), cases, aliases })
    }

    /// Each vector, for its event's own decoder; and once more for the union's if the payload bears the event's tag.
    pub fn demands(&self) -> impl Iterator<Item = Demand<'_>> {
        let Self { publication, aliases, .. } = self;
        let demand = |case, through_union| Demand { publication, case, aliases, through_union };
        self.cases.iter().flat_map(move |case| {
            let twice = self.publication.catalogue.union.is_some() && self.bears_own_tag(case);
            let own = case.event.is_some().then(|| demand(case, false));
            own.into_iter().chain((case.event.is_none() || twice).then(|| demand(case, true)))
        })
    }

    fn bears_own_tag(&self, case: &Case) -> bool {
        let Ok(text) = std::str::from_utf8(&case.payload) else { return false };
        let Ok(json) = text.parse::<Json>() else { return false };
        let Some((_, union)) = self.publication.catalogue.union else { return false };
        case.event.is_some() && json.get(union.tag).and_then(Json::as_str) == case.event
    }
}

impl Demand<'_> {
    /// Which decoder is to read it: an event's, by its tag, or the union's.
    #[must_use]
    pub fn event(&self) -> Option<&str> {
        self.case.event.filter(|_| !self.through_union)
    }

    /// What a parser must be able to see: `core`, `numeric` or `text`.
    #[must_use]
    pub const fn group(&self) -> &'static str {
        self.case.group.folder()
    }

    /// What is special about it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.case.name
    }

    /// The bytes to be decoded.
    #[must_use]
    pub fn payload(&self) -> &[u8] {
        &self.case.payload
    }

    /// Whether it is valid as the contract is written.
    #[must_use]
    pub const fn is_valid(&self) -> bool {
        self.case.errors.is_none()
    }

    /// Whether a package's answer is what the contract demands.
    ///
    /// # Errors
    ///
    /// What is wrong with the answer.
    pub fn judge(&self, answer: &Answer) -> Result<(), String> {
        match (&self.case.errors, answer) {
            (None, Answer::Encoded(output)) => self.same(output),
            (None, Answer::Refused(message)) => Err(format!("is valid, but was refused: {message}")),
            (Some(errors), Answer::Encoded(_)) => Err(format!("was accepted, but {errors}")),
            (Some(errors), Answer::Refused(message)) => self.same_finding(errors, message),
        }
    }

    fn same(&self, output: &[u8]) -> Result<(), String> {
        let model = self.model();
        vectors::judge(model, output).map_err(|errors| format!("its encoding is not valid: {errors}"))?;
        let [before, after] = [self.payload(), output].map(|bytes| canonical::of(model, bytes));
        if before == after {
            return Ok(());
        }
        Err(format!("was encoded to {}", String::from_utf8_lossy(output)))
    }

    /// If there is but one error, the message must be about it.
    fn same_finding(&self, errors: &Errors, message: &str) -> Result<(), String> {
        let mut errors = errors.iter();
        let (Some(error), None) = (errors.next(), errors.next()) else { return Ok(()) };
        expectation::lacking(error, self.aliases, message).map_or(Ok(()), Err)
    }

    fn model(&self) -> &'static Model {
        let catalogue = &self.publication.catalogue;
        match (self.case.event, catalogue.union) {
            (None, Some((model, _))) => model,
            (tag, _) => {
                let event = catalogue.events.iter().find(|event| Some(event.tag.value) == tag);
                event.unwrap_or(&catalogue.events[0]).model
            }
        }
    }
}

/// Whether only a parser of regular expressions finds fault, which packages do not have: they may say what they like.
fn are_unchecked(errors: &Errors) -> bool {
    let is_regex = |error: event_schema::Error<'_>| {
        error.code == Code::Format && error.message.contains(&format!("`{}`", Format::Regex.name()))
    };
    errors.iter().all(is_regex)
}
