//! Four lines in lock step.
//!
//! What takes time in a payload is waiting: where a value begins is only known when the one before it has ended. Lines
//! know nothing of each other, so while one of them waits the others go on.

use core::hint::select_unpredictable;

use super::Run;
use crate::plan::{NodeId, Script, Step, Then};
use crate::wide::{Isa, WIDTH, Window};

/// How many lines go in step.
pub(crate) const LANES: usize = 4;

/// Lines under way together. Passed on by value: where they are must stay in registers.
#[derive(Clone, Copy)]
pub(crate) struct Lanes {
    /// Where each line is read on; in the end, where the next line begins.
    pub(crate) at: [usize; LANES],
    /// One bit for each line that is as expected so far. A whole word: what is smaller leaves bytes that are copied with it,
    /// and waited for.
    pub(crate) fine: usize,
}

/// Reads lines in lock step. What is not inlined is left to tasks of a run of all lines.
pub(crate) struct LockStep<'r, 'p, I: Isa>(pub(crate) Run<'r, 'p, I>);

impl<I: Isa> LockStep<'_, '_, I> {
    /// Takes lines that begin at these places, as far as they are as expected. Nothing is said of those that are not.
    /// `None` if all of them are out of step, or the end of the text is near.
    #[inline(always)]
    pub(crate) fn lines(&self, script: &Script, starts: [usize; LANES]) -> Option<Lanes> {
        let mut lanes = Lanes { at: starts, fine: (1 << LANES) - 1 };
        for step in script.steps() {
            lanes = self.known(step, lanes)?;
            lanes = match step.then {
                Then::Text => Lanes { at: self.texts(lanes.at)?, ..lanes },
                Then::NullableText => self.nullable_texts(lanes, step.value)?,
                Then::Integer(free_digits) => self.integers(lanes, free_digits.into(), step.value)?,
                Then::Boolean | Then::RuledText | Then::Value => self.others(lanes, step.value)?,
                Then::Nothing => lanes,
            };
        }
        Some(lanes)
    }

    /// Known bytes.
    #[inline(always)]
    fn known(&self, step: &Step, lanes: Lanes) -> Option<Lanes> {
        let [one, two, three, four] = self.windows(lanes.at)?.map(Window::block::<0>);
        let lanes = if self.0.isa.all_match([one, two, three, four], &step.pattern) {
            lanes
        } else {
            self.not_as_known(step, lanes)?
        };
        Some(Lanes { at: lanes.at.map(|at| at + step.len as usize), ..lanes })
    }

    /// A string that seemed to end may go on behind an escape, or a character outside of ASCII.
    #[cold]
    #[inline(never)]
    fn not_as_known(&self, step: &Step, lanes: Lanes) -> Option<Lanes> {
        let isa = self.0.isa.common();
        lanes.each(|at| {
            let is_next = |at: &usize| isa.matches(self.0.text.block(*at), &step.pattern, 0);
            if is_next(&at) {
                return Some(at);
            }
            if step.ends_text { self.0.closing_quote(at).filter(is_next) } else { None }
        })
    }

    /// From inside of strings to the first bytes that plain strings do not hold.
    #[inline(always)]
    fn texts(&self, at: [usize; LANES]) -> Option<[usize; LANES]> {
        let [one, two, three, four] = at;
        Some([self.text_end(one)?, self.text_end(two)?, self.text_end(three)?, self.text_end(four)?])
    }

    #[inline(always)]
    fn text_end(&self, mut at: usize) -> Option<usize> {
        loop {
            let stop = self.0.isa.first_special(self.0.text.window(at)?.block::<0>());
            if stop < WIDTH {
                return Some(at + stop);
            }
            // Not by `stop`: where the next block begins need not wait for it.
            at += WIDTH;
        }
    }

    /// Strings, or `null`: which of them comes cannot be foretold, so nothing hangs on it.
    #[inline(always)]
    fn nullable_texts(&self, lanes: Lanes, node: NodeId) -> Option<Lanes> {
        let mut all = true;
        let mut ends = lanes.at;
        for (end, window) in ends.iter_mut().zip(self.windows(lanes.at)?) {
            let stop =
                self.0.isa.first_special_of_two([window.block::<1>(), window.block::<{ 1 + WIDTH }>()]);
            let is_string = (window.byte(0) == b'"') & (window.byte(1 + stop) == b'"');
            let is_null = window.is_null();
            all &= is_string | is_null;
            *end += select_unpredictable(is_null, 4, stop + 2);
        }
        if all { Some(Lanes { at: ends, ..lanes }) } else { self.others(lanes, node) }
    }

    #[inline(always)]
    fn integers(&self, lanes: Lanes, free_digits: usize, node: NodeId) -> Option<Lanes> {
        let mut all = true;
        let mut ends = lanes.at;
        for (end, window) in ends.iter_mut().zip(self.windows(lanes.at)?) {
            let digits = self.0.isa.digits(window.block::<0>());
            // What follows is known to be no part of a number, or the line is out of step.
            all &= (digits.wrapping_sub(1) < free_digits) & (digits == 1 || window.byte(0) != b'0');
            *end += digits;
        }
        if all { Some(Lanes { at: ends, ..lanes }) } else { self.others(lanes, node) }
    }

    /// Values of any kind.
    #[inline(never)]
    fn others(&self, lanes: Lanes, node: NodeId) -> Option<Lanes> {
        lanes.each(|at| {
            let end = self.0.any_value(node, at, 1)?;
            // White space within it may have been the line's end.
            memchr::memchr(b'\n', &self.0.text.bytes()[at..end]).is_none().then_some(end)
        })
    }

    #[inline(always)]
    fn windows(&self, at: [usize; LANES]) -> Option<[&Window; LANES]> {
        let [one, two, three, four] = at.map(|at| self.0.text.window(at));
        Some([one?, two?, three?, four?])
    }
}

impl Lanes {
    /// Takes each line one step on, if it is as expected. A line that is not goes on as a copy of one that is, so that
    /// nobody need look out for it. `None` if there is no such line.
    fn each(self, step: impl Fn(usize) -> Option<usize>) -> Option<Self> {
        let mut ends = [None; LANES];
        for (lane, end) in ends.iter_mut().enumerate() {
            if self.fine >> lane & 1 == 1 {
                *end = step(self.at[lane]);
            }
        }
        let leader = ends.iter().flatten().next()?;
        Some(Self {
            at: ends.map(|end| end.unwrap_or(*leader)),
            fine: (0..LANES).map(|lane| usize::from(ends[lane].is_some()) << lane).sum(),
        })
    }
}
