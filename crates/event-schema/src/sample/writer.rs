use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use super::fault::{Fault, FaultKind, Striker};
use super::random::Random;
use super::{Sampled, value};
use crate::Profile;
use crate::error::Code;
use crate::model::{Constraints, Model};
use crate::pointer::push_segment;

/// What all payloads of a sampler have in common.
#[derive(Debug, Clone)]
pub(super) struct Options {
    pub(super) model: &'static Model,
    pub(super) profile: Profile,
    pub(super) exotic: bool,
    pub(super) full: bool,
    pub(super) variant: Option<usize>,
}

impl Options {
    pub(super) fn new(model: &'static Model) -> Self {
        Self { model, profile: Profile::Documented, exotic: false, full: false, variant: None }
    }
}

/// A payload that is longer leaves out what it can.
const LONG: usize = 2000;

/// Writes one payload.
pub(super) struct Writer<'a> {
    pub(super) options: &'a Options,
    pub(super) clock: i64,
    pub(super) random: &'a mut Random,
    pub(super) out: &'a mut Vec<u8>,
    /// Whether commas and colons are followed by a space.
    pub(super) spaced: bool,
    /// Whether objects are written in another order than declared.
    pub(super) shuffled: bool,
    /// Whether text may hold escapes and characters beyond ASCII.
    pub(super) fancy: bool,
    /// How many containers are open.
    pub(super) depth: usize,
    pub(super) event: Option<&'static str>,
    /// Text on its way to `out`.
    pub(super) scratch: String,
    path: Vec<Segment>,
    /// Faults of syntax are reported no deeper in the path than this.
    seen: usize,
    striker: Striker<'a>,
    fault: Option<Fault>,
    cut: Option<usize>,
    start: usize,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Segment {
    Name(&'static str),
    Index(usize),
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        options: &'a Options,
        clock: i64,
        random: &'a mut Random,
        striker: Striker<'a>,
        out: &'a mut Vec<u8>,
    ) -> Self {
        let start = out.len();
        Self {
            options,
            clock,
            spaced: random.chance(300),
            shuffled: random.chance(50),
            fancy: random.chance(230),
            random,
            out,
            depth: 0,
            event: None,
            scratch: String::new(),
            path: Vec::new(),
            seen: usize::MAX,
            striker,
            fault: None,
            cut: None,
            start,
        }
    }

    pub(super) fn payload(mut self) -> Sampled {
        let model = self.options.model;
        value::write(&mut self, model, &Constraints::NONE, None, false);
        if let Some(cut) = self.cut {
            self.out.truncate(cut);
        }
        Sampled { event: self.event, fault: self.fault }
    }

    /// Writes a value of the type under more rules.
    pub(super) fn value(mut self, constraints: &Constraints) {
        let model = self.options.model;
        value::write(&mut self, model, constraints, None, false);
    }

    /// Writes what belongs to a member or an item; faults in there get its place in their pointers.
    pub(super) fn within(&mut self, segment: Segment, write: impl FnOnce(&mut Self)) {
        self.path.push(segment);
        write(self);
        self.path.pop();
    }

    /// Writes what validation only skips over: it does not tell where inside a fault is.
    pub(super) fn skipped(&mut self, write: impl FnOnce(&mut Self)) {
        let before = self.hide();
        write(self);
        self.seen = before;
    }

    /// From now on validation only skips over what is written; returns what is to be given to `show`.
    pub(super) fn hide(&mut self) -> usize {
        let visible = self.seen.min(self.path.len());
        core::mem::replace(&mut self.seen, visible)
    }

    pub(super) fn show(&mut self, before: usize) {
        self.seen = before;
    }

    /// Writes something without faults.
    pub(super) fn sound(&mut self, write: impl FnOnce(&mut Self)) {
        let striker = core::mem::replace(&mut self.striker, Striker::Off);
        write(self);
        self.striker = striker;
    }

    /// Whether what may be left out is to be left out: types that contain themselves would have no end.
    pub(super) fn terse(&self) -> bool {
        let deep = if self.options.full { 3 } else { 5 };
        self.depth > deep || self.out.len() - self.start > LONG
    }

    #[inline]
    pub(super) fn raw(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    pub(super) fn display(&mut self, value: impl fmt::Display) {
        use fmt::Write as _;
        let _ = write!(Bytes(self.out), "{value}");
    }

    #[inline]
    pub(super) fn comma(&mut self) {
        self.raw(if self.spaced { ", " } else { "," });
    }

    #[inline]
    pub(super) fn colon(&mut self) {
        self.raw(if self.spaced { ": " } else { ":" });
    }

    /// Whether a fault of this kind happens here; the caller then plants it.
    #[inline]
    pub(super) fn strikes(&mut self, kind: FaultKind) -> bool {
        self.striker.strikes(kind)
    }

    /// Notes the fault that is about to be written, at the end of what is written already.
    #[cold]
    pub(super) fn plant(&mut self, kind: FaultKind, code: Code) {
        self.plant_at(kind, code, self.out.len());
    }

    /// Notes the fault at a place in `out`.
    #[cold]
    pub(super) fn plant_at(&mut self, kind: FaultKind, code: Code, at: usize) {
        let deepest = match code {
            Code::Utf8 => 0,
            Code::Syntax | Code::Surrogate | Code::NumberRange | Code::Depth => self.seen,
            _ => usize::MAX,
        };
        let mut instance = String::new();
        for segment in self.path.iter().take(deepest) {
            match segment {
                Segment::Name(name) => push_segment(&mut instance, name),
                Segment::Index(index) => push_segment(&mut instance, &index.to_string()),
            }
        }
        self.fault = Some(Fault { code, instance, offset: at - self.start, kind });
    }

    /// Ends the payload here, whatever is written afterwards.
    #[cold]
    pub(super) fn cut_here(&mut self) {
        self.plant(FaultKind::Truncated, Code::Syntax);
        self.cut = Some(self.out.len());
    }
}

struct Bytes<'a>(&'a mut Vec<u8>);

impl fmt::Write for Bytes<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }
}
