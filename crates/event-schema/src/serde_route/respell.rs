//! Values that serde alone can read. It takes no whole number that is written with a fraction, an exponent or as minus
//! zero, which to JSON Schema are integers like others.

#[cfg(feature = "std")]
use alloc::string::{String, ToString};

use serde::Deserialize;

use crate::decode::Mismatch;

/// Reads a validated value by serde.
///
/// # Errors
///
/// serde does not take it.
pub(crate) fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, Mismatch> {
    let read = serde_json::from_str(text);
    #[cfg(feature = "std")]
    let read = read.or_else(|_| again(text));
    read.map_err(|_| Mismatch)
}

/// Once more with its whole numbers spelled as integers. What is read so cannot be borrowed.
#[cfg(feature = "std")]
#[cold]
fn again<'de, T: Deserialize<'de>>(text: &str) -> serde_json::Result<T> {
    T::deserialize(&mut serde_json::Deserializer::from_reader(respelled(text).as_bytes()))
}

/// A value with its whole numbers spelled as integers.
#[cfg(feature = "std")]
fn respelled(text: &str) -> String {
    use crate::scan;

    let bytes = text.as_bytes();
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    while at < bytes.len() {
        let (end, integer) = match bytes[at] {
            b'"' => (scan::string(bytes, at).map_or(bytes.len(), |string| string.end), None),
            b'-' | b'0'..=b'9' => match scan::number(bytes, at) {
                Ok((number, end)) => (end, number.to_integer()),
                Err(_) => (bytes.len(), None),
            },
            _ => (at + 1, None),
        };
        match integer {
            Some(integer) => out.push_str(&integer.to_string()),
            None => out.push_str(text.get(at..end).unwrap_or_default()),
        }
        at = end;
    }
    out
}
