//! `event-schema demo`.

use std::fs;

use crate::command::{event_schema, json, lines, run};

#[test]
fn the_demo_proves_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let ran =
        run(event_schema().args(["demo", "--count", "3000", "--dir", "out"]).current_dir(folder.path()));
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{}", ran.stdout());
    assert!(ran.stdout().contains("refused, and nothing else"), "{}", ran.stdout());
    let command = env!("CARGO_BIN_EXE_event-schema");
    for line in ran.stdout().lines().filter(|line| !line.contains(command)) {
        assert!(line.chars().count() <= 80, "{line}");
    }

    let out = folder.path().join("out");
    let schema = fs::read(out.join("schemas/v1/hangup.schema.json")).unwrap();
    assert_eq!(json(&schema)["properties"]["type"]["const"], "hangup");
    let count = |name: &str| lines(&fs::read(out.join(name)).unwrap()).len();
    assert_eq!(count("events.ndjson"), 3000);
    assert_eq!(count("faults.ndjson"), count("rejects.ndjson"));
    assert_eq!(count("valid.ndjson") + count("rejects.ndjson"), 3000);

    let again =
        run(event_schema().args(["demo", "--count", "10", "--dir", "out"]).current_dir(folder.path()));
    assert_eq!(again.code, Some(0), "{}", again.stderr);
    assert_eq!(count("events.ndjson"), 10);
}

#[test]
fn the_live_demo_loses_nothing_on_a_real_socket() {
    let folder = tempfile::tempdir().unwrap();
    let ran = run(event_schema()
        .args(["demo", "--live", "--count", "3000", "--dir", "out"])
        .current_dir(folder.path()));
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{}", ran.stdout());
    assert!(ran.stdout().contains("all events valid, all bad frames refused"), "{}", ran.stdout());
    for line in ran.stdout().lines().filter(|line| !line.contains("ws://")) {
        assert!(line.chars().count() <= 80, "{line}");
    }
    let out = |name: &str| fs::read(folder.path().join("out").join(name)).unwrap();
    // What was on its way to a connection that broke was never sent.
    let valid = lines(&out("valid.ndjson")).len();
    assert!((2_900..=3_000).contains(&valid), "{valid}");
    assert!(!lines(&out("rejects.ndjson")).is_empty());
    assert!(String::from_utf8(out("report.html")).unwrap().contains("<svg"));
    assert_eq!(json(&out("schemas/v1/hangup.schema.json"))["properties"]["type"]["const"], "hangup");
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let ran = run(event_schema().args(["demo", "--dir"]).arg(file.join("demo")));
    assert_eq!(ran.code, Some(3), "{}", ran.stderr);
    assert!(ran.stderr.starts_with("error: cannot make "), "{}", ran.stderr);
}
