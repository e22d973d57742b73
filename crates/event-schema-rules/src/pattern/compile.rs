//! From a pattern's text to its table: a syntax tree, an automaton with choices, one without, the smallest of these.

mod automaton;
mod category;
mod classes;
mod minimal;
mod parse;
mod program;
mod refused;
mod set;
mod states;
mod tree;

pub use self::refused::Refused;
use super::Pattern;
use alloc::string::String;
use alloc::vec::Vec;

/// A pattern and its table, owned: what [`Pattern`] borrows.
///
/// Needs the feature `compile`.
///
/// ```
/// use event_schema_rules::Compiled;
///
/// let compiled = Compiled::new("^a|b$").unwrap();
/// assert!(compiled.pattern().is_match("abc") && !compiled.pattern().is_match("cba"));
///
/// let refused = Compiled::new("(?=a)b").unwrap_err();
/// assert_eq!(refused.position(), 0);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiled {
    source: String,
    program: Vec<u8>,
}

impl Compiled {
    /// Compiles a pattern.
    ///
    /// # Errors
    ///
    /// What the pattern holds is no regular expression, or outside of what [`Pattern`] says, or needs too large a
    /// table.
    ///
    /// ```
    /// let refused = event_schema_rules::Compiled::new("^[a-z]++$").unwrap_err();
    /// assert_eq!(refused.to_string(), "at byte 7: nothing stands here to repeat; write `\\+` for the character itself");
    /// ```
    pub fn new(source: &str) -> Result<Self, Refused> {
        let tree = parse::parse(source)?;
        let automaton = automaton::build(&tree.root)?;
        let classes = classes::partition(&tree.sets)?;
        let states = states::determine(&automaton, &classes)?;
        let blocks = minimal::minimize(&states);
        Ok(Self { source: source.into(), program: program::write(&states, &blocks, &classes)? })
    }

    /// The pattern as it was written.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// What [`Pattern::new`] takes: bytes, so that generated code holds them as one literal.
    #[must_use]
    pub fn program(&self) -> &[u8] {
        &self.program
    }

    /// The pattern, to be matched.
    #[must_use]
    pub fn pattern(&self) -> Pattern<'_> {
        Pattern::new(&self.source, &self.program)
    }
}
