//! UUIDs, as RFC 4122, section 3 writes them.

pub(super) fn is_uuid(text: &[u8]) -> bool {
    let Some(text) = text.as_array::<36>() else { return false };
    // All of them, and not up to the first that is wrong: it takes fewer branches.
    (0..text.len()).fold(true, |all, at| {
        all & match at {
            8 | 13 | 18 | 23 => text[at] == b'-',
            _ => text[at].is_ascii_hexdigit(),
        }
    })
}
