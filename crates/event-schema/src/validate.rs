//! From bytes to verdict.
//!
//! Two paths read the same model. The accept path answers yes or no and is as small as it can be; a payload that it
//! refuses is looked at again by the diagnosing path, which finds and places every error. Both must agree, and a
//! test says so.

mod accept;
mod diagnose;
mod lines;
mod members;
mod places;
mod reached;
mod recorded;
mod rules;
mod run;
mod spots;
mod together;
mod trials;
mod verdicts;

use self::accept::Walker;
pub(crate) use self::accept::accept_value;
use self::reached::Reached;
pub(crate) use self::recorded::Recorded;
#[cfg(feature = "sample")]
pub(crate) use self::rules::obeys_relations;
pub(crate) use self::rules::{first_broken, first_broken_relation};
use self::run::{Record, Run};
use self::spots::Spots;
pub use self::verdicts::Verdicts;
use alloc::sync::Arc;
use core::cell::OnceCell;
use core::fmt;
use core::marker::PhantomData;
use core::ops::Range;

use crate::decode::{FromJson, Reader};
use crate::error::Code;
use crate::errors::Errors;
use crate::model::{Contract, Model};
use crate::plan::{Kind, Learned, Plan};
use crate::profile::Profile;
use crate::schema::{IntoOwned, Schema};
use crate::wide::{self, Isa, Text};

/// Whether a payload is valid, in the [`Documented`](Profile::Documented) profile.
///
/// Nothing is allocated as long as no object type declares more than 63 properties (beyond that, one small buffer an
/// object) and nothing must be unique or counted by its name. [`validate`] tells why a payload is refused.
#[must_use]
pub fn is_valid<T: Schema>(payload: &[u8]) -> bool {
    Settings::new(T::MODEL).walk(payload).is_some()
}

/// Validates a payload in the [`Documented`](Profile::Documented) profile.
///
/// # Errors
///
/// Everything that is wrong with the payload, up to [`ModelValidator::DEFAULT_MAX_ERRORS`].
pub fn validate<T: Schema>(payload: &[u8]) -> Result<Accepted, Errors> {
    let settings = Settings::new(T::MODEL);
    settings.walk(payload).map(|(accepted, _)| accepted).ok_or_else(|| settings.diagnose(payload, None))
}

/// Validates a payload in the [`Documented`](Profile::Documented) profile and decodes it. What needs no change is
/// borrowed from the payload.
///
/// # Errors
///
/// Everything that is wrong with the payload, as [`validate`] says it.
pub fn from_json<'de, T: FromJson<'de>>(payload: &'de [u8]) -> Result<T, Errors> {
    let settings = Settings::new(T::MODEL);
    let (accepted, text) = settings.walk(payload).ok_or_else(|| settings.diagnose(payload, None))?;
    decode(&mut Reader::accepted(text, settings.profile), accepted, text)
}

/// What an accepted payload is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Accepted {
    /// The known event with this tag.
    Known(&'static str),
    /// An event whose tag is outside the catalogue.
    Unknown,
    /// A value of a type that carries no tag.
    Untagged,
}

/// A validator of one type, with its settings.
///
/// ```
/// use event_schema::{Event, Profile, Validator};
///
/// #[derive(Event)]
/// #[event(name = "tick")]
/// struct Tick {
///     count: u8,
/// }
///
/// let validator = Validator::<Tick>::new().profile(Profile::Strict);
/// assert!(validator.is_valid(br#"{"type":"tick","count":1}"#));
/// assert!(!validator.is_valid(br#"{"type":"tick","count":1,"more":true}"#));
/// ```
pub struct Validator<T: ?Sized> {
    inner: ModelValidator,
    validates: PhantomData<fn(&T)>,
}

impl<T: Schema> Validator<T> {
    /// A validator with the settings of [`ModelValidator::new`].
    #[must_use]
    pub fn new() -> Self {
        Self { inner: ModelValidator::new(T::MODEL), validates: PhantomData }
    }

    /// See [`ModelValidator::profile`].
    #[must_use]
    pub fn profile(mut self, profile: Profile) -> Self {
        self.inner = self.inner.profile(profile);
        self
    }

    /// See [`ModelValidator::max_errors`].
    #[must_use]
    pub fn max_errors(mut self, max_errors: usize) -> Self {
        self.inner = self.inner.max_errors(max_errors);
        self
    }

    /// See [`ModelValidator::show_values`].
    #[must_use]
    pub fn show_values(mut self, show_values: bool) -> Self {
        self.inner = self.inner.show_values(show_values);
        self
    }

    /// Whether a payload is valid.
    #[must_use]
    pub fn is_valid(&self, payload: &[u8]) -> bool {
        self.inner.is_valid(payload)
    }

    /// Validates a payload.
    ///
    /// # Errors
    ///
    /// See [`ModelValidator::validate`].
    pub fn validate(&self, payload: &[u8]) -> Result<Accepted, Errors> {
        self.inner.validate(payload)
    }

    /// Validates each line of a buffer; see [`ModelValidator::validate_lines`].
    ///
    /// ```
    /// use event_schema::{Event, Validator, Verdicts};
    ///
    /// #[derive(Event)]
    /// #[event(name = "tick")]
    /// struct Tick {
    ///     count: u8,
    /// }
    ///
    /// let buffer = b"{\"type\":\"tick\",\"count\":1}\n{\"type\":\"tick\"}\n{\"type\":\"tick\",\"count\":3}\n";
    /// let mut verdicts = Verdicts::default();
    /// Validator::<Tick>::new().validate_lines(buffer, &mut verdicts);
    /// assert_eq!((verdicts.lines(), verdicts.valid()), (3, 2));
    /// assert_eq!(&buffer[verdicts.refused()[0].clone()], br#"{"type":"tick"}"#);
    /// ```
    pub fn validate_lines(&self, buffer: &[u8], verdicts: &mut Verdicts) {
        self.inner.validate_lines(buffer, verdicts);
    }

    /// Validates payloads that lie in a buffer; see [`ModelValidator::validate_places`].
    pub fn validate_places(&self, buffer: &[u8], places: &[Range<usize>], verdicts: &mut Verdicts) {
        self.inner.validate_places(buffer, places, verdicts);
    }

    /// Validates payloads that lie wherever they do; see [`ModelValidator::validate_all`].
    ///
    /// ```
    /// use event_schema::{Accepted, Event, Validator, Verdicts};
    ///
    /// #[derive(Event)]
    /// #[event(name = "tick")]
    /// struct Tick {
    ///     count: u8,
    /// }
    ///
    /// let payloads: [&[u8]; 2] = [br#"{"type":"tick","count":1}"#, br#"{"type":"tick"}"#];
    /// let mut verdicts = Verdicts::default();
    /// Validator::<Tick>::new().validate_all(&payloads, &mut verdicts);
    /// assert_eq!(verdicts.accepted(0), Some(Accepted::Known("tick")));
    /// assert_eq!(verdicts.accepted(1), None);
    /// ```
    pub fn validate_all(&self, payloads: &[&[u8]], verdicts: &mut Verdicts) {
        self.inner.validate_all(payloads, verdicts);
    }

    /// See [`ModelValidator::portable`].
    #[doc(hidden)]
    #[must_use]
    pub fn portable(mut self, portable: bool) -> Self {
        self.inner = self.inner.portable(portable);
        self
    }

    /// Validates a payload and decodes it, borrowing from it what needs no change: a validator of `Hangup<'static>`
    /// decodes into `Hangup<'de>`.
    ///
    /// # Errors
    ///
    /// See [`ModelValidator::validate`].
    pub fn from_json<'de, U>(&self, payload: &'de [u8]) -> Result<U, Errors>
    where
        U: FromJson<'de> + IntoOwned<Owned = T>,
    {
        let settings = &self.inner.settings;
        // What is accepted is UTF-8. To say so unchecked would hang memory safety on all of the accept path. Before that, as
        // it fetches all of the payload.
        let text = simdutf8::basic::from_utf8(payload).map_err(|_| settings.diagnose(payload, None))?;
        let mut reader = Reader::recording(settings.profile);
        let accepted = self.inner.accept(payload, reader.recorded());
        let accepted = accepted.ok_or_else(|| self.inner.diagnose(payload))?;
        reader.read(text);
        decode(&mut reader, accepted, text)
    }
}

impl<T: Schema> Default for Validator<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: ?Sized> Clone for Validator<T> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), validates: PhantomData }
    }
}

impl<T: ?Sized> fmt::Debug for Validator<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

/// A validator of a type that is known by its model only, for code that is not generic, such as a pipeline.
///
/// Making one costs as much as some hundred payloads; it is made once and kept. It learns how payloads are written (in
/// which order and how spaced), which makes it faster and changes no verdict. A clone goes on with what was learned:
/// give each thread one of its own.
#[derive(Clone)]
pub struct ModelValidator {
    settings: Settings,
    plan: Arc<Plan>,
    learned: Learned,
    portable: bool,
}

/// What a validator is told, once.
#[derive(Debug, Clone, Copy)]
struct Settings {
    model: &'static Model,
    contract: Contract,
    profile: Profile,
    max_errors: usize,
    show_values: bool,
}

impl ModelValidator {
    /// How many errors of one payload are kept unless told otherwise.
    pub const DEFAULT_MAX_ERRORS: usize = 32;

    /// A validator in the documented profile, which keeps [`DEFAULT_MAX_ERRORS`](Self::DEFAULT_MAX_ERRORS) and
    /// masks values.
    #[must_use]
    pub fn new(model: &'static Model) -> Self {
        let plan = Plan::new(model, Contract::Deserialize);
        Self {
            settings: Settings::new(model),
            learned: plan.learned(),
            plan: Arc::new(plan),
            portable: false,
        }
    }

    /// Which side of the type is meant: what it reads, unless told otherwise.
    #[must_use]
    pub fn contract(mut self, contract: Contract) -> Self {
        let plan = Plan::new(self.settings.model, contract);
        self.settings.contract = contract;
        self.learned = plan.learned();
        self.plan = Arc::new(plan);
        self
    }

    /// How strictly the contract is read.
    #[must_use]
    pub fn profile(mut self, profile: Profile) -> Self {
        self.settings.profile = profile;
        self.learned.forget_scripts();
        self
    }

    /// How many errors of one payload are kept; 1 asks for the first only. 0 counts as 1.
    #[must_use]
    pub fn max_errors(mut self, max_errors: usize) -> Self {
        self.settings.max_errors = max_errors.max(1);
        self
    }

    /// Whether messages may quote payload values, names that are not declared and the keys of maps.
    #[must_use]
    pub fn show_values(mut self, show_values: bool) -> Self {
        self.settings.show_values = show_values;
        self
    }

    /// Whether to do without the processor's vector instructions; for tests and benchmarks.
    #[doc(hidden)]
    #[must_use]
    pub fn portable(mut self, portable: bool) -> Self {
        self.portable = portable;
        self
    }

    /// What is validated.
    #[must_use]
    pub fn model(&self) -> &'static Model {
        self.settings.model
    }

    /// Whether a payload is valid.
    #[must_use]
    pub fn is_valid(&self, payload: &[u8]) -> bool {
        self.accept(payload, &mut ()).is_some()
    }

    /// Validates a payload.
    ///
    /// # Errors
    ///
    /// What is wrong with the payload: everything up to [`max_errors`](Self::max_errors), and the first fault in
    /// its syntax, if there is one.
    pub fn validate(&self, payload: &[u8]) -> Result<Accepted, Errors> {
        let mut text = Text::empty();
        let mut reached = Reached::default();
        match self.accept_text(text.of(payload), &mut reached) {
            Some(accepted) if !reached.has_fault() => Ok(accepted),
            _ => Err(self.settings.diagnose(payload, Some(&reached))),
        }
    }

    /// Whether a payload is valid, without the plan: what the free functions do.
    #[cfg(feature = "testing")]
    pub(crate) fn walk(&self, payload: &[u8]) -> bool {
        self.settings.walk(payload).is_some()
    }

    /// What is wrong with a refused payload, of which nothing else is known.
    #[cold]
    fn diagnose(&self, payload: &[u8]) -> Errors {
        let mut text = Text::empty();
        let mut reached = Reached::default();
        let _ = self.accept_text(text.of(payload), &mut reached);
        self.settings.diagnose(payload, Some(&reached))
    }

    /// What is wrong with a refused payload, read from its beginning.
    #[cfg(feature = "testing")]
    pub(crate) fn diagnose_anew(&self, payload: &[u8]) -> Errors {
        self.settings.diagnose(payload, None)
    }

    /// What every valid payload is; `None` if that depends on the payload.
    fn every_event(&self) -> Option<Accepted> {
        let root = &self.plan[self.plan.root];
        let tag = match root.kind {
            _ if root.nullable => None,
            Kind::Union(_) => return None,
            Kind::Object(object) => self.plan[object].tag,
            Kind::Walk(model, _) => model.tag().map(|tag| tag.value),
            _ => None,
        };
        Some(tag.map_or(Accepted::Untagged, Accepted::Known))
    }

    fn run<'r, 'p, I: Isa>(
        &'r self,
        isa: I,
        text: &'r Text<'p>,
        payload: Range<usize>,
        walker: &'r OnceCell<Option<Walker<'p>>>,
    ) -> Run<'r, 'p, I> {
        let Settings { contract, profile, .. } = self.settings;
        Run::new(isa, &self.plan, &self.learned, (contract, profile), text, payload, walker)
    }

    fn accept(&self, payload: &[u8], record: &mut impl Record) -> Option<Accepted> {
        let mut text = Text::empty();
        self.accept_text(text.of(payload), record)
    }

    fn accept_text(&self, text: &Text<'_>, record: &mut impl Record) -> Option<Accepted> {
        let task =
            run::Payload { validator: self, text, place: 0..text.bytes().len(), teaches: true, record };
        wide::best(self.portable, task)
    }
}

impl Settings {
    const fn new(model: &'static Model) -> Self {
        Self {
            model,
            contract: Contract::Deserialize,
            profile: Profile::Documented,
            max_errors: ModelValidator::DEFAULT_MAX_ERRORS,
            show_values: false,
        }
    }

    /// Accepts a payload by walking the model: slower than a plan, but nothing has to be made first.
    fn walk<'p>(&self, payload: &'p [u8]) -> Option<(Accepted, &'p str)> {
        let text = core::str::from_utf8(payload).ok()?;
        accept::accept(self.model, self.contract, self.profile, text).ok().map(|accepted| (accepted, text))
    }

    /// What is wrong with a refused payload; the accept path may have reached something.
    #[cold]
    fn diagnose(&self, payload: &[u8], reached: Option<&Reached>) -> Errors {
        if let Some(text) = wide::plain_line(payload) {
            return diagnose::diagnose(self, text, true, reached);
        }
        if let Ok(text) = simdutf8::basic::from_utf8(payload) {
            return diagnose::diagnose(self, text, false, reached);
        }
        let text = payload.utf8_chunks().next().map_or("", |chunk| chunk.valid());
        Errors::one(Code::Utf8, Spots::new(text, false).at(text.len()), "expected UTF-8", None)
    }
}

impl fmt::Debug for ModelValidator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Validator")
            .field("model", &self.settings.model.path)
            .field("contract", &self.settings.contract)
            .field("profile", &self.settings.profile)
            .field("max_errors", &self.settings.max_errors)
            .field("show_values", &self.settings.show_values)
            .finish_non_exhaustive()
    }
}

fn decode<'de, T: FromJson<'de>>(
    reader: &mut Reader<'de>,
    accepted: Accepted,
    text: &str,
) -> Result<T, Errors> {
    T::from_value(reader).map_err(|_| {
        let message = "expected a value that the Rust type can be made from";
        let event = if let Accepted::Known(tag) = accepted { Some(tag) } else { None };
        Errors::one(Code::Decode, Spots::new(text, false).at(reader.offset()), message, event)
    })
}
