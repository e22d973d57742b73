use super::{ASCII, Pattern};
use crate::AsciiSet;

/// What a pattern like `^[0-9a-f]{40}$` says: so many characters of one class, and nothing else.
///
/// Which state its automaton is in follows from how many characters came. So none is looked up, and the characters,
/// which need not wait for each other, are told by their class alone.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// The class's ASCII characters.
    class: AsciiSet,
    least: u16,
    /// The greatest number stands for any.
    most: u16,
}

impl Run {
    /// The run that a pattern is, if it is one.
    pub(super) const fn of(pattern: &Pattern<'_>) -> Option<Self> {
        let mut state = pattern.start;
        let mut class = None;
        let mut least = None;
        let mut count = 0;
        while state != pattern.matched() && count < u16::MAX {
            match least {
                None if pattern.is_accepted(state) => least = Some(count),
                Some(_) if !pattern.is_accepted(state) => return None,
                _ => {}
            }
            let (only, next) = match pattern.only_way_from(state) {
                Way::None => return Self::new(pattern, class, least, count),
                Way::One(only, next) => (only, next),
                Way::More => return None,
            };
            match class {
                Some(class) if class != only => return None,
                _ => class = Some(only),
            }
            if next == state {
                return Self::new(pattern, class, least, u16::MAX);
            }
            state = next;
            count += 1;
        }
        None
    }

    const fn new(pattern: &Pattern<'_>, class: Option<u8>, least: Option<u16>, most: u16) -> Option<Self> {
        let (Some(class), Some(least)) = (class, least) else { return None };
        let mut members = AsciiSet::EMPTY;
        let mut character = 0;
        while character < ASCII {
            if pattern.ascii[character] == class {
                members = members.or(AsciiSet::of(&[character as u8]));
            }
            character += 1;
        }
        Some(Self { class: members, least, most })
    }

    /// The ASCII characters that it may consist of.
    #[inline]
    #[must_use]
    pub const fn class(&self) -> &AsciiSet {
        &self.class
    }

    /// Whether it may be so many characters long.
    #[inline]
    #[must_use]
    pub const fn may_have(&self, characters: usize) -> bool {
        characters >= self.least as usize && (self.most == u16::MAX || characters <= self.most as usize)
    }

    /// Whether a string is such a run of ASCII characters.
    pub(super) fn is_ascii_run(&self, text: &[u8]) -> bool {
        // All of them, and not up to the first that is another one: it takes fewer branches.
        let is_of_class = text.iter().fold(true, |all, byte| all & self.class.has(*byte));
        self.may_have(text.len()) && text.is_ascii() && is_of_class
    }
}

/// How a state is left, other than to where no string matches.
enum Way {
    None,
    /// By this class, to this state.
    One(u8, u16),
    More,
}

impl Pattern<'_> {
    const fn only_way_from(&self, state: u16) -> Way {
        let mut way = Way::None;
        let mut class = 0;
        while class < self.width {
            let next = self.next(state, class as u8);
            if next != 0 {
                match way {
                    Way::None => way = Way::One(class as u8, next),
                    _ => return Way::More,
                }
            }
            class += 1;
        }
        way
    }
}

#[cfg(all(test, feature = "compile"))]
mod tests {
    use super::Run;
    use crate::Compiled;
    use alloc::string::String;

    fn run(source: &str) -> Option<(u16, u16)> {
        let compiled = Compiled::new(source).unwrap();
        compiled.pattern().run.map(|Run { least, most, .. }| (least, most))
    }

    #[test]
    fn runs_are_found_however_they_are_written() {
        for (source, lengths) in [
            ("^[0-9a-f]{40}$", Some((40, 40))),
            ("^\\d{2,5}$", Some((2, 5))),
            ("^[a-z]*$", Some((0, u16::MAX))),
            ("^(?:a|[b-d])[a-d]+$", Some((2, u16::MAX))),
            ("^[^/]{1,3}$", Some((1, 3))),
            // Of some other length, of two classes, of no length that is an interval, unbound, and of nothing.
            ("^(?:a{2}|a{4})$", None),
            ("^[a-f][0-9]$", None),
            ("^(?:aa)*$", None),
            ("^[0-9]{3}", None),
            ("[0-9]", None),
            ("^$", None),
            ("a^", None),
        ] {
            assert_eq!(run(source), lengths, "/{source}/");
        }
    }

    /// Each byte at each place of strings of each length, against the states, which `is_match_in` goes through.
    #[test]
    fn a_run_matches_what_its_states_do() {
        for source in ["^[0-9a-f]{4}$", "^[^/]{1,3}$", "^[a-z_]+$", "^\\w*$"] {
            let compiled = Compiled::new(source).unwrap();
            let pattern = compiled.pattern();
            assert!(pattern.run.is_some(), "/{source}/");
            for len in 0..8 {
                for at in 0..=len {
                    for char in ('\0'..='\u{100}').chain(['\u{20AC}', '\u{1F680}']) {
                        let chars = (0..len).map(|place| if place == at { char } else { 'a' });
                        let text: String = chars.collect();
                        assert_eq!(
                            pattern.is_match(&text),
                            pattern.is_match_in(text.chars()),
                            "/{source}/ {text:?}"
                        );
                    }
                }
            }
        }
    }
}
