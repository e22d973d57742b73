//! What other crates offer, each in the best configuration that is honest: buffers reused, strings borrowed, required
//! properties required.

pub(crate) mod types;

use std::hint::black_box;

use event_schema::model::Model;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use crate::route::Kind::{Decodes, Parses, Reads, Validates};
use crate::route::Route;

pub(crate) const JSONSCHEMA: &str = "serde_json Value + jsonschema";
pub(crate) const MACRO: &str = "serde_json Value + jsonschema macro";
pub(crate) const JSONSCHEMA_ERRORS: &str = "serde_json Value + jsonschema, all errors";
pub(crate) const SONIC_TYPED: &str = "sonic-rs into the type";
pub(crate) const SONIC_TAGGED: &str = "sonic-rs into the tagged enum";
pub(crate) const SONIC_LAZY: &str = "sonic-rs LazyValue";
pub(crate) const SERDE_TYPED: &str = "serde_json into the type";
pub(crate) const SPLIT: &str = "limit: memchr, lines split";
pub(crate) const UTF8: &str = "limit: simdutf8, whole segments";

/// The dynamic validator of the `jsonschema` crate.
pub(crate) fn jsonschema(schema: &Value) -> anyhow::Result<Route> {
    let validator = jsonschema::options().should_validate_formats(true).build(schema)?;
    Ok(Route::each(JSONSCHEMA, Validates, move |payload| {
        serde_json::from_slice::<Value>(payload).is_ok_and(|value| validator.is_valid(&value))
    }))
}

/// The same, and every error is wanted.
pub(crate) fn jsonschema_errors(schema: &Value) -> anyhow::Result<Route> {
    let validator = jsonschema::options().should_validate_formats(true).build(schema)?;
    Ok(Route::each(JSONSCHEMA_ERRORS, Validates, move |payload| {
        let Ok(value) = serde_json::from_slice::<Value>(payload) else { return false };
        let errors: Vec<_> = validator.iter_errors(&value).collect();
        black_box(&errors).is_empty()
    }))
}

/// What the macro of the `jsonschema` crate wrote.
pub(crate) fn compiled(is_valid: fn(&Value) -> bool) -> Route {
    Route::each(MACRO, Validates, move |payload| {
        serde_json::from_slice::<Value>(payload).is_ok_and(|value| is_valid(&value))
    })
}

/// The `boon` crate.
pub(crate) fn boon(schema: &Value) -> anyhow::Result<Route> {
    const PLACE: &str = "urn:bench:schema";
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.enable_format_assertions();
    compiler.add_resource(PLACE, schema.clone()).map_err(|error| anyhow::anyhow!("{error}"))?;
    let compiled = compiler.compile(PLACE, &mut schemas).map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(Route::each("serde_json Value + boon", Validates, move |payload| {
        let value = serde_json::from_slice::<Value>(payload);
        value.is_ok_and(|value| schemas.validate(&value, compiled).is_ok())
    }))
}

/// Routes that decode into a type: its name in the table, the type, and the routes wanted.
macro_rules! decoding {
    ($name:expr, sonic, $type:ty) => {
        $crate::route::Route::each($name, $crate::route::Kind::Decodes, |payload| {
            std::hint::black_box(sonic_rs::from_slice::<$type>(payload)).is_ok()
        })
    };
    ($name:expr, serde_json, $type:ty) => {
        $crate::route::Route::each($name, $crate::route::Kind::Decodes, |payload| {
            std::hint::black_box(serde_json::from_slice::<$type>(payload)).is_ok()
        })
    };
    ($name:expr, simd_json, $type:ty) => {{
        let mut copy = Vec::new();
        let mut buffers = simd_json::Buffers::default();
        $crate::route::Route::each($name, $crate::route::Kind::Decodes, move |payload| {
            copy.clear();
            copy.extend_from_slice(payload);
            let decoded = simd_json::serde::from_slice_with_buffers::<$type>(&mut copy, &mut buffers);
            std::hint::black_box(decoded).is_ok()
        })
    }};
}
pub(crate) use decoding;

/// The tag is looked up first, then its event's type is decoded: two reads, but nothing is buffered.
pub(crate) fn sonic_by_tag() -> Route {
    Route::each("sonic-rs: get the tag, then the type", Decodes, |payload| {
        let Ok(tag) = sonic_rs::get_from_slice(payload, ["type"]) else { return false };
        types::decode(tag.as_raw_str(), payload)
    })
}

/// Routes that parse, and know nothing of what should be there.
pub(crate) fn parsers() -> Vec<Route> {
    vec![
        Route::each(SONIC_LAZY, Parses, |payload| {
            black_box(sonic_rs::from_slice::<sonic_rs::LazyValue<'_>>(payload)).is_ok()
        }),
        Route::each("sonic-rs Value", Parses, |payload| {
            black_box(sonic_rs::from_slice::<sonic_rs::Value>(payload)).is_ok()
        }),
        simd_json_tape(),
        Route::each("jiter JsonValue", Parses, |payload| {
            black_box(jiter::JsonValue::parse(payload, false)).is_ok()
        }),
        Route::each("serde_json Value", Parses, |payload| {
            black_box(serde_json::from_slice::<Value>(payload)).is_ok()
        }),
        Route::each("serde_json IgnoredAny", Parses, |payload| {
            let mut reader = serde_json::Deserializer::from_slice(payload);
            IgnoredAny::deserialize(&mut reader).is_ok() && reader.end().is_ok()
        }),
    ]
}

fn simd_json_tape() -> Route {
    let mut copy = Vec::new();
    let mut buffers = simd_json::Buffers::default();
    Route::each("simd-json tape", Parses, move |payload| {
        copy.clear();
        copy.extend_from_slice(payload);
        black_box(simd_json::to_tape_with_buffers(&mut copy, &mut buffers)).is_ok()
    })
}

/// How fast the bytes can be touched at all.
pub(crate) fn limits() -> Vec<Route> {
    vec![
        Route::lines(SPLIT, Reads, |lines, verdicts| {
            let count = memchr::memchr_iter(b'\n', lines).map(black_box).count();
            all(count, verdicts)
        }),
        Route::lines(UTF8, Reads, |lines, verdicts| {
            // Where a payload was cut within a character the answer is no, after a look at about as many bytes.
            let _ = black_box(simdutf8::basic::from_utf8(lines));
            let count = if verdicts.is_some() { memchr::memchr_iter(b'\n', lines).count() } else { 0 };
            all(count, verdicts)
        }),
    ]
}

/// Nothing is refused.
fn all(count: usize, verdicts: Option<&mut Vec<bool>>) -> usize {
    if let Some(verdicts) = verdicts {
        verdicts.resize(verdicts.len() + count, true);
    }
    count
}

/// The published document of a type.
pub(crate) fn schema(model: &'static Model) -> anyhow::Result<Value> {
    let document = event_schema::document::document(model, &event_schema::document::Options::default())?;
    Ok(serde_json::from_str(&document.to_pretty())?)
}
