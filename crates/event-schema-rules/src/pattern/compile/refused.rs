use core::error::Error;
use core::fmt;

/// Why a pattern is refused, where, and what to write instead.
///
/// ```
/// let refused = event_schema_rules::Compiled::new("^(a|b)\\1$").unwrap_err();
/// assert_eq!(refused.position(), 6);
/// assert_eq!(refused.problem(), "a back-reference cannot be checked in one pass");
/// assert_eq!(refused.instead(), "write out the alternatives");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    position: usize,
    problem: &'static str,
    instead: &'static str,
}

impl Refused {
    pub(super) const fn new(position: usize, problem: &'static str, instead: &'static str) -> Self {
        Self { position, problem, instead }
    }

    /// A pattern that is well written, and too much.
    pub(super) const fn too_large() -> Self {
        Self::new(
            0,
            "the pattern needs too large a table",
            "begin it with `^`, repeat less, or say the length by the length's own bounds",
        )
    }

    /// Where in the pattern, in bytes.
    #[must_use]
    pub const fn position(&self) -> usize {
        self.position
    }

    /// What is wrong there.
    #[must_use]
    pub const fn problem(&self) -> &'static str {
        self.problem
    }

    /// How to mend it.
    #[must_use]
    pub const fn instead(&self) -> &'static str {
        self.instead
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at byte {}: {}; {}", self.position, self.problem, self.instead)
    }
}

impl Error for Refused {}
