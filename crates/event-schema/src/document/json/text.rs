use alloc::string::String;
use core::fmt::{self, Write};

use super::Json;

impl Json {
    /// The value as text on one line, without white space.
    #[must_use]
    pub fn to_compact(&self) -> String {
        let mut text = String::new();
        write_value(&mut text, self, None);
        text
    }

    /// The value as text for people: two spaces for each level, a newline at the end.
    #[must_use]
    pub fn to_pretty(&self) -> String {
        let mut text = String::new();
        write_value(&mut text, self, Some(0));
        text.push('\n');
        text
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_compact())
    }
}

/// Writes a value; `level` is its depth in pretty text.
fn write_value(text: &mut String, value: &Json, level: Option<usize>) {
    match value {
        Json::Null => text.push_str("null"),
        Json::Bool(true) => text.push_str("true"),
        Json::Bool(false) => text.push_str("false"),
        Json::Number(number) => text.push_str(number),
        Json::String(string) => write_string(text, string),
        Json::Array(items) => write_container(text, ['[', ']'], items, level, write_value),
        Json::Object(members) => {
            write_container(text, ['{', '}'], members, level, |text, (name, value), level| {
                write_string(text, name);
                text.push_str(if level.is_some() { ": " } else { ":" });
                write_value(text, value, level);
            });
        }
    }
}

fn write_container<T>(
    text: &mut String,
    [open, close]: [char; 2],
    items: &[T],
    level: Option<usize>,
    write_item: impl Fn(&mut String, &T, Option<usize>),
) {
    text.push(open);
    let inner = level.map(|level| level + 1);
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        new_line(text, inner);
        write_item(text, item, inner);
    }
    if !items.is_empty() {
        new_line(text, level);
    }
    text.push(close);
}

fn new_line(text: &mut String, level: Option<usize>) {
    let Some(level) = level else { return };
    text.push('\n');
    text.extend(core::iter::repeat_n("  ", level));
}

fn write_string(text: &mut String, string: &str) {
    text.push('"');
    for char in string.chars() {
        match char {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '\u{8}' => text.push_str("\\b"),
            '\u{c}' => text.push_str("\\f"),
            '\0'..='\u{1f}' => {
                let _ = write!(text, "\\u{:04x}", u32::from(char));
            }
            char => text.push(char),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_must_be_escaped_is() {
        assert_eq!(
            Json::string("\u{0}\u{1f}\n\r\t\u{8}\u{c}\"\\/é\u{7f}\u{2028}😀").to_compact(),
            "\"\\u0000\\u001f\\n\\r\\t\\b\\f\\\"\\\\/é\u{7f}\u{2028}😀\""
        );
    }
}
