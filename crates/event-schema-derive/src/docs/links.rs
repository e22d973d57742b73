//! Links between Rust items mean nothing to readers of other languages: their text stays, as plain words.

/// The `[label]: destination` lines of a text.
#[derive(Debug, Default)]
pub struct Definitions(Vec<(String, bool)>);

impl Definitions {
    pub fn new(lines: &[&str]) -> Self {
        let definition =
            |line: &&str| split_definition(line).map(|(label, to)| (normalized(label), is_path(to)));
        Self(lines.iter().filter_map(definition).collect())
    }

    /// Whether a label leads into Rust: because its definition says so or, without one, because it is a path itself.
    fn is_rust(&self, label: &str) -> bool {
        let wanted = normalized(label);
        match self.0.iter().find(|(label, _)| *label == wanted) {
            Some((_, is_rust)) => *is_rust,
            None => is_path(label),
        }
    }
}

/// Whether the line is `[label]: destination`.
pub fn is_definition(line: &str) -> bool {
    split_definition(line).is_some()
}

/// Whether the line defines a link into Rust, and is not needed once the links are words.
pub fn is_rust_definition(line: &str) -> bool {
    split_definition(line).is_some_and(|(_, to)| is_path(to))
}

fn split_definition(line: &str) -> Option<(&str, &str)> {
    let (label, to) = line.trim().strip_prefix('[')?.split_once("]:")?;
    let to = to.trim();
    (!to.is_empty() && !label.contains(['[', ']'])).then_some((label, to))
}

fn normalized(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The text with links into Rust reduced to their words. Code and other links are left alone.
pub fn plain(text: &str, definitions: &Definitions) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '`', '!', '[']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let literal = match rest.as_bytes()[0] {
            b'\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            b'`' => code_span(rest),
            b'!' => 1 + usize::from(rest[1..].starts_with('[')),
            _ => match link(rest, definitions) {
                Some((words, len)) => {
                    out.push_str(&words);
                    rest = &rest[len..];
                    continue;
                }
                None => 1,
            },
        };
        out.push_str(&rest[..literal]);
        rest = &rest[literal..];
    }
    out + rest
}

/// How long the code span is that `text` opens with; without an end, only its ticks.
fn code_span(text: &str) -> usize {
    let ticks = text.bytes().take_while(|byte| *byte == b'`').count();
    let mut at = ticks;
    while let Some(next) = text[at..].find('`') {
        let start = at + next;
        let run = text[start..].bytes().take_while(|byte| *byte == b'`').count();
        at = start + run;
        if run == ticks {
            return at;
        }
    }
    ticks
}

/// The words and the length of the Rust link that `text` opens with.
fn link(text: &str, definitions: &Definitions) -> Option<(String, usize)> {
    let end = closing(text, b'[', b']')?;
    let words = &text[1..end];
    let after = &text[end + 1..];
    let (is_rust, len) = match after.as_bytes().first() {
        Some(b'(') => {
            let close = closing(after, b'(', b')')?;
            (is_path(after[1..close].split_whitespace().next()?), close + 1)
        }
        Some(b'[') => {
            let close = closing(after, b'[', b']')?;
            let label = Some(&after[1..close]).filter(|label| !label.is_empty());
            (definitions.is_rust(label.unwrap_or(words)), close + 1)
        }
        // A ticked box of a list is none.
        _ => (words != "x" && definitions.is_rust(words), 0),
    };
    is_rust.then(|| (unquoted(words, definitions), end + 1 + len))
}

/// A link's words; where they are one piece of code, the code's.
fn unquoted(words: &str, definitions: &Definitions) -> String {
    match words.strip_prefix('`').and_then(|words| words.strip_suffix('`')) {
        Some(code) if !code.contains('`') => without_kind(code).to_owned(),
        _ => plain(without_kind(words), definitions),
    }
}

/// Where the bracket closes that `text` opens with.
fn closing(text: &str, open: u8, close: u8) -> Option<usize> {
    let mut depth = 0;
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        match byte {
            b'\\' => at += 1,
            b'`' => at += code_span(&text[at..]) - 1,
            _ if *byte == open => depth += 1,
            _ if *byte == close => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Whether rustdoc takes the text for a path to an item.
fn is_path(text: &str) -> bool {
    let text = text.trim_matches(['<', '>']).trim_matches('`');
    let text = without_kind(text.split('#').next().unwrap_or(text));
    let text = text.split('<').next().unwrap_or(text);
    let text = text.trim_end_matches("()").trim_end_matches('!');
    let segments = text.strip_prefix("::").unwrap_or(text).split("::");
    segments.into_iter().all(|segment| {
        let mut letters = segment.chars();
        letters.next().is_some_and(|first| first.is_alphabetic() || first == '_')
            && letters.all(|letter| letter.is_alphanumeric() || letter == '_')
    })
}

/// `struct@Hangup` is written where a name is ambiguous.
fn without_kind(path: &str) -> &str {
    path.split_once('@').map_or(path, |(_, path)| path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_links_into_rust_lose_their_brackets() {
        for (text, expected) in [
            ("[`X`](path::to::X) is", "X is"),
            ("[words `and` code](X)", "words `and` code"),
            ("[X::y()] [vec!] [struct@Foo] [Vec<u8>]", "X::y() vec! Foo Vec<u8>"),
            ("[site](https://example.com/a_b)", "[site](https://example.com/a_b)"),
            ("[site](https://example.com \"X\")", "[site](https://example.com \"X\")"),
            ("array[0] and [a b] and [x]", "array[0] and [a b] and [x]"),
            (r"\[X] `[X]` ``[`X`]``", r"\[X] `[X]` ``[`X`]``"),
            ("![X](x.png) [open", "![X](x.png) [open"),
            ("[X][]", "X"),
        ] {
            assert_eq!(plain(text, &Definitions::default()), expected);
        }
    }

    #[test]
    fn definitions_decide() {
        let definitions = Definitions::new(&["[Spec]: https://example.com", "[the union]: crate::Union"]);
        assert_eq!(plain("[spec] [the union] [it][the  union]", &definitions), "[spec] the union it");
        assert!(is_rust_definition("[the union]: crate::Union"));
        assert!(!is_rust_definition("[Spec]: https://example.com"));
    }
}
