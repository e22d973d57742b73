//! Colours for JSON.

use std::fmt::Write;

/// JSON that is laid out already, as HTML that tells names, strings and other values apart.
pub(super) fn highlighted(json: &str) -> String {
    let mut html = String::new();
    let mut rest = json;
    while let Some(first) = rest.chars().next() {
        let len = match first {
            '"' => string_len(rest),
            '-' | '0'..='9' | 'a'..='z' => {
                rest.find(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c))).unwrap_or(rest.len())
            }
            _ => rest
                .find(['"', '-'])
                .into_iter()
                .chain(rest.find(char::is_alphanumeric))
                .min()
                .unwrap_or(rest.len()),
        };
        let (token, after) = rest.split_at(len.max(first.len_utf8()));
        let class = match first {
            '"' if after.starts_with(':') => "n",
            '"' => "s",
            '-' | '0'..='9' | 'a'..='z' => "v",
            _ => "",
        };
        let token = token.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        if class.is_empty() {
            html.push_str(&token);
        } else {
            let _ = write!(html, "<span class={class}>{token}</span>");
        }
        rest = after;
    }
    html
}

fn string_len(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::highlighted;

    #[test]
    fn names_strings_and_values_are_told_apart_and_nothing_is_lost() {
        assert_eq!(
            highlighted("{\n  \"a\\\"<\": -1e+5,\n  \"b\": [null, \"\\\\\"]\n}"),
            "{\n  <span class=n>\"a\\\"&lt;\"</span>: <span class=v>-1e+5</span>,\n  <span class=n>\"b\"</span>: \
             [<span class=v>null</span>, <span class=s>\"\\\\\"</span>]\n}"
        );
    }
}
