use alloc::vec::Vec;

use super::fault::FaultKind;
use super::text::WORDS;
use super::writer::{Segment, Writer};
use super::{number, object, parts, rules, string};
use crate::error::Code;
use crate::model::{
    Constraints, Contract, Element, Enumeration, Keyed, Model, Presence, SampleHint, Shape, TypeRef, Union,
};

/// Writes a value of a model's type.
pub(super) fn write(
    writer: &mut Writer<'_>,
    model: &'static Model,
    constraints: &Constraints,
    hint: Option<SampleHint>,
    nullable: bool,
) {
    if let Shape::Nullable(inner) = model.shape {
        return write(writer, inner(), &model.constraints.and(constraints), hint, true);
    }
    if writer.depth > 0 && writer.strikes(FaultKind::Truncated) {
        return writer.cut_here();
    }
    if let Some(wrong) = wrong_types(&model.shape)
        && writer.strikes(FaultKind::WrongType)
    {
        writer.plant(FaultKind::WrongType, type_code(writer, &model.shape));
        let wrong = *writer.random.pick(wrong);
        return writer.raw(wrong);
    }
    let never_null = !nullable && !model.accepts_null();
    if never_null && writer.strikes(FaultKind::NullValue) {
        writer.plant(FaultKind::NullValue, type_code(writer, &model.shape));
        return writer.raw("null");
    }
    let null = nullable
        && !matches!(model.shape, Shape::Null)
        && (writer.terse() || (!writer.options.full && writer.random.chance(300)));
    if null {
        return writer.raw("null");
    }
    let constraints = &model.constraints.and(constraints);
    if !constraints.rules.is_none() {
        return match &model.shape {
            Shape::Array(item) => {
                rules::until_valid(writer, constraints, |writer| {
                    parts::array(writer, *item, constraints);
                });
            }
            Shape::Map(item) => {
                rules::until_valid(writer, constraints, |writer| parts::map(writer, *item, constraints));
            }
            Shape::Any => {
                rules::until_valid(writer, constraints, |writer| {
                    parts::anything(writer, nullable, constraints);
                });
            }
            Shape::Object(declared) => {
                rules::until_valid(writer, constraints, |writer| object::write(writer, declared, None));
            }
            Shape::Tuple(_) | Shape::Keyed(_) | Shape::Choice(_) | Shape::Union(_) | Shape::Null => {
                rules::until_valid(writer, constraints, |writer| {
                    any_of(writer, model, constraints, hint, nullable);
                });
            }
            shape => rules::scalar(writer, shape, constraints),
        };
    }
    any_of(writer, model, constraints, hint, nullable);
}

/// A value of a type, as its shape tells.
fn any_of(
    writer: &mut Writer<'_>,
    model: &'static Model,
    constraints: &Constraints,
    hint: Option<SampleHint>,
    nullable: bool,
) {
    match &model.shape {
        Shape::Any => writer.skipped(|writer| any_value(writer, nullable)),
        Shape::Boolean => {
            let text = if writer.random.chance(500) { "true" } else { "false" };
            writer.raw(text);
        }
        Shape::Integer => number::integer(writer, constraints, hint),
        Shape::Number => number::float(writer, constraints),
        Shape::String => string::write(writer, constraints, hint),
        Shape::Enumeration(enumeration) => enumerated(writer, enumeration),
        Shape::Nullable(_) => {}
        Shape::Array(item) => array(writer, *item, constraints),
        Shape::Map(item) => map(writer, *item),
        Shape::Object(declared) => object::write(writer, declared, None),
        Shape::Union(union) => variant(writer, union),
        Shape::Null => writer.raw("null"),
        Shape::Tuple(elements) => tuple(writer, elements),
        Shape::Keyed(keyed) => self::keyed(writer, keyed),
        // What is wrong for one alternative may be right for another: no fault is planted inside.
        Shape::Choice(alternatives) => {
            let read: Vec<_> = alternatives.iter().filter(|it| it.is_part_of(READ)).collect();
            let at = one_of(writer, read.len(), read.iter().map(|alternative| alternative.model));
            let Some(alternative) = read.get(at) else { return writer.raw("null") };
            writer.sound(|writer| write(writer, (alternative.model)(), &Constraints::NONE, None, false));
        }
    }
}

/// The code for a value of a wrong type: of a closed union's variants, none fits.
fn type_code(writer: &Writer<'_>, shape: &Shape) -> Code {
    match shape {
        Shape::Union(union) if !object::is_open(writer, union) => Code::OneOf,
        Shape::Keyed(_) => Code::OneOf,
        Shape::Choice(_) => Code::AnyOf,
        _ => Code::Type,
    }
}

/// Values of every JSON type that the shape is not, `null` aside.
fn wrong_types(shape: &Shape) -> Option<&'static [&'static str]> {
    Some(match shape {
        Shape::Any | Shape::Nullable(_) | Shape::Choice(_) => return None,
        Shape::Null => &["false", "0", "\"null\"", "[]", "{}"],
        Shape::Keyed(_) => &["true", "7", "-0.5", "[]", "[{}]"],
        Shape::Boolean => &["0", "1.5", "\"true\"", "[]", "{}"],
        Shape::Integer => &["true", "1.5", "0.1e-3", "\"12\"", "[]", "{}"],
        Shape::Number => &["false", "\"1.5\"", "[0.5]", "{}"],
        Shape::String | Shape::Enumeration(_) => {
            &["true", "12", "-1.5", "[\"text\"]", "{\"value\":\"text\"}"]
        }
        Shape::Array(_) | Shape::Tuple(_) => &["false", "3", "0.5", "\"text\"", "{}", "{\"0\":[]}"],
        Shape::Map(_) | Shape::Object(_) | Shape::Union(_) => {
            &["true", "7", "-0.5", "\"text\"", "[]", "[{}]"]
        }
    })
}

fn enumerated(writer: &mut Writer<'_>, enumeration: &Enumeration) {
    if !enumeration.open && writer.strikes(FaultKind::UnknownValue) {
        writer.plant(FaultKind::UnknownValue, Code::Enum);
        return writer.raw("\"no such value\"");
    }
    let unknown = enumeration.open && !writer.options.full && writer.random.chance(80);
    let read: Vec<_> = enumeration.values.iter().filter(|it| it.is_part_of(READ)).collect();
    if unknown || read.is_empty() {
        return string::write(writer, &Constraints::NONE, Some(SampleHint::Words));
    }
    let value = writer.random.pick(&read);
    let name = object::one_name(writer, value.name, value.aliases);
    string::quoted(writer, name);
}

fn array(writer: &mut Writer<'_>, item: TypeRef, constraints: &Constraints) {
    let least = constraints.min_items.unwrap_or(0) as usize;
    let most = constraints.max_items.map_or(usize::MAX, |most| most as usize);
    let few = least > 0 && writer.strikes(FaultKind::TooFewItems);
    let many = most < 1000 && writer.strikes(FaultKind::TooManyItems);
    let count = if few {
        writer.plant(FaultKind::TooFewItems, Code::MinItems);
        least - 1
    } else if many {
        writer.plant(FaultKind::TooManyItems, Code::MaxItems);
        most + 1
    } else if writer.terse() {
        least
    } else {
        let floor = least.max(usize::from(writer.options.full)).min(most);
        let more = if writer.options.full { 1 } else { 3 };
        writer.random.between(floor, most.min(floor + more))
    };
    writer.raw("[");
    writer.depth += 1;
    for at in 0..count {
        if at > 0 {
            writer.comma();
        }
        let of_items = constraints.of_items();
        writer.within(Segment::Index(at), |writer| write(writer, item(), &of_items, None, false));
    }
    writer.depth -= 1;
    if count > 0 && writer.strikes(FaultKind::TrailingComma) {
        writer.raw(",");
        writer.within(Segment::Index(count), |writer| writer.plant(FaultKind::TrailingComma, Code::Syntax));
    }
    writer.raw("]");
}

fn tuple(writer: &mut Writer<'_>, elements: &'static [Element]) {
    let few = !elements.is_empty() && writer.strikes(FaultKind::TooFewItems);
    let many = writer.strikes(FaultKind::TooManyItems);
    let mut count = elements.len();
    if few {
        writer.plant(FaultKind::TooFewItems, Code::MinItems);
        count -= 1;
    } else if many {
        writer.plant(FaultKind::TooManyItems, Code::MaxItems);
    }
    writer.raw("[");
    writer.depth += 1;
    for (at, element) in elements.iter().enumerate().take(count) {
        if at > 0 {
            writer.comma();
        }
        let value = (element.value)();
        writer.within(Segment::Index(at), |writer| write(writer, value, &element.constraints, None, false));
    }
    writer.depth -= 1;
    if many {
        writer.raw(if count > 0 { ",null" } else { "null" });
    }
    if (count > 0 || many) && writer.strikes(FaultKind::TrailingComma) {
        writer.raw(",");
        // What is too much has no type that would be looked for.
        writer.plant(FaultKind::TrailingComma, Code::Syntax);
    }
    writer.raw("]");
}

fn keyed(writer: &mut Writer<'_>, keyed: &'static Keyed) {
    if keyed.other.is_some() && (writer.terse() || writer.random.chance(150)) {
        let names: Vec<&str> = keyed.names(READ).collect();
        let unknown = WORDS.iter().find(|word| !names.contains(word));
        return string::quoted(writer, unknown.unwrap_or(&"no such value"));
    }
    let units: Vec<_> = keyed.units.iter().filter(|it| it.is_part_of(READ)).collect();
    let contents: Vec<_> = keyed.contents.iter().filter(|it| it.is_part_of(READ)).collect();
    let at = if !units.is_empty() && writer.terse() {
        0
    } else {
        let models = contents.iter().map(|content| content.model);
        one_of(writer, units.len() + contents.len(), models)
    };
    if let Some(unit) = units.get(at) {
        if keyed.other.is_none() && writer.strikes(FaultKind::UnknownValue) {
            writer.plant(FaultKind::UnknownValue, Code::OneOf);
            return writer.raw("\"no such value\"");
        }
        let name = object::one_name(writer, unit.name, unit.aliases);
        return string::quoted(writer, name);
    }
    let Some(content) = contents.get(at.wrapping_sub(units.len())) else { return writer.raw("null") };
    let name = object::one_name(writer, content.name, content.aliases);
    writer.raw("{");
    writer.depth += 1;
    if writer.strikes(FaultKind::UnknownValue) {
        writer.plant(FaultKind::UnknownValue, Code::OneOf);
        string::quoted(writer, "no such variant");
    } else {
        string::quoted(writer, name);
    }
    writer.colon();
    let value = (content.model)();
    writer.within(Segment::Name(name), |writer| {
        write(writer, value, &Constraints::NONE, None, false);
    });
    writer.depth -= 1;
    writer.raw("}");
}

fn map(writer: &mut Writer<'_>, item: TypeRef) {
    let count = match () {
        () if writer.terse() => 0,
        () if writer.options.full => 2,
        () => writer.random.below(4),
    };
    let first = writer.random.below(WORDS.len());
    writer.raw("{");
    writer.depth += 1;
    for at in 0..count {
        if at > 0 {
            writer.comma();
        }
        let name = WORDS[(first + at) % WORDS.len()];
        string::quoted(writer, name);
        writer.colon();
        writer.within(Segment::Name(name), |writer| write(writer, item(), &Constraints::NONE, None, false));
    }
    writer.depth -= 1;
    if count > 0 && writer.strikes(FaultKind::TrailingComma) {
        writer.raw(",");
        writer.plant(FaultKind::TrailingComma, Code::Syntax);
    }
    writer.raw("}");
}

/// A value that nothing is known about.
pub(super) fn any_value(writer: &mut Writer<'_>, nullable: bool) {
    let kinds = if writer.terse() { 5 } else { 8 };
    match writer.random.between(usize::from(!nullable), kinds - 1) {
        0 => writer.raw("null"),
        1 => writer.raw("true"),
        2 => {
            let number = writer.random.below(100_000);
            writer.display(number);
        }
        3 => writer.raw("-12.5e-1"),
        4 => string::write(writer, &Constraints::NONE, Some(SampleHint::Words)),
        kind => {
            let (open, close) = if kind == 5 { ("[", "]") } else { ("{", "}") };
            let count = writer.random.below(4);
            writer.raw(open);
            writer.depth += 1;
            for at in 0..count {
                if at > 0 {
                    writer.comma();
                }
                let name = WORDS[writer.random.below(WORDS.len())];
                if kind == 5 {
                    writer.within(Segment::Index(at), |writer| any_value(writer, true));
                    continue;
                }
                string::quoted(writer, name);
                writer.colon();
                writer.within(Segment::Name(name), |writer| any_value(writer, true));
            }
            writer.depth -= 1;
            writer.raw(close);
        }
    }
}

fn variant(writer: &mut Writer<'_>, union: &'static Union) {
    let known = union.variants.len();
    let open = object::is_open(writer, union);
    let pinned = if writer.depth == 0 { writer.options.variant } else { None };
    let at = match pinned {
        Some(at) => at,
        None if known == 0 || (open && writer.random.chance(10)) => known,
        None => {
            let read = union.variants.iter().enumerate().filter(|(_, it)| it.is_part_of(READ));
            let read: Vec<_> = read.collect();
            let chosen = one_of(writer, read.len(), read.iter().map(|(_, variant)| variant.model));
            read.get(chosen).map_or(known, |(at, _)| *at)
        }
    };
    let Some(variant) = union.variants.get(at) else {
        return writer.skipped(|writer| object::unknown_event(writer, union));
    };
    if writer.depth == 0 {
        writer.event = Some(variant.tag);
    }
    let model = (variant.model)();
    let Some(declared) = model.as_object() else {
        return any_of(writer, model, &Constraints::NONE, None, false);
    };
    if model.constraints.rules.is_none() {
        return object::write(writer, declared, Some(union));
    }
    rules::until_valid(writer, &model.constraints, |writer| object::write(writer, declared, Some(union)));
}

/// What samples are made for.
const READ: Contract = Contract::Deserialize;

/// One of so many variants, the last of which have these models: any, or the flattest if an end must be found.
pub(super) fn one_of(writer: &mut Writer<'_>, count: usize, models: impl Iterator<Item = TypeRef>) -> usize {
    if !writer.terse() {
        return writer.random.below(count.max(1));
    }
    let height = |model: TypeRef| height(model(), 5);
    let heights: Vec<usize> = models.map(height).collect();
    let flattest = (0..heights.len()).min_by_key(|at| heights[*at]).unwrap_or(0);
    count - heights.len() + flattest
}

/// How deep the flattest value of a type is, as far as anybody looks.
fn height(model: &'static Model, fuel: usize) -> usize {
    let Some(left) = fuel.checked_sub(1) else { return 0 };
    let least = |models: &mut dyn Iterator<Item = TypeRef>| models.map(|it| height(it(), left)).min();
    let most = |models: &mut dyn Iterator<Item = TypeRef>| models.map(|it| height(it(), left)).max();
    match &model.shape {
        Shape::Object(object) => {
            let required =
                object.properties.iter().filter(|it| it.presence == Presence::Required && !it.nullable);
            1 + most(&mut required.map(|it| it.value)).unwrap_or(0)
        }
        Shape::Tuple(elements) => 1 + most(&mut elements.iter().map(|it| it.value)).unwrap_or(0),
        Shape::Array(item) if model.constraints.min_items.is_some() => 1 + height(item(), left),
        Shape::Union(union) => least(&mut union.variants.iter().map(|it| it.model)).unwrap_or(0),
        Shape::Keyed(Keyed { units: [], contents, .. }) => {
            1 + least(&mut contents.iter().map(|it| it.model)).unwrap_or(0)
        }
        Shape::Choice(alternatives) => least(&mut alternatives.iter().map(|it| it.model)).unwrap_or(0),
        _ => 0,
    }
}
