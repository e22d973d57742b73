//! The accept path, the diagnosing path, and the `jsonschema` crate on the published document.

use std::sync::LazyLock;

use event_schema::{Code, MAX_DEPTH, Schema, Validator, document};
use serde_json::Value;

use crate::kinds::{Hangup, IsymphonyEvent, Shapes, Wide, for_each_kind, fresh};
use crate::mutate::Layout;
use crate::tokens::{depth, numbers};

/// How an input is made up.
pub const LAYOUT: Layout = Layout { head: 1, ends: &[&[LEARNED]] };

/// What ends the payload that comes first, which a validator learns from.
const LEARNED: u8 = 0x1E;
const LESSONS: usize = 40;

/// Judges an input as one of the types, by validators that learned nothing, and what there is to learn.
///
/// # Panics
///
/// The verdicts differ.
pub fn compare(input: &[u8]) {
    let Some((&kind, payload)) = input.split_first() else { return };
    macro_rules! judge {
        ($event:ident) => {{
            static ORACLE: LazyLock<jsonschema::Validator> = LazyLock::new(|| oracle::<$event<'_>>());
            judge(&fresh!($event), payload, &ORACLE);
        }};
    }
    for_each_kind!(kind, judge);
}

fn oracle<T: Schema>() -> jsonschema::Validator {
    let text = document::schema_text::<T>().expect("the type has a document");
    let schema = serde_json::from_str(&text).expect("the document is JSON");
    jsonschema::options().should_validate_formats(true).build(&schema).expect("the document is a schema")
}

fn judge<T: Schema>(validator: &Validator<T>, input: &[u8], oracle: &jsonschema::Validator) {
    let lesson = input.iter().position(|byte| *byte == LEARNED);
    let payload = lesson.map_or(input, |end| &input[end + 1..]);
    if let Some(end) = lesson {
        // So often that a script is written, and used.
        let lessons = (0..LESSONS).filter(|_| validator.is_valid(&input[..end])).count();
        assert!(lessons % LESSONS == 0, "a verdict changes with what is learned");
    }
    let accepted = validator.is_valid(payload);
    // Nothing is known of the payload where it is read without a plan.
    let outcome = event_schema::validate::<T>(payload);
    assert_eq!(outcome, validator.validate(payload), "what a validator says differs");
    let codes: Vec<Code> = match &outcome {
        Ok(_) => Vec::new(),
        Err(errors) => {
            assert!(errors.len() > 0, "refused without a reason");
            errors.iter().map(|error| error.code).collect()
        }
    };
    assert_eq!(accepted, codes.is_empty(), "is_valid and validate differ: {codes:?}");
    // Once more: what was learned from the first look must not change the second.
    assert_eq!(accepted, validator.is_valid(payload), "a second look differs");
    assert_eq!(outcome, validator.validate(payload), "what a second look says differs");
    let is_exact = !numbers(payload).into_iter().any(is_beyond_floats);
    if codes.contains(&Code::Repeated) || depth(payload) >= MAX_DEPTH || !is_exact {
        return;
    }
    let expected = serde_json::from_slice::<Value>(payload).is_ok_and(|value| oracle.is_valid(&value));
    assert_eq!(accepted, expected, "the published schema says otherwise: {codes:?}");
}

/// Where the oracle computes in floating point, the exact rule wins.
fn is_beyond_floats(number: &[u8]) -> bool {
    number.len() > 15 || number.iter().any(|byte| matches!(byte, b'e' | b'E'))
}
