use crate::error::Spot;

/// Tells lines and columns of a payload's places: of those that come in order, in one pass.
pub(super) struct Spots<'a> {
    text: &'a str,
    /// Whether it is one line, and each byte a character.
    is_plain_line: bool,
    /// The last place that was told of.
    last: Spot,
}

impl<'a> Spots<'a> {
    const START: Spot = Spot { offset: 0, line: 1, column: 1 };

    pub(super) const fn new(text: &'a str, is_plain_line: bool) -> Self {
        Self { text, is_plain_line, last: Self::START }
    }

    /// The place before which so many bytes stand.
    pub(super) fn at(&mut self, offset: usize) -> Spot {
        if self.is_plain_line {
            let end = offset.min(self.text.len());
            return Spot { offset, line: 1, column: end + 1 };
        }
        let end = self.text.floor_char_boundary(offset);
        let from = if end < self.last.offset { Self::START } else { self.last };
        let (line, column) = behind(from, &self.text[from.offset..end]);
        if end > self.last.offset {
            self.last = Spot { offset: end, line, column };
        }
        Spot { offset, line, column }
    }
}

/// Line and column behind more text.
#[cold]
fn behind(from: Spot, passed: &str) -> (usize, usize) {
    match memchr::memrchr(b'\n', passed.as_bytes()) {
        None => (from.line, from.column + passed.chars().count()),
        Some(last) => {
            let lines = memchr::memchr_iter(b'\n', passed.as_bytes()).count();
            (from.line + lines, passed[last + 1..].chars().count() + 1)
        }
    }
}
