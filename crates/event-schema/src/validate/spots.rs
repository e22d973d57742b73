use crate::error::Spot;
use crate::words;

/// Tells lines and columns of a payload's places: of those that come in order, in one pass.
pub(super) struct Spots<'a> {
    payload: &'a [u8],
    /// Whether it is one line, and each byte a character.
    is_plain_line: bool,
    /// The last place that was told of.
    last: Spot,
}

impl<'a> Spots<'a> {
    const START: Spot = Spot { offset: 0, line: 1, column: 1 };

    pub(super) const fn new(payload: &'a [u8], is_plain_line: bool) -> Self {
        Self { payload, is_plain_line, last: Self::START }
    }

    /// The place before which so many bytes stand.
    pub(super) fn at(&mut self, offset: usize) -> Spot {
        let end = offset.min(self.payload.len());
        if self.is_plain_line {
            return Spot { offset, line: 1, column: end + 1 };
        }
        let from = if end < self.last.offset { Self::START } else { self.last };
        let (line, column) = behind(from, &self.payload[from.offset..end]);
        if end > self.last.offset {
            self.last = Spot { offset: end, line, column };
        }
        Spot { offset, line, column }
    }
}

/// Line and column behind more bytes.
#[cold]
fn behind(from: Spot, passed: &[u8]) -> (usize, usize) {
    match memchr::memrchr(b'\n', passed) {
        None => (from.line, from.column + characters(passed)),
        Some(last) => {
            let lines = memchr::memchr_iter(b'\n', passed).count();
            (from.line + lines, characters(&passed[last + 1..]) + 1)
        }
    }
}

/// Characters, not bytes: every byte of UTF-8 that does not continue a character begins one.
fn characters(bytes: &[u8]) -> usize {
    bytes.len() - words::count(bytes, |word| word & !(word << 1))
}
