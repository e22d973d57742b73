/// Whether the text is one JSON value (RFC 8259).
pub fn is_value(text: &str) -> bool {
    value(text).is_some_and(|rest| space(rest).is_empty())
}

/// A string as JSON.
pub fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            control if control < ' ' => quoted += &format!("\\u{:04x}", u32::from(control)),
            _ => quoted.push(letter),
        }
    }
    quoted + "\""
}

/// The text of a string that is JSON.
pub fn unquote(json: &str) -> String {
    let inner = json.strip_prefix('"').and_then(|json| json.strip_suffix('"')).unwrap_or(json);
    let mut units = Vec::new();
    let mut letters = inner.chars();
    while let Some(letter) = letters.next() {
        let escaped = if letter == '\\' { letters.next() } else { None };
        let unit = match escaped {
            Some('u') => {
                let digits: String = letters.by_ref().take(4).collect();
                units.push(u16::from_str_radix(&digits, 16).unwrap_or(0xFFFD));
                continue;
            }
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some(itself) => itself,
            None => letter,
        };
        units.extend_from_slice(unit.encode_utf16(&mut [0; 2]));
    }
    String::from_utf16_lossy(&units)
}

/// What follows the value that `text` opens with.
fn value(text: &str) -> Option<&str> {
    let text = space(text);
    match text.as_bytes().first()? {
        b'{' => items(text, '}', |text| value(space(string(space(text))?).strip_prefix(':')?)),
        b'[' => items(text, ']', value),
        b'"' => string(text),
        b't' => text.strip_prefix("true"),
        b'f' => text.strip_prefix("false"),
        b'n' => text.strip_prefix("null"),
        _ => number(text),
    }
}

fn space(text: &str) -> &str {
    text.trim_start_matches([' ', '\t', '\n', '\r'])
}

/// What follows an array or an object, whose items `item` takes.
fn items(text: &str, close: char, item: impl Fn(&str) -> Option<&str>) -> Option<&str> {
    let mut rest = space(&text[1..]);
    if let Some(rest) = rest.strip_prefix(close) {
        return Some(rest);
    }
    loop {
        rest = space(item(rest)?);
        match rest.strip_prefix(',') {
            Some(next) => rest = next,
            None => return rest.strip_prefix(close),
        }
    }
}

fn string(text: &str) -> Option<&str> {
    let mut letters = text.strip_prefix('"')?.chars();
    loop {
        match letters.next()? {
            '"' => return Some(letters.as_str()),
            '\\' => match letters.next()? {
                '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' => {}
                'u' => {
                    let digits = letters.as_str().get(..4)?;
                    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                        return None;
                    }
                    letters = letters.as_str()[4..].chars();
                }
                _ => return None,
            },
            control if control < ' ' => return None,
            _ => {}
        }
    }
}

fn number(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('-').unwrap_or(text);
    let mut rest = match rest.strip_prefix('0') {
        Some(rest) => rest,
        None => digits(rest)?,
    };
    if let Some(fraction) = rest.strip_prefix('.') {
        rest = digits(fraction)?;
    }
    match rest.strip_prefix(['e', 'E']) {
        Some(exponent) => digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        None => Some(rest),
    }
}

/// What follows at least one digit.
fn digits(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    (rest.len() < text.len()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::{is_value, quote, unquote};

    #[test]
    fn strings_are_quoted_and_back() {
        for text in ["", "plain", "a\"b\\c\n\u{1}", "\u{1F600}é"] {
            let quoted = quote(text);
            assert!(is_value(&quoted), "{quoted}");
            assert_eq!(unquote(&quoted), text);
        }
        assert_eq!(unquote("\"\\ud83d\\ude00\\/\\\"\""), "\u{1F600}/\"");
    }

    #[test]
    fn json_is_told_from_other_text() {
        for text in ["0", "-1.5e+3", r#" "a\u00e9\n" "#, "[]", "[1, {\"a\": [null]}]", "{}", "true"] {
            assert!(is_value(text), "{text}");
        }
        for text in
            ["", "text", "01", "1.", "[1,]", "{a:1}", "\"", r#""\x""#, r#""\u00""#, "1 2", "+1", "\"\n\""]
        {
            assert!(!is_value(text), "{text}");
        }
    }
}
