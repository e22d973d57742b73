use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::{items, members};
use crate::scan;

/// Bytes that are equal for equal values and for no others: `1.0` and `1e0` are one number, members stand in order.
pub(super) fn canonical(text: &str, at: usize) -> Vec<u8> {
    let mut out = Vec::new();
    write(text, at, &mut out);
    out
}

/// Recursive: the value was taken before, so it is not nested deeper than is allowed.
fn write(text: &str, at: usize, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    match bytes.get(at) {
        Some(b'"') => {
            if let Ok(string) = scan::string(bytes, at) {
                write_string(&string.decode(text), out);
            }
        }
        Some(b'[') => {
            out.push(b'[');
            items(bytes, at).for_each(|item| write(text, item, out));
            out.push(b']');
        }
        Some(b'{') => {
            // Of a repeated name the last value counts, as for every parser that keeps only one.
            let members: BTreeMap<_, _> =
                members(bytes, at).map(|(name, value)| (name.decode(text), value)).collect();
            out.push(b'{');
            for (name, value) in members {
                write_string(&name, out);
                write(text, value, out);
            }
            out.push(b'}');
        }
        Some(b'-' | b'0'..=b'9') => {
            if let Ok((number, _)) = scan::number(bytes, at) {
                number.canonical(out);
            }
        }
        first => out.extend(first),
    }
}

/// With its length before it: no string can be taken for the beginning of another value.
fn write_string(string: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    out.extend(string.len().to_le_bytes());
    out.extend(string.as_bytes());
}
