/// Whether the text is one JSON value (RFC 8259).
pub fn is_value(text: &str) -> bool {
    value(text).is_some_and(|rest| space(rest).is_empty())
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
    use super::is_value;

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
