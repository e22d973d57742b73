//! The elements of JSON arrays, told apart without parsing them: by brackets, quotes and commas.

use std::ops::Range;

use memchr::memchr3;

/// An element: where it lies in the buffer, and the line on which it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) range: Range<usize>,
    pub(super) number: u64,
}

/// Where in arrays the reading is.
#[derive(Debug, Default)]
pub(super) struct Elements {
    at: At,
    /// Where the element at hand begins, in the buffer and by its line.
    start: usize,
    number: u64,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum At {
    /// Before the first array, or between two.
    #[default]
    Outside,
    /// On a line outside that is no array.
    Stray,
    /// Before an element, or the array's end.
    First,
    /// Behind a comma.
    Next,
    Element {
        depth: usize,
        string: bool,
        escape: bool,
    },
}

impl Elements {
    /// The line on which the element at hand begins.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// Follows the bytes of the buffer that are new; returns up to where they need not be kept.
    pub(super) fn scan(&mut self, text: &[u8], from: usize, line: &mut u64, spans: &mut Vec<Span>) -> usize {
        let mut at = from;
        while at < text.len() {
            at = self.step(text, at, line, spans);
        }
        self.open().unwrap_or(text.len())
    }

    /// Follows the bytes up to the end of the element at hand; returns what stands behind it.
    pub(super) fn scan_one(&mut self, text: &[u8], line: &mut u64, spans: &mut Vec<Span>) -> Option<usize> {
        let mut at = 0;
        while at < text.len() && spans.is_empty() {
            at = self.step(text, at, line, spans);
        }
        (!spans.is_empty()).then_some(at)
    }

    /// The stream ends: what is open is an element, and an array without its end is one that lacks an element.
    pub(super) fn finish(&mut self, end: usize, text: &[u8], line: u64, spans: &mut Vec<Span>) {
        if self.open().is_some() {
            self.close(text, end, spans);
        }
        if !matches!(self.at, At::Outside | At::Stray) {
            spans.push(Span { range: end..end, number: line });
        }
        self.at = At::Outside;
    }

    /// The buffer lost its first bytes.
    pub(super) fn shift(&mut self, gone: usize) {
        self.start = self.start.saturating_sub(gone);
    }

    /// The buffer is empty, and the element at hand goes on.
    pub(super) fn rebase(&mut self) {
        self.start = 0;
    }

    /// Where the element at hand begins, if one is open.
    fn open(&self) -> Option<usize> {
        matches!(self.at, At::Element { .. } | At::Stray).then_some(self.start)
    }

    /// Takes one byte, or a run of them that mean nothing.
    fn step(&mut self, text: &[u8], at: usize, line: &mut u64, spans: &mut Vec<Span>) -> usize {
        if let At::Element { depth, string: true, escape: false } = self.at {
            return match memchr3(b'"', b'\\', b'\n', &text[at..]) {
                None => text.len(),
                Some(found) => {
                    let byte = text[at + found];
                    *line += u64::from(byte == b'\n');
                    self.at = At::Element { depth, string: byte != b'"', escape: byte == b'\\' };
                    at + found + 1
                }
            };
        }
        let byte = text[at];
        match (self.at, byte) {
            (At::Element { depth, string: true, .. }, _) | (At::Element { depth, .. }, b'"') => {
                self.at = At::Element { depth, string: true, escape: false };
            }
            (At::Element { depth, .. }, b'{' | b'[') => {
                self.at = At::Element { depth: depth + 1, string: false, escape: false };
            }
            (At::Element { depth: 0, .. }, b',') => {
                self.close(text, at, spans);
                self.at = At::Next;
            }
            (At::Element { depth: 0, .. }, b']') | (At::Stray, b'\n') => {
                self.close(text, at, spans);
                self.at = At::Outside;
            }
            (At::Element { depth, .. }, b'}' | b']') => {
                self.at = At::Element { depth: depth.saturating_sub(1), string: false, escape: false };
            }
            (At::Outside, b'[') => self.at = At::First,
            (At::First, b']') => self.at = At::Outside,
            (At::Next, b']') => {
                spans.push(Span { range: at..at, number: *line });
                self.at = At::Outside;
            }
            (At::First | At::Next, b',') => {
                spans.push(Span { range: at..at, number: *line });
                self.at = At::Next;
            }
            (At::Outside | At::First | At::Next, byte) if !is_space(byte) => {
                (self.start, self.number) = (at, *line);
                if self.at == At::Outside {
                    self.at = At::Stray;
                } else {
                    self.at = At::Element { depth: 0, string: false, escape: false };
                    return at;
                }
            }
            _ => {}
        }
        *line += u64::from(byte == b'\n');
        at + 1
    }

    fn close(&self, text: &[u8], end: usize, spans: &mut Vec<Span>) {
        let trimmed = text[self.start..end].iter().rposition(|byte| !is_space(*byte));
        let end = trimmed.map_or(self.start, |last| self.start + last + 1);
        spans.push(Span { range: self.start..end, number: self.number });
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

#[cfg(test)]
mod tests;
