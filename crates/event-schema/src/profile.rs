use core::fmt;
use core::str::FromStr;

/// How strictly the contract is read. Chosen at run time; each profile is published as documents of its own.
///
/// `deny_unknown_fields` holds under all three.
///
/// ```
/// use event_schema::Profile;
///
/// assert_eq!("strict".parse(), Ok(Profile::Strict));
/// assert_eq!(Profile::default().as_str(), "documented");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Profile {
    /// The contract as written.
    #[default]
    Documented,
    /// An absent nullable property counts as `null`, required ones too.
    Tolerant,
    /// For producers' tests: every object type is closed (maps are not), every property is present except those
    /// that are never `null`, and only known events are valid.
    Strict,
}

impl Profile {
    /// All profiles, the default first.
    pub const ALL: [Self; 3] = [Self::Documented, Self::Tolerant, Self::Strict];

    /// The profile's name on command lines and in file names.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Tolerant => "tolerant",
            Self::Strict => "strict",
        }
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Profile {
    type Err = UnknownProfile;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|profile| profile.as_str() == name).ok_or(UnknownProfile)
    }
}

/// The name is none of `documented`, `tolerant` and `strict`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownProfile;

impl fmt::Display for UnknownProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected `documented`, `tolerant` or `strict`")
    }
}

impl core::error::Error for UnknownProfile {}
