//! JSON Pointers (RFC 6901).

use alloc::string::String;

use crate::words;

/// Appends a reference token to a pointer.
pub(crate) fn push_segment(pointer: &mut String, segment: &str) {
    pointer.push('/');
    if !words::any(segment.as_bytes(), |word| words::equal(word, b'~') | words::equal(word, b'/')) {
        return pointer.push_str(segment);
    }
    for character in segment.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

/// Appends keywords, which are a pointer, and what they say of a name if that is not empty.
pub(crate) fn push_keyword(pointer: &mut String, keywords: &str, name: &str) {
    pointer.push_str(keywords);
    if !name.is_empty() {
        push_segment(pointer, name);
    }
}
