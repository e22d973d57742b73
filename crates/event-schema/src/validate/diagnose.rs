//! The diagnosing path: every error of a refused payload, each in its place. Complete, and cold.

pub(super) mod message;
mod place;

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use core::cmp::Ordering;
use core::fmt;
use core::ops::ControlFlow;

use self::message::{Message, closest, counted, did_you_mean, json_type, list};
use self::place::{Mark, Place};
use super::accept::Walker;
use super::members::{Member, Members};
use super::reached::{Reached, Refusal};
use super::rules::{self, Findings, Part};
use super::spots::Spots;
use super::{Settings, accept_value};
use crate::error::Code;
use crate::errors::{Errors, Expectation, LazyMessage};
use crate::model::{
    Constraints, Contract, Element, EnumValue, Enumeration, Keyed, Model, Object, Property, Shape, Union,
    UnknownVariant, Variant,
};
use crate::profile::Profile;
use crate::scan::{self, Fault, MAX_DEPTH, Number, Step, StringSpan, Whole};

/// Everything that is wrong with a payload which the accept path refused, and may have reached something of.
pub(super) fn diagnose(
    settings: &Settings,
    text: &str,
    is_plain_line: bool,
    reached: Option<&Reached>,
) -> Errors {
    // What is returned is written where it will be.
    let mut errors = Errors::none();
    let mut diagnosis = Diagnosis {
        settings,
        text,
        bytes: text.as_bytes(),
        reached,
        skipped: None,
        place: Place::root(),
        spots: Spots::new(text, is_plain_line),
        errors: &mut errors,
    };
    if let Err(Stop::Fault(fault)) = diagnosis.document() {
        diagnosis.report(fault.code, fault.code, fault.offset, &fault.expected);
    }
    debug_assert!(!diagnosis.errors.is_none(), "the accept path refused what the diagnosing path accepts");
    if diagnosis.errors.is_none() {
        diagnosis.report(Code::Decode, Code::Decode, 0, &"expected a valid payload");
    }
    errors
}

/// Why a diagnosis ends early.
enum Stop {
    /// The rest cannot be read.
    Fault(Fault),
    /// There are as many errors as were asked for.
    Full,
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// Each method that takes a value takes the one that begins at `at` inside `depth` open containers, and returns
/// its end. What is wrong with a value is reported; what cannot be read ends the diagnosis.
struct Diagnosis<'a> {
    settings: &'a Settings,
    text: &'a str,
    bytes: &'a [u8],
    /// What is known of the outermost object.
    reached: Option<&'a Reached>,
    /// A value, and where it ends if it can be read.
    skipped: Option<(usize, Result<usize, Fault>)>,
    place: Place<'a>,
    spots: Spots<'a>,
    errors: &'a mut Errors,
}

impl<'a> Diagnosis<'a> {
    fn document(&mut self) -> Result<(), Stop> {
        let model = self.settings.model;
        self.errors.set_event(model.tag().map(|tag| tag.value));
        let start = scan::skip_space(self.bytes, 0);
        let end = match model.as_object() {
            Some(object) if self.bytes.get(start) == Some(&b'{') => {
                let end = self.object(object, start, 0)?;
                self.rules(&model.constraints, &model.constraints, model, false, start)?;
                end
            }
            _ => self.value(model, &Constraints::NONE, Nullability::OfType, start, 0)?,
        };
        scan::finish(self.bytes, end)?;
        Ok(())
    }

    fn value(
        &mut self,
        model: &'static Model,
        constraints: &Constraints,
        null: Nullability,
        at: usize,
        depth: usize,
    ) -> Result<usize, Stop> {
        let Some(first) = self.bytes.get(at).copied() else {
            return Err(Fault::syntax(at, "expected a value").into());
        };
        let nullable = null.of(model);
        if nullable && first == b'n' && !matches!(model.non_null().shape, Shape::Any) {
            return Ok(scan::word(self.bytes, at, "null")?);
        }
        if let Some(end) = self.plain(model, constraints, nullable, at, depth)? {
            return Ok(end);
        }
        let own = self.of_type(model, constraints, nullable, at, depth)?;
        self.constrained(&own, constraints, model.non_null(), nullable, at)?;
        Ok(own.end)
    }

    /// Takes a value of a type that has no parts and no definition, unless it is of that type and more than that is asked.
    fn plain(
        &mut self,
        model: &'static Model,
        constraints: &Constraints,
        nullable: bool,
        at: usize,
        depth: usize,
    ) -> Result<Option<usize>, Stop> {
        let first = self.bytes[at];
        let own = model.non_null();
        let (is_own, is_all) = match own.shape {
            Shape::String => (first == b'"', true),
            Shape::Number => (matches!(first, b'-' | b'0'..=b'9'), true),
            Shape::Integer => (matches!(first, b'-' | b'0'..=b'9'), false),
            Shape::Boolean => (matches!(first, b't' | b'f'), true),
            _ => return Ok(None),
        };
        if model.is_definition() || own.is_definition() {
            return Ok(None);
        }
        let end = match self.skipped {
            Some((start, end)) if start == at => end?,
            _ => scan::skip_value(self.bytes, at, depth)?,
        };
        if !is_own {
            let found = json_type(first);
            self.error(Code::Type, at, &Expectation { model: own, nullable, found })?;
            return Ok(Some(end));
        }
        let is_free = own.constraints.is_none() && constraints.is_none() && model.constraints.is_none();
        Ok((is_all && is_free).then_some(end))
    }

    /// Checks a value that is not null against its type, in the definition of the type if it has one.
    fn of_type(
        &mut self,
        model: &'static Model,
        beside: &Constraints,
        nullable: bool,
        at: usize,
        depth: usize,
    ) -> Result<Own, Stop> {
        let outer = self.enter_definition(model);
        let together;
        let written = if beside.is_none() || model.is_definition() {
            &model.constraints
        } else {
            together = model.constraints.and(beside);
            &together
        };
        let own = if let Shape::Nullable(inner) = model.shape {
            self.of_type(inner(), written, nullable, at, depth).and_then(|own| {
                self.constrained(&own, &model.constraints, model.non_null(), nullable, at)?;
                Ok(own)
            })
        } else {
            self.checks(model, written, nullable, at, depth).and_then(|own| {
                if own.fits {
                    let nullable = nullable && !model.is_definition();
                    self.rules(&model.constraints, written, model, nullable, at)?;
                }
                Ok(own)
            })
        };
        self.leave(outer, &own);
        own
    }

    /// Checks a value against what is asked of it beside its type.
    fn constrained(
        &mut self,
        own: &Own,
        constraints: &Constraints,
        model: &'static Model,
        nullable: bool,
        at: usize,
    ) -> Result<(), Stop> {
        let is_bounded = constraints.minimum.is_some() || constraints.maximum.is_some();
        if is_bounded && own.fits && matches!(model.shape, Shape::Integer | Shape::Number) {
            let (number, _) = scan::number(self.bytes, at)?;
            self.bounds(number, constraints, at)?;
        }
        match (&model.shape, own.count) {
            (Shape::Array(_), Some(count)) => self.items(count, constraints, at)?,
            (_, Some(count)) => self.length(count, constraints, at)?,
            _ => {}
        }
        if !own.fits || !Self::has_rules(constraints, model) {
            return Ok(());
        }
        let stands_alone = model.is_definition();
        let written = if stands_alone { *constraints } else { model.constraints.and(constraints) };
        self.rules(constraints, &written, model, nullable, at)
    }

    /// Reports what rules beside the bounds say of the value at `at`; of a value of any type, the bounds as well.
    /// `written` is all that stands in the same schema.
    fn rules(
        &mut self,
        constraints: &Constraints,
        written: &Constraints,
        model: &'static Model,
        nullable: bool,
        at: usize,
    ) -> Result<(), Stop> {
        if !Self::has_rules(constraints, model) {
            return Ok(());
        }
        let is_any = matches!(model.shape, Shape::Any);
        let text = self.text;
        let mut told = Told { diagnosis: self, model, nullable, written: *written };
        let look = if is_any { rules::constraints } else { rules::rules };
        match look(text, constraints, at, &mut told) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Stop::Full),
        }
    }

    /// Whether constraints say more of a value than its type looks at.
    const fn has_rules(constraints: &Constraints, model: &Model) -> bool {
        !constraints.rules.is_none() || matches!(model.shape, Shape::Any)
    }

    /// Checks a value against its type and the type's own constraints.
    fn checks(
        &mut self,
        model: &'static Model,
        written: &Constraints,
        nullable: bool,
        at: usize,
        depth: usize,
    ) -> Result<Own, Stop> {
        let first = self.bytes[at];
        let bytes = self.bytes;
        match &model.shape {
            Shape::String if first == b'"' => {
                let string = scan::string(bytes, at)?;
                let count = string.code_points(self.text);
                self.length(count, &model.constraints, at)?;
                Ok(Own { end: string.end, count: Some(count), fits: true })
            }
            Shape::Integer | Shape::Number if matches!(first, b'-' | b'0'..=b'9') => {
                let (number, end) = scan::number(bytes, at)?;
                if matches!(model.shape, Shape::Integer) && number.whole() == Whole::Fraction {
                    let found = "a number with a fraction";
                    self.error(Code::Type, at, &Expectation { model, nullable, found })?;
                    return Ok(Own::of_another_type(end));
                }
                self.bounds(number, &model.constraints, at)?;
                Ok(Own { end, count: None, fits: true })
            }
            Shape::Boolean if first == b't' => Ok(Own::ending(scan::word(bytes, at, "true")?)),
            Shape::Boolean if first == b'f' => Ok(Own::ending(scan::word(bytes, at, "false")?)),
            Shape::Enumeration(enumeration) if first == b'"' => {
                self.enumeration(enumeration, at).map(Own::ending)
            }
            Shape::Array(items) if first == b'[' => {
                let (count, end) = self.array(items(), written, at, depth)?;
                self.items(count, &model.constraints, at)?;
                Ok(Own { end, count: Some(count), fits: true })
            }
            Shape::Map(values) if first == b'{' => self.map(values(), written, at, depth).map(Own::ending),
            Shape::Object(object) if first == b'{' => self.object(object, at, depth).map(Own::ending),
            Shape::Union(union) if first == b'{' => self.union(union, at, depth).map(Own::ending),
            Shape::Any => Ok(Own::ending(scan::skip_value(bytes, at, depth)?)),
            Shape::Null if first == b'n' => Ok(Own::ending(scan::word(bytes, at, "null")?)),
            Shape::Tuple(elements) if first == b'[' => self.tuple(elements, at, depth).map(Own::ending),
            Shape::Keyed(keyed) if matches!(first, b'"' | b'{') => {
                self.keyed(keyed, at, depth).map(Own::ending)
            }
            Shape::Choice(_) => {
                let end = scan::skip_value(bytes, at, depth)?;
                if accept_value(model, self.contract(), self.settings.profile, self.text, at, depth).is_none()
                {
                    let found = json_type(first);
                    self.error(Code::AnyOf, at, &Expectation { model, nullable, found })?;
                }
                Ok(Own::ending(end))
            }
            _ => {
                let end = scan::skip_value(bytes, at, depth)?;
                let found = json_type(first);
                let outer = self.place.mark();
                match &model.shape {
                    Shape::Enumeration(Enumeration { open: true, .. }) => self.place.keyword("/anyOf/1", ""),
                    Shape::Union(union) => {
                        if let Some(unknown) = self.unknown(union) {
                            self.place.define_named(unknown.definition);
                        }
                    }
                    _ => {}
                }
                let code = match &model.shape {
                    Shape::Union(union) if self.unknown(union).is_none() => Code::OneOf,
                    Shape::Keyed(_) => Code::OneOf,
                    _ => Code::Type,
                };
                let reported = self.error(code, at, &Expectation { model, nullable, found });
                self.place.reset(outer);
                reported?;
                Ok(Own::of_another_type(end))
            }
        }
    }

    /// An object, and the rules of its type.
    fn whole(
        &mut self,
        model: &'static Model,
        object: &'static Object,
        at: usize,
        depth: usize,
    ) -> Result<usize, Stop> {
        let outer = self.enter_definition(model);
        let end = self.object(object, at, depth).and_then(|end| {
            self.rules(&model.constraints, &model.constraints, model, false, at).map(|()| end)
        });
        self.leave(outer, &end);
        end
    }

    fn object(&mut self, object: &'static Object, at: usize, depth: usize) -> Result<usize, Stop> {
        let reached = if depth == 0 { self.reached.take() } else { None };
        let reached = reached.filter(|reached| {
            let is_plain = |it: &Refusal| self.is_plainly_named(object, it);
            reached.is_of(object) && reached.refused().all(is_plain)
        });
        if let Some(reached) = reached {
            self.refused(object, reached)?;
            if let Some(end) = reached.whole() {
                reached
                    .missing()
                    .try_for_each(|it| self.missing(object, Member::numbered(object, it), at))?;
                return Ok(end);
            }
        }
        let mut members = Members::new(object, self.contract());
        let known = reached.and_then(|reached| members.note_read(reached));
        let end = self.all_members(object, &mut members, known, at, depth)?;
        members.missing(self.settings.profile).try_for_each(|it| self.missing(object, it, at))?;
        // What the accept path reads has none.
        if reached.is_none() && object.has_relations() {
            self.relations(object, at)?;
        }
        Ok(end)
    }

    /// The members of an object, or those behind the ones that are `known`.
    fn all_members(
        &mut self,
        object: &'static Object,
        members: &mut Members,
        known: Option<usize>,
        at: usize,
        depth: usize,
    ) -> Result<usize, Stop> {
        // The accept path stopped at the first member that is left; others may be valid.
        let mut may_be_valid = known.is_none();
        self.members(at, known, depth, |this, name, value| {
            let may_be_valid = core::mem::replace(&mut may_be_valid, true);
            let Some(member) = members.find(this.text, &name) else {
                return this.other(object, &name, value, depth);
            };
            let repeated = members.note(member);
            if may_be_valid
                && !repeated
                && let Member::Property(at) = member
                && let Some(end) = this.valid_scalar(&object.properties[at], value, depth + 1)
            {
                return Ok(end);
            }
            this.member(object, member, repeated, &name, value, depth)
        })
    }

    /// Whether a member that the accept path refused plainly has the name that is declared for it.
    fn is_plainly_named(&self, object: &Object, &Refusal { member, start: value, .. }: &Refusal) -> bool {
        let member = Member::numbered(object, member);
        let has_aliases = matches!(member, Member::Property(at) if !object.properties[at].aliases.is_empty());
        let before = &self.bytes[..value];
        let before = before.strip_suffix(b" ").unwrap_or(before);
        let name = before
            .strip_suffix(b"\":")
            .and_then(|name| name.strip_suffix(self.declared_name(object, member).as_bytes()));
        !has_aliases && name.is_some_and(|before| before.ends_with(b"\""))
    }

    /// The members of the outermost object that the accept path refused.
    fn refused(&mut self, object: &'static Object, reached: &Reached) -> Result<(), Stop> {
        for Refusal { member, start, end } in reached.refused() {
            let member = Member::numbered(object, *member);
            let name = self.declared_name(object, member);
            let outer = self.place.mark();
            self.place.member(name, name);
            self.skipped = Some((*start, *end));
            let taken = self.declared(object, member, *start, 0);
            self.leave(outer, &taken);
            taken?;
        }
        Ok(())
    }

    /// A member of an object that is declared; whether it is `repeated`.
    fn member(
        &mut self,
        object: &'static Object,
        member: Member,
        repeated: bool,
        name: &StringSpan,
        value: usize,
        depth: usize,
    ) -> Result<usize, Stop> {
        let declared = self.declared_name(object, member);
        let outer = self.place.mark();
        match name.decode(self.text) {
            Cow::Borrowed(name) => self.place.member(name, declared),
            Cow::Owned(name) => {
                self.place.step(&name);
                self.place.keyword("/properties", declared);
            }
        }
        let only_once = if repeated {
            self.error(Code::Repeated, name.start, &"expected the property only once")
        } else {
            Ok(())
        };
        let end = only_once.and_then(|()| self.declared(object, member, value, depth));
        self.leave(outer, &end);
        end
    }

    /// The name under which a member is declared.
    fn declared_name(&self, object: &Object, member: Member) -> &'static str {
        match member {
            Member::Tag => object.tag.map_or("", |tag| tag.property),
            Member::Property(at) => object.properties[at].name_in(self.contract()),
        }
    }

    /// The value of a declared member.
    fn declared(
        &mut self,
        object: &'static Object,
        member: Member,
        value: usize,
        depth: usize,
    ) -> Result<usize, Stop> {
        match member {
            Member::Tag => self.tag(object, value, depth),
            Member::Property(at) => {
                let property = &object.properties[at];
                let null = if property.nullable { Nullability::OfType } else { Nullability::Never };
                self.value((property.value)(), &property.constraints, null, value, depth + 1)
            }
        }
    }

    /// A member of an object that is not declared.
    fn other(
        &mut self,
        object: &'static Object,
        name: &StringSpan,
        value: usize,
        depth: usize,
    ) -> Result<usize, Stop> {
        if let Some(rest) = object.rest {
            let key = self.shown(name);
            return self.inside(&key, "/additionalProperties", "", |this| {
                this.value((rest.value)(), &Constraints::NONE, Nullability::OfType, value, depth + 1)
            });
        }
        if object.is_closed(self.settings.profile) {
            let contract = self.contract();
            let declared = object.properties.iter().flat_map(move |it| it.names(contract));
            let closest = closest(&name.decode(self.text), declared);
            let message = &format_args!("{}", self.undeclared(name, closest));
            self.error(Code::AdditionalProperties, name.start, message)?;
        }
        Ok(scan::skip_value(self.bytes, value, depth + 1)?)
    }

    /// The end of a property's value, if that is valid and holds no other values: most are, and then no pointer is wanted.
    fn valid_scalar(&self, property: &Property, at: usize, depth: usize) -> Option<usize> {
        let is_scalar = !matches!(self.bytes.get(at), Some(b'{' | b'['));
        let walker = || Walker::new(self.text, self.contract(), self.settings.profile);
        if is_scalar { walker().property(property, at, depth).ok() } else { None }
    }

    /// Reports what is said of properties and each other.
    fn relations(&mut self, object: &'static Object, at: usize) -> Result<(), Stop> {
        let (text, profile, contract) = (self.text, self.settings.profile, self.contract());
        // Before that stand the schemas of the properties that have several names.
        let properties = object.properties.iter().filter(|property| property.is_part_of(contract));
        let branch = properties.filter(|property| property.names(contract).nth(1).is_some()).count();
        let mut told = Told { diagnosis: self, model: ANYTHING, nullable: true, written: Constraints::NONE };
        match rules::relations(text, object, contract, profile, branch, at, &mut told) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Stop::Full),
        }
    }

    /// Reports a member that must be there. A property with several names has a schema of its own for them.
    fn missing(&mut self, object: &Object, member: Member, at: usize) -> Result<(), Stop> {
        let contract = self.contract();
        let message = &LazyMessage::Missing(self.declared_name(object, member));
        let has_aliases = |property: &Property| property.names(contract).nth(1).is_some();
        let property = match member {
            Member::Property(at) if has_aliases(&object.properties[at]) => &object.properties[at],
            _ => return self.error(Code::Required, at, message),
        };
        let outer = self.place.mark();
        let with_aliases = object.properties.iter().filter(|property| has_aliases(property));
        let place = with_aliases.take_while(|other| other.name != property.name).count();
        self.place.keyword(&format!("/allOf/{place}"), "");
        let reported = self.error_at(Code::Required, Code::OneOf, at, message);
        self.place.reset(outer);
        reported
    }

    fn tag(&mut self, object: &'static Object, at: usize, depth: usize) -> Result<usize, Stop> {
        let expected = match self.contract() {
            Contract::Deserialize => object.tag.map_or("", |tag| tag.value),
            Contract::Serialize => object.tag.map_or("", |tag| tag.written()),
        };
        let Some(tag) = self.string_at(at)? else {
            let found = json_type(*self.bytes.get(at).unwrap_or(&0));
            let end = scan::skip_value(self.bytes, at, depth + 1)?;
            let message = &["expected the string `", expected, "`, found ", found];
            self.error(Code::Type, at, message)?;
            return Ok(end);
        };
        let contract = self.contract();
        let mut names = object.tag.iter().flat_map(|tag| tag.names(contract));
        if !names.any(|name| tag.is(self.text, name)) {
            let found = self.quoted(", found ", at, tag.end);
            // Several values are published as a list.
            let has_aliases = object.tag.is_some_and(|tag| tag.names(contract).nth(1).is_some());
            let keyword = if has_aliases { Code::Enum } else { Code::Const };
            let message = &format_args!("expected the event `{expected}`{found}");
            self.error_at(Code::Const, keyword, at, message)?;
        }
        Ok(tag.end)
    }

    fn union(&mut self, union: &'static Union, at: usize, depth: usize) -> Result<usize, Stop> {
        // What is wrong before the tag is found is reported by whoever reads the object as a whole.
        let found = match self.find_tag(union.tag, at, depth) {
            Ok(found) => found,
            Err(fault) => return self.unreadable(at, depth, fault),
        };
        let Some(value) = found else {
            let end = scan::skip_value(self.bytes, at, depth)?;
            let message = &["expected the property `", union.tag, "`"];
            self.about_tag(union, "", Code::Required, at, message)?;
            return Ok(end);
        };
        let Some(tag) = self.string_at(value)? else {
            let end = self.members(at, None, depth, |this, name, other| {
                this.tag_again(union, value, &name)?;
                Ok(scan::skip_value(this.bytes, other, depth + 1)?)
            })?;
            let found = json_type(*self.bytes.get(value).unwrap_or(&0));
            let message = &["expected a string, found ", found];
            self.about_tag(union, union.tag, Code::Type, value, message)?;
            return Ok(end);
        };
        let contract = self.contract();
        let named = |variant: &&Variant| variant.names(contract).any(|name| tag.is(self.text, name));
        if let Some(variant) = union.variants.iter().find(named) {
            let model = (variant.model)();
            if depth == 0 {
                self.errors.set_event(Some(variant.tag));
            }
            let Some(object) = model.as_object() else {
                return self.value(model, &Constraints::NONE, Nullability::OfType, at, depth);
            };
            return self.whole(model, object, at, depth);
        }
        let content = self.unknown(union).and_then(|unknown| unknown.content);
        let is_closed = self.unknown(union).is_some_and(|unknown| unknown.closed);
        let mut has_content = false;
        let end = self.members(at, None, depth, |this, name, value| {
            let end = scan::skip_value(this.bytes, value, depth + 1)?;
            if let Some(content) = content.filter(|content| name.is(this.text, content)) {
                if core::mem::replace(&mut has_content, true) {
                    this.repeated(union, content, name.start)?;
                }
                if this.text.get(value..end) != Some("null") {
                    let found = json_type(*this.bytes.get(value).unwrap_or(&0));
                    let message = &["expected null beside an unknown tag, found ", found];
                    this.about_tag(union, content, Code::Type, value, message)?;
                }
            } else if is_closed && !name.is(this.text, union.tag) {
                let declared = core::iter::once(union.tag).chain(content);
                let closest = closest(&name.decode(this.text), declared);
                let message = &format_args!("{}", this.undeclared(&name, closest));
                this.about_tag(union, "", Code::AdditionalProperties, name.start, message)?;
            }
            this.tag_again(union, tag.start, &name)?;
            Ok(end)
        })?;
        if self.unknown(union).is_none() {
            let known = union.variants.iter().flat_map(move |variant| variant.names(contract));
            let found = self.quoted("; found ", tag.start, tag.end);
            let hint = did_you_mean(closest(&tag.decode(self.text), known.clone()));
            let message = &format_args!("expected one of the events {}{found}{hint}", list(known));
            self.about_tag(union, union.tag, Code::OneOf, tag.start, message)?;
        }
        Ok(end)
    }

    /// Where the value of the first member with the tag's name begins.
    fn find_tag(&self, tag: &str, at: usize, depth: usize) -> Result<Option<usize>, Fault> {
        if depth == MAX_DEPTH {
            return Err(Fault::depth(at));
        }
        let mut step = scan::open(self.bytes, at, b'}');
        while let Step::Member(member) = step {
            let name = scan::name(self.bytes, member)?;
            let value = scan::colon(self.bytes, name.end)?;
            if name.is(self.text, tag) {
                return Ok(Some(value));
            }
            step = scan::next(self.bytes, scan::skip_value(self.bytes, value, depth + 1)?, b'}')?;
        }
        Ok(None)
    }

    /// Reports a fault that hides the tag, at the member it is in.
    fn unreadable(&mut self, at: usize, depth: usize, fault: Fault) -> Result<usize, Stop> {
        if depth == MAX_DEPTH {
            return Err(fault.into());
        }
        self.members(at, None, depth, |this, _, value| Ok(scan::skip_value(this.bytes, value, depth + 1)?))
    }

    /// Reports a member that is the tag once more, behind the first one, whose value begins at `first`.
    fn tag_again(&mut self, union: &Union, first: usize, name: &StringSpan) -> Result<(), Stop> {
        if name.start > first && name.is(self.text, union.tag) {
            self.repeated(union, union.tag, name.start)?;
        }
        Ok(())
    }

    /// Reports that the tag, or an unknown event's content, stands once more.
    fn repeated(&mut self, union: &Union, member: &str, at: usize) -> Result<(), Stop> {
        self.about_tag(union, member, Code::Repeated, at, &"expected the property only once")
    }

    /// Reports an error that concerns a union's tag: no variant was chosen, so the schema's place is the
    /// definition of unknown events, or the list of variants where there is no such definition.
    fn about_tag(
        &mut self,
        union: &Union,
        member: &str,
        code: Code,
        offset: usize,
        message: &dyn Message,
    ) -> Result<(), Stop> {
        let outer = self.place.mark();
        let unknown = self.unknown(union);
        let code = if unknown.is_some() || code == Code::Repeated { code } else { Code::OneOf };
        if !member.is_empty() {
            self.place.step(member);
        }
        if let Some(unknown) = unknown {
            self.place.define_named(unknown.definition);
            if !member.is_empty() {
                self.place.keyword("/properties", member);
            }
        }
        let reported = self.error(code, offset, message);
        self.place.reset(outer);
        reported
    }

    fn map(
        &mut self,
        values: &'static Model,
        written: &Constraints,
        at: usize,
        depth: usize,
    ) -> Result<usize, Stop> {
        self.members(at, None, depth, |this, name, value| {
            let key = this.shown(&name);
            let (keyword, pattern) = of_member(written, &name.decode(this.text));
            this.inside(&key, keyword, pattern, |this| {
                this.value(values, &Constraints::NONE, Nullability::OfType, value, depth + 1)
            })
        })
    }

    fn array(
        &mut self,
        items: &'static Model,
        written: &Constraints,
        at: usize,
        depth: usize,
    ) -> Result<(u64, usize), Stop> {
        if depth == MAX_DEPTH {
            return Err(Fault::depth(at).into());
        }
        let mut count = 0;
        let mut step = scan::open(self.bytes, at, b']');
        loop {
            match step {
                Step::Member(member) => {
                    let position = count.to_string();
                    let (keyword, place) = of_item(written, count, &position);
                    let end = self.inside(&position, keyword, place, |this| {
                        this.value(items, &Constraints::NONE, Nullability::OfType, member, depth + 1)
                    })?;
                    count += 1;
                    step = scan::next(self.bytes, end, b']')?;
                }
                Step::End(end) => return Ok((count as u64, end)),
            }
        }
    }

    fn tuple(&mut self, elements: &'static [Element], at: usize, depth: usize) -> Result<usize, Stop> {
        if depth == MAX_DEPTH {
            return Err(Fault::depth(at).into());
        }
        let mut count = 0;
        let mut step = scan::open(self.bytes, at, b']');
        while let Step::Member(item) = step {
            let end = if let Some(Element { value, constraints }) = elements.get(count) {
                let position = count.to_string();
                self.inside(&position, "/prefixItems", &position, |this| {
                    this.value(value(), constraints, Nullability::OfType, item, depth + 1)
                })?
            } else {
                scan::skip_value(self.bytes, item, depth + 1)?
            };
            count += 1;
            step = scan::next(self.bytes, end, b']')?;
        }
        let Step::End(end) = step else { unreachable!("an array ends behind its last item") };
        let width = Some(elements.len() as u64);
        self.count(count as u64, (Code::MinItems, width), (Code::MaxItems, width), "item", at)?;
        Ok(end)
    }

    fn keyed(&mut self, keyed: &'static Keyed, at: usize, depth: usize) -> Result<usize, Stop> {
        let contract = self.contract();
        if let Some(string) = self.string_at(at)? {
            let mut units = keyed.units.iter().flat_map(|unit| unit.names(contract));
            let mut contents = keyed.contents.iter().flat_map(|content| content.names(contract));
            if keyed.other.is_some() {
                if contents.any(|name| string.is(self.text, name)) {
                    let message = &"expected an object, for this variant holds a value";
                    self.error(Code::OneOf, string.start, message)?;
                }
            } else if !units.any(|name| string.is(self.text, name)) {
                self.not_a_name(keyed, &string)?;
            }
            return Ok(string.end);
        }
        let names = keyed.contents.iter();
        let names = names.flat_map(move |content| content.names(contract).map(move |name| (name, content)));
        let has_units = keyed.units.iter().any(|it| it.is_part_of(contract));
        let units = usize::from(has_units) + usize::from(keyed.other.is_some());
        let mut first: Option<Option<&'static str>> = None;
        let end = self.members(at, None, depth, |this, name, value| {
            if let Some(first) = first {
                let end = scan::skip_value(this.bytes, value, depth + 1)?;
                let message = &"expected only one member";
                match first {
                    Some(known) if name.is(this.text, known) => {
                        this.inside(known, "", "", |this| this.error(Code::Repeated, name.start, message))?;
                    }
                    _ => this.error(Code::OneOf, name.start, message)?,
                }
                return Ok(end);
            }
            // Each name has a schema of its own.
            let known = names.clone().enumerate().find(|(_, (known, _))| name.is(this.text, known));
            let Some((position, (known, content))) = known else {
                first = Some(None);
                let end = scan::skip_value(this.bytes, value, depth + 1)?;
                this.not_a_name(keyed, &name)?;
                return Ok(end);
            };
            first = Some(Some(known));
            let keyword = format!("/oneOf/{}/properties", units + position);
            this.inside(known, &keyword, known, |this| {
                let null = Nullability::OfType;
                this.value((content.model)(), &Constraints::NONE, null, value, depth + 1)
            })
        })?;
        if first.is_none() {
            let names = list(names.map(|(name, _)| name));
            self.error(Code::OneOf, at, &format_args!("expected one member, one of {names}"))?;
        }
        Ok(end)
    }

    fn not_a_name(&mut self, keyed: &Keyed, name: &StringSpan) -> Result<(), Stop> {
        let names = keyed.names(self.contract());
        self.none_of(names, Code::OneOf, name)
    }

    /// Takes an object, or what is left of it behind a member that is `known`; `member` gets each name and where its value
    /// begins, and takes the value.
    fn members(
        &mut self,
        at: usize,
        known: Option<usize>,
        depth: usize,
        mut member: impl FnMut(&mut Self, StringSpan, usize) -> Result<usize, Stop>,
    ) -> Result<usize, Stop> {
        if depth == MAX_DEPTH {
            return Err(Fault::depth(at).into());
        }
        let mut step = match known {
            None => scan::open(self.bytes, at, b'}'),
            Some(end) => scan::next(self.bytes, end, b'}')?,
        };
        loop {
            match step {
                Step::Member(place) => {
                    let name = scan::name(self.bytes, place)?;
                    let value = scan::colon(self.bytes, name.end)?;
                    step = scan::next(self.bytes, member(self, name, value)?, b'}')?;
                }
                Step::End(end) => return Ok(end),
            }
        }
    }

    fn enumeration(&mut self, enumeration: &Enumeration, at: usize) -> Result<usize, Stop> {
        let string = scan::string(self.bytes, at)?;
        let contract = self.contract();
        let values: &'static [EnumValue] = enumeration.values;
        let known = values.iter().flat_map(move |value| value.names(contract));
        if enumeration.open || known.clone().any(|value| string.is(self.text, value)) {
            return Ok(string.end);
        }
        self.none_of(known, Code::Enum, &string)?;
        Ok(string.end)
    }

    /// Reports a string that is none of those that are known.
    fn none_of(
        &mut self,
        known: impl Iterator<Item = &'static str> + Clone,
        code: Code,
        string: &StringSpan,
    ) -> Result<(), Stop> {
        let found = self.quoted("; found ", string.start, string.end);
        let hint = did_you_mean(closest(&string.decode(self.text), known.clone()));
        let message = &format_args!("expected one of {}{found}{hint}", list(known));
        self.error(code, string.start, message)
    }

    /// What is wrong with a property that is none of those that are declared; one of them may have been meant.
    fn undeclared(&self, name: &StringSpan, closest: Option<&'static str>) -> impl fmt::Display + use<'a> {
        let (text, name, closest) = (self.text, *name, did_you_mean(closest));
        let found = self.settings.show_values.then(|| self.quoted("", name.start, name.end));
        fmt::from_fn(move |f| {
            f.write_str("expected no property beside the declared ones, found ")?;
            match &found {
                Some(found) => write!(f, "{found}{closest}"),
                None => write!(f, "one of {} characters{closest}", name.code_points(text)),
            }
        })
    }

    fn bounds(&mut self, number: Number<'_>, constraints: &Constraints, at: usize) -> Result<(), Stop> {
        if let Some(minimum) = &constraints.minimum
            && number.compare(minimum) == Ordering::Less
        {
            self.error(Code::Minimum, at, &format_args!("expected at least {minimum}"))?;
        }
        if let Some(maximum) = &constraints.maximum
            && number.compare(maximum) == Ordering::Greater
        {
            self.error(Code::Maximum, at, &format_args!("expected at most {maximum}"))?;
        }
        Ok(())
    }

    fn length(&mut self, count: u64, constraints: &Constraints, at: usize) -> Result<(), Stop> {
        let Constraints { min_length, max_length, .. } = *constraints;
        self.count(count, (Code::MinLength, min_length), (Code::MaxLength, max_length), "character", at)
    }

    fn items(&mut self, count: u64, constraints: &Constraints, at: usize) -> Result<(), Stop> {
        let Constraints { min_items, max_items, .. } = *constraints;
        self.count(count, (Code::MinItems, min_items), (Code::MaxItems, max_items), "item", at)
    }

    fn count(
        &mut self,
        count: u64,
        least: (Code, Option<u64>),
        most: (Code, Option<u64>),
        unit: &str,
        at: usize,
    ) -> Result<(), Stop> {
        if let (code, Some(least)) = least
            && count < least
        {
            let least = counted(least, unit);
            self.error(code, at, &format_args!("expected at least {least}, found {count}"))?;
        }
        if let (code, Some(most)) = most
            && count > most
        {
            let most = counted(most, unit);
            self.error(code, at, &format_args!("expected at most {most}, found {count}"))?;
        }
        Ok(())
    }

    const fn contract(&self) -> Contract {
        self.settings.contract
    }

    fn string_at(&self, at: usize) -> Result<Option<StringSpan>, Fault> {
        if self.bytes.get(at) == Some(&b'"') { scan::string(self.bytes, at).map(Some) } else { Ok(None) }
    }

    /// What stands for unknown events, where they are valid.
    fn unknown(&self, union: &Union) -> Option<UnknownVariant> {
        union.unknown.filter(|_| self.settings.profile != Profile::Strict)
    }

    /// Runs `inner` with the pointers extended.
    fn inside<R>(
        &mut self,
        instance: &str,
        keyword: &str,
        name: &str,
        inner: impl FnOnce(&mut Self) -> Result<R, Stop>,
    ) -> Result<R, Stop> {
        let outer = self.place.mark();
        self.place.step(instance);
        self.place.keyword(keyword, name);
        let result = inner(self);
        self.leave(outer, &result);
        result
    }

    /// Goes to the definition of a type that documents refer to; returns the place to come back to.
    fn enter_definition(&mut self, model: &'static Model) -> Mark<'a> {
        let outer = self.place.mark();
        if model.is_definition() {
            let root = self.settings.model;
            let is_root = core::ptr::eq(model, root) || model.full_path() == root.full_path();
            self.place.define((!is_root).then_some(model));
        }
        outer
    }

    /// Comes back, unless the rest cannot be read: a fault is reported where it was met.
    fn leave<R>(&mut self, outer: Mark<'a>, result: &Result<R, Stop>) {
        if !matches!(result, Err(Stop::Fault(_))) {
            self.place.reset(outer);
        }
    }

    /// A name that is not declared, for a pointer.
    fn shown(&self, name: &StringSpan) -> String {
        if self.settings.show_values {
            name.decode(self.text).into_owned()
        } else {
            format!("<{} characters>", name.code_points(self.text))
        }
    }

    /// The payload's text between two places, for a message, if values may be shown.
    fn quoted(&self, before: &'static str, start: usize, end: usize) -> impl fmt::Display + use<'a> {
        const LONGEST: usize = 80;
        let text = self.text;
        let mut cut = end.min(start + LONGEST);
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        let shown = self.settings.show_values.then(|| &text[start..cut]);
        let dots = if cut < end { "…" } else { "" };
        fmt::from_fn(move |f| match shown {
            Some(text) => write!(f, "{before}{text}{dots}"),
            None => Ok(()),
        })
    }

    /// Reports an error about the value at hand.
    fn error(&mut self, code: Code, offset: usize, message: &dyn Message) -> Result<(), Stop> {
        self.error_at(code, code, offset, message)
    }

    /// Reports an error that another code's keyword expresses.
    fn error_at(
        &mut self,
        code: Code,
        keyword: Code,
        offset: usize,
        message: &dyn Message,
    ) -> Result<(), Stop> {
        self.report(code, keyword, offset, message);
        if self.errors.is_truncated() { Err(Stop::Full) } else { Ok(()) }
    }

    fn report(&mut self, code: Code, keyword: Code, offset: usize, message: &dyn Message) {
        if self.errors.len() == self.settings.max_errors {
            return self.errors.truncate();
        }
        let Self { place, spots, errors, .. } = self;
        let lazy = if code == keyword { message.lazy() } else { None };
        if let Some(lazy) = lazy.and_then(|message| place.lazy(message)) {
            return errors.add_lazy(code, spots.at(offset), lazy);
        }
        let schema = |texts: &mut String| {
            place.write_schema(texts);
            if keyword.is_keyword() {
                texts.push('/');
                texts.push_str(keyword.as_str());
            }
        };
        let instance = |texts: &mut String| place.write_instance(texts);
        errors.add(code, spots.at(offset), instance, schema, |texts| message.write(texts));
    }
}

/// A value whose type is of no interest.
const ANYTHING: &Model = &Model::anonymous("", Shape::Any);

/// Whether `null` is valid where a value is expected.
#[derive(Clone, Copy)]
enum Nullability {
    /// If its type says so.
    OfType,
    /// Not here, whatever its type says.
    Never,
}

impl Nullability {
    fn of(self, model: &Model) -> bool {
        matches!((self, model.shape), (Self::OfType, Shape::Nullable(_) | Shape::Any))
    }
}

/// What was learned of a value while its type was checked.
struct Own {
    end: usize,
    /// Its characters or items.
    count: Option<u64>,
    /// Whether it is of its type: rules say nothing of others.
    fits: bool,
}

impl Own {
    const fn ending(end: usize) -> Self {
        Self { end, count: None, fits: true }
    }

    const fn of_another_type(end: usize) -> Self {
        Self { end, count: None, fits: false }
    }
}

/// Keeps all that rules find, in its place.
struct Told<'t, 'a> {
    diagnosis: &'t mut Diagnosis<'a>,
    /// The value's type, and whether it may be null besides.
    model: &'static Model,
    nullable: bool,
    /// All rules that stand in the schema at hand.
    written: Constraints,
}

impl Findings for Told<'_, '_> {
    fn broken(&mut self, code: Code, offset: usize, message: fmt::Arguments<'_>) -> ControlFlow<()> {
        // Documents list the one value beside null.
        let keyword = if code == Code::Const && self.nullable { Code::Enum } else { code };
        match self.diagnosis.error_at(code, keyword, offset, &message) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }

    fn within<R>(&mut self, part: &Part<'_>, inner: impl FnOnce(&mut Self) -> R) -> R {
        let outer = self.diagnosis.place.mark();
        let whole = (self.model, self.nullable, self.written);
        let position;
        let (step, keyword, place, written) = match part {
            Part::Branch(at, keyword) => {
                self.diagnosis.place.keyword(&format!("/allOf/{at}{keyword}"), "");
                let result = inner(self);
                self.diagnosis.place.reset(outer);
                return result;
            }
            Part::Property(property, constraints, _) => {
                (String::from(property.name), "/properties", property.name, **constraints)
            }
            Part::Item(index) => {
                position = index.to_string();
                let (keyword, place) = of_item(&self.written, *index, &position);
                (position.clone(), keyword, place, self.written.of_item(*index))
            }
            Part::Member(name) => {
                let (keyword, place) = of_member(&self.written, &name.decode(self.diagnosis.text));
                let written = match place {
                    "" => self.written.of_values(),
                    pattern => self.written.of_matching(pattern),
                };
                (self.diagnosis.shown(name), keyword, place, written)
            }
            Part::Matching(name, pattern) => {
                let written = self.written.of_matching(pattern);
                (self.diagnosis.shown(name), "/patternProperties", *pattern, written)
            }
        };
        (self.model, self.nullable) = match (part, &self.model.shape) {
            (Part::Property(property, _, nullable), _) => ((property.value)().non_null(), *nullable),
            (_, Shape::Array(part) | Shape::Map(part)) => {
                (part().non_null(), matches!(part().shape, Shape::Nullable(_) | Shape::Any))
            }
            _ => (self.model, true),
        };
        let stands_alone = self.model.is_definition() || matches!(part, Part::Property(..));
        self.written = if stands_alone { written } else { self.model.constraints.and(&written) };
        self.diagnosis.place.step(&step);
        self.diagnosis.place.keyword(keyword, place);
        let result = inner(self);
        self.diagnosis.place.reset(outer);
        (self.model, self.nullable, self.written) = whole;
        result
    }
}

/// The keyword that is about an item of an array, and the place in it.
fn of_item<'a>(written: &Constraints, index: usize, position: &'a str) -> (&'static str, &'a str) {
    if index < written.prefix_len() { ("/prefixItems", position) } else { ("/items", "") }
}

/// The keyword that is about a member of a map, and the place in it.
fn of_member(written: &Constraints, name: &str) -> (&'static str, &'static str) {
    match written.patterns().find(|pattern| pattern.is_match(name)) {
        Some(pattern) => ("/patternProperties", pattern.source()),
        None => ("/additionalProperties", ""),
    }
}
