//! JSON pointers, as RFC 6901 writes them in strings.

/// Whether `text` is empty or begins with a slash, and has `0` or `1` behind each tilde.
pub(super) fn is_json_pointer(text: &[u8]) -> bool {
    let mut parts = text.split(|byte| *byte == b'~');
    let first = parts.next().unwrap_or_default();
    let is_rooted = text.is_empty() || first.first() == Some(&b'/');
    is_rooted && parts.all(|behind| matches!(behind.first(), Some(b'0' | b'1')))
}
