use std::fs;
use std::io::{self, Write};

use super::Sink;

#[test]
fn files_hold_the_lines_and_nothing_older() {
    let folder = tempfile::tempdir().unwrap();
    for open in [Sink::file, Sink::private_file] {
        let path = folder.path().join("out");
        fs::write(&path, "something older and longer").unwrap();
        let mut sink = open(&path).unwrap();
        sink.write_line(b"\xFF").unwrap();
        sink.write_json(&[1, 2]).unwrap();
        sink.flush().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"\xFF\n[1,2]\n");
    }
}

#[cfg(unix)]
#[test]
fn private_files_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let (new, old) = (folder.path().join("new"), folder.path().join("old"));
    fs::write(&old, "for all to see").unwrap();
    fs::set_permissions(&old, fs::Permissions::from_mode(0o644)).unwrap();
    for path in [new, old] {
        drop(Sink::private_file(&path).unwrap());
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    Sink::private_file("/dev/null".as_ref()).unwrap().write_line(b"gone").unwrap();
}

#[test]
fn errors_say_what_could_not_be_written() {
    let error = Sink::file("no/such/folder".as_ref()).unwrap_err();
    assert_eq!(error.to_string(), "cannot write no/such/folder");
    assert!(!error.is_broken_pipe());

    let mut sink = Sink::new("the pipe", Closed);
    sink.write_line(b"kept in the buffer").unwrap();
    assert!(sink.flush().unwrap_err().is_broken_pipe());
}

struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
