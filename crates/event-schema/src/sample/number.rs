use super::fault::FaultKind;
use super::writer::Writer;
use crate::error::Code;
use crate::model::{Bound, Constraints, Integer, SampleHint};

/// Writes a whole number within its bounds.
pub(super) fn integer(writer: &mut Writer<'_>, constraints: &Constraints, hint: Option<SampleHint>) {
    if out_of_bounds(writer, constraints) || beyond_float(writer) {
        return;
    }
    let least = constraints.minimum.map(|bound| whole(bound, false));
    let most = constraints.maximum.map(|bound| whole(bound, true));
    let wish = match hint {
        Some(SampleHint::EpochMillis) => {
            Integer::from_i128(i128::from(writer.clock) + writer.random.below(20) as i128)
        }
        _ => anywhere(writer, least, most),
    };
    let low = least.map_or(wish, |least| wish.max(least));
    let value = most.map_or(low, |most| low.min(most));
    if writer.options.exotic && writer.random.chance(20) {
        return spelled_oddly(writer, value);
    }
    whole_number(writer, value);
}

/// Mostly a small number, at times a bound or any number in between.
fn anywhere(writer: &mut Writer<'_>, least: Option<Integer>, most: Option<Integer>) -> Integer {
    let small = Integer::from_i128(writer.random.below(10_000) as i128);
    match writer.random.below(20) {
        0 => least.unwrap_or(Integer::from_i128(-1)),
        1 => most.unwrap_or(small),
        2 | 3 => {
            let (least, most) = (least.unwrap_or(small), most.unwrap_or(small));
            let span = match (least.to_i128(), most.to_i128()) {
                (Some(least), Some(most)) => most.wrapping_sub(least).cast_unsigned(),
                _ => u128::MAX,
            };
            let above = writer.random.up_to(span);
            match least.to_i128().and_then(|least| least.checked_add_unsigned(above)) {
                Some(value) => Integer::from_i128(value),
                None => Integer::from_u128(above),
            }
        }
        4 if least.is_some_and(|least| least.to_u128().is_none()) => {
            Integer::from_i128(-1 - writer.random.below(10_000) as i128)
        }
        _ => small,
    }
}

/// Writes a number within its bounds.
pub(super) fn float(writer: &mut Writer<'_>, constraints: &Constraints) {
    if out_of_bounds(writer, constraints) || beyond_float(writer) {
        return;
    }
    let whole = writer.random.below(10_000) as u32;
    let hundredths = f64::from(whole) * 100.0 + f64::from(writer.random.below(100) as u32);
    let wish = match writer.random.below(8) {
        0 => -hundredths / 100.0,
        1 => f64::from(whole),
        2 => hundredths * 1e15,
        3 => hundredths * 1e-12,
        _ => hundredths / 100.0,
    };
    match (constraints.minimum, constraints.maximum) {
        (Some(bound), _) if wish < nearest(bound) => writer.display(bound),
        (_, Some(bound)) if wish > nearest(bound) => writer.display(bound),
        _ => writer.display(Bound::Float(wish)),
    }
}

/// Plants a number beyond one of the bounds, if that is to happen here.
fn out_of_bounds(writer: &mut Writer<'_>, constraints: &Constraints) -> bool {
    let below = constraints.minimum.and_then(|bound| beyond(bound, true));
    if let Some(value) = below
        && writer.strikes(FaultKind::BelowMinimum)
    {
        writer.plant(FaultKind::BelowMinimum, Code::Minimum);
        writer.display(value);
        return true;
    }
    let above = constraints.maximum.and_then(|bound| beyond(bound, false));
    if let Some(value) = above
        && writer.strikes(FaultKind::AboveMaximum)
    {
        writer.plant(FaultKind::AboveMaximum, Code::Maximum);
        writer.display(value);
        return true;
    }
    false
}

fn beyond_float(writer: &mut Writer<'_>) -> bool {
    let strikes = writer.strikes(FaultKind::BeyondFloat);
    if strikes {
        writer.plant(FaultKind::BeyondFloat, Code::NumberRange);
        let text = *writer.random.pick(&["1e400", "-1e309", "1.5E+99999999999999999999"]);
        writer.raw(text);
    }
    strikes
}

/// The number next to a bound, outside.
fn beyond(bound: Bound, below: bool) -> Option<Bound> {
    match bound {
        Bound::Integer(bound) => neighbour(bound, below).map(Bound::Integer),
        Bound::Float(bound) => {
            let step = if bound.abs() < 2.0 { 1.0 } else { bound.abs() };
            let value = if below { bound - step } else { bound + step };
            value.is_finite().then_some(Bound::Float(value))
        }
    }
}

/// One less, or one more.
fn neighbour(integer: Integer, below: bool) -> Option<Integer> {
    let magnitude = integer.to_u128().or_else(|| integer.to_i128().map(i128::unsigned_abs))?;
    let negative = integer.to_u128().is_none();
    match (magnitude, negative == below) {
        (0, _) => Some(Integer::from_parts(below, 1)),
        (_, true) => magnitude.checked_add(1).map(|magnitude| Integer::from_parts(negative, magnitude)),
        (_, false) => Some(Integer::from_parts(negative, magnitude - 1)),
    }
}

/// The whole number at a bound: the last one inside.
fn whole(bound: Bound, is_maximum: bool) -> Integer {
    match bound {
        Bound::Integer(integer) => integer,
        Bound::Float(float) => {
            let cut = float as i128;
            let inside = cut + i128::from(!is_maximum && nearest_whole(cut) < float)
                - i128::from(is_maximum && nearest_whole(cut) > float);
            Integer::from_i128(inside)
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "the nearest value is what is asked for")]
fn nearest_whole(integer: i128) -> f64 {
    integer as f64
}

fn nearest(bound: Bound) -> f64 {
    match bound {
        Bound::Integer(integer) => integer.to_f64(),
        Bound::Float(float) => float,
    }
}

fn whole_number(writer: &mut Writer<'_>, value: Integer) {
    match value.to_i128().map(i64::try_from) {
        Some(Ok(short)) => writer.display(short),
        _ => writer.display(value),
    }
}

fn spelled_oddly(writer: &mut Writer<'_>, value: Integer) {
    if value == Integer::from_u128(0) {
        return writer.raw("-0");
    }
    whole_number(writer, value);
    let tail = *writer.random.pick(&[".0", "e0", ".000E+0", "0e-1"]);
    writer.raw(tail);
}
