//! Four lines in lock step.
//!
//! What takes time in a payload is waiting: where a value begins is only known when the one before it has ended. Lines
//! know nothing of each other, so while one of them waits the others go on.

use core::hint::select_unpredictable;
use core::ops::Range;

use super::Run;
use crate::plan::{Kind, Learned, Member, Node, ObjectId, Plan, Style};
use crate::profile::Profile;
use crate::wide::{Isa, WIDTH};

/// How many lines go in step.
pub(crate) const LANES: usize = 4;

/// The members that a payload is expected to have, in order, if that would make it valid.
pub(crate) struct Template<'r> {
    members: [Option<&'r Member>; Template::MOST],
    len: usize,
    style: Style,
}

impl<'r> Template<'r> {
    const MOST: usize = 64;

    /// The order that was learned.
    pub(crate) fn new(plan: &'r Plan, learned: &Learned, object: ObjectId, profile: Profile) -> Option<Self> {
        // The walker counts what it may cost by the payload, so it must see that and nothing else.
        if plan.nodes.iter().any(|node| matches!(node.kind, Kind::Walk(..))) {
            return None;
        }
        let object = &plan[object];
        let mut template = Self { members: [None; Self::MOST], len: 0, style: learned.style() };
        let mut seen = 0u64;
        let mut place = object.places;
        loop {
            let next = learned.next(place);
            let Some(member) = object.members.get(next) else { break };
            let is_long = !member.tight.is_short() || !member.spaced.is_short();
            if next >= Self::MOST || seen >> next & 1 == 1 || is_long {
                return None;
            }
            seen |= 1 << next;
            template.members[template.len] = Some(member);
            template.len += 1;
            place = object.places + next + 1;
        }
        let required = object.required(profile);
        (required.len() == 1 && seen & required[0] == required[0]).then_some(template)
    }

    fn members(&self) -> impl Iterator<Item = &'r Member> {
        self.members[..self.len].iter().flatten().copied()
    }
}

impl<I: Isa> Run<'_, '_, I> {
    /// One bit for each line that is valid and as expected; nothing is said of the others. The run is one of all
    /// lines: white space may lead one of them across its end, and it is out of step then and stays so.
    #[inline(always)]
    pub(crate) fn lines(&self, template: &Template<'_>, places: &[Range<usize>; LANES]) -> u8 {
        let mut lanes = Lanes { at: places.each_ref().map(|line| line.start), fine: (1 << LANES) - 1 };
        lanes = lanes.step(|at| (at, self.text.byte(at) == b'{'));
        // The bracket before the first member is not compared again.
        let mut lead = 1;
        for member in template.members() {
            let text = self.text;
            lanes = match template.style {
                Style::Tight => lanes.step(|at| member.tight.is_next::<I>(text, at, lead)),
                Style::Spaced => {
                    lanes.step(|at| member.spaced.is_next::<I>(text, at.wrapping_sub(lead), lead * 2))
                }
            };
            lead = 0;
            let node = &self.plan[member.value];
            lanes = match &node.kind {
                Kind::Text if node.rules.is_empty() => lanes.step(|at| self.text(node, at)),
                Kind::Tag(quoted, tags) => lanes.step(|at| or_fail(self.tag(quoted, tags, at))),
                Kind::Integer(integers) if !node.nullable && node.rules.is_empty() => {
                    lanes.step(|at| or_fail(self.integer(integers, at)))
                }
                _ => lanes.step(|at| or_fail(self.any_value(member.value, at, 1))),
            };
            if lanes.fine == 0 {
                return 0;
            }
        }
        for (lane, line) in places.iter().enumerate() {
            let is_whole = self.text.byte(lanes.at[lane]) == b'}' && lanes.at[lane] + 1 == line.end;
            lanes.fine &= !(u8::from(!is_whole) << lane);
        }
        lanes.fine
    }
}

/// Lines under way together. Passed on by value: where they are must stay in registers.
#[derive(Clone, Copy)]
struct Lanes {
    at: [usize; LANES],
    /// One bit for each line that is still as expected.
    fine: u8,
}

impl Lanes {
    /// Takes each line one step on, if it is as expected. A line that is not goes on as a copy of one that is, so that
    /// nobody need look out for it.
    #[inline(always)]
    fn step(self, step: impl Fn(usize) -> (usize, bool)) -> Self {
        let [one, two, three, four] = self.at;
        let (one, two, three, four) = (step(one), step(two), step(three), step(four));
        if one.1 & two.1 & three.1 & four.1 {
            Self { at: [one.0, two.0, three.0, four.0], fine: self.fine }
        } else {
            self.drop_out([one, two, three, four])
        }
    }

    #[cold]
    #[inline(never)]
    fn drop_out(self, steps: [(usize, bool); LANES]) -> Self {
        let stays = |lane: usize| self.fine >> lane & 1 == 1 && steps[lane].1;
        let leader = (0..LANES).find(|lane| stays(*lane)).unwrap_or(0);
        Self {
            at: core::array::from_fn(|lane| steps[if stays(lane) { lane } else { leader }].0),
            fine: (0..LANES).map(|lane| u8::from(stays(lane)) << lane).sum(),
        }
    }
}

#[inline(always)]
fn or_fail(end: Option<usize>) -> (usize, bool) {
    (end.unwrap_or(0), end.is_some())
}

impl<I: Isa> Run<'_, '_, I> {
    /// A string, or `null` where it may be one: which of them comes cannot be foretold.
    #[inline(always)]
    fn text(&self, node: &Node, at: usize) -> (usize, bool) {
        let mut end = at + 1;
        if node.nullable {
            // Two blocks are looked at in any case: how long a string is cannot be foretold where it may be missing.
            let (one, two) = (self.text.block(end), self.text.block(end + WIDTH));
            let (one, two) = (I::first_special(one), I::first_special(two));
            end += select_unpredictable(one < WIDTH, one, WIDTH + two);
        } else {
            loop {
                let stop = I::first_special(self.text.block(end));
                end += stop;
                if stop < WIDTH {
                    break;
                }
            }
        }
        let is_string = (self.text.byte(at) == b'"') & (self.text.byte(end) == b'"');
        let is_null = node.nullable & self.text.has_word(at, *b"null");
        if is_string | is_null {
            return (select_unpredictable(is_null, at + 4, end + 1), true);
        }
        or_fail(self.quoted(at).map(|string| string.end))
    }
}
