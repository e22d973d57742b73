use std::fmt::Write;

/// A string's text with every character written as an escape.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::from("\"");
    for unit in text.encode_utf16() {
        let _ = write!(escaped, "\\u{unit:04X}");
    }
    escaped.push('"');
    escaped
}

/// A string's text with its first character written as an escape.
pub(super) fn escaped_first(text: &str) -> String {
    let mut rest = text.chars();
    let first: String = rest.next().into_iter().collect();
    let (first, rest) = (escaped(&first), super::object_text::quoted(rest.as_str()));
    format!("{}{}", &first[..first.len() - 1], &rest[1..])
}
