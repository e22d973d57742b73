use std::borrow::Cow;

/// The members of an object that is valid JSON: each name, and the text of its value.
///
/// Nothing is checked: whoever wants to know what a payload holds has had it validated before.
pub(super) struct Members<'a> {
    rest: &'a [u8],
}

impl<'a> Members<'a> {
    pub(super) fn of(object: &'a [u8]) -> Self {
        Self { rest: object }
    }
}

impl<'a> Iterator for Members<'a> {
    type Item = (Cow<'a, [u8]>, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        // What stands before a name is no string.
        let start = memchr::memchr(b'"', self.rest)?;
        let (quoted, rest) = self.rest[start..].split_at_checked(string(&self.rest[start..]))?;
        let name = quoted.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
        let name = if name.contains(&b'\\') {
            Cow::Owned(serde_json::from_slice::<String>(quoted).ok()?.into_bytes())
        } else {
            Cow::Borrowed(name)
        };
        let is_between = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b':');
        let rest = &rest[rest.iter().position(|byte| !is_between(byte))?..];
        let (value, rest) = rest.split_at_checked(value(rest))?;
        self.rest = rest;
        Some((name, value))
    }
}

/// The length of the string that a text begins with, its quotes included; 0 if it does not.
fn string(text: &[u8]) -> usize {
    if text.first() != Some(&b'"') {
        return 0;
    }
    let mut at = 1;
    while let Some(found) = text.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
        at += found;
        if text[at] == b'"' {
            return at + 1;
        }
        at += 2;
    }
    text.len()
}

/// The length of the value that a text begins with.
fn value(text: &[u8]) -> usize {
    match text.first() {
        Some(b'"') => string(text),
        Some(b'{' | b'[') => {
            let mut depth = 0usize;
            let mut at = 0;
            while let Some(byte) = text.get(at) {
                match byte {
                    b'"' => {
                        at += string(&text[at..]);
                        continue;
                    }
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' => depth -= 1,
                    _ => {}
                }
                at += 1;
                if depth == 0 {
                    break;
                }
            }
            at
        }
        _ => {
            let ends = |byte: &u8| matches!(byte, b',' | b'}' | b' ' | b'\t' | b'\n' | b'\r');
            text.iter().position(ends).unwrap_or(text.len())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Members;

    #[test]
    fn members_are_those_that_a_parser_finds() {
        for object in [
            r"{}",
            r#"{"a":1}"#,
            r#" { "a" : 1 , "b":"x\"y\\", "c\u0064\"":[{"}":"]"},[]] ,"":null}"#,
            r#"{"a":{"b":{"c":"\\"}},"d":-1.5e3 ,"e":true}"#,
            "{\"é\":\"ü\"\n,\r\n\t\"f\":false}",
        ] {
            let expected: serde_json::Map<String, serde_json::Value> = serde_json::from_str(object).unwrap();
            let found: serde_json::Map<_, _> = Members::of(object.as_bytes())
                .map(|(name, value)| {
                    (String::from_utf8(name.into_owned()).unwrap(), serde_json::from_slice(value).unwrap())
                })
                .collect();
            assert_eq!(found, expected, "{object}");
        }
    }
}
