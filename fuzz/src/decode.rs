//! `from_json` beside serde's own route, and what is encoded again.

use std::sync::LazyLock;

use event_schema::{MAX_DEPTH, Validator, from_json, to_json};
use serde_json::Value;

use crate::kinds::{Hangup, IsymphonyEvent, Shapes, Wide, for_each_kind, fresh};
use crate::mutate::Layout;
use crate::tokens::{depth, numbers};

/// How an input is made up.
pub const LAYOUT: Layout = Layout { head: 1, ends: &[] };

/// Decodes an input as one of the types.
///
/// # Panics
///
/// What is accepted does not decode, what is refused does, serde makes another value of it, or the value does not
/// come back after it was encoded.
pub fn compare(input: &[u8]) {
    let Some((&kind, payload)) = input.split_first() else { return };
    macro_rules! decode {
        ($event:ident) => {{
            let validator = fresh!($event);
            let accepted = validator.is_valid(payload);
            let decoded = from_json::<$event<'_>>(payload);
            let recorded = validator.from_json::<$event<'_>>(payload);
            assert_eq!(recorded.as_ref().ok(), decoded.as_ref().ok(), "a validator decodes another value");
            assert_eq!(accepted, decoded.is_ok(), "accepted, but not decoded, or the reverse");
            let Ok(event) = decoded else { return };
            if let Ok(other) = serde_json::from_slice::<$event<'_>>(payload) {
                let text = |event: &$event<'_>| to_json(event).expect("what was decoded can be encoded");
                let json =
                    |event| serde_json::from_str::<Value>(&text(event)).expect("what is encoded is JSON");
                // serde keeps an unknown event's payload as a value, not byte for byte.
                assert!(event == other || json(&event) == json(&other), "serde decodes another value");
            } else {
                assert!(is_refused_by_serde_alone(payload), "serde refuses what is valid");
            }
            let text = to_json(&event).expect("what was decoded can be encoded");
            let again = from_json::<$event<'_>>(text.as_bytes()).expect("what is encoded is valid");
            assert_eq!(event, again, "another value comes back");
        }};
    }
    for_each_kind!(kind, decode);
}

/// Numbers with a fraction or an exponent, beyond 64 bits, and deep nesting: the documented list.
fn is_refused_by_serde_alone(payload: &[u8]) -> bool {
    let is_odd = |number: &[u8]| {
        number.len() > 18 || number == b"-0" || number.iter().any(|byte| matches!(byte, b'.' | b'e' | b'E'))
    };
    depth(payload) >= MAX_DEPTH || numbers(payload).into_iter().any(is_odd)
}
