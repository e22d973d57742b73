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
        assert_eq!(fs::read(&path).unwrap(), b"something older and longer");
        sink.finish().unwrap();
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
        Sink::private_file(&path).unwrap().finish().unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    Sink::private_file("/dev/null".as_ref()).unwrap().write_line(b"gone").unwrap();
}

#[test]
fn what_is_not_finished_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut sink = Sink::file(&folder.path().join("out")).unwrap();
    sink.write_line(b"half").unwrap();
    sink.flush().unwrap();
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    drop(sink);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn what_is_replaced_keeps_its_mode_and_its_links() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let (file, link) = (folder.path().join("file"), folder.path().join("link"));
    fs::write(&file, "old").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink(&file, &link).unwrap();
    let mut sink = Sink::file(&link).unwrap();
    sink.write_line(b"new").unwrap();
    sink.finish().unwrap();
    assert_eq!(fs::read(&file).unwrap(), b"new\n");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
}

#[test]
fn appended_lines_stand_behind_whole_lines() {
    let folder = tempfile::tempdir().unwrap();
    for open in [Sink::append, Sink::append_private] {
        let path = folder.path().join("out");
        let _ = fs::remove_file(&path);
        for line in [b"a", b"b"] {
            let mut sink = open(&path).unwrap();
            sink.write_line(line).unwrap();
            sink.finish().unwrap();
        }
        assert_eq!(fs::read(&path).unwrap(), b"a\nb\n");
        fs::write(&path, "a\nhal").unwrap();
        let mut sink = open(&path).unwrap();
        sink.write_line(b"c").unwrap();
        sink.flush().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"a\nhal\nc\n");
    }
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

/// Takes few bytes at a time, and is interrupted in between.
#[derive(Default)]
struct Hesitant {
    taken: std::sync::Arc<std::sync::Mutex<Vec<u8>>>,
    interrupted: bool,
}

impl Write for Hesitant {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.interrupted = !self.interrupted;
        if self.interrupted {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let some = &bytes[..bytes.len().min(70_001)];
        self.taken.lock().unwrap().extend_from_slice(some);
        Ok(some.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn slices_are_written_whole_however_they_are_taken() {
    let writer = Hesitant::default();
    let taken = std::sync::Arc::clone(&writer.taken);
    let mut sink = Sink::new("slow", writer);
    let mut expected = Vec::new();
    for lens in [&[3, 0, 5][..], &[], &[0], &[200_000, 0, 1, 90_000], &[10, 0]] {
        let parts: Vec<Vec<u8>> =
            (b'a'..).zip(lens).map(|(byte, len): (u8, &usize)| vec![byte; *len]).collect();
        expected.extend(parts.concat());
        let mut slices: Vec<_> = parts.iter().map(|part| io::IoSlice::new(part)).collect();
        sink.write_slices(&mut slices).unwrap();
    }
    sink.finish().unwrap();
    assert!(*taken.lock().unwrap() == expected);
}

#[test]
fn what_was_brought_to_the_disk_early_is_whole_in_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out");
    let mut sink = Sink::file(&path).unwrap();
    let block = vec![b'x'; 5 << 20];
    for _ in 0..9 {
        sink.write(&block).unwrap();
        sink.flush().unwrap();
        assert!(!path.exists());
    }
    sink.finish().unwrap();
    assert_eq!(fs::metadata(&path).unwrap().len(), 45 << 20);
}
