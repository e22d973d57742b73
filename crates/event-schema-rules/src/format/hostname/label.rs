//! What a Unicode label may hold: RFC 5892, with the rules of its appendix A.
//!
//! The standard derives its list from general categories, and that is what stands here: letters, marks and decimal
//! digits, less the exceptions of its section 2.6. It is a little wider, for capitals are not told from the rest.

use super::tables::{MARKS, VALID};

/// Whether the characters make a label: each is allowed, and where it stands.
pub(super) fn is_label(chars: &[char]) -> bool {
    if chars.first().is_some_and(|first| is_in(MARKS, *first)) {
        return false;
    }
    let has = |of: fn(char) -> bool| chars.iter().any(|char| of(*char));
    if has(|char| char == KATAKANA_MIDDLE_DOT) && !has(is_japanese) {
        return false;
    }
    if has(|char| ('\u{660}'..='\u{669}').contains(&char))
        && has(|char| ('\u{6F0}'..='\u{6F9}').contains(&char))
    {
        return false;
    }
    (0..chars.len()).all(|at| {
        let previous = at.checked_sub(1).map(|before| chars[before]);
        is_allowed(previous, chars[at], chars.get(at + 1).copied())
    })
}

const KATAKANA_MIDDLE_DOT: char = '\u{30FB}';

fn is_allowed(previous: Option<char>, char: char, next: Option<char>) -> bool {
    match char {
        '\u{200D}' => previous.is_some_and(|previous| VIRAMAS.contains(&previous)),
        '\u{B7}' => previous == Some('l') && next == Some('l'),
        '\u{375}' => next.is_some_and(|next| ('\u{370}'..='\u{3FF}').contains(&next)),
        '\u{5F3}' | '\u{5F4}' => previous.is_some_and(|previous| ('\u{590}'..='\u{5FF}').contains(&previous)),
        // Appendix A.1 bounds where the non-joiner stands, by joining types: no table of them is kept for it.
        '\u{200C}' | KATAKANA_MIDDLE_DOT | '\u{6FD}' | '\u{6FE}' | '\u{F0B}' | '\u{3007}' => true,
        '\u{640}' | '\u{7FA}' | '\u{302E}' | '\u{302F}' | '\u{3031}'..='\u{3035}' | '\u{303B}' => false,
        _ => char.is_ascii() || is_in(VALID, char),
    }
}

/// Hiragana, Katakana and Han, as appendix A.7 means them. The middle dot itself is not meant.
fn is_japanese(char: char) -> bool {
    let is_script =
        matches!(char, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}');
    is_script && char != KATAKANA_MIDDLE_DOT
}

/// Whether the character is in a set that is written as the places where it begins and ends, in turn.
fn is_in(set: &[u32], char: char) -> bool {
    set.partition_point(|bound| *bound <= u32::from(char)) % 2 == 1
}

/// The characters of combining class 9.
const VIRAMAS: &[char] = &[
    '\u{94D}',
    '\u{9CD}',
    '\u{A4D}',
    '\u{ACD}',
    '\u{B4D}',
    '\u{BCD}',
    '\u{C4D}',
    '\u{CCD}',
    '\u{D3B}',
    '\u{D3C}',
    '\u{D4D}',
    '\u{DCA}',
    '\u{E3A}',
    '\u{EBA}',
    '\u{F84}',
    '\u{1039}',
    '\u{103A}',
    '\u{1714}',
    '\u{1715}',
    '\u{1734}',
    '\u{17D2}',
    '\u{1A60}',
    '\u{1B44}',
    '\u{1BAA}',
    '\u{1BAB}',
    '\u{1BF2}',
    '\u{1BF3}',
    '\u{2D7F}',
    '\u{A806}',
    '\u{A82C}',
    '\u{A8C4}',
    '\u{A953}',
    '\u{A9C0}',
    '\u{AAF6}',
    '\u{ABED}',
    '\u{10A3F}',
    '\u{11046}',
    '\u{11070}',
    '\u{1107F}',
    '\u{110B9}',
    '\u{11133}',
    '\u{11134}',
    '\u{111C0}',
    '\u{11235}',
    '\u{112EA}',
    '\u{1134D}',
    '\u{11442}',
    '\u{114C2}',
    '\u{115BF}',
    '\u{1163F}',
    '\u{116B6}',
    '\u{1172B}',
    '\u{11839}',
    '\u{1193D}',
    '\u{1193E}',
    '\u{119E0}',
    '\u{11A34}',
    '\u{11A47}',
    '\u{11A99}',
    '\u{11C3F}',
    '\u{11D44}',
    '\u{11D45}',
    '\u{11D97}',
];

#[cfg(test)]
mod tests {
    use super::super::tables::{MARKS, VALID};
    use super::is_in;
    use regex::Regex;
    use std::fmt::Write as _;
    use std::format;
    use std::string::{String, ToString};
    use std::vec::Vec;

    const MARK: &str = r"\p{M}";
    const LETTER_MARK_OR_DIGIT: &str = r"[\p{L}\p{Mn}\p{Mc}\p{Nd}--\p{ASCII}]";

    #[test]
    fn the_tables_are_those_of_unicode() {
        let sets = [("MARKS", MARKS, MARK), ("VALID", VALID, LETTER_MARK_OR_DIGIT)];
        let file = sets.map(|(name, _, of)| source(name, of)).concat();
        if std::env::var_os("WRITE_TABLES").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/format/hostname/tables.rs");
            std::fs::write(path, format!("{HEADER}{file}")).unwrap();
        }
        for (name, set, of) in sets {
            let of = Regex::new(of).unwrap();
            for char in '\0'..=char::MAX {
                let expected = of.is_match(char.encode_utf8(&mut [0; 4]));
                assert_eq!(is_in(set, char), expected, "{char:?} in {name}: see the head of tables.rs");
            }
        }
    }

    const HEADER: &str = "//! Sets of characters, as the places where each begins and ends in turn.\n//!\n\
        //! Written by `WRITE_TABLES=1 cargo test -p event-schema-rules the_tables`.\n";

    fn source(name: &str, of: &str) -> String {
        let of = Regex::new(of).unwrap();
        let mut bounds = Vec::new();
        for char in '\0'..=char::MAX {
            let is_in = of.is_match(char.encode_utf8(&mut [0; 4]));
            if is_in != (bounds.len() % 2 == 1) {
                bounds.push(char);
            }
        }
        let about = if name == "MARKS" {
            "The combining marks: what no label begins with."
        } else {
            "The letters, marks and decimal digits outside ASCII: what a label consists of."
        };
        let mut file = format!(
            "\n/// {about}\n#[rustfmt::skip]\n#[allow(clippy::unreadable_literal)]\npub(super) const {name}: &[u32] = &["
        );
        let mut width = usize::MAX;
        for bound in bounds {
            let number = u32::from(bound).to_string();
            if width > 104 - number.len() {
                file.push_str("\n   ");
                width = 3;
            }
            write!(file, " {number},").unwrap();
            width += number.len() + 2;
        }
        file.push_str("\n];\n");
        file
    }
}
