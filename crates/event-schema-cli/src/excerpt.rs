use textwrap::core::display_width;

/// A window on one line of text, and the column within it where a fault is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    pub(crate) text: String,
    pub(crate) column: usize,
}

impl Excerpt {
    /// What stands around a byte of a payload, at most `width` columns of it.
    pub(crate) fn around(payload: &[u8], offset: usize, width: usize) -> Self {
        let (before, after) = payload.split_at(offset.min(payload.len()));
        let (before, after) = (visible(before), visible(after));
        if display_width(&before) + display_width(&after) < width {
            return Self { column: display_width(&before), text: before + &after };
        }
        let left = fitting(before.chars().rev(), width / 2);
        let start = before.len() - left;
        let opening = if start > 0 { "…" } else { "" };
        let column = display_width(opening) + display_width(&before[start..]);
        let right = fitting(after.chars(), width.saturating_sub(column + 1));
        let ending = if right < after.len() { "…" } else { "" };
        Self { text: format!("{opening}{}{}{ending}", &before[start..], &after[..right]), column }
    }
}

/// The text with a dot for whatever could confuse a terminal.
fn visible(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes)
        .chars()
        .map(|character| if character.is_control() { '·' } else { character })
        .collect()
}

/// How many bytes of the characters fit into so many columns.
fn fitting(characters: impl Iterator<Item = char>, width: usize) -> usize {
    let mut room = width;
    let mut bytes = 0;
    for character in characters {
        let columns = display_width(character.encode_utf8(&mut [0; 4]));
        if columns > room {
            break;
        }
        room -= columns;
        bytes += character.len_utf8();
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::Excerpt;

    #[test]
    fn the_column_is_where_the_fault_is_shown() {
        for (payload, offset, text, column) in [
            ("{\"a\":1}", 5, "{\"a\":1}", 5),
            ("0123456789abcdefghij", 10, "…6789abc…", 5),
            ("0123456789", 10, "…6789", 5),
            ("名字x\u{7}", 6, "名字x·", 4),
            ("", 0, "", 0),
            ("ab", 9, "ab", 2),
        ] {
            let excerpt = Excerpt::around(payload.as_bytes(), offset, 9);
            assert_eq!(excerpt, Excerpt { text: text.to_owned(), column }, "{payload}");
        }
    }
}
