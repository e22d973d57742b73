use std::collections::BTreeSet;

use serde_json::Value;

/// What of a payload may be shown: its form, declared names and declared values. Everything else is dots.
///
/// ```
/// use event_schema_stream::Mask;
///
/// let schema = serde_json::json!({"properties": {"type": {"const": "login"}, "name": {"type": "string"}}});
/// let excerpt = Mask::of_schema(&schema).excerpt(br#"{"type":"login","name":"Eva","age":7,"x":null}"#, 22).unwrap();
/// assert_eq!(excerpt.text, r#"{"type":"login","name":"···","···":·,"·":null}"#);
/// assert_eq!(excerpt.text.chars().nth(excerpt.column), Some(':'));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mask {
    /// The names of properties, and the values, that the schema says itself; `None` if everything may be shown.
    declared: Option<Declared>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Declared {
    names: BTreeSet<String>,
    values: BTreeSet<String>,
}

/// What stands around a place in a payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// A part of one line; control characters are dots.
    pub text: String,
    /// How many characters of the text stand before the place.
    pub column: usize,
}

impl Mask {
    /// How many characters are kept on either side of a place.
    const AROUND: usize = 120;
    /// Longer payloads have no excerpts: what a place is depends on all that stands before.
    const LONGEST: usize = 64 * 1024;

    /// Hides nothing.
    #[must_use]
    pub fn none() -> Self {
        Self { declared: None }
    }

    /// Hides what the schema does not say itself.
    #[must_use]
    pub fn of_schema(schema: &Value) -> Self {
        let mut declared = Declared::default();
        declared.collect(schema);
        Self { declared: Some(declared) }
    }

    /// Whether the name of a property may be shown.
    pub(crate) fn shows_name(&self, name: &str) -> bool {
        self.declared.as_ref().is_none_or(|declared| declared.names.contains(name))
    }

    /// What stands around a byte of a payload; `None` if the payload is too long.
    pub fn excerpt(&self, payload: &[u8], offset: usize) -> Option<Excerpt> {
        if payload.len() > Self::LONGEST {
            return None;
        }
        let (before, after) = payload.split_at(offset.min(payload.len()));
        let (before, after) = (String::from_utf8_lossy(before), String::from_utf8_lossy(after));
        let column = before.chars().count();
        let text: Vec<char> = before.chars().chain(after.chars()).collect();
        let shown = match &self.declared {
            None => text,
            Some(declared) => declared.mask(&text),
        };
        let start = column.saturating_sub(Self::AROUND);
        let end = shown.len().min(column + Self::AROUND);
        let visible = |character: &char| if character.is_control() { DOT } else { *character };
        let ellipsis = usize::from(start > 0);
        let text = "…".repeat(ellipsis)
            + &shown[start..end].iter().map(visible).collect::<String>()
            + if end < shown.len() { "…" } else { "" };
        Some(Excerpt { text, column: column - start + ellipsis })
    }
}

const DOT: char = '·';

impl Declared {
    fn collect(&mut self, schema: &Value) {
        match schema {
            Value::Array(items) => items.iter().for_each(|item| self.collect(item)),
            Value::Object(members) => {
                for (keyword, value) in members {
                    match (keyword.as_str(), value) {
                        ("properties", Value::Object(properties)) => {
                            self.names.extend(properties.keys().cloned());
                            properties.values().for_each(|property| self.collect(property));
                        }
                        ("const", Value::String(text)) => drop(self.values.insert(text.clone())),
                        ("enum", Value::Array(values)) => {
                            self.values.extend(values.iter().filter_map(Value::as_str).map(str::to_owned));
                        }
                        ("default" | "examples", _) => {}
                        _ => self.collect(value),
                    }
                }
            }
            _ => {}
        }
    }

    /// The text with dots for what is not declared; as many characters as before.
    fn mask(&self, text: &[char]) -> Vec<char> {
        let mut masked = Vec::with_capacity(text.len());
        while let Some(&character) = text.get(masked.len()) {
            let rest = &text[masked.len()..];
            match character {
                '"' => self.mask_string(rest, &mut masked),
                '{' | '}' | '[' | ']' | ':' | ',' => masked.push(character),
                _ if character.is_whitespace() => masked.push(character),
                _ => {
                    let is_token = |character: &&char| {
                        !matches!(character, '"' | '{' | '}' | '[' | ']' | ':' | ',')
                            && !character.is_whitespace()
                    };
                    let token: Vec<char> = rest.iter().take_while(is_token).copied().collect();
                    let is_null = token == ['n', 'u', 'l', 'l'];
                    masked.extend(token.iter().map(|character| if is_null { *character } else { DOT }));
                }
            }
        }
        masked
    }

    /// A string is a name if a colon follows.
    fn mask_string(&self, rest: &[char], masked: &mut Vec<char>) {
        let mut escaped = false;
        let inner = rest[1..]
            .iter()
            .take_while(|character| {
                let goes_on = escaped || **character != '"';
                escaped = !escaped && **character == '\\';
                goes_on
            })
            .count();
        let content = &rest[1..=inner];
        let behind = rest.get(inner + 2..).unwrap_or_default();
        let is_name = behind.iter().find(|character| !character.is_whitespace()) == Some(&':');
        let known = if is_name { &self.names } else { &self.values };
        let is_known = known.contains(&content.iter().collect::<String>());
        masked.push('"');
        masked.extend(content.iter().map(|character| if is_known { *character } else { DOT }));
        if rest.len() > inner + 1 {
            masked.push('"');
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Excerpt, Mask};

    #[test]
    fn nothing_undeclared_is_shown_however_broken_the_payload_is() {
        let schema = json!({"$defs": {"a": {"properties": {"name": {"enum": ["on", null]}, "examples": {"examples": ["x"]}}}}});
        let mask = Mask::of_schema(&schema);
        for (payload, shown) in [
            (r#"{"name":"on","name":"off"}"#, r#"{"name":"on","name":"···"}"#),
            (r#"{"name" : "name","off":"on"}"#, r#"{"name" : "····","···":"on"}"#),
            (r#"{"name":"say \"on\""}"#, r#"{"name":"··········"}"#),
            (r#"{"name":-1.5e3,true,nullx"#, r#"{"name":······,····,·····"#),
            (r#"{"name":"never ends"#, r#"{"name":"··········"#),
            (r#"secret"{x"#, r#"······"··"#),
            ("\"\\", "\"·"),
            ("\"", "\""),
        ] {
            let Excerpt { text, .. } = mask.excerpt(payload.as_bytes(), 0).unwrap();
            assert_eq!(text, shown, "{payload}");
        }
    }

    #[test]
    fn the_column_counts_characters_of_the_excerpt() {
        let place = |payload: &[u8], offset| {
            let Excerpt { text, column } = Mask::none().excerpt(payload, offset).unwrap();
            (text.chars().nth(column), text.chars().count())
        };
        let long = "é".repeat(500) + "!" + &"a".repeat(500);
        assert_eq!(place(long.as_bytes(), 1_000), (Some('!'), 242));
        assert_eq!(place(b"\xFF\x00!", 2), (Some('!'), 3));
        assert_eq!(place(b"ab", 9), (None, 2));
        assert_eq!(Mask::none().excerpt(&vec![b'x'; 70_000], 0), None);
    }
}
