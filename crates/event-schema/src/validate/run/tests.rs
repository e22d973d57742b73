//! What short cuts to formats say, against the formats.

use alloc::format;

use super::{date_time, uri};
use crate::model::Format;
use crate::wide::tests::Plain;
use crate::wide::{Isa, Task, Text, Window, best};

struct PlainLen<'t>(Format, &'t Window);

impl Task for PlainLen<'_> {
    type Output = Option<usize>;

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) -> Option<usize> {
        match self.0 {
            Format::Uri => uri::plain_len(isa, self.1),
            Format::DateTime => date_time::plain_len(isa, self.1),
            _ => None,
        }
    }
}

/// How many strings a short cut told, and how many are of the format.
#[derive(Default)]
pub(super) struct Told {
    pub(super) plain: usize,
    pub(super) valid: usize,
}

impl Told {
    /// Tells a string, which must be of the format if the short cut says so, with any instructions.
    pub(super) fn tell(&mut self, format: Format, string: &str) {
        let quoted = format!("\"{string}\" ,:/#0aZ");
        let mut text = Text::empty();
        let window = text.of(quoted.as_bytes()).any_window(0);
        let len = Plain.run(PlainLen(format, window));
        let is_valid = format.is_valid(string);
        assert!(len.is_none() || is_valid && len == Some(string.len()), "{string}");
        let best = best(false, PlainLen(format, window));
        assert!(best.is_none() || best == len, "{string}");
        self.plain += usize::from(len.is_some());
        self.valid += usize::from(is_valid);
    }
}
