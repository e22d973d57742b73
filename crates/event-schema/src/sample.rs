//! Realistic payloads for any event type or union, made from its model: for demonstrations, load tests and proofs.
//!
//! The same seed gives the same bytes on every platform and with every release of the random number crates:
//! of those only [`rand_pcg::Pcg64`], whose algorithm is fixed, and `rand`'s core traits are used; the mapping of
//! random bits to choices is this module's own.
//!
//! ```
//! # #[cfg(feature = "derive")] {
//! use event_schema::Event;
//! use event_schema::sample::Sampler;
//!
//! #[derive(Event)]
//! #[event(name = "doorOpened")]
//! struct DoorOpened {
//!     door: String,
//! }
//!
//! let mut sampler = Sampler::of::<DoorOpened>(1).invalid(0.5);
//! let mut payload = Vec::new();
//! for _ in 0..100 {
//!     payload.clear();
//!     let sampled = sampler.next_payload(&mut payload);
//!     assert_eq!(event_schema::is_valid::<DoorOpened>(&payload), sampled.fault.is_none());
//! }
//! # }
//! ```

mod fault;
mod format;
mod number;
mod object;
mod parts;
mod random;
mod relations;
mod rules;
mod string;
#[cfg(test)]
pub(crate) mod tests;
mod text;
mod value;
mod writer;

pub(crate) use self::fault::Places;
pub use self::fault::{Fault, FaultKind};
pub(crate) use self::random::Random;

use alloc::string::String;
use alloc::vec::Vec;

use self::fault::Striker;
use self::writer::{Options, Writer};
use crate::Profile;
use crate::model::{Constraints, Model};
use crate::schema::Event;

/// Where the samples' clock starts, as epoch milliseconds; every payload moves it on.
const CLOCK_START: i64 = 1_795_000_000_000;

/// Makes payloads of one type.
///
/// By default they are all valid, and a mix of what a catalogue meets in practice: every event of a union, some
/// events that it does not know, keys out of order, nulls, absent and unknown properties, both usual spacings,
/// text in many scripts, escapes.
#[derive(Debug, Clone)]
pub struct Sampler {
    options: Options,
    invalid: u64,
    random: Random,
    clock: i64,
}

impl Sampler {
    /// For the type that a model describes.
    #[must_use]
    pub fn new(model: &'static Model, seed: u64) -> Self {
        Self { options: Options::new(model), invalid: 0, random: Random::new(seed), clock: CLOCK_START }
    }

    /// For an event or a union of events.
    #[must_use]
    pub fn of<T: Event>(seed: u64) -> Self {
        Self::new(T::MODEL, seed)
    }

    /// Which share of the payloads, from 0 to 1, is broken by one fault.
    #[must_use]
    #[expect(clippy::cast_sign_loss, reason = "the share is brought into range before")]
    pub fn invalid(mut self, share: f64) -> Self {
        self.invalid = (share.clamp(0.0, 1.0) * 1e9) as u64;
        self
    }

    /// The profile under which payloads without a fault are valid. What is valid as documented is tolerated, too.
    #[must_use]
    pub fn profile(mut self, profile: Profile) -> Self {
        self.options.profile = profile;
        self
    }

    /// Whether a few integers are spelled `1.0`, `10e-1` or `-0`: valid, but more than serde's own route reads.
    #[must_use]
    pub fn exotic(mut self, exotic: bool) -> Self {
        self.options.exotic = exotic;
        self
    }

    /// Appends one payload, a single line without its end, and tells what it is.
    pub fn next_payload(&mut self, out: &mut Vec<u8>) -> Sampled {
        self.clock += i64::from(self.random.below(900) as u32);
        if self.random.next() % 1_000_000_000 >= self.invalid {
            return self.write(Striker::Off, out);
        }
        let mut lots = Random::new(self.random.next());
        let Some((kind, place)) = self.places(out).choose(&mut lots) else {
            return self.write(Striker::Off, out);
        };
        self.plant(kind, place, out)
    }

    /// Every property is present and not null, arrays and maps have items, nothing is unknown: every fault has its
    /// places.
    #[cfg(feature = "testing")]
    pub(crate) fn full(mut self) -> Self {
        self.options.full = true;
        self
    }

    /// Always the same variant of the union; one past the last is the unknown event.
    #[cfg(feature = "testing")]
    pub(crate) fn variant(mut self, variant: usize) -> Self {
        self.options.variant = Some(variant);
        self
    }

    /// Where faults could be planted into the next payload.
    pub(crate) fn places(&self, scratch: &mut Vec<u8>) -> Places {
        let before = scratch.len();
        let mut counting = self.clone();
        let mut places = Places::default();
        counting.write(Striker::Count(&mut places), scratch);
        scratch.truncate(before);
        places
    }

    /// Appends the next payload with this fault in it.
    pub(crate) fn plant(&mut self, kind: FaultKind, place: u32, out: &mut Vec<u8>) -> Sampled {
        self.write(Striker::Plant { kind, place }, out)
    }

    fn write(&mut self, striker: Striker<'_>, out: &mut Vec<u8>) -> Sampled {
        Writer::new(&self.options, self.clock, &mut self.random, striker, out).payload()
    }
}

/// A valid value of a type, as JSON text, for those who put payloads together themselves. Rules for the value stand
/// beside the type's own.
#[must_use]
pub fn value_text(model: &'static Model, constraints: &Constraints, seed: u64) -> String {
    let options = Options::new(model);
    let mut text = Vec::new();
    let mut random = Random::new(seed);
    Writer::new(&options, CLOCK_START, &mut random, Striker::Off, &mut text).value(constraints);
    String::from_utf8(text).unwrap_or_default()
}

/// What a payload is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sampled {
    /// The event's tag; `None` for an event outside the catalogue and for a type without a tag.
    pub event: Option<&'static str>,
    /// The planted fault; without one the payload is valid.
    pub fault: Option<Fault>,
}
