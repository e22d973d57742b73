use alloc::vec::Vec;

use super::fault::FaultKind;
use super::relations::{self, Wish};
use super::text::{EVENTS, EXTRAS, WORDS};
use super::writer::{Segment, Writer};
use super::{string, value};
use crate::MAX_DEPTH;
use crate::error::Code;
use crate::model::{Constraints, Contract, Object, Property, Rest, Tag, Union};

/// Writes an object with its declared properties; `union` is what it is an event of, if it is not alone.
pub(super) fn write(writer: &mut Writer<'_>, object: &'static Object, union: Option<&'static Union>) {
    let wishes = if object.has_relations() {
        relations::settle(writer, object, |writer, wishes| members(writer, object, union, wishes))
    } else {
        Vec::new()
    };
    members(writer, object, union, &wishes);
}

fn members(writer: &mut Writer<'_>, object: &'static Object, union: Option<&'static Union>, wishes: &[Wish]) {
    let start = writer.out.len();
    // Without its tag a variant is not known.
    let before_tag = union.map(|_| writer.hide());
    let closed = object.is_closed(writer.options.profile);
    let tags = usize::from(object.tag.is_some());
    let count = tags + object.properties.len();
    let has_extra = !closed && object.rest.is_none() && !writer.options.full && writer.random.chance(10);
    let extra_at = if has_extra { writer.random.below(count + 1) } else { usize::MAX };
    let mut order = Vec::new();
    if writer.shuffled {
        order.extend(0..count);
        writer.random.shuffle(&mut order);
    }

    writer.raw("{");
    writer.depth += 1;
    for at in 0..=count {
        if at == extra_at {
            extra(writer, object, start);
        }
        if at == count {
            break;
        }
        let member = order.get(at).copied().unwrap_or(at);
        match object.tag.filter(|_| member == 0) {
            Some(expected) => {
                if let Some(before) = before_tag {
                    writer.show(before);
                }
                tag(writer, Some(expected), union, start);
            }
            None => property(writer, &object.properties[member - tags], wishes, start),
        }
    }
    if closed && writer.strikes(FaultKind::UndeclaredProperty) {
        separate(writer, start);
        writer.plant(FaultKind::UndeclaredProperty, Code::AdditionalProperties);
        string::quoted(writer, undeclared(object));
        writer.colon();
        value::any_value(writer, true);
    }
    if let Some(rest) = object.rest {
        kept(writer, object, rest, start);
    }
    if !closed && object.rest.is_none() && writer.depth == 1 && writer.strikes(FaultKind::TooDeep) {
        too_deep(writer, object, start);
    }
    if let Some(before) = before_tag {
        writer.show(before);
    }
    close(writer, start);
}

/// Whether events outside the union are valid.
pub(super) fn is_open(writer: &Writer<'_>, union: &Union) -> bool {
    union.unknown.is_some() && writer.options.profile != crate::Profile::Strict
}

/// Writes an event that the union does not know.
pub(super) fn unknown_event(writer: &mut Writer<'_>, union: &'static Union) {
    let start = writer.out.len();
    writer.raw("{");
    writer.depth += 1;
    tag(writer, None, Some(union), start);
    if let Some(content) = union.unknown.and_then(|unknown| unknown.content)
        && writer.random.chance(500)
    {
        separate(writer, start);
        string::quoted(writer, content);
        writer.colon();
        writer.raw("null");
    }
    let first = writer.random.below(WORDS.len());
    let more = if union.unknown.is_some_and(|unknown| unknown.closed) { 0 } else { 6 };
    for at in 0..writer.random.below(more) {
        let name = WORDS[(first + at) % WORDS.len()];
        if name == union.tag || union.unknown.is_some_and(|unknown| unknown.content == Some(name)) {
            continue;
        }
        separate(writer, start);
        string::quoted(writer, name);
        writer.colon();
        writer.within(Segment::Name(name), |writer| value::any_value(writer, true));
    }
    close(writer, start);
}

fn close(writer: &mut Writer<'_>, start: usize) {
    writer.depth -= 1;
    if writer.out.len() > start + 1 && writer.strikes(FaultKind::TrailingComma) {
        writer.raw(",");
        writer.plant(FaultKind::TrailingComma, Code::Syntax);
    }
    writer.raw("}");
}

/// A comma, if members stand before.
#[inline]
fn separate(writer: &mut Writer<'_>, start: usize) {
    if writer.out.len() > start + 1 {
        writer.comma();
    }
}

/// Writes the tag: of an event that stands alone, of one of a union's, or (without a name) of an unknown one.
fn tag(writer: &mut Writer<'_>, known: Option<Tag>, union: Option<&'static Union>, start: usize) {
    let in_closed_union = union.is_some_and(|union| !is_open(writer, union));
    let code = |code| if in_closed_union { Code::OneOf } else { code };
    if writer.strikes(FaultKind::MissingTag) {
        return writer.plant_at(FaultKind::MissingTag, code(Code::Required), start);
    }
    let value = match (known, union) {
        (Some(tag), _) => one_name(writer, tag.value, tag.aliases),
        (None, Some(union)) => unknown_tag(writer, union),
        (None, None) => return,
    };
    let property = known.map(|tag| tag.property).or(union.map(|union| union.tag)).unwrap_or_default();
    let is_fixed = in_closed_union || union.is_none();
    separate(writer, start);
    repeatable(writer, property, |writer| {
        if writer.strikes(FaultKind::TagNotAString) {
            writer.plant(FaultKind::TagNotAString, code(Code::Type));
            let wrong = *writer.random.pick(&["null", "false", "12", "[\"type\"]", "{}"]);
            return writer.raw(wrong);
        }
        if is_fixed && writer.strikes(FaultKind::WrongTag) {
            writer.plant(FaultKind::WrongTag, code(Code::Const));
            return writer.raw("\"no such event\"");
        }
        string::quoted(writer, value);
    });
}

fn property(writer: &mut Writer<'_>, property: &'static Property, wishes: &[Wish], start: usize) {
    if !property.is_part_of(Contract::Deserialize) {
        return;
    }
    let wish = relations::of_property(wishes, property);
    if wish.as_ref().is_some_and(|wish| wish.is_absent) {
        return;
    }
    let is_wished = wish.as_ref().is_some_and(|wish| wish.is_required);
    if is_wished && property.may_be_absent(writer.options.profile) {
        // It is there, and it is no fault if it is not.
    } else if property.may_be_absent(writer.options.profile) {
        if writer.terse() || (!writer.options.full && writer.random.chance(150)) {
            return;
        }
    } else if writer.strikes(FaultKind::MissingProperty) {
        return writer.plant_at(FaultKind::MissingProperty, Code::Required, start);
    }
    separate(writer, start);
    let name = one_name(writer, property.name, property.aliases);
    repeatable(writer, name, |writer| {
        let model = (property.value)();
        let model = if property.nullable { model } else { model.non_null() };
        let Some(asked) = wish.as_ref().and_then(|wish| wish.constraints) else {
            return value::write(writer, model, &property.constraints, property.sample, property.nullable);
        };
        // What breaks a wish need not be a fault.
        let constraints = property.constraints.and(&asked);
        writer.sound(|writer| {
            value::write(
                writer,
                model.non_null(),
                &constraints,
                property.sample,
                !is_wished && property.nullable,
            );
        });
    });
}

/// One of the names that are read as the same.
pub(super) fn one_name(
    writer: &mut Writer<'_>,
    name: &'static str,
    aliases: &'static [&'static str],
) -> &'static str {
    if aliases.is_empty() || writer.random.chance(700) {
        return name;
    }
    let alias: &&'static str = writer.random.pick(aliases);
    alias
}

/// Writes a member, and perhaps a second one of the same name.
fn repeatable(writer: &mut Writer<'_>, name: &'static str, mut value: impl FnMut(&mut Writer<'_>)) {
    writer.within(Segment::Name(name), |writer| {
        string::quoted(writer, name);
        writer.colon();
        value(writer);
        if writer.strikes(FaultKind::RepeatedProperty) {
            writer.comma();
            writer.plant(FaultKind::RepeatedProperty, Code::Repeated);
            string::quoted(writer, name);
            writer.colon();
            value(writer);
        }
    });
}

/// A property that the object does not declare.
fn extra(writer: &mut Writer<'_>, object: &'static Object, start: usize) {
    let name = undeclared(object);
    separate(writer, start);
    string::quoted(writer, name);
    writer.colon();
    writer.skipped(|writer| writer.within(Segment::Name(name), |writer| value::any_value(writer, true)));
}

/// Some of the properties that a map keeps.
fn kept(writer: &mut Writer<'_>, object: &'static Object, rest: Rest, start: usize) {
    let count = match () {
        () if writer.terse() => 0,
        () if writer.options.full => 2,
        () => writer.random.below(3),
    };
    let first = writer.random.below(WORDS.len());
    let names = WORDS.iter().cycle().skip(first).take(WORDS.len()).filter(|name| !declares(object, name));
    for name in names.take(count) {
        separate(writer, start);
        string::quoted(writer, name);
        writer.colon();
        writer.within(Segment::Name(name), |writer| {
            value::write(writer, (rest.value)(), &Constraints::NONE, None, false);
        });
    }
}

/// A property whose value is nested once more than is allowed.
#[cold]
fn too_deep(writer: &mut Writer<'_>, object: &'static Object, start: usize) {
    let name = undeclared(object);
    separate(writer, start);
    string::quoted(writer, name);
    writer.colon();
    let at = writer.out.len() + MAX_DEPTH - writer.depth;
    writer.plant_at(FaultKind::TooDeep, Code::Depth, at);
    let levels = MAX_DEPTH + writer.random.between(0, 8);
    writer.out.resize(writer.out.len() + levels, b'[');
    writer.out.resize(writer.out.len() + levels, b']');
}

fn undeclared(object: &'static Object) -> &'static str {
    EXTRAS.iter().find(|name| !declares(object, name)).unwrap_or(&"not declared anywhere")
}

fn declares(object: &Object, name: &str) -> bool {
    object.properties.iter().any(|property| property.is(name))
        || object.tag.is_some_and(|tag| tag.property == name)
}

fn unknown_tag(writer: &mut Writer<'_>, union: &'static Union) -> &'static str {
    let first = writer.random.below(EVENTS.len());
    let unknown =
        EVENTS.iter().cycle().skip(first).take(EVENTS.len()).find(|tag| union.variant(tag).is_none());
    unknown.unwrap_or(&"no such event")
}
