use std::collections::BTreeMap;
use std::fmt;

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
    /// serde reads no integer that is written with a fraction, an exponent or as minus zero.
    SerdeIntegers,
    /// serde keeps no integer beyond 64 bits while it looks for the tag.
    SerdeWide,
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
            Self::SerdeIntegers => "serde: integer with fraction or exponent",
            Self::SerdeWide => "serde: integer beyond 64 bits",
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
        }
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
        writeln!(f, "  {} errors in their places", self.errors)?;
        for (exception, count) in &self.exceptions {
            writeln!(f, "  {count:>8} times {}", exception.as_str())?;
        }
        Ok(())
    }
}
