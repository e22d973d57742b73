use alloc::string::String;
use core::fmt;

use super::random::Random;
use crate::error::Code;

/// The one thing that is wrong with a sampled payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The code of the first error that validation reports.
    pub code: Code,
    /// The JSON Pointer of the value at fault. Undeclared names and map keys are spelled out, which validation
    /// does only on request.
    pub instance: String,
    /// How many bytes of the payload stand before the fault.
    pub offset: usize,
    /// What was done to the payload.
    pub kind: FaultKind,
}

macro_rules! fault_kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident = $text:literal, $weight:literal;)+) => {
        /// What can be done to a payload so that it is no longer valid.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum FaultKind {
            $($(#[doc = $doc])+ $kind,)+
        }

        impl FaultKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];

            /// The kind in a few words.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$kind => $text,)+
                }
            }

            /// How often it is chosen, beside the others.
            const fn weight(self) -> usize {
                match self {
                    $(Self::$kind => $weight,)+
                }
            }
        }
    };
}

fault_kinds! {
    /// A required property is left out.
    MissingProperty = "missing property", 30;
    /// The tag is left out.
    MissingTag = "missing tag", 10;
    /// The tag is no string.
    TagNotAString = "tag not a string", 10;
    /// The tag is none that is allowed here.
    WrongTag = "wrong tag", 10;
    /// A value is of another JSON type, other than `null`.
    WrongType = "wrong type", 30;
    /// A value is `null` that never is.
    NullValue = "null value", 20;
    /// A number is below its least value.
    BelowMinimum = "number below minimum", 10;
    /// A number is above its greatest value.
    AboveMaximum = "number above maximum", 10;
    /// A string has too few characters.
    TooShort = "string too short", 10;
    /// A string has too many characters.
    TooLong = "string too long", 10;
    /// An array has too few items.
    TooFewItems = "too few items", 10;
    /// An array has too many items.
    TooManyItems = "too many items", 10;
    /// A string is not one of a closed enumeration's values.
    UnknownValue = "unknown enumeration value", 10;
    /// A property stands in its object twice.
    RepeatedProperty = "repeated property", 10;
    /// A closed object has a property that it does not declare.
    UndeclaredProperty = "undeclared property", 10;
    /// The payload ends early.
    Truncated = "truncated line", 30;
    /// A comma stands before a closing bracket.
    TrailingComma = "trailing comma", 5;
    /// A string holds an escape that JSON does not know.
    BadEscape = "bad escape", 5;
    /// A string holds an unescaped control character.
    ControlCharacter = "control character in a string", 5;
    /// A string holds half of a surrogate pair.
    LoneSurrogate = "lone surrogate", 5;
    /// A number is beyond the range of a 64-bit float.
    BeyondFloat = "number beyond range", 5;
    /// A string holds bytes that are not UTF-8.
    InvalidUtf8 = "invalid UTF-8", 10;
    /// Arrays are nested too deeply.
    TooDeep = "nested too deeply", 1;
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// How many places a payload has for each kind of fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Places([u32; FaultKind::ALL.len()]);

impl Default for Places {
    fn default() -> Self {
        Self([0; FaultKind::ALL.len()])
    }
}

impl Places {
    #[cfg(feature = "testing")]
    pub(crate) fn of(&self, kind: FaultKind) -> u32 {
        self.0[kind as usize]
    }

    /// A kind that has a place here, by weight, and one of its places.
    pub(crate) fn choose(&self, random: &mut Random) -> Option<(FaultKind, u32)> {
        let possible = || FaultKind::ALL.iter().copied().filter(|kind| self.0[*kind as usize] > 0);
        let mut lot = random.below(possible().map(FaultKind::weight).sum());
        let kind = possible().find(|kind| {
            let found = lot < kind.weight();
            lot = lot.saturating_sub(kind.weight());
            found
        })?;
        Some((kind, random.below(self.0[kind as usize] as usize) as u32))
    }
}

/// Decides, at every place where a fault is possible, whether it happens there.
#[derive(Debug)]
pub(super) enum Striker<'a> {
    /// Never.
    Off,
    /// Never, but the places are counted.
    Count(&'a mut Places),
    /// At one place.
    Plant { kind: FaultKind, place: u32 },
}

impl Striker<'_> {
    #[inline]
    pub(super) fn strikes(&mut self, kind: FaultKind) -> bool {
        match self {
            Self::Off => false,
            _ => self.strikes_here(kind),
        }
    }

    #[cold]
    fn strikes_here(&mut self, kind: FaultKind) -> bool {
        match self {
            Self::Off => false,
            Self::Count(places) => {
                places.0[kind as usize] += 1;
                false
            }
            Self::Plant { kind: wanted, place } => {
                if *wanted != kind {
                    return false;
                }
                let Some(left) = place.checked_sub(1) else {
                    *self = Self::Off;
                    return true;
                };
                *place = left;
                false
            }
        }
    }
}
