use std::fs;
use std::io::{self, Read, Write as _};
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::{files, plain};

#[test]
fn compression_is_told_by_content() {
    let text = "{\"type\":\"tick\"}\n".repeat(50_000);
    let (start, end) = text.split_at(100_000);
    for stream in [
        text.clone().into_bytes(),
        gzip(text.as_bytes()),
        [gzip(start.as_bytes()), gzip(end.as_bytes())].concat(),
        zstd::encode_all(text.as_bytes(), 1).unwrap(),
        [zstd::encode_all(start.as_bytes(), 1).unwrap(), zstd::encode_all(end.as_bytes(), 1).unwrap()]
            .concat(),
    ] {
        let mut read = String::new();
        plain(&stream[..]).unwrap().read_to_string(&mut read).unwrap();
        assert!(read == text, "{:?}", &stream[..4]);
    }
}

#[test]
fn what_only_begins_like_it_is_plain() {
    for text in [&b""[..], b"\x1F", b"\x28\xB5\x2F", b"(", b"\x1Fx", b"{\n"] {
        let mut read = Vec::new();
        plain(text).unwrap().read_to_end(&mut read).unwrap();
        assert_eq!(read, text);
    }
}

#[test]
fn nothing_is_waited_for_that_need_not_be() {
    struct Once(bool);
    impl Read for Once {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            assert!(!std::mem::replace(&mut self.0, true), "read again");
            buffer[0] = b'{';
            Ok(1)
        }
    }
    let mut byte = [0];
    plain(Once(false)).unwrap().read_exact(&mut byte).unwrap();
    assert_eq!(byte, *b"{");
}

#[test]
fn what_is_cut_short_is_an_error() {
    for stream in [gzip(b"{}"), zstd::encode_all(&b"{}"[..], 1).unwrap()] {
        let mut read = Vec::new();
        let cut = &stream[..stream.len() - 1];
        assert!(plain(cut).unwrap().read_to_end(&mut read).is_err());
    }
}

#[test]
fn a_zstd_window_beyond_bounds_is_refused() {
    // A frame header that asks for a window of 2 GiB.
    let stream = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 21 << 3, 0x01, 0x00, 0x00];
    let error = plain(&stream[..]).unwrap().read_to_end(&mut Vec::new()).unwrap_err();
    assert!(error.to_string().contains("memory"), "{error}");
}

#[test]
fn paths_stand_for_files() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["b/2.ndjson", "b/1.ndjson", "a.ndjson", "c.txt", ".hidden", ".git/x", "what[1].ndjson"] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "").unwrap();
    }
    let found = |path: &str| -> Vec<PathBuf> {
        let found = files(&folder.path().join(path)).unwrap();
        found.into_iter().map(|path| path.strip_prefix(&folder).unwrap().to_owned()).collect()
    };
    let paths = |names: &[&str]| -> Vec<PathBuf> { names.iter().map(PathBuf::from).collect() };
    assert_eq!(found(""), paths(&["a.ndjson", "b/1.ndjson", "b/2.ndjson", "c.txt", "what[1].ndjson"]));
    assert_eq!(found("b"), paths(&["b/1.ndjson", "b/2.ndjson"]));
    assert_eq!(found("*.ndjson"), paths(&["a.ndjson", "what[1].ndjson"]));
    assert_eq!(found("**/?.ndjson"), paths(&["a.ndjson", "b/1.ndjson", "b/2.ndjson"]));
    // What is there is what was meant.
    assert_eq!(found("what[1].ndjson"), paths(&["what[1].ndjson"]));
    assert_eq!(found("missing"), paths(&["missing"]));
    for wrong in ["*.json", "a[", "***"] {
        assert!(files(&folder.path().join(wrong)).is_err(), "{wrong}");
    }
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}
