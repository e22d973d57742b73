//! What short cuts to rules of strings say, against the rules.

use alloc::format;

use super::{date_time, pattern, uri};
use crate::model::{Format, Rule};
use crate::validate::rules;
use crate::wide::tests::Plain;
use crate::wide::{Isa, Task, Text, Window, best};

struct PlainLen<'t>(&'t Rule, &'t Window);

impl Task for PlainLen<'_> {
    type Output = Option<usize>;

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) -> Option<usize> {
        match self.0 {
            Rule::Format(Format::Uri) => uri::plain_len(isa, self.1),
            Rule::Format(Format::DateTime) => date_time::plain_len(isa, self.1),
            Rule::Pattern(of_strings) => pattern::plain_len(isa, self.1, of_strings.run()?),
            _ => None,
        }
    }
}

/// How many strings a short cut told, and how many obey the rule.
#[derive(Default)]
pub(super) struct Told {
    pub(super) plain: usize,
    pub(super) valid: usize,
}

impl Told {
    /// Tells a string, which must obey the rule if the short cut says so, with any instructions.
    pub(super) fn tell(&mut self, rule: &Rule, string: &str) {
        let quoted = format!("\"{string}\" ,:/#0aZ");
        let mut text = Text::empty();
        let window = text.of(quoted.as_bytes()).any_window(0);
        let len = Plain.run(PlainLen(rule, window));
        let is_valid = rules::text_obeys_all(string, &[rule]);
        assert!(len.is_none() || is_valid && len == Some(string.len()), "{string}");
        let best = best(false, PlainLen(rule, window));
        assert!(best.is_none() || best == len, "{string}");
        self.plain += usize::from(len.is_some());
        self.valid += usize::from(is_valid);
    }
}
