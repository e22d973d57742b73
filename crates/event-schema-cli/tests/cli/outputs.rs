//! What `validate` and `replay` write, and what is left when they are cut short.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use crate::command::{event_schema, json, lines, run, run_with, samples, skip};

const VALID: &str = r#"{"type":"dial","time":1}"#;
const BROKEN: &str = r#"{"type":"userLogout"}"#;

#[test]
fn rejects_turn_back_into_the_payloads_that_they_were() {
    let input = [BROKEN.as_bytes(), b"\n\xFF\xFE\n\0\n\"\xC3\xA9", b"\n{\"type\":1}\r\n"].concat();
    let rejects = run_with(event_schema().args(["validate", "--rejects", "-"]), &input);
    let times: Vec<String> =
        lines(&rejects.stdout).iter().map(|line| json(line)["time"].as_str().unwrap().to_owned()).collect();
    assert_eq!(times.len(), 5);
    assert!(times.iter().all(|time| time.ends_with('Z') && time.len() == 24), "{times:?}");

    let replayed = run_with(event_schema().arg("replay"), &rejects.stdout);
    let expected = String::from_utf8_lossy(&input).replace("\r\n", "\n");
    assert_eq!((replayed.code, String::from_utf8_lossy(&replayed.stdout).into_owned()), (Some(0), expected));

    let some = run_with(event_schema().args(["replay", "--code", "utf8,const"]), &rejects.stdout);
    assert_eq!(some.stdout, b"\xFF\xFE\n");
    let some = run_with(event_schema().args(["replay", "--select", "userLogout"]), &rejects.stdout);
    assert_eq!(some.stdout(), format!("{BROKEN}\n"));
}

#[test]
fn what_cannot_be_replayed_is_told() {
    let input = format!("{BROKEN}\n{}\n", "x".repeat(100));
    let rejects =
        run_with(event_schema().args(["validate", "--max-record", "50", "--rejects", "-"]), input.as_bytes());
    let letters = [rejects.stdout.as_slice(), b"not a letter\n"].concat();
    let ran = run_with(event_schema().arg("replay"), &letters);
    assert_eq!((ran.code, ran.stdout()), (Some(1), format!("{BROKEN}\n").as_str()));
    assert!(ran.stderr.contains("<stdin>:2 holds no payload: expected a payload of at most 50 bytes"));
    assert!(ran.stderr.contains("<stdin>:3 is no dead letter"), "{}", ran.stderr);
}

#[test]
fn every_line_has_one_verdict_as_soon_as_it_is_there() {
    let mut child = piped(&["validate", "--one-to-one", "-"]);
    let mut stdin = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for (question, answer) in [
        (VALID, "{\"valid\":true}"),
        ("", "{\"blank\":true}"),
        (
            "{\"type\":\"userLogout\"",
            "{\"valid\":false,\"event\":\"userLogout\",\"errors\":[{\"code\":\"syntax\"",
        ),
        ("\u{0}", "{\"valid\":false,\"errors\":[{\"code\":\"syntax\""),
    ] {
        writeln!(stdin, "{question}").unwrap();
        let told = answers.next().unwrap().unwrap();
        assert!(told.starts_with(answer), "{question}: {told}");
    }
    drop(stdin);
    assert!(answers.next().is_none());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(1), &b""[..]));
}

#[test]
fn appended_files_grow() {
    let folder = tempfile::tempdir().unwrap();
    let (valid, rejects) = (folder.path().join("valid"), folder.path().join("rejects"));
    for times in 1..=2 {
        let ran = run_with(
            event_schema()
                .args(["validate", "--append", "--valid"])
                .arg(&valid)
                .arg("--rejects")
                .arg(&rejects),
            format!("{VALID}\n{BROKEN}\n").as_bytes(),
        );
        assert_eq!(ran.code, Some(1));
        assert_eq!(fs::read_to_string(&valid).unwrap(), format!("{VALID}\n").repeat(times));
        assert_eq!(lines(&fs::read(&rejects).unwrap()).len(), times);
    }
}

#[test]
fn a_source_that_cannot_be_read_takes_nothing_of_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let valid = folder.path().join("valid");
    let ran = run_with(
        event_schema().args(["validate", "no/such/file", "-", "--valid"]).arg(&valid),
        VALID.as_bytes(),
    );
    assert_eq!(ran.code, Some(3));
    assert_eq!(fs::read_to_string(&valid).unwrap(), format!("{VALID}\n"));
}

#[cfg(unix)]
#[test]
fn a_signal_finishes_what_was_read() {
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        for threads in ["1", "2"] {
            let folder = tempfile::tempdir().unwrap();
            let valid = folder.path().join("valid");
            let mut child =
                piped(&["validate", "-", "--threads", threads, "--valid", valid.to_str().unwrap()]);
            let mut stdin = child.stdin.take().unwrap();
            write!(stdin, "{VALID}\n{VALID}\n{{\"type\":\"half a").unwrap();
            stdin.flush().unwrap();
            // The pipe stays open: nothing but the signal ends the run.
            std::thread::sleep(Duration::from_millis(300));
            assert!(!valid.exists());
            kill(&child, signal);
            let output = child.wait_with_output().unwrap();
            let told = String::from_utf8_lossy(&output.stdout).into_owned();
            assert_eq!(output.status.code(), Some(code), "{told}");
            assert!(told.starts_with("2 payloads, all valid."), "{told}");
            assert_eq!(fs::read_to_string(&valid).unwrap(), format!("{VALID}\n{VALID}\n"));
            drop(stdin);
        }
    }
}

#[cfg(unix)]
#[test]
fn killed_at_any_moment_there_is_no_half_file_and_a_rerun_completes() {
    let folder = tempfile::tempdir().unwrap();
    let (events, valid) = (folder.path().join("events"), folder.path().join("valid"));
    let input = samples(150_000, 0);
    fs::write(&events, &input).unwrap();
    let whole = |path: &Path| fs::metadata(path).is_ok_and(|there| there.len() == input.len() as u64);
    let args = ["validate", events.to_str().unwrap(), "--valid", valid.to_str().unwrap(), "--quiet"];
    for wait in [1, 5, 20, 60, 150, 300] {
        let _ = fs::remove_file(&valid);
        let mut child = piped(&args);
        std::thread::sleep(Duration::from_millis(wait));
        kill(&child, "KILL");
        child.wait().unwrap();
        assert!(!valid.exists() || whole(&valid), "half a file after {wait} ms");
    }
    assert_eq!(run(event_schema().args(args)).code, Some(0));
    assert!(fs::read(&valid).unwrap() == input);
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_full_disk_nothing_appears_and_what_was_there_stays() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("events"), samples(10_000, 0)).unwrap();
    let script = "mount -t tmpfs -o size=256k none disk && echo old > disk/valid && \
                  \"$0\" validate events --valid disk/valid; echo code $?; ls -A disk; cat disk/valid";
    fs::create_dir(folder.path().join("disk")).unwrap();
    let ran = run(std::process::Command::new("unshare")
        .args(["-rm", "sh", "-c", script, env!("CARGO_BIN_EXE_event-schema")])
        .current_dir(folder.path()));
    if !ran.stdout().contains("code ") || ran.stderr.contains("mount:") {
        return skip(&format!("no disk of one's own can be mounted: {}", ran.stderr.trim()));
    }
    assert_eq!(ran.stdout(), "code 3\nvalid\nold\n");
    assert!(ran.stderr.starts_with("error: cannot write disk/valid: No space left"), "{}", ran.stderr);
}

fn piped(args: &[&str]) -> Child {
    event_schema()
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[cfg(unix)]
fn kill(child: &Child, signal: &str) {
    let sent =
        std::process::Command::new("kill").arg(format!("-{signal}")).arg(child.id().to_string()).status();
    assert!(sent.unwrap().success());
}

#[test]
fn a_slow_reader_gets_everything_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let events = folder.path().join("events");
    let input = samples(8_000, 0);
    fs::write(&events, &input).unwrap();
    let mut child = piped(&["validate", events.to_str().unwrap(), "--valid", "-", "--threads", "3"]);
    let mut stdout = child.stdout.take().unwrap();
    let mut read = Vec::new();
    let mut piece = vec![0; 100_000];
    loop {
        let len = std::io::Read::read(&mut stdout, &mut piece).unwrap();
        if len == 0 {
            break;
        }
        read.extend_from_slice(&piece[..len]);
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(read == input);
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(0));
}
