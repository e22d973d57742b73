//! This workspace's own routes.

use std::hint::black_box;

use bench_corpora::Segment;
use event_schema::{FromJson, IntoOwned, Schema, Validator, Verdicts};

use crate::route::{Kind, Route};

pub(crate) const LINES: &str = "event-schema: validate_lines";
pub(crate) const PORTABLE: &str = "event-schema: validate_lines, portable";
pub(crate) const IS_VALID: &str = "event-schema: is_valid";
pub(crate) const FROM_JSON: &str = "event-schema: from_json";
pub(crate) const ALL_ERRORS: &str = "event-schema: validate, all errors";

/// Many lines at once.
pub(crate) fn lines<T: Schema + 'static>() -> Route {
    batch(LINES, Validator::<T>::new())
}

/// Many lines at once, without instructions that not every processor has.
pub(crate) fn portable<T: Schema + 'static>() -> Route {
    batch(PORTABLE, Validator::<T>::new().portable(true))
}

fn batch<T: Schema + 'static>(name: &'static str, validator: Validator<T>) -> Route {
    let mut lines = Verdicts::default();
    let read = move |segment: Segment<'_>, verdicts: Option<&mut Vec<bool>>| {
        validator.validate_lines(segment.bytes, &mut lines);
        if let Some(verdicts) = verdicts {
            verdicts.extend((0..lines.lines()).map(|line| lines.is_valid(line)));
        }
        lines.valid()
    };
    Route { name, kind: Kind::Validates, read: Box::new(read) }
}

/// One payload after the other.
pub(crate) fn is_valid<T: Schema + 'static>() -> Route {
    let validator = Validator::<T>::new();
    Route::each(IS_VALID, Kind::Validates, move |payload| validator.is_valid(payload))
}

/// Every error of every payload.
pub(crate) fn all_errors<T: Schema + 'static>() -> Route {
    let validator = Validator::<T>::new();
    Route::each(ALL_ERRORS, Kind::Validates, move |payload| black_box(validator.validate(payload)).is_ok())
}

/// The route that decodes, with what it borrows.
macro_rules! from_json {
    ($event:ident) => {{
        let validator = event_schema::Validator::<$event<'static>>::new();
        $crate::route::Route::each($crate::ours::FROM_JSON, $crate::route::Kind::Validates, move |payload| {
            $crate::ours::decodes::<_, $event<'_>>(&validator, payload)
        })
    }};
}
pub(crate) use from_json;

/// Whether a payload decodes.
pub(crate) fn decodes<'de, T, U>(validator: &Validator<T>, payload: &'de [u8]) -> bool
where
    T: Schema,
    U: FromJson<'de> + IntoOwned<Owned = T>,
{
    black_box(validator.from_json::<U>(payload)).is_ok()
}
