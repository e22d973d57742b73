//! `event-schema validate`.

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};

use crate::command::{event_schema, json, lines, run, run_with, samples};
use serde_json::Value;

const VALID: &str = r#"{"type":"dial","time":1}"#;
const BROKEN: &str = r#"{"type":"userLogout"}"#;

#[test]
fn nothing_refused_is_success() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.ndjson");
    fs::write(&path, samples(200, 0)).unwrap();
    let ran = run(event_schema().arg("validate").arg(&path));
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert!(ran.stdout().starts_with("200 payloads, all valid."), "{}", ran.stdout());
    assert!(ran.stdout().contains("hangup"));
}

#[test]
fn refused_payloads_are_sorted_out_and_the_rest_keeps_its_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let faults = path("faults.ndjson");
    let sampled =
        run(event_schema().args(["sample", "--count", "2000", "--invalid", "20%", "--faults"]).arg(&faults));
    fs::write(path("events"), &sampled.stdout).unwrap();

    let ran = run(event_schema()
        .arg("validate")
        .arg(path("events"))
        .arg("--valid")
        .arg(path("valid"))
        .arg("--rejects")
        .arg(path("rejects")));
    assert_eq!(ran.code, Some(1));

    let planted: Vec<u64> =
        lines(&fs::read(faults).unwrap()).iter().map(|line| json(line)["line"].as_u64().unwrap()).collect();
    let rejects = fs::read(path("rejects")).unwrap();
    let refused: Vec<u64> = lines(&rejects).iter().map(|line| json(line)["line"].as_u64().unwrap()).collect();
    assert!(planted.len() > 300, "{}", planted.len());
    assert_eq!(refused, planted);

    let events = lines(&sampled.stdout);
    let others: Vec<&[u8]> =
        (1u64..).zip(&events).filter(|(line, _)| !planted.contains(line)).map(|(_, event)| *event).collect();
    assert_eq!(lines(&fs::read(path("valid")).unwrap()), others);
    let letter = json(lines(&rejects)[0]);
    assert_eq!(letter["source"], path("events").display().to_string());
    assert!(letter["errors"][0]["code"].is_string() && letter["errors"][0]["column"].is_u64());
}

#[test]
fn malformed_lines_are_refused_and_the_rest_goes_on() {
    let input = [
        VALID.as_bytes(),
        b"\r\n\n \t \n{\"type\":\n\xFF\xFE\nnull\n\0\n",
        "{\"type\":\"dial\",\"name\":\"J\u{f6}rg\"}\r\n".as_bytes(),
        b"[1",
    ]
    .concat();
    let ran = run_with(event_schema().args(["validate", "-", "--rejects", "-"]), &input);
    assert_eq!(ran.code, Some(1));
    let letters: Vec<Value> = lines(&ran.stdout).into_iter().map(json).collect();
    let told: Vec<_> = letters
        .iter()
        .map(|letter| (letter["line"].as_u64(), letter["errors"][0]["code"].as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (Some(4), Some("syntax")),
            (Some(5), Some("utf8")),
            (Some(6), Some("type")),
            (Some(7), Some("syntax")),
            (Some(9), Some("syntax"))
        ]
    );
    assert_eq!(letters[1]["payloadBase64"], "//4=");
    assert_eq!(letters[3]["payload"], "\0");
    assert_eq!(letters[4]["payload"], "[1");
    assert_eq!(letters[0]["source"], "<stdin>");
    assert_eq!(letters[0]["event"], Value::Null);
    assert!(ran.stderr.starts_with("7 payloads: 2 valid, 5 refused"), "{}", ran.stderr);

    let ran = run_with(event_schema().args(["validate", "--valid", "-"]), &input);
    assert_eq!(ran.stdout(), format!("{VALID}\n{{\"type\":\"dial\",\"name\":\"J\u{f6}rg\"}}\n"));
}

#[test]
fn payloads_beyond_the_limit_are_refused_unread() {
    let long = format!("{{\"type\":\"dial\",\"more\":\"{}\"}}", "x".repeat(3_000_000));
    let input = format!("{VALID}\n{long}\n{VALID}\n");
    let ran =
        run_with(event_schema().args(["validate", "--max-record", "1M", "--rejects", "-"]), input.as_bytes());
    assert_eq!(ran.code, Some(1));
    let letter = json(lines(&ran.stdout)[0]);
    assert_eq!((&letter["errors"][0]["code"], &letter["payload"]), (&Value::from("maxRecord"), &Value::Null));
    assert!(ran.stderr.starts_with("3 payloads: 2 valid, 1 refused"), "{}", ran.stderr);
    assert_eq!(run_with(event_schema().arg("validate"), input.as_bytes()).code, Some(0));
}

#[test]
fn the_profile_is_obeyed() {
    let args = |profile: &str| ["validate", "--profile", profile].map(str::to_owned);
    assert_eq!(run_with(event_schema().args(args("documented")), VALID.as_bytes()).code, Some(0));
    assert_eq!(run_with(event_schema().args(args("strict")), VALID.as_bytes()).code, Some(1));
}

#[test]
fn the_summary_as_json() {
    let input = format!("{VALID}\n\n{BROKEN}\n{BROKEN}\n");
    let ran = run_with(event_schema().args(["validate", "--format", "json"]), input.as_bytes());
    assert_eq!(ran.code, Some(1));
    let summary = json(&ran.stdout);
    assert_eq!(summary["profile"], "documented");
    assert_eq!([&summary["valid"], &summary["refused"], &summary["blank"]], [1, 2, 1]);
    assert_eq!(summary["bytes"], input.len());
    assert_eq!(summary["unknown"]["valid"], 1);
    assert_eq!(summary["events"][0]["event"], "userLogout");
    let reason = &summary["reasons"][0];
    assert_eq!([&reason["code"], &reason["events"][0]], ["required", "userLogout"]);
    assert_eq!(reason["count"], 2);
    assert_eq!(
        [&reason["example"]["source"], &reason["example"]["line"]],
        [&Value::from("<stdin>"), &Value::from(3)]
    );
}

#[test]
fn reports_hold_no_values_and_dead_letters_only_on_request() {
    let input = r#"{"type":"userLogout","time":1,"secretName":"secretValue"}"#;
    let args = ["validate", "--profile", "strict", "--rejects", "-"];
    let masked = run_with(event_schema().args(args), input.as_bytes());
    assert!(!masked.stderr.contains("secret"), "{}", masked.stderr);
    assert!(!json(lines(&masked.stdout)[0])["errors"].to_string().contains("secret"));
    let shown = run_with(event_schema().args(args).arg("--show-values"), input.as_bytes());
    assert!(shown.stderr.contains("secretValue"), "{}", shown.stderr);
    assert!(json(lines(&shown.stdout)[0])["errors"].to_string().contains("secretName"));
}

#[test]
fn as_many_reasons_as_are_wanted() {
    let ran = run_with(
        event_schema().args(["validate", "--rejects", "-", "--max-reasons", "1"]),
        BROKEN.as_bytes(),
    );
    let letter = json(lines(&ran.stdout)[0]);
    assert_eq!(
        (letter["errors"].as_array().map(Vec::len), &letter["truncated"]),
        (Some(1), &Value::Bool(true))
    );
}

#[test]
fn several_files_and_standard_input_add_up() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.ndjson");
    fs::write(&path, format!("{VALID}\n{BROKEN}")).unwrap();
    let ran =
        run_with(event_schema().arg("validate").arg(&path).args(["-", "--rejects", "-"]), BROKEN.as_bytes());
    assert_eq!(ran.code, Some(1));
    let places: Vec<_> = lines(&ran.stdout)
        .into_iter()
        .map(json)
        .map(|letter| (letter["source"].clone(), letter["line"].clone()))
        .collect();
    assert_eq!(places, [(path.display().to_string().into(), 2.into()), ("<stdin>".into(), 1.into())]);
    assert!(ran.stderr.starts_with("3 payloads: 1 valid, 2 refused"), "{}", ran.stderr);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let (missing, pattern) = (folder.path().join("missing"), folder.path().join("*.ndjson"));
    let ran =
        run_with(event_schema().arg("validate").arg(&missing).arg(&pattern).arg("-"), BROKEN.as_bytes());
    assert_eq!(ran.code, Some(3));
    let errors: Vec<&str> = ran.stderr.lines().collect();
    assert_eq!(errors.len(), 2, "{}", ran.stderr);
    for (error, path) in errors.iter().zip([&pattern, &missing]) {
        assert!(error.starts_with(&format!("error: cannot read {}: ", path.display())), "{error}");
    }
    assert!(ran.stdout().starts_with("1 payload: 0 valid, 1 refused (100 %)."), "{}", ran.stdout());
}

#[test]
fn what_cannot_be_written_is_told() {
    let ran =
        run_with(event_schema().args(["validate", "--valid", "no/such/folder/valid"]), VALID.as_bytes());
    assert_eq!(ran.code, Some(3));
    assert!(ran.stderr.starts_with("error: cannot write no/such/folder/valid: "), "{}", ran.stderr);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let ran = run_with(event_schema().args(["validate", "--valid", "/dev/full"]), VALID.as_bytes());
    assert_eq!(ran.code, Some(3));
    assert!(ran.stderr.starts_with("error: cannot write /dev/full: "), "{}", ran.stderr);
    let ran =
        run(Command::new("sh").args(["-c", "\"$0\" list > /dev/full", env!("CARGO_BIN_EXE_event-schema")]));
    assert_eq!(ran.code, Some(3));
}

#[test]
fn wrong_command_lines_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.ndjson");
    fs::write(&path, VALID).unwrap();
    let file = path.to_str().unwrap();
    let dotted = format!("{}/./events.ndjson", folder.path().display());
    let (new, same) =
        (format!("{}/new", folder.path().display()), format!("{}/./new", folder.path().display()));
    for args in [
        &["validate", file, "--valid", file][..],
        &["validate", file, "--rejects", &dotted],
        &["validate", file, "--valid", &new, "--rejects", &same],
        &["validate", file, "--valid", "-", "--rejects", "-"],
        &["validate", file, "--max-record", "many"],
        &["validate", file, "--max-reasons", "0"],
        &["validate", file, "--max-errors", "many"],
        &["validate", file, "--max-errors", "1", "--fail-fast"],
        &["validate", file, "--threads", "0"],
        &["validate", file, "--select", "hangupp"],
        &["validate", file, "--stats", file],
        &["validate", file, "--one-to-one", "--valid", "-"],
        &["validate", file, "--profile", "lenient"],
        &["validate", file, "--no-such-option"],
        &["no-such-command"],
        &[],
    ] {
        let ran = run(event_schema().args(args));
        assert_eq!(ran.code, Some(2), "{args:?}: {}", ran.stderr);
        let told = ran.stderr.starts_with("error: ") || ran.stderr.contains("Usage: event-schema <COMMAND>");
        assert!(told, "{args:?}: {}", ran.stderr);
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), VALID);
    assert!(!folder.path().join("new").exists());
}

#[test]
fn an_input_is_not_overwritten_through_standard_streams() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.ndjson");
    fs::write(&path, VALID).unwrap();
    let ran =
        run(event_schema().args(["validate", "-", "--valid"]).arg(&path).stdin(File::open(&path).unwrap()));
    assert_eq!(ran.code, Some(2), "{}", ran.stderr);
    let append = File::options().append(true).open(&path).unwrap();
    let mut child = event_schema()
        .arg("validate")
        .arg(&path)
        .args(["--valid", "-"])
        .stdout(append)
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(2));
    assert_eq!(fs::read_to_string(&path).unwrap(), VALID);
}

#[cfg(unix)]
#[test]
fn rejects_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let (rejects, valid) = (folder.path().join("rejects"), folder.path().join("valid"));
    let ran = run_with(
        event_schema().arg("validate").arg("--rejects").arg(&rejects).arg("--valid").arg(&valid),
        BROKEN.as_bytes(),
    );
    assert_eq!(ran.code, Some(1));
    assert_eq!(fs::metadata(&rejects).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(lines(&fs::read(&rejects).unwrap()).len(), 1);
    // Devices are not files: both may be thrown away.
    let ran = run_with(
        event_schema().args(["validate", "--rejects", "/dev/null", "--valid", "/dev/null"]),
        BROKEN.as_bytes(),
    );
    assert_eq!(ran.code, Some(1));
}

#[cfg(unix)]
#[test]
fn whoever_stops_reading_is_not_complained_about() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.ndjson");
    fs::write(&path, samples(20_000, 50)).unwrap();
    let path = path.to_str().unwrap();
    for args in [
        &["validate", path, "--valid", "-"][..],
        &["validate", path, "--rejects", "-"],
        &["sample", "--count", "100000"],
    ] {
        let mut child =
            event_schema().args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0; 1];
        child.stdout.as_mut().unwrap().read_exact(&mut first).unwrap();
        drop(child.stdout.take());
        let mut told = String::new();
        child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        assert_eq!((told.as_str(), child.wait().unwrap().code()), ("", Some(141)), "{args:?}");
    }
}

#[test]
fn a_pipe_is_answered_line_by_line() {
    let mut child = event_schema()
        .args(["validate", "-", "--valid", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let question = format!("{VALID}\n");
    for _ in 0..3 {
        stdin.write_all(question.as_bytes()).unwrap();
        let mut answer = vec![0; question.len()];
        stdout.read_exact(&mut answer).unwrap();
        assert_eq!(answer, question.as_bytes());
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
