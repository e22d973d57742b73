//! Host names: RFC 1123, section 2.1, with the A-labels of RFC 5890.

mod label;
mod punycode;
mod tables;

/// The most characters of a name, without the dot of the root: RFC 1035, section 2.3.4.
const MAX_NAME: usize = 253;
/// The most characters of a label.
const MAX_LABEL: usize = 63;

pub(super) fn is_hostname(text: &str) -> bool {
    text.len() <= MAX_NAME && text.split('.').all(is_label)
}

fn is_label(text: &str) -> bool {
    let is_made_of = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if !is_made_of
        || text.is_empty()
        || text.len() > MAX_LABEL
        || text.starts_with('-')
        || text.ends_with('-')
    {
        return false;
    }
    // RFC 5891, section 4.2.3.1: two hyphens there mark an encoding, and there is only one.
    match text.split_at_checked(4) {
        Some((prefix, encoded)) if prefix.ends_with("--") => {
            prefix.eq_ignore_ascii_case("xn--")
                && punycode::decode(encoded).is_some_and(|decoded| label::is_label(decoded.chars()))
        }
        _ => true,
    }
}
