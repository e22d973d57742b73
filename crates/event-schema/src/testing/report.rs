use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::error::Code;
use crate::profile::Profile;

/// Why two sides may differ about a payload. There are no other reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Exception {
    /// JSON Schema cannot see that a declared property is repeated.
    Repeated,
    /// `serde_json` nests one level less.
    Depth,
    /// A number changes when it is read as a 64-bit integer or a float, or divided as one, which is what the oracle does.
    OracleFloats,
    /// Of a map's repeated key the oracle sees the last value only.
    MapKeys,
    /// A check of one's own, which no schema says.
    Check,
    /// Draft-07 cannot say how many items of an array obey.
    Uncounted,
    /// serde reads no integer that is written with a fraction, an exponent or as minus zero.
    SerdeIntegers,
    /// serde keeps no integer beyond 64 bits while it looks for the tag.
    SerdeWide,
    /// serde reads no number and no boolean from a map's key that is written with escapes.
    SerdeKeys,
    /// Of several untagged types serde takes the first one that fits without constraints.
    SerdeChoice,
    /// serde accepts what the schema refuses: it knows no constraints and no profile.
    SerdeAcceptsMore,
}

impl Exception {
    /// The reason in a few words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Repeated => "oracle: repeated property",
            Self::Depth => "serde_json: nested one level less",
            Self::OracleFloats => "oracle: number beyond floats",
            Self::MapKeys => "oracle: repeated map key",
            Self::Check => "oracle: a check of one's own",
            Self::Uncounted => "draft-07: how many items obey",
            Self::SerdeIntegers => "serde: integer with fraction or exponent",
            Self::SerdeWide => "serde: integer beyond 64 bits",
            Self::SerdeKeys => "serde: number as a name with escapes",
            Self::SerdeChoice => "serde: another untagged type",
            Self::SerdeAcceptsMore => "serde: accepts more",
        }
    }
}

/// What was tried, and that it agreed.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Report {
    /// The type's path.
    pub path: &'static str,
    /// What the random choices began with.
    pub seed: u64,
    /// How many payloads of each kind there were.
    pub kinds: BTreeMap<&'static str, usize>,
    /// How many payloads were accepted and refused, in the order of [`Profile::ALL`].
    pub verdicts: [(usize, usize); Profile::ALL.len()],
    /// How often two sides differed for a listed reason.
    pub exceptions: BTreeMap<Exception, usize>,
    /// How many errors had their place checked.
    pub errors: usize,
    /// How often each code was told.
    pub codes: BTreeMap<Code, usize>,
    /// The codes of the rules that the type has.
    pub rules: BTreeSet<Code>,
}

impl Report {
    pub(super) fn new(path: &'static str, seed: u64) -> Self {
        Self {
            path,
            seed,
            kinds: BTreeMap::new(),
            verdicts: [(0, 0); Profile::ALL.len()],
            exceptions: BTreeMap::new(),
            errors: 0,
            codes: BTreeMap::new(),
            rules: BTreeSet::new(),
        }
    }

    /// The rules of the type that no payload has broken: of those it is not proved that they are looked at.
    pub fn unbroken(&self) -> impl Iterator<Item = Code> {
        self.rules.iter().copied().filter(|code| !self.codes.contains_key(code))
    }

    /// How many payloads were tried, each under every profile.
    #[must_use]
    pub fn cases(&self) -> usize {
        self.kinds.values().sum()
    }

    pub(super) fn verdict(&mut self, profile: Profile, valid: bool) {
        let at = Profile::ALL.iter().position(|other| *other == profile).unwrap_or(0);
        let (accepted, refused) = &mut self.verdicts[at];
        *(if valid { accepted } else { refused }) += 1;
    }

    pub(super) fn except(&mut self, exception: Exception) {
        *self.exceptions.entry(exception).or_default() += 1;
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: {} payloads agree (seed {})", self.path, self.cases(), self.seed)?;
        for (kind, count) in &self.kinds {
            writeln!(f, "  {count:>8} {kind}")?;
        }
        for (profile, (accepted, refused)) in Profile::ALL.iter().zip(&self.verdicts) {
            writeln!(f, "  {profile}: {accepted} accepted, {refused} refused")?;
        }
        let broken = self.rules.len() - self.unbroken().count();
        writeln!(
            f,
            "  {} errors in their places, {broken} of {} rules broken",
            self.errors,
            self.rules.len()
        )?;
        for (exception, count) in &self.exceptions {
            writeln!(f, "  {count:>8} times {}", exception.as_str())?;
        }
        Ok(())
    }
}
