use std::io::{self, Read};

use super::{BLOCK, Content, Lines};

#[test]
fn a_last_line_needs_no_end() {
    assert_eq!(lines(b"a\nb", 9), [(1, 0, record("a")), (2, 2, record("b"))]);
    assert_eq!(lines(b"a\nb\n", 9), [(1, 0, record("a")), (2, 2, record("b"))]);
    assert_eq!(lines(b"", 9), []);
}

#[test]
fn a_carriage_return_belongs_to_the_end_only_there() {
    assert_eq!(lines(b"a\rb\r\n\rc\r", 9), [(1, 0, record("a\rb")), (2, 5, record("\rc\r"))]);
}

#[test]
fn blank_lines_are_told_apart_and_counted_in() {
    assert_eq!(
        lines(b"\n \t\n\r\nx\n  ", 9),
        [
            (1, 0, Owned::Blank),
            (2, 1, Owned::Blank),
            (3, 4, Owned::Blank),
            (4, 6, record("x")),
            (5, 8, Owned::Blank)
        ]
    );
}

#[test]
fn nul_and_invalid_utf8_are_data() {
    assert_eq!(lines(b"\0\xFF\n", 9), [(1, 0, Owned::Record(vec![0, 0xFF]))]);
}

#[test]
fn the_limit_counts_the_record_not_its_end() {
    assert_eq!(
        lines(b"abc\r\nabcd\r\nabc\nabcd\nabc", 3),
        [
            (1, 0, record("abc")),
            (2, 5, Owned::TooLong(4)),
            (3, 11, record("abc")),
            (4, 15, Owned::TooLong(4)),
            (5, 20, record("abc"))
        ]
    );
}

#[test]
fn a_record_beyond_the_limit_does_not_grow_the_buffer() {
    let limit = BLOCK + 10;
    let mut text = vec![b'x'; 5 * BLOCK];
    text.extend_from_slice(b"\nnext\n");
    let mut reader = Lines::with_max_record(&text[..], limit);

    let long = reader.next_line().unwrap().unwrap();
    assert_eq!(long.content, Content::TooLong(5 * BLOCK as u64));
    let next = reader.next_line().unwrap().unwrap();
    assert_eq!((next.number, next.offset), (2, 5 * BLOCK as u64 + 1));
    assert_eq!(next.content, Content::Record(b"next"));
    assert!(reader.blocks.buffer_len() <= limit + 2);
    assert_eq!(reader.offset(), text.len() as u64);
}

#[test]
fn lines_longer_than_a_block_are_whole() {
    for len in [BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7] {
        let mut text = b"first\n".to_vec();
        text.resize(text.len() + len, b'y');
        text.extend_from_slice(b"\r\nlast");
        let found = lines(&text, usize::MAX);
        assert_eq!(found.len(), 3);
        assert_eq!(found[1], (2, 6, Owned::Record(vec![b'y'; len])));
        assert_eq!(found[2], (3, 8 + len as u64, record("last")));
    }
}

#[test]
fn readiness_means_that_nothing_is_read() {
    let mut lines = Lines::new(Chunks { text: b"a\nb\nc", size: 4, refuse: false });
    assert!(!lines.is_ready());
    lines.next_line().unwrap();
    assert!(lines.is_ready());
    lines.reader_mut().refuse = true;
    assert_eq!(lines.next_line().unwrap().unwrap().content, Content::Record(b"b"));
    assert!(!lines.is_ready());
    assert!(lines.next_line().is_err());
}

#[test]
fn cut_anywhere_the_lines_are_the_same() {
    let pieces: [&[u8]; 9] =
        [b"", b"a", b"{\"k\":1}", b"\r", b"\n", b"\r\n", b" ", b"\0\xC3", b"abcdefghijklm"];
    let mut random = 0x9E37_79B9_7F4A_7C15u64;
    for _ in 0..2_000 {
        let mut text = Vec::new();
        for _ in 0..random % 12 {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.extend_from_slice(pieces[(random >> 33) as usize % pieces.len()]);
        }
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        for limit in [0, 1, 2, 7, 100] {
            let expected = split(&text, limit);
            for size in [1, 2, 3, 5, 1_000] {
                let reader = Chunks { text: &text, size, refuse: false };
                assert_eq!(collect(reader, limit), expected, "{text:?}, limit {limit}, chunks of {size}");
            }
        }
    }
}

#[test]
fn interruptions_are_tried_again_and_other_failures_are_told() {
    struct Interrupted<'a>(&'a [u8], bool);
    impl Read for Interrupted<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.1 = !self.1;
            if self.1 {
                return Err(io::ErrorKind::Interrupted.into());
            }
            self.0.read(buffer)
        }
    }
    assert_eq!(collect(Interrupted(b"a\nb", false), 9).len(), 2);

    let mut lines = Lines::new(Chunks { text: b"a", size: 1, refuse: true });
    assert!(lines.next_line().is_err());
}

#[derive(Debug, PartialEq)]
enum Owned {
    Record(Vec<u8>),
    Blank,
    TooLong(u64),
}

fn record(text: &str) -> Owned {
    Owned::Record(text.as_bytes().to_vec())
}

fn lines(text: &[u8], limit: usize) -> Vec<(u64, u64, Owned)> {
    collect(text, limit)
}

fn collect(reader: impl Read, limit: usize) -> Vec<(u64, u64, Owned)> {
    let mut lines = Lines::with_max_record(reader, limit);
    let mut found = Vec::new();
    while let Some(line) = lines.next_line().unwrap() {
        let content = match line.content {
            Content::Record(bytes) => Owned::Record(bytes.to_vec()),
            Content::Blank => Owned::Blank,
            Content::TooLong(len) => Owned::TooLong(len),
        };
        found.push((line.number, line.offset, content));
    }
    found
}

/// The definition: split at every `\n`, drop one `\r` before it.
fn split(text: &[u8], limit: usize) -> Vec<(u64, u64, Owned)> {
    let mut found = Vec::new();
    let mut offset = 0;
    for (number, line) in text.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let record = match line.strip_suffix(b"\n") {
            Some(ended) => ended.strip_suffix(b"\r").unwrap_or(ended),
            None => line,
        };
        let content = if record.len() > limit {
            Owned::TooLong(record.len() as u64)
        } else if record.iter().all(|byte| b" \t\r".contains(byte)) {
            Owned::Blank
        } else {
            Owned::Record(record.to_vec())
        };
        found.push((number as u64 + 1, offset, content));
        offset += line.len() as u64;
    }
    found
}

struct Chunks<'a> {
    text: &'a [u8],
    size: usize,
    refuse: bool,
}

impl Read for Chunks<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.refuse {
            return Err(io::ErrorKind::Other.into());
        }
        let size = self.size.min(buffer.len());
        let (now, later) = self.text.split_at(size.min(self.text.len()));
        buffer[..now.len()].copy_from_slice(now);
        self.text = later;
        Ok(now.len())
    }
}
