use std::io::{self, Read};

use crate::framing::{Content, Framing, Lines};

#[test]
fn elements_are_told_apart_by_what_json_says() {
    for (text, expected) in [
        ("[]", &[][..]),
        ("  [ \n ] \n", &[]),
        ("[1]", &[(1, 1, "1")]),
        ("[{\"a\":1},{\"a\":2}]", &[(1, 1, "{\"a\":1}"), (1, 9, "{\"a\":2}")]),
        (
            "[\n  {\n    \"a\": [1, 2]\n  } ,\n  \"x\"\n]\n",
            &[(2, 4, "{\n    \"a\": [1, 2]\n  }"), (5, 30, "\"x\"")],
        ),
        (r#"["],[",{"\"]":"\\"},3]"#, &[(1, 1, r#""],[""#), (1, 7, r#"{"\"]":"\\"}"#), (1, 20, "3")]),
        // Several arrays, one after the other.
        ("[1,2]\n[3]\r\n[]", &[(1, 1, "1"), (1, 3, "2"), (2, 7, "3")]),
        // What lacks is an element without a character; what is too much is one for each line.
        ("[,1,]", &[(1, 1, ""), (1, 2, "1"), (1, 4, "")]),
        ("[1,2", &[(1, 1, "1"), (1, 3, "2"), (1, 4, "")]),
        ("[", &[(1, 1, "")]),
        ("[1] x, y \nz\n[2]", &[(1, 1, "1"), (1, 4, "x, y"), (2, 10, "z"), (3, 13, "2")]),
        ("[{\"a\":1]", &[(1, 1, "{\"a\":1]"), (1, 8, "")]),
        ("[1}]", &[(1, 1, "1}")]),
    ] {
        for size in 1..=text.len() {
            assert_eq!(elements(text, size, 99), expected, "{text} in pieces of {size}");
        }
    }
}

#[test]
fn a_long_element_is_skipped_and_the_others_are_not() {
    let long = format!("{{\"a\":\"{}\"}}", "]},\\\"".repeat(60_000));
    let text = format!("[1,\n{long}\n,2]");
    for size in [1_000, 65_536, text.len()] {
        let mut lines = Lines::with_framing(Chunks { text: text.as_bytes(), size }, Framing::Auto, 100);
        let mut told = Vec::new();
        while let Some(line) = lines.next_line().unwrap() {
            let len = if let Content::TooLong(len) = line.content { len } else { 0 };
            told.push((line.number, line.offset, len));
        }
        let len = long.len() as u64;
        assert_eq!(told[0], (1, 1, 0));
        assert_eq!((told[1].0, told[1].1), (2, 4));
        assert!(told[1].2 == len || told[1].2 == len + 1, "{told:?}");
        assert_eq!(told[2], (3, text.len() as u64 - 2, 0));
    }
}

#[test]
fn the_first_character_tells_lines_from_arrays() {
    let count = |text: &str, framing| {
        let mut lines = Lines::with_framing(text.as_bytes(), framing, 99);
        let mut count = 0;
        while lines.next_line().unwrap().is_some() {
            count += 1;
        }
        count
    };
    assert_eq!(count("\u{feff} \n[1,2,3]", Framing::Auto), 3);
    assert_eq!(count("[1,2,3]\n[1]", Framing::Lines), 2);
    assert_eq!(count("1\n[1,2]\n", Framing::Auto), 2);
    assert_eq!(count("\u{feff}1\n2", Framing::Auto), 2);
}

fn elements(text: &str, size: usize, limit: usize) -> Vec<(u64, u64, &str)> {
    let mut lines = Lines::with_framing(Chunks { text: text.as_bytes(), size }, Framing::Array, limit);
    let mut elements = Vec::new();
    while let Some(line) = lines.next_line().unwrap() {
        let Content::Record(bytes) = line.content else { panic!("{line:?}") };
        let start = line.offset as usize;
        assert_eq!(&text.as_bytes()[start..start + bytes.len()], bytes);
        elements.push((line.number, line.offset, &text[start..start + bytes.len()]));
    }
    assert_eq!(lines.offset(), text.len() as u64);
    elements
}

struct Chunks<'a> {
    text: &'a [u8],
    size: usize,
}

impl Read for Chunks<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let len = self.size.min(self.text.len()).min(buffer.len());
        let (now, later) = self.text.split_at(len);
        buffer[..len].copy_from_slice(now);
        self.text = later;
        Ok(len)
    }
}
