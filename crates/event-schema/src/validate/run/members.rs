use alloc::vec;
use alloc::vec::Vec;

use super::resume::Last;
use super::{Record, Run};
use crate::plan::{Glance, Length, NodeId, Object, ObjectId, Script, Style, Then, Union};
use crate::scan::{self, MAX_DEPTH, Step};
use crate::wide::{Isa, Task, WIDTH};

/// Where a member may stand.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Behind the opening bracket, or behind a member.
    pub(super) at: usize,
    pub(super) lead: Lead,
    /// The place's number among those that are learned.
    pub(super) learned: usize,
}

/// What leads to a member. A whole word: what is smaller leaves bytes that are copied with it, and waited for.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Lead {
    /// No member came yet.
    Bracket,
    Comma,
}

impl Place {
    /// Behind a member.
    #[inline(always)]
    fn behind(object: &Object, member: usize, end: usize) -> Self {
        Self { at: end, lead: Lead::Comma, learned: object.places + member + 1 }
    }
}

/// What stands where a member may stand, if it is not what is expected there.
enum Found {
    /// A declared member; its value begins here.
    Declared(usize, usize),
    /// The object's end, or that of a member that is not declared.
    End(usize),
    Other(usize),
}

/// Where a value ends, and whether it is a string without escapes, or `null`.
type End = (usize, bool);

impl<I: Isa> Run<'_, '_, I> {
    /// Once so many more members came out of turn than in turn, none is expected any more.
    const STRAYS: u32 = 3;

    /// An object with declared members.
    #[inline(always)]
    pub(super) fn object<R: Record>(
        &self,
        id: ObjectId,
        at: usize,
        depth: usize,
        record: &mut R,
    ) -> Option<usize> {
        let object = &self.plan[id];
        if depth == MAX_DEPTH || self.text.byte(at) != b'{' {
            return None;
        }
        let start = Place { at: at + 1, lead: Lead::Bracket, learned: object.places };
        let end = match self.as_expected(id, at, (start, 0), depth, record)? {
            Ok(end) => return Some(end),
            Err((place, seen)) if place.lead == Lead::Comma => {
                self.isa.run(LeftOfObject { run: self, object, place, seen, depth, record })?
            }
            Err(_) => self.rest_of_object(object, start, depth, 0, record)?,
        };
        self.learn_that_failed(id, depth, record);
        Some(end)
    }

    /// An object that is as its script says. Of one that is something else the place where that begins, and a bit for each
    /// member that was read; `None` if a value is refused.
    #[inline(always)]
    fn as_expected<R: Record>(
        &self,
        id: ObjectId,
        at: usize,
        start: (Place, u64),
        depth: usize,
        record: &mut R,
    ) -> Option<Result<usize, (Place, u64)>> {
        let object = &self.plan[id];
        record.declares(object.members.len());
        // A script that was learned may hold values that hold others. What is left of such an object may be read once more:
        // only of the outermost one, or it would be once more at each level.
        let is_outermost = depth == 0;
        let declared = object.script.as_ref();
        let script = if is_outermost { self.learned.script(id).expected(declared) } else { declared };
        // A tag that has been read is the first member.
        let script = script.filter(|script| start.0.lead == Lead::Bracket || script.begins_with(0));
        // The members that the script has and the object has not.
        let mut absent = 0;
        let read = match script {
            Some(script) => self.by_script(object, script, at, depth, &mut absent, record),
            None => Some(Err(None)),
        };
        if let Some(Ok(end)) = read {
            if absent == 0 {
                if self.teaches {
                    self.learned.held(id, object);
                }
            } else if !self.is_complete(object, &!absent, record) {
                return None;
            }
            record.whole(object.members.len(), end);
            return Some(Ok(end));
        }
        if let Some(script) = script {
            record.read_by(script, absent);
        }
        let last = read?.err()?;
        // Of more members there is no bit for each.
        let last = last.filter(|_| object.members.len() <= u64::BITS as usize).zip(script);
        Some(Err(last.map_or(start, |((member, end), script)| {
            (Place::behind(object, member, end), script.up_to(member) & !absent)
        })))
    }

    /// Of an object that is something else the last member that was read, if one was, and where it ends.
    #[inline(always)]
    fn by_script<R: Record>(
        &self,
        object: &Object,
        script: &Script,
        mut at: usize,
        depth: usize,
        absent: &mut u64,
        record: &mut R,
    ) -> Option<Result<usize, Option<Last>>> {
        let mut text = (0, 0);
        let mut is_plain = true;
        let mut steps = script.steps().iter();
        while let Some(mut step) = steps.next() {
            let mut stands = self.isa.matches(self.text.block(at), &step.pattern, 0);
            if !stands && step.ends_text && self.text.byte(at) != b'"' {
                // A string that seemed to end may go on behind an escape, or a character outside of ASCII.
                let Some(rest) = self.common().rest_of_string(at) else {
                    self.behind_refused(text.0, text.1, record);
                    return None;
                };
                (at, is_plain) = rest;
                stands = self.isa.matches(self.text.block(at), &step.pattern, 0);
            }
            if step.ends_text {
                record.member(text.0, text.1, at + 1, is_plain);
                is_plain = true;
            }
            if !stands {
                if !R::GOES_ON || object.members.len() > u64::BITS as usize {
                    return Some(Err(script.before(step, at).map(|(last, end)| (last.member.into(), end))));
                }
                let resumed = match self.common().resume(object, script, (step, at), record)? {
                    Ok(resumed) => resumed,
                    Err(last) => return Some(Err(last)),
                };
                *absent |= resumed.absent;
                (at, steps) = (resumed.at, resumed.steps.iter());
                step = steps.next()?;
            }
            at += step.len as usize;
            let value = at;
            let end = match step.then {
                Then::Text => {
                    // Where it ends is known when what follows is as expected.
                    text = (step.member.into(), at - 1);
                    at = self.end_of_text(at, self.learned.length(object.places, step.member.into()));
                    continue;
                }
                Then::NullableText => {
                    match self.usual_text_or_null(at, self.learned.length(object.places, step.member.into()))
                    {
                        Some(end) => {
                            at = end;
                            record.member(step.member.into(), value, end, true);
                            continue;
                        }
                        // What is neither is seen at once.
                        None if !matches!(self.text.byte(at), 0..=b' ' | b'"' | b'n') => None,
                        None => self.any_value(step.value, at, depth + 1),
                    }
                }
                Then::Integer(free_digits) => match self.free_integer(free_digits.into(), at) {
                    Some(end) => Some(end),
                    None => self.any_value(step.value, at, depth + 1),
                },
                // The pattern goes on.
                Then::Nothing => continue,
                Then::Boolean | Then::RuledText => self.plain_or_any(step.then, step.value, at, depth + 1),
                Then::Value => self.any_value(step.value, at, depth + 1),
            };
            at = match end {
                Some(end) => end,
                None => self.behind_refused(step.member.into(), value, record)?,
            };
            record.member(step.member.into(), value, at, false);
        }
        Some(Ok(at))
    }

    /// The end of a member's value that is refused, for who wants to know what follows.
    #[inline(always)]
    pub(super) fn behind_refused<R: Record>(
        &self,
        member: usize,
        at: usize,
        record: &mut R,
    ) -> Option<usize> {
        if R::GOES_ON { self.skip_refused(member, at, record) } else { None }
    }

    #[cold]
    fn skip_refused(&self, member: usize, at: usize, record: &mut impl Record) -> Option<usize> {
        let at = self.space(at);
        let end = scan::skip_value(self.payload_end(), at, 1);
        if record.refused(member, at, end) { end.ok() } else { None }
    }

    /// From inside of a string to its first byte that plain strings do not hold.
    #[inline(always)]
    fn end_of_text(&self, mut at: usize, length: &Length) -> usize {
        loop {
            let stop = self.isa.first_special(self.text.block(at));
            if stop < WIDTH {
                return at + length.of_text(stop);
            }
            // Not by `stop`: where the next block begins need not wait for it.
            at += WIDTH;
        }
    }

    /// An object whose tag, its first member, has been read.
    #[inline(always)]
    pub(super) fn tagged_object<R: Record>(
        &self,
        id: ObjectId,
        at: usize,
        tag_end: usize,
        depth: usize,
        record: &mut R,
    ) -> Option<usize> {
        let object = &self.plan[id];
        if depth == MAX_DEPTH {
            return None;
        }
        let start = (Place::behind(object, 0, tag_end), 1);
        let (place, seen) = match self.as_expected(id, at, start, depth, record)? {
            Ok(end) => return Some(end),
            Err(left) => left,
        };
        let end = self.rest_of_object(object, Place { lead: Lead::Comma, ..place }, depth, seen, record)?;
        self.learn_that_failed(id, depth, record);
        Some(end)
    }

    /// An object was not as expected; if it is valid, that is learned.
    #[inline(always)]
    fn learn_that_failed<R: Record>(&self, id: ObjectId, depth: usize, record: &R) {
        if depth == 0 && self.teaches && !record.has_fault() {
            self.learned.failed(self.plan, id, self.profile);
        }
    }

    /// The rest of an object of which the members in `seen` were read.
    #[inline(always)]
    fn rest_of_object<R: Record>(
        &self,
        object: &Object,
        place: Place,
        depth: usize,
        seen: u64,
        record: &mut R,
    ) -> Option<usize> {
        if let len @ 0..=64 = object.members.len() {
            let end = self.members(object, place, depth, seen, record)?;
            record.whole(len, end);
            Some(end)
        } else {
            self.isa.run(RestOfObject { run: self, object, place, depth, seen: seen.into() })
        }
    }

    #[inline(always)]
    fn members<R: Record>(
        &self,
        object: &Object,
        place: Place,
        depth: usize,
        mut seen: impl Seen,
        record: &mut R,
    ) -> Option<usize> {
        let style = self.learned.style();
        let glances = &object.glances[style as usize];
        let Place { mut at, mut lead, mut learned } = place;
        // How many more members came out of turn than in turn.
        let mut strays = 0u32;
        loop {
            let expected = self.learned.next(learned);
            // The opening bracket stands in place of the comma; spaced, no space follows it.
            let bracket = usize::from(lead == Lead::Bracket);
            let (member, value, end) = if strays < Self::STRAYS
                && let Some(glance) = glances.get(expected)
                && self.isa.matches(self.text.block(at - bracket), &glance.lead, bracket)
                && (glance.is_short() || self.has_rest(glance, at - bracket))
            {
                let value = at - bracket + usize::from(glance.before_value);
                strays = strays.saturating_sub(1);
                (
                    expected,
                    value,
                    self.expected_value(glance, self.learned.length(object.places, expected), value, depth),
                )
            } else if expected == glances.len() && self.text.byte(at) == b'}' {
                return self.is_complete(object, &seen, record).then_some(at + 1);
            } else if self.text.byte(at + 1 - bracket) == b'"'
                && let most = if strays == 0 { 1 } else { usize::MAX }
                && let after =
                    self.out_of_turn(object, Place { at, lead, learned }, most, depth, &mut seen, record)?
                && after.at > at
            {
                if self.teaches {
                    self.learned.came(learned, after.learned - object.places - 1);
                    self.learned.wrote(Style::Tight);
                }
                strays += 1;
                Place { at, lead, learned } = after;
                continue;
            } else if let Some((member, value)) = self.named(object, at, lead) {
                if member != expected && self.teaches {
                    self.learned.came(learned, member);
                }
                strays += 1;
                (member, value, self.unexpected_value(object, member, glances[member].then, value, depth))
            } else {
                match self.found(object, expected, Place { at, lead, learned })? {
                    Found::Declared(member, value) => {
                        let end = self.any_value(object.members[member], value, depth + 1);
                        (member, value, end.map(|end| (end, false)))
                    }
                    Found::End(end) => return self.is_complete(object, &seen, record).then_some(end),
                    Found::Other(value) => {
                        if object.is_closed(self.profile) {
                            return None;
                        }
                        at = self.skip(value, depth + 1)?;
                        record.other(at);
                        lead = Lead::Comma;
                        continue;
                    }
                }
            };
            let (end, is_plain) = match end {
                Some(end) => end,
                None => (self.behind_refused(member, value, record)?, false),
            };
            if seen.insert(member) {
                return None;
            }
            record.member(member, value, end, is_plain);
            (at, lead, learned) = (end, Lead::Comma, object.places + member + 1);
        }
    }

    /// Whether no member is missing, or that is no reason to end.
    #[inline(always)]
    fn is_complete<R: Record>(&self, object: &Object, seen: &impl Seen, record: &mut R) -> bool {
        let missing = seen.missing(object.required(self.profile));
        missing == 0 || record.lacks(missing)
    }

    /// Whether what does not fit into a glance's pattern stands behind it.
    #[cold]
    pub(super) fn has_rest(&self, glance: &Glance, at: usize) -> bool {
        let behind = self.text.bytes().get(at + WIDTH..);
        behind.zip(glance.rest()).is_some_and(|(behind, rest)| behind.starts_with(rest))
    }

    /// The value of a member that is written as expected so far.
    #[inline(always)]
    pub(super) fn expected_value(
        &self,
        glance: &Glance,
        length: &Length,
        at: usize,
        depth: usize,
    ) -> Option<End> {
        let then = glance.then;
        // One by one, and not by a table of jumps: these are foretold better.
        if then == Then::Text {
            return self.usual_text(at, length);
        }
        if then == Then::NullableText {
            if self.text.byte(at) == b'"' {
                return self.usual_text(at, length);
            }
            if self.text.has_word(at, *b"null") {
                return Some((at + 4, true));
            }
        } else if let Then::Integer(free_digits) = then
            && let Some(end) = self.free_integer(free_digits.into(), at)
        {
            return Some((end, false));
        } else if then == Then::Nothing {
            return Some((at, false));
        }
        Some((self.plain_or_any(then, glance.value, at, depth + 1)?, false))
    }

    /// A string that mostly is as long.
    #[inline(always)]
    fn usual_text(&self, at: usize, length: &Length) -> Option<End> {
        let mut end = at + 1;
        loop {
            let block = self.text.block(end);
            let stop = self.isa.first_special(block);
            match block.get(stop) {
                None => end += WIDTH,
                Some(b'"') => return Some((end + length.of_text(stop) + 1, true)),
                Some(_) => {
                    let (quote, is_plain) = self.rest_of_string(end + stop)?;
                    return Some((quote + 1, is_plain));
                }
            }
        }
    }

    /// A value that is known to be none of the most frequent ones.
    #[inline(always)]
    pub(super) fn plain_or_any(&self, then: Then, id: NodeId, at: usize, depth: usize) -> Option<usize> {
        if then == Then::RuledText
            && let Some(end) = self.ruled_text(&self.plan[id], at)
        {
            return Some(end);
        }
        if then == Then::Boolean
            && let Some(end) = self.boolean(at)
        {
            return Some(end);
        }
        self.nested_value(id, at, depth)
    }

    /// How far values are from their colons tells how members are written.
    #[inline(always)]
    fn learn_style(&self, distance: usize) {
        match distance {
            1 if self.teaches => self.learned.wrote(Style::Tight),
            2 if self.teaches => self.learned.wrote(Style::Spaced),
            _ => {}
        }
    }

    /// The value of a member that came out of turn, and is not tightly written.
    #[inline(always)]
    fn unexpected_value(
        &self,
        object: &Object,
        member: usize,
        then: Then,
        at: usize,
        depth: usize,
    ) -> Option<End> {
        if matches!(then, Then::Text | Then::NullableText)
            && let Some(end) = self.text_or_null(at, then == Then::NullableText)
        {
            return Some((end, true));
        }
        Some((self.any_value(object.members[member], at, depth + 1)?, false))
    }

    /// A declared member whose name has no escapes and fits into a block, and where its value begins.
    #[inline(always)]
    fn named(&self, object: &Object, at: usize, lead: Lead) -> Option<(usize, usize)> {
        let comma = usize::from(lead == Lead::Comma);
        if self.text.byte(at) != b',' && comma == 1 {
            return None;
        }
        let quote = self.space(at + comma);
        let block = self.text.block(quote + 1);
        let len = self.isa.first_special(block);
        let colon = quote + len + 2;
        if self.text.byte(quote) != b'"' || block.get(len) != Some(&b'"') || self.text.byte(colon) != b':' {
            return None;
        }
        let value = self.space(colon + 1);
        self.learn_style(value - colon);
        Some((object.names.find_in(self.isa, block, len)?, value))
    }

    /// What stands next, however it is written.
    #[inline(always)]
    fn found_inline(&self, object: &Object, expected: usize, place: Place) -> Option<Found> {
        if self.text.byte(place.at) == b'}' {
            if expected != object.members.len() && self.teaches {
                self.learned.came(place.learned, object.members.len());
            }
            return Some(Found::End(place.at + 1));
        }
        let name = match self.step(place.at, place.lead == Lead::Bracket)? {
            Step::Member(name) => self.quoted(name)?,
            Step::End(end) => return Some(Found::End(end)),
        };
        let value = self.colon(name.end)?;
        self.learn_style(value - name.end);
        Some(match self.which(&object.names, &name) {
            Some(member) => {
                if member != expected && self.teaches {
                    self.learned.came(place.learned, member);
                }
                Found::Declared(member, value)
            }
            None => Found::Other(value),
        })
    }

    /// So many members at most that come out of turn, as long as they are plainly written: the place behind them.
    #[inline(always)]
    fn out_of_turn<R: Record>(
        &self,
        object: &Object,
        place: Place,
        most: usize,
        depth: usize,
        seen: &mut impl Seen,
        record: &mut R,
    ) -> Option<Place> {
        self.isa.run(OutOfTurn { run: self, object, place, most, depth, seen, record })
    }

    #[inline(always)]
    fn found(&self, object: &Object, expected: usize, place: Place) -> Option<Found> {
        self.isa.run(Find { run: self, object, expected, place })
    }

    /// An object whose names are free.
    #[inline(always)]
    pub(super) fn map(&self, values: NodeId, mut at: usize, depth: usize) -> Option<usize> {
        if depth == MAX_DEPTH {
            return None;
        }
        let mut is_first = true;
        at += 1;
        loop {
            match self.step(at, is_first)? {
                Step::Member(name) => {
                    let value = self.colon(self.quoted(name)?.end)?;
                    at = self.any_value(values, value, depth + 1)?;
                    is_first = false;
                }
                Step::End(end) => return Some(end),
            }
        }
    }

    /// Where the value of the tag begins, if the tag is the object's first member and written as usual.
    #[inline(always)]
    pub(super) fn predicted_tag(&self, union: &Union, at: usize) -> Option<usize> {
        if self.text.byte(at) != b'{' {
            return None;
        }
        union.tight.end(self.isa, self.text, at, 1).map(|end| self.space(end))
    }

    /// Where the value of the first member with the tag's name begins.
    #[inline(never)]
    pub(super) fn find_tag(&self, union: &Union, mut at: usize, depth: usize) -> Option<usize> {
        if depth == MAX_DEPTH || self.text.byte(at) != b'{' {
            return None;
        }
        let mut is_first = true;
        at += 1;
        loop {
            let Step::Member(name) = self.step(at, is_first)? else { return None };
            let name = self.quoted(name)?;
            let value = self.colon(name.end)?;
            if self.is(&name, union.tag) {
                return Some(value);
            }
            at = self.skip(value, depth + 1)?;
            is_first = false;
        }
    }

    /// From behind an opening bracket, or behind a member, to the next member's name.
    #[inline(always)]
    fn step(&self, at: usize, is_first: bool) -> Option<Step> {
        let at = self.space(at);
        match self.text.byte(at) {
            b'}' => Some(Step::End(at + 1)),
            _ if is_first => Some(Step::Member(at)),
            b',' => Some(Step::Member(self.space(at + 1))),
            _ => None,
        }
    }

    /// From behind a name to its value.
    #[inline(always)]
    fn colon(&self, at: usize) -> Option<usize> {
        let at = self.space(at);
        if self.text.byte(at) == b':' { Some(self.space(at + 1)) } else { None }
    }
}

/// Takes the rest of an object out of line. It is not recorded.
pub(super) struct RestOfObject<'s, 'r, 'p, I> {
    pub(super) run: &'s Run<'r, 'p, I>,
    pub(super) object: &'s Object,
    pub(super) place: Place,
    pub(super) depth: usize,
    /// A bit for each member that was read; of those beyond there are none.
    pub(super) seen: u128,
}

impl<I: Isa> Task for RestOfObject<'_, '_, '_, I> {
    type Output = Option<usize>;

    #[inline(always)]
    fn run<Same: Isa>(self, _: Same) -> Option<usize> {
        let Self { run, object, place, depth, seen } = self;
        let [low, high] = [seen as u64, (seen >> 64) as u64];
        match object.members.len() {
            0..=64 => run.members(object, place, depth, low, &mut ()),
            65..=1024 => {
                let mut seen = [0u64; 16];
                seen[..2].copy_from_slice(&[low, high]);
                run.members(object, place, depth, seen, &mut ())
            }
            len => {
                let mut seen = vec![0u64; len.div_ceil(64)];
                seen[..2].copy_from_slice(&[low, high]);
                run.members(object, place, depth, seen, &mut ())
            }
        }
    }
}

/// Takes what is left of an object that began as declared, out of line: what leads to a member is known here, and where
/// objects begin as well.
struct LeftOfObject<'s, 'r, 'p, I, R> {
    run: &'s Run<'r, 'p, I>,
    object: &'s Object,
    place: Place,
    seen: u64,
    depth: usize,
    record: &'s mut R,
}

impl<I: Isa, R: Record> Task for LeftOfObject<'_, '_, '_, I, R> {
    type Output = Option<usize>;

    #[inline(always)]
    fn run<Same: Isa>(self, _: Same) -> Option<usize> {
        let Self { run, object, place, seen, depth, record } = self;
        run.rest_of_object(object, Place { lead: Lead::Comma, ..place }, depth, seen, record)
    }
}

/// Takes members that come out of turn, out of line.
struct OutOfTurn<'s, 'r, 'p, I, S, R> {
    run: &'s Run<'r, 'p, I>,
    object: &'s Object,
    place: Place,
    most: usize,
    depth: usize,
    seen: &'s mut S,
    record: &'s mut R,
}

impl<I: Isa, S: Seen, R: Record> Task for OutOfTurn<'_, '_, '_, I, S, R> {
    type Output = Option<Place>;

    /// Which member comes cannot be foretold, so each goes the same way: nothing hangs on its name, nor on its kind.
    #[inline(always)]
    fn run<Same: Isa>(self, _: Same) -> Option<Place> {
        let Self { run, object, mut place, most, depth, seen, record } = self;
        for _ in 0..most {
            // The opening bracket stands in place of the comma.
            let (lead, at) = match place.lead {
                Lead::Bracket => (b'{', place.at - 1),
                Lead::Comma => (b',', place.at),
            };
            let window = run.text.any_window(at);
            let name = window.block::<2>();
            let len = run.isa.first_special(name);
            let is_name = (window.byte(0) == lead)
                & (window.byte(1) == b'"')
                & (window.byte(2 + len) == b'"')
                & (window.byte(3 + len) == b':')
                & (window.byte(4 + len) > b' ');
            if !is_name {
                break;
            }
            let Some(member) = object.names.find_in(run.isa, name, len) else { break };
            let value = at + len + 4;
            let rest = run.text.any_window(value);
            let (end, is_plain) = match run.plain_value(rest, object.plain[member]) {
                Some(len) => (value + len, !rest.byte(0).is_ascii_digit()),
                None => match run.any_value(object.members[member], value, depth + 1) {
                    Some(end) => (end, false),
                    None => (run.behind_refused(member, value, record)?, false),
                },
            };
            if seen.insert(member) {
                return None;
            }
            record.member(member, value, end, is_plain);
            place = Place { at: end, lead: Lead::Comma, learned: object.places + member + 1 };
        }
        Some(place)
    }
}

/// Looks for what stands next, out of line.
struct Find<'s, 'r, 'p, I> {
    run: &'s Run<'r, 'p, I>,
    object: &'s Object,
    expected: usize,
    place: Place,
}

impl<I: Isa> Task for Find<'_, '_, '_, I> {
    type Output = Option<Found>;

    #[inline(always)]
    fn run<Same: Isa>(self, _: Same) -> Option<Found> {
        self.run.found_inline(self.object, self.expected, self.place)
    }
}

/// A set of members.
trait Seen {
    /// Adds a member; returns whether it was there already.
    fn insert(&mut self, member: usize) -> bool;

    /// Those of these that are not there; of more than 64 members, not zero if there is one.
    fn missing(&self, members: &[u64]) -> u64;
}

impl Seen for u64 {
    #[inline(always)]
    fn insert(&mut self, member: usize) -> bool {
        insert(self, member)
    }

    #[inline(always)]
    fn missing(&self, members: &[u64]) -> u64 {
        members[0] & !self
    }
}

impl Seen for [u64; 16] {
    #[inline]
    fn insert(&mut self, member: usize) -> bool {
        insert(&mut self[member / 64], member)
    }

    #[inline]
    fn missing(&self, members: &[u64]) -> u64 {
        missing(self, members)
    }
}

impl Seen for Vec<u64> {
    fn insert(&mut self, member: usize) -> bool {
        insert(&mut self[member / 64], member)
    }

    fn missing(&self, members: &[u64]) -> u64 {
        missing(self, members)
    }
}

#[inline(always)]
fn insert(word: &mut u64, member: usize) -> bool {
    let bit = 1 << (member % 64);
    let had = *word & bit != 0;
    *word |= bit;
    had
}

#[inline]
fn missing(words: &[u64], members: &[u64]) -> u64 {
    // All of them, and not up to the first: so many are compared together.
    words.iter().zip(members).fold(0, |missing, (word, members)| missing | (members & !word))
}
