//! Patterns of strings: a subset of ECMA-262's regular expressions that one pass over the string decides.
//!
//! A pattern is compiled where `compile` may allocate: in the derive, or in a program that reads patterns. What comes
//! out is a table of bytes, and looking a string up in it needs neither heap nor back-tracking.

#[cfg(feature = "compile")]
mod compile;
mod run;
mod sample;

#[cfg(feature = "compile")]
pub use self::compile::{Compiled, Refused};
pub use self::run::Run;
use core::fmt;

/// A compiled pattern: whether a string has a match somewhere, as JSON Schema's `pattern` asks.
///
/// # What patterns hold
///
/// They mean what [ECMA-262](https://tc39.es/ecma262/#sec-patterns) says of them under the flag `u`:
///
/// - characters; `.`, which is none of `\n`, `\r`, `\u2028` and `\u2029`; classes in brackets with ranges, negated too
/// - `\d` and `\w`, of ASCII only, `\s`, and `\D`, `\W`, `\S`
/// - `\p{L}`, `\P{Lu}`, `\p{gc=Letter}`: the general categories of Unicode, which differ a little by its version
/// - `^` and `$` for the start and the end of the whole string, wherever they stand
/// - groups, `(…)` and `(?:…)`, and alternatives
/// - `*`, `+`, `?`, `{n}`, `{n,}`, `{n,m}` with counts up to 1,000; a `?` behind them is read and changes nothing
/// - `\t`, `\n`, `\v`, `\f`, `\r`, `\cA`, `\x41`, `\u0041`, `\u{41}`, and punctuation behind a backslash where it
///   would mean something else
///
/// # What they do not
///
/// Back-references and look-around, which no single pass decides; word boundaries, other properties of Unicode, named
/// groups, groups with flags, empty classes, repeated empty groups, `\0`, and surrogates, in pairs too. They are refused,
/// each with what to write instead. So is a pattern whose table would be too large: above 4,096 states or 65,536 entries.
///
/// ```
/// use event_schema_rules::Pattern;
///
/// # #[cfg(feature = "compile")] {
/// let compiled = event_schema_rules::Compiled::new("^[A-Z]{3}-\\d+$").unwrap();
/// let pattern = compiled.pattern();
/// assert!(pattern.is_match("ABC-17"));
/// assert!(!pattern.is_match("ABC-17 "));
///
/// // What the derive writes:
/// let again = Pattern::new(compiled.source(), compiled.program());
/// assert_eq!(again, pattern);
/// # }
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Pattern<'a> {
    source: &'a str,
    /// How many classes of characters there are: the length of a row.
    width: u16,
    /// Where the first character is looked up. States are known by where their row begins.
    start: u16,
    /// The first of the states in which a string may end: they come last.
    ends: u16,
    /// The class of each ASCII character.
    ascii: &'a [u8; 128],
    /// Where classes of other characters begin, in order: three bytes for the first character, and one for the class.
    others: &'a [u8],
    /// The next state, in two bytes, for each state and class.
    table: &'a [u8],
    /// What all of that comes to, if it is no more.
    run: Option<Run>,
}

/// The numbers at the head of a program: width, start, ends, and how many entries `others` has.
const HEAD: usize = 8;
const ASCII: usize = 128;

impl<'a> Pattern<'a> {
    /// A pattern out of its source and what [`Compiled::program`](crate::Compiled::program) gave for it.
    ///
    /// # Panics
    ///
    /// If `program` is cut off, which is a compile error in a constant. One that is wrong otherwise leads to wrong
    /// verdicts.
    #[must_use]
    pub const fn new(source: &'a str, program: &'a [u8]) -> Self {
        let Some((head, rest)) = program.split_first_chunk::<HEAD>() else {
            panic!("a program without a head")
        };
        let Some((ascii, rest)) = rest.split_first_chunk::<ASCII>() else {
            panic!("a program without classes")
        };
        let others = u16::from_le_bytes([head[6], head[7]]) as usize * 4;
        let Some((others, table)) = rest.split_at_checked(others) else {
            panic!("a program without classes")
        };
        let width = u16::from_le_bytes([head[0], head[1]]);
        assert!(
            width > 0 && !table.is_empty() && table.len().is_multiple_of(width as usize * 2),
            "a cut table"
        );
        let pattern = Self {
            source,
            width,
            start: u16::from_le_bytes([head[2], head[3]]),
            ends: u16::from_le_bytes([head[4], head[5]]),
            ascii,
            others,
            table,
            run: None,
        };
        Self { run: Run::of(&pattern), ..pattern }
    }

    /// The pattern as it was written.
    ///
    /// ```
    /// # #[cfg(feature = "compile")] {
    /// let compiled = event_schema_rules::Compiled::new("^a+$").unwrap();
    /// assert_eq!(compiled.pattern().source(), "^a+$");
    /// # }
    /// ```
    #[must_use]
    pub const fn source(&self) -> &'a str {
        self.source
    }

    /// Whether the pattern matches somewhere in the string. It reads no further than the verdict needs.
    ///
    /// ```
    /// # #[cfg(feature = "compile")] {
    /// let compiled = event_schema_rules::Compiled::new("b{2}").unwrap();
    /// assert!(compiled.pattern().is_match("abba"));
    /// # }
    /// ```
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        if let Some(run) = self.run
            && run.is_ascii_run(text.as_bytes())
        {
            return true;
        }
        let mut state = self.start;
        for (at, byte) in text.bytes().enumerate() {
            if state <= self.matched() {
                break;
            }
            // Up to there each byte was a character.
            let Some(class) = self.ascii.get(usize::from(byte)) else {
                return self.is_match_from(state, text[at..].chars());
            };
            state = self.next(state, *class);
        }
        self.is_accepted(state)
    }

    /// What the pattern comes to, if it asks for nothing but characters of one class.
    #[doc(hidden)]
    #[inline]
    #[must_use]
    pub const fn run(&self) -> Option<&Run> {
        self.run.as_ref()
    }

    /// Whether the pattern matches somewhere in the characters: those of a string with escapes, for instance.
    ///
    /// ```
    /// # #[cfg(feature = "compile")] {
    /// let compiled = event_schema_rules::Compiled::new("^ab$").unwrap();
    /// assert!(compiled.pattern().is_match_in(['a', 'b']));
    /// # }
    /// ```
    #[must_use]
    pub fn is_match_in(&self, chars: impl IntoIterator<Item = char>) -> bool {
        self.is_match_from(self.start, chars)
    }

    fn is_match_from(&self, mut state: u16, chars: impl IntoIterator<Item = char>) -> bool {
        for char in chars {
            if state <= self.matched() {
                break;
            }
            state = self.next(state, self.class(char));
        }
        self.is_accepted(state)
    }

    /// Whether every string matches: a rule that rules nothing.
    ///
    /// ```
    /// # #[cfg(feature = "compile")] {
    /// let compiled = event_schema_rules::Compiled::new("[a-z]*").unwrap();
    /// assert!(compiled.pattern().matches_all());
    /// # }
    /// ```
    #[must_use]
    pub const fn matches_all(&self) -> bool {
        self.start == self.matched()
    }

    /// Whether no string matches.
    ///
    /// ```
    /// # #[cfg(feature = "compile")] {
    /// let compiled = event_schema_rules::Compiled::new("a^").unwrap();
    /// assert!(compiled.pattern().matches_none());
    /// # }
    /// ```
    #[must_use]
    pub const fn matches_none(&self) -> bool {
        self.start == 0
    }

    /// The table as numbers, for who looks strings up in another language.
    ///
    /// First the length of a row, the state to begin in, the first state that accepts, and how many classes of
    /// characters follow; then each class's first character and its number, in order of the characters; then the next
    /// state for each state and class: states are known by where their row begins. Nothing follows from state 0, and
    /// from the state that is the length of a row everything does.
    ///
    /// ```
    /// # #[cfg(feature = "compile")] {
    /// let compiled = event_schema_rules::Compiled::new("a").unwrap();
    /// let numbers: Vec<u32> = compiled.pattern().numbers().collect();
    /// assert_eq!(numbers[4..10], [0, 0, 97, 1, 98, 0]);
    /// # }
    /// ```
    pub fn numbers(&self) -> impl Iterator<Item = u32> + '_ {
        let count = u32::try_from(self.classes().count()).unwrap_or(u32::MAX);
        let head = [self.width.into(), self.start.into(), self.ends.into(), count];
        let (table, _) = self.table.as_chunks::<2>();
        let classes = self.classes().flat_map(|(first, class)| [first, class.into()]);
        head.into_iter().chain(classes).chain(table.iter().map(|next| u16::from_le_bytes(*next).into()))
    }

    /// Where a class of characters begins, and which it is.
    fn classes(&self) -> impl Iterator<Item = (u32, u8)> + '_ {
        let ascii = (0_u32..).zip(self.ascii);
        let before = core::iter::once(None).chain(self.ascii.iter().map(Some));
        let ascii = ascii.zip(before).filter(|((_, class), before)| Some(*class) != *before);
        let (others, _) = self.others.as_chunks::<4>();
        let others = others.iter().map(|other| (start_of(*other), other[3]));
        ascii.map(|((first, class), _)| (first, *class)).chain(others)
    }

    /// The state in which the verdict is yes, whatever follows. That in which it is no, whatever follows, is 0.
    const fn matched(&self) -> u16 {
        self.width
    }

    /// Whether a string that ends in this state matches.
    const fn is_accepted(&self, state: u16) -> bool {
        state == self.matched() || state >= self.ends
    }

    const fn next(&self, state: u16, class: u8) -> u16 {
        let (table, _) = self.table.as_chunks::<2>();
        u16::from_le_bytes(table[state as usize + class as usize])
    }

    fn class(&self, char: char) -> u8 {
        if let Some(class) = self.ascii.get(char as usize) {
            return *class;
        }
        let (others, _) = self.others.as_chunks::<4>();
        let at = others.partition_point(|other| start_of(*other) <= u32::from(char));
        others[at - 1][3]
    }
}

/// The first character of an entry in `others`.
const fn start_of(entry: [u8; 4]) -> u32 {
    u32::from_le_bytes([entry[0], entry[1], entry[2], 0])
}

/// The pattern in slashes: its table tells a reader nothing.
impl fmt::Debug for Pattern<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}/", self.source)
    }
}
