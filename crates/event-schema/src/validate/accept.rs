//! The accept path: yes or no.

use core::cmp::Ordering;

use super::Accepted;
use super::members::{Member, Members};
use super::rules::{self, Verdict};
use super::trials::Trials;
use crate::model::{
    Alternative, Constraints, Contract, Element, Enumeration, Keyed, Model, Object, Property, Shape, Tag,
    Union,
};
use crate::profile::Profile;
use crate::scan::{self, Fault, MAX_DEPTH, Number, Step, StringSpan, Whole};

/// The payload is not valid.
#[derive(Debug, Clone, Copy)]
pub(super) struct Refused;

impl From<Fault> for Refused {
    fn from(_: Fault) -> Self {
        Self
    }
}

/// Whether `text` is a valid document of the model, and what it is.
pub(super) fn accept(
    model: &'static Model,
    contract: Contract,
    profile: Profile,
    text: &str,
) -> Result<Accepted, Refused> {
    let payload = Walker::new(text, contract, profile);
    let start = scan::skip_space(payload.bytes, 0);
    let (accepted, end) = match &model.shape {
        Shape::Union(union) => payload.union(union, start, 0)?,
        Shape::Object(object) => {
            let accepted = object.tag.map_or(Accepted::Untagged, |tag| Accepted::Known(tag.value));
            let end = payload.object(object, start, 0)?;
            payload.rules(&model.constraints, start)?;
            (accepted, end)
        }
        _ => {
            let accepted = model.tag().map_or(Accepted::Untagged, |tag| Accepted::Known(tag.value));
            (accepted, payload.value(model, &Constraints::NONE, start, 0)?)
        }
    };
    scan::finish(payload.bytes, end)?;
    Ok(accepted)
}

/// The end of the value that begins at `at` inside `depth` open containers, if it is one of the model's.
pub(crate) fn accept_value(
    model: &'static Model,
    contract: Contract,
    profile: Profile,
    text: &str,
    at: usize,
    depth: usize,
) -> Option<usize> {
    Walker::new(text, contract, profile).value(model, &Constraints::NONE, at, depth).ok()
}

/// Each method takes the value that begins at `at` inside `depth` open containers, and returns its end.
pub(super) struct Walker<'a> {
    text: &'a str,
    bytes: &'a [u8],
    contract: Contract,
    profile: Profile,
    trials: Trials,
}

impl<'a> Walker<'a> {
    pub(super) fn new(text: &'a str, contract: Contract, profile: Profile) -> Self {
        Self { text, bytes: text.as_bytes(), contract, profile, trials: Trials::default() }
    }

    pub(super) fn value(
        &self,
        model: &'static Model,
        constraints: &Constraints,
        at: usize,
        depth: usize,
    ) -> Result<usize, Refused> {
        let first = *self.bytes.get(at).ok_or(Refused)?;
        let end = match &model.shape {
            Shape::String if first == b'"' => {
                let string = scan::string(self.bytes, at)?;
                self.string(&string, &model.constraints)?;
                self.string(&string, constraints)?;
                string.end
            }
            Shape::Nullable(_) | Shape::Null if first == b'n' => scan::word(self.bytes, at, "null")?,
            Shape::Nullable(inner) if model.constraints.is_none() => {
                self.value(inner(), constraints, at, depth)?
            }
            Shape::Nullable(inner) => self.value(inner(), &model.constraints.and(constraints), at, depth)?,
            Shape::Integer => {
                let (number, end) = scan::number(self.bytes, at)?;
                if number.whole() == Whole::Fraction {
                    return Err(Refused);
                }
                bounds(&number, &model.constraints)?;
                bounds(&number, constraints)?;
                end
            }
            Shape::Number => {
                let (number, end) = scan::number(self.bytes, at)?;
                bounds(&number, &model.constraints)?;
                bounds(&number, constraints)?;
                end
            }
            Shape::Boolean if first == b't' => scan::word(self.bytes, at, "true")?,
            Shape::Boolean if first == b'f' => scan::word(self.bytes, at, "false")?,
            Shape::Enumeration(enumeration) if first == b'"' => self.enumeration(enumeration, at)?,
            Shape::Array(items) if first == b'[' => {
                let (count, end) = self.array(items(), at, depth)?;
                count_items(count, &model.constraints)?;
                count_items(count, constraints)?;
                end
            }
            Shape::Map(values) if first == b'{' => self.map(values(), at, depth)?,
            Shape::Object(object) => self.object(object, at, depth)?,
            Shape::Union(union) => self.union(union, at, depth)?.1,
            Shape::Tuple(elements) if first == b'[' => self.tuple(elements, at, depth)?,
            Shape::Keyed(keyed) => self.keyed(keyed, at, depth)?,
            Shape::Choice(alternatives) => self.choice(alternatives, at, depth)?,
            Shape::Any => {
                let end = scan::skip_value(self.bytes, at, depth)?;
                self.all(&model.constraints, at)?;
                return self.all(constraints, at).map(|()| end);
            }
            _ => return Err(Refused),
        };
        self.rules(&model.constraints, at)?;
        self.rules(constraints, at)?;
        Ok(end)
    }

    fn object(&self, object: &'static Object, at: usize, depth: usize) -> Result<usize, Refused> {
        let mut members = Members::new(object, self.contract);
        let end = self.members(at, depth, |place| {
            let (member, end) = if let Some(predicted) = members.predict(self.bytes, place) {
                predicted
            } else {
                let name = scan::name(self.bytes, place)?;
                let Some(member) = members.find(self.text, &name) else {
                    let value = scan::colon(self.bytes, name.end)?;
                    return match object.rest {
                        Some(rest) => self.value((rest.value)(), &Constraints::NONE, value, depth + 1),
                        None if object.is_closed(self.profile) => Err(Refused),
                        None => Ok(scan::skip_value(self.bytes, value, depth + 1)?),
                    };
                };
                (member, name.end)
            };
            if members.note(member) {
                return Err(Refused);
            }
            let value = scan::colon(self.bytes, end)?;
            match member {
                Member::Tag => self.tag(object.tag.as_ref(), value),
                Member::Property(at) => self.property(&object.properties[at], value, depth + 1),
            }
        })?;
        if members.missing(self.profile).next().is_some() {
            return Err(Refused);
        }
        if rules::relations(self.text, object, self.contract, self.profile, 0, at, &mut Verdict).is_break() {
            return Err(Refused);
        }
        Ok(end)
    }

    pub(super) fn property(&self, property: &Property, at: usize, depth: usize) -> Result<usize, Refused> {
        let model = (property.value)();
        let model = if property.nullable { model } else { model.non_null() };
        self.value(model, &property.constraints, at, depth)
    }

    pub(super) fn union(
        &self,
        union: &'static Union,
        at: usize,
        depth: usize,
    ) -> Result<(Accepted, usize), Refused> {
        let tag = self.find_tag(union.tag, at, depth)?;
        if let Some(variant) = union.variants.iter().find(|it| self.is_one_of(&tag, it.names(self.contract)))
        {
            let end = self.value((variant.model)(), &Constraints::NONE, at, depth)?;
            return Ok((Accepted::Known(variant.tag), end));
        }
        let unknown = union.unknown.filter(|_| self.profile != Profile::Strict).ok_or(Refused)?;
        let (mut repeated, mut has_content) = (false, false);
        let end = self.members(at, depth, |place| {
            let name = scan::name(self.bytes, place)?;
            repeated |= place > tag.start && name.is(self.text, union.tag);
            let value = scan::colon(self.bytes, name.end)?;
            if unknown.content.is_some_and(|content| name.is(self.text, content)) {
                repeated |= core::mem::replace(&mut has_content, true);
                return Ok(scan::word(self.bytes, value, "null")?);
            }
            if unknown.closed && !name.is(self.text, union.tag) {
                return Err(Refused);
            }
            Ok(scan::skip_value(self.bytes, value, depth + 1)?)
        })?;
        if repeated { Err(Refused) } else { Ok((Accepted::Unknown, end)) }
    }

    /// The value of the first member with the tag's name.
    fn find_tag(&self, tag: &'static str, at: usize, depth: usize) -> Result<StringSpan, Refused> {
        if depth == MAX_DEPTH || self.bytes.get(at) != Some(&b'{') {
            return Err(Refused);
        }
        let mut step = scan::open(self.bytes, at, b'}');
        while let Step::Member(member) = step {
            let name = scan::name(self.bytes, member)?;
            let value = scan::colon(self.bytes, name.end)?;
            if name.is(self.text, tag) {
                return Ok(scan::name(self.bytes, value)?);
            }
            step = scan::next(self.bytes, scan::skip_value(self.bytes, value, depth + 1)?, b'}')?;
        }
        Err(Refused)
    }

    fn tag(&self, expected: Option<&Tag>, at: usize) -> Result<usize, Refused> {
        let tag = scan::name(self.bytes, at)?;
        let is_expected =
            expected.is_some_and(|expected| self.is_one_of(&tag, expected.names(self.contract)));
        if is_expected { Ok(tag.end) } else { Err(Refused) }
    }

    #[inline]
    fn is_one_of(&self, string: &StringSpan, mut names: impl Iterator<Item = &'static str>) -> bool {
        names.any(|name| string.is(self.text, name))
    }

    fn map(&self, values: &'static Model, at: usize, depth: usize) -> Result<usize, Refused> {
        self.members(at, depth, |place| {
            let name = scan::name(self.bytes, place)?;
            let value = scan::colon(self.bytes, name.end)?;
            self.value(values, &Constraints::NONE, value, depth + 1)
        })
    }

    fn array(&self, items: &'static Model, at: usize, depth: usize) -> Result<(u64, usize), Refused> {
        if depth == MAX_DEPTH {
            return Err(Refused);
        }
        let mut count = 0;
        let mut step = scan::open(self.bytes, at, b']');
        loop {
            match step {
                Step::Member(member) => {
                    count += 1;
                    let end = self.value(items, &Constraints::NONE, member, depth + 1)?;
                    step = scan::next(self.bytes, end, b']')?;
                }
                Step::End(end) => return Ok((count, end)),
            }
        }
    }

    fn tuple(&self, elements: &'static [Element], at: usize, depth: usize) -> Result<usize, Refused> {
        if depth == MAX_DEPTH {
            return Err(Refused);
        }
        let mut elements = elements.iter();
        let mut step = scan::open(self.bytes, at, b']');
        loop {
            match (step, elements.next()) {
                (Step::Member(item), Some(Element { value, constraints })) => {
                    let end = self.value(value(), constraints, item, depth + 1)?;
                    step = scan::next(self.bytes, end, b']')?;
                }
                (Step::End(end), None) => return Ok(end),
                _ => return Err(Refused),
            }
        }
    }

    fn keyed(&self, keyed: &'static Keyed, at: usize, depth: usize) -> Result<usize, Refused> {
        if self.bytes.get(at) == Some(&b'"') {
            let string = scan::string(self.bytes, at)?;
            let known = keyed.units.iter().any(|unit| self.is_one_of(&string, unit.names(self.contract)));
            let is_content =
                || keyed.contents.iter().any(|it| self.is_one_of(&string, it.names(self.contract)));
            return if known || (keyed.other.is_some() && !is_content()) {
                Ok(string.end)
            } else {
                Err(Refused)
            };
        }
        let mut is_first = true;
        let end = self.members(at, depth, |place| {
            let name = scan::name(self.bytes, place)?;
            let content = keyed.contents.iter().find(|it| self.is_one_of(&name, it.names(self.contract)));
            let Some(content) = content.filter(|_| core::mem::take(&mut is_first)) else {
                return Err(Refused);
            };
            let value = scan::colon(self.bytes, name.end)?;
            self.value((content.model)(), &Constraints::NONE, value, depth + 1)
        })?;
        if is_first { Err(Refused) } else { Ok(end) }
    }

    fn choice(
        &self,
        alternatives: &'static [Alternative],
        at: usize,
        depth: usize,
    ) -> Result<usize, Refused> {
        let entered = self.trials.enter(self.bytes.len());
        let cost = if entered.is_nested() { scan::skip_value(self.bytes, at, depth)? - at } else { 0 };
        for alternative in alternatives.iter().filter(|it| it.is_part_of(self.contract)) {
            if !self.trials.afford(cost) {
                return Err(Refused);
            }
            if let Ok(end) = self.value((alternative.model)(), &Constraints::NONE, at, depth) {
                return Ok(end);
            }
        }
        Err(Refused)
    }

    /// Takes an object; `member` takes each of its members, from the name on.
    #[inline]
    fn members(
        &self,
        at: usize,
        depth: usize,
        mut member: impl FnMut(usize) -> Result<usize, Refused>,
    ) -> Result<usize, Refused> {
        if depth == MAX_DEPTH || self.bytes.get(at) != Some(&b'{') {
            return Err(Refused);
        }
        let mut step = scan::open(self.bytes, at, b'}');
        loop {
            match step {
                Step::Member(place) => step = scan::next(self.bytes, member(place)?, b'}')?,
                Step::End(end) => return Ok(end),
            }
        }
    }

    fn enumeration(&self, enumeration: &Enumeration, at: usize) -> Result<usize, Refused> {
        let string = scan::string(self.bytes, at)?;
        let known = || enumeration.values.iter().any(|it| self.is_one_of(&string, it.names(self.contract)));
        if enumeration.open || known() { Ok(string.end) } else { Err(Refused) }
    }

    #[inline]
    fn string(&self, string: &StringSpan, constraints: &Constraints) -> Result<(), Refused> {
        let Constraints { min_length, max_length, .. } = *constraints;
        if min_length.is_none() && max_length.is_none() {
            return Ok(());
        }
        within(string.code_points(self.text), min_length, max_length)
    }

    /// All that constraints say of a value of whatever type.
    fn all(&self, constraints: &Constraints, at: usize) -> Result<(), Refused> {
        let verdict = rules::constraints(self.text, constraints, at, &mut Verdict);
        if verdict.is_continue() { Ok(()) } else { Err(Refused) }
    }

    /// All that rules beside the bounds say of a value.
    #[inline]
    fn rules(&self, constraints: &Constraints, at: usize) -> Result<(), Refused> {
        if constraints.rules.is_none() || rules::rules(self.text, constraints, at, &mut Verdict).is_continue()
        {
            return Ok(());
        }
        Err(Refused)
    }
}

#[inline]
fn bounds(number: &Number<'_>, constraints: &Constraints) -> Result<(), Refused> {
    if let Some(minimum) = &constraints.minimum
        && number.compare(minimum) == Ordering::Less
    {
        return Err(Refused);
    }
    if let Some(maximum) = &constraints.maximum
        && number.compare(maximum) == Ordering::Greater
    {
        return Err(Refused);
    }
    Ok(())
}

fn count_items(count: u64, constraints: &Constraints) -> Result<(), Refused> {
    within(count, constraints.min_items, constraints.max_items)
}

#[inline]
fn within(count: u64, least: Option<u64>, most: Option<u64>) -> Result<(), Refused> {
    if least.is_some_and(|least| count < least) || most.is_some_and(|most| count > most) {
        return Err(Refused);
    }
    Ok(())
}
