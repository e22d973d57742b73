//! Runs a plan over a payload: yes or no.

mod date_time;
pub(super) mod lines;
mod members;
mod nested;
mod pattern;
mod resume;
mod scalars;
#[cfg(test)]
mod tests;
mod uri;

use core::cell::OnceCell;
use core::ops::Range;

use self::scalars::Form;
use super::accept::Walker;
use super::rules;
use super::{Accepted, ModelValidator};
use crate::model::{Contract, Rule};
use crate::plan::{Kind, Learned, Node, NodeId, Plan, Script, Size, Union, UnionId};
use crate::profile::Profile;
use crate::scan::{self, Fault, MAX_DEPTH, Step};
use crate::wide::{Isa, Task, Text};

/// Who is told where the parts of the outermost object stand. What is told counts when the object is whole.
pub(crate) trait Record {
    /// Whether to go on behind what is refused, as long as it can be read.
    const GOES_ON: bool = false;

    /// The object declares so many members.
    #[inline(always)]
    fn declares(&mut self, _members: usize) {}

    /// The value of a declared member stands here. If it `is_plain`, it is a string without escapes, or
    /// `null`.
    fn member(&mut self, member: usize, start: usize, end: usize, is_plain: bool);

    /// A member that is not declared ends here.
    fn other(&mut self, end: usize);

    /// The object is this variant of a union.
    fn variant(&mut self, variant: usize);

    /// All members up to the last one that was told of, if any was, were read as a script says, but for those that are
    /// `absent`. Those whose value is known were not told of.
    fn read_by(&mut self, script: &Script, absent: u64);

    /// The object, one of so many declared members, is whole and ends here.
    fn whole(&mut self, members: usize, end: usize);

    /// What was told of the object does not count.
    fn restart(&mut self);

    /// The value of a declared member is refused that stands here, and ends there if it can be read. Whether to go on: then
    /// it is told of as any other.
    #[inline(always)]
    fn refused(&mut self, _member: usize, _start: usize, _end: Result<usize, Fault>) -> bool {
        false
    }

    /// Members are missing that must be there, a bit for each of the first 64. Whether to go on.
    #[inline(always)]
    fn lacks(&mut self, _missing: u64) -> bool {
        false
    }

    /// Whether something was refused or missing.
    #[inline(always)]
    fn has_fault(&self) -> bool {
        false
    }
}

/// Nobody.
impl Record for () {
    #[inline(always)]
    fn member(&mut self, _: usize, _: usize, _: usize, _: bool) {}

    #[inline(always)]
    fn other(&mut self, _: usize) {}

    #[inline(always)]
    fn variant(&mut self, _: usize) {}

    #[inline(always)]
    fn read_by(&mut self, _: &Script, _: u64) {}

    #[inline(always)]
    fn whole(&mut self, _: usize, _: usize) {}

    #[inline(always)]
    fn restart(&mut self) {}
}

/// A payload under way. Each method takes the value that begins at `at` inside `depth` open containers, and returns its
/// end if it is valid.
pub(super) struct Run<'r, 'p, I> {
    plan: &'r Plan,
    learned: &'r Learned,
    contract: Contract,
    profile: Profile,
    text: &'r Text<'p>,
    /// Where the payload begins and ends; other payloads may lie around it, but no token crosses the byte at its end.
    start: usize,
    end: usize,
    /// Whether it is learned from.
    teaches: bool,
    walker: &'r OnceCell<Option<Walker<'p>>>,
    isa: I,
}

impl<'r, 'p, I: Isa> Run<'r, 'p, I> {
    /// A payload is either all of a text, or a line of it.
    #[inline(always)]
    pub(super) fn new(
        isa: I,
        plan: &'r Plan,
        learned: &'r Learned,
        (contract, profile): (Contract, Profile),
        text: &'r Text<'p>,
        payload: Range<usize>,
        walker: &'r OnceCell<Option<Walker<'p>>>,
    ) -> Self {
        let Range { start, end } = payload;
        Self { plan, learned, contract, profile, text, start, end, teaches: true, walker, isa }
    }

    /// The same with what every processor has, for what is not inlined and no task.
    #[inline(always)]
    fn common(&self) -> Run<'r, 'p, I::Common> {
        let Self { plan, learned, contract, profile, text, start, end, teaches, walker, isa } = *self;
        let isa = isa.common();
        Run { plan, learned, contract, profile, text, start, end, teaches, walker, isa }
    }

    /// The whole payload: what it is, if it is valid.
    #[inline(always)]
    pub(super) fn document<R: Record>(&self, record: &mut R) -> Option<Accepted> {
        let at = self.space(self.start);
        let root = &self.plan[self.plan.root];
        let (accepted, end) = match root.kind {
            Kind::Union(union) if !root.nullable => self.union(union, at, 0, record)?,
            Kind::Object(object) if !root.nullable => {
                let tag = self.plan[object].tag;
                let accepted = tag.map_or(Accepted::Untagged, Accepted::Known);
                (accepted, self.object(object, at, 0, record)?)
            }
            Kind::Walk(model, _) => {
                let accepted = model.tag().map_or(Accepted::Untagged, |tag| Accepted::Known(tag.value));
                (accepted, self.any_value(self.plan.root, at, 0)?)
            }
            _ => (Accepted::Untagged, self.any_value(self.plan.root, at, 0)?),
        };
        if !root.rules.is_empty() && !root.nullable {
            self.rules(&root.rules, at, end)?;
        }
        (self.space(end) == self.end).then_some(accepted)
    }

    /// A value, out of line.
    #[inline(always)]
    fn any_value(&self, id: NodeId, at: usize, depth: usize) -> Option<usize> {
        self.isa.run(Value { run: self, id, at, depth })
    }

    /// A value, and white space before it.
    #[inline(always)]
    fn value(&self, id: NodeId, at: usize, depth: usize) -> Option<usize> {
        let node = &self.plan[id];
        let at = self.space(at);
        let first = self.text.byte(at);
        let end = match &node.kind {
            _ if first == b'n' && node.nullable => return self.word(at, *b"null"),
            Kind::Text if first == b'"' => return self.text_of_node(node, at),
            Kind::Tag(quoted, tags) if first == b'"' => self.tag(quoted, tags, at)?,
            Kind::Integer(integers) => self.integer(integers, at)?,
            _ => self.other(node, at, depth)?,
        };
        if !node.rules.is_empty() {
            self.rules(&node.rules, at, end)?;
        }
        Some(end)
    }

    /// A value that is none of the most frequent ones.
    #[inline(always)]
    fn other(&self, node: &Node, at: usize, depth: usize) -> Option<usize> {
        let first = self.text.byte(at);
        match &node.kind {
            Kind::Sized(size) if first == b'"' => self.sized(*size, at),
            Kind::Enumeration(names) if first == b'"' => self.enumeration(names, at),
            Kind::Boolean if first == b't' => self.word(at, *b"true"),
            Kind::Boolean if first == b'f' => self.word(at + 1, *b"alse"),
            Kind::Null if first == b'n' => self.word(at, *b"null"),
            Kind::Number(bounds) => self.number(bounds, at),
            Kind::Object(object) => self.nested_object(*object, at, depth),
            Kind::Union(union) => self.isa.run(NestedUnion { run: self, id: *union, at, depth }),
            Kind::Array { items, size } if first == b'[' => self.array(*items, *size, at, depth),
            Kind::Map(values) if first == b'{' => self.map(*values, at, depth),
            Kind::Tuple(items) if first == b'[' => self.tuple(items, at, depth),
            Kind::Choice(choice) => self.any_value(choice.of(first)?, at, depth),
            Kind::Any => self.skip(at, depth),
            Kind::Walk(model, constraints) => {
                let end = self.walker()?.value(model, constraints, at - self.start, depth).ok()?;
                Some(end + self.start)
            }
            _ => None,
        }
    }

    #[inline(always)]
    fn union<R: Record>(
        &self,
        id: UnionId,
        at: usize,
        depth: usize,
        record: &mut R,
    ) -> Option<(Accepted, usize)> {
        let union = &self.plan[id];
        let predicted = self.predicted_tag(union, at);
        // A wrong guess costs the value once more: only of the outermost one, or it would be once more at each level.
        if predicted.is_none()
            && depth == 0
            && let Some(accepted) = self.guessed_variant(union, at, depth, record)
        {
            return Some(accepted);
        }
        let value = self.quoted(predicted.or_else(|| self.common().find_tag(union, at, depth))?)?;
        let Some(variant) = self.which(&union.names, &value) else {
            return self.walk_union(union.model, at, depth);
        };
        let (tag, node) = union.variants[variant];
        let node = &self.plan[node];
        record.variant(variant);
        let Kind::Object(object) = node.kind else { return self.walk_union(union.model, at, depth) };
        let end = if predicted.is_some() {
            // Whoever reads the object's members begins behind it.
            record.member(0, value.start, value.end, value.form != Form::Escaped);
            self.tagged_object(object, at, value.end, depth, record)?
        } else {
            self.object(object, at, depth, record)?
        };
        if !node.rules.is_empty() {
            self.rules(&node.rules, at, end)?;
        }
        Some((Accepted::Known(tag), end))
    }

    /// An object that is the variant which the first tag tells that is seen. That may be one of another object, or within
    /// a string; but an object that is valid as this variant has this tag itself, and no other.
    #[inline(always)]
    fn guessed_variant<R: Record>(
        &self,
        union: &Union,
        at: usize,
        depth: usize,
        record: &mut R,
    ) -> Option<(Accepted, usize)> {
        let tag = at + union.anywhere.find(&self.text.bytes()[at..self.end])?;
        let value = self.quoted(self.space(tag + union.anywhere.needle().len()))?;
        let variant = self.which(&union.names, &value)?;
        let (tag, node) = union.variants[variant];
        let object = self.plan.as_object(node).filter(|object| self.plan[*object].tag.is_some())?;
        record.variant(variant);
        let end = self.object(object, at, depth, record).filter(|_| !record.has_fault());
        if end.is_none() {
            record.restart();
        }
        Some((Accepted::Known(tag), end?))
    }

    /// Which variant of the union a payload is that begins here: the first one of what is no union. `None` if that takes
    /// a closer look.
    #[inline(always)]
    pub(super) fn variant_at(&self, at: usize) -> Option<usize> {
        match self.plan[self.plan.root].kind {
            Kind::Union(union) => {
                let union = &self.plan[union];
                let tag = self.quoted(self.predicted_tag(union, at)?)?;
                self.which(&union.names, &tag)
            }
            _ => Some(0),
        }
    }

    #[cold]
    fn walk_union(
        &self,
        union: &'static crate::model::Union,
        at: usize,
        depth: usize,
    ) -> Option<(Accepted, usize)> {
        let (accepted, end) = self.walker()?.union(union, at - self.start, depth).ok()?;
        Some((accepted, end + self.start))
    }

    /// An array, out of line.
    #[inline(always)]
    fn array(&self, items: NodeId, size: Size, at: usize, depth: usize) -> Option<usize> {
        self.isa.run(Array { run: self, items, size, at, depth })
    }

    #[inline(always)]
    fn array_inline(&self, items: NodeId, size: Size, at: usize, depth: usize) -> Option<usize> {
        let node = &self.plan[items];
        let is_text = matches!(node.kind, Kind::Text) && node.rules.is_empty();
        let mut count = 0;
        let mut step = self.first_item(at, depth)?;
        while let Step::Member(item) = step {
            let end = if is_text && self.text.byte(item) == b'"' {
                self.string(item)?.end
            } else {
                self.nested_value(items, item, depth + 1)?
            };
            count += 1;
            step = self.next_item(end)?;
        }
        let Step::End(end) = step else { return None };
        size.holds(count).then_some(end)
    }

    #[inline(always)]
    fn tuple(&self, items: &[NodeId], at: usize, depth: usize) -> Option<usize> {
        let mut step = self.first_item(at, depth)?;
        for id in items {
            let Step::Member(item) = step else { return None };
            step = self.next_item(self.any_value(*id, item, depth + 1)?)?;
        }
        let Step::End(end) = step else { return None };
        Some(end)
    }

    /// From an array's opening bracket to its first item.
    #[inline(always)]
    fn first_item(&self, at: usize, depth: usize) -> Option<Step> {
        let at = self.space(at + 1);
        match self.text.byte(at) {
            _ if depth == MAX_DEPTH => None,
            b']' => Some(Step::End(at + 1)),
            _ => Some(Step::Member(at)),
        }
    }

    /// From behind an item to the next one.
    #[inline(always)]
    fn next_item(&self, at: usize) -> Option<Step> {
        let at = self.space(at);
        match self.text.byte(at) {
            b',' => Some(Step::Member(self.space(at + 1))),
            b']' => Some(Step::End(at + 1)),
            _ => None,
        }
    }

    /// Any value.
    fn skip(&self, at: usize, depth: usize) -> Option<usize> {
        let end = scan::skip_value(self.payload_end(), at, depth).ok()?;
        simdutf8::basic::from_utf8(&self.text.bytes()[at..end]).ok()?;
        Some(end)
    }

    /// A string, and what rules say of it.
    #[inline(always)]
    fn text_of_node(&self, node: &Node, at: usize) -> Option<usize> {
        let string = self.string(at)?;
        if !node.rules.is_empty() {
            self.rules_of_string(&node.rules, &string)?;
        }
        Some(string.end)
    }

    /// What rules beside the kind say of the value.
    fn rules(&self, all: &[&Rule], at: usize, end: usize) -> Option<()> {
        let text = core::str::from_utf8(&self.text.bytes()[at..end]).ok()?;
        rules::obeys_all(text, all).then_some(())
    }

    /// The walker of models, for what the plan leaves to it.
    #[cold]
    fn walker(&self) -> Option<&Walker<'p>> {
        let make = || {
            let text = core::str::from_utf8(&self.text.bytes()[self.start..self.end]).ok()?;
            Some(Walker::new(text, self.contract, self.profile))
        };
        self.walker.get_or_init(make).as_ref()
    }

    /// The first place from `at` on that is no white space.
    #[inline(always)]
    fn space(&self, at: usize) -> usize {
        if self.text.byte(at) > b' ' { at } else { self.long_space(at) }
    }

    fn long_space(&self, at: usize) -> usize {
        scan::skip_space(self.payload_end(), at)
    }

    /// The text up to the payload's end.
    #[inline]
    fn payload_end(&self) -> &'p [u8] {
        &self.text.bytes()[..self.end]
    }
}

/// Judges a payload.
pub(super) struct Payload<'s, 'r, 'p, R> {
    pub(super) validator: &'r ModelValidator,
    pub(super) text: &'r Text<'p>,
    /// Where it lies in the text.
    pub(super) place: Range<usize>,
    /// Whether it is learned from.
    pub(super) teaches: bool,
    pub(super) record: &'s mut R,
}

impl<R: Record> Task for Payload<'_, '_, '_, R> {
    type Output = Option<Accepted>;

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) -> Option<Accepted> {
        let Self { validator, text, place, teaches, record } = self;
        let walker = OnceCell::new();
        let run = validator.run(isa, text, place, &walker);
        Run { teaches, ..run }.document(record)
    }
}

/// Takes a value, out of line.
struct Value<'s, 'r, 'p, I> {
    run: &'s Run<'r, 'p, I>,
    id: NodeId,
    at: usize,
    depth: usize,
}

impl<I: Isa> Task for Value<'_, '_, '_, I> {
    type Output = Option<usize>;

    #[inline(always)]
    fn run<Same: Isa>(self, _: Same) -> Option<usize> {
        self.run.value(self.id, self.at, self.depth)
    }
}

/// Takes a union inside of other values, out of line.
struct NestedUnion<'s, 'r, 'p, I> {
    run: &'s Run<'r, 'p, I>,
    id: UnionId,
    at: usize,
    depth: usize,
}

impl<I: Isa> Task for NestedUnion<'_, '_, '_, I> {
    type Output = Option<usize>;

    #[inline(always)]
    fn run<Same: Isa>(self, _: Same) -> Option<usize> {
        self.run.union(self.id, self.at, self.depth, &mut ()).map(|(_, end)| end)
    }
}

/// Takes an array out of line.
struct Array<'s, 'r, 'p, I> {
    run: &'s Run<'r, 'p, I>,
    items: NodeId,
    size: Size,
    at: usize,
    depth: usize,
}

impl<I: Isa> Task for Array<'_, '_, '_, I> {
    type Output = Option<usize>;

    #[inline(always)]
    fn run<Same: Isa>(self, _: Same) -> Option<usize> {
        self.run.array_inline(self.items, self.size, self.at, self.depth)
    }
}
