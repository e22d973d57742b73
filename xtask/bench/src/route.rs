//! A way from bytes to verdicts.

use bench_corpora::Segment;

/// Reads a segment, and says how many of its payloads it accepts; where a list is given, each verdict is put there.
type Read = dyn FnMut(Segment<'_>, Option<&mut Vec<bool>>) -> usize;

/// A way from bytes to verdicts, by name.
pub(crate) struct Route {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) read: Box<Read>,
}

/// What a route's verdicts mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It validates: every verdict must be ours.
    Validates,
    /// It decodes into a Rust type, and lets pass what the type cannot say.
    Decodes,
    /// It only parses.
    Parses,
    /// It only touches the bytes.
    Reads,
}

impl Kind {
    /// The kind in a word.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Validates => "validates",
            Self::Decodes => "decodes",
            Self::Parses => "parses",
            Self::Reads => "reads",
        }
    }
}

impl Route {
    /// A route that is asked for one payload after the other. Lines are split as it goes.
    pub(crate) fn each(
        name: &'static str,
        kind: Kind,
        mut accepts: impl FnMut(&[u8]) -> bool + 'static,
    ) -> Self {
        let read = move |segment: Segment<'_>, verdicts: Option<&mut Vec<bool>>| {
            if let Some(verdicts) = verdicts {
                let before = verdicts.len();
                verdicts.extend(segment.payloads().map(&mut accepts));
                return verdicts[before..].iter().filter(|accepted| **accepted).count();
            }
            let mut accepted = 0;
            if segment.is_lines {
                let mut start = 0;
                for end in memchr::memchr_iter(b'\n', segment.bytes) {
                    accepted += usize::from(accepts(&segment.bytes[start..end]));
                    start = end + 1;
                }
            } else {
                accepted = segment.payloads().filter(|payload| accepts(payload)).count();
            }
            accepted
        };
        Self { name, kind, read: Box::new(read) }
    }

    /// A route that is given many lines at once.
    pub(crate) fn lines(
        name: &'static str,
        kind: Kind,
        mut read: impl FnMut(&[u8], Option<&mut Vec<bool>>) -> usize + 'static,
    ) -> Self {
        Self { name, kind, read: Box::new(move |segment, verdicts| read(segment.bytes, verdicts)) }
    }
}
