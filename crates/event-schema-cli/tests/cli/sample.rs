//! `event-schema sample`.

use std::fs;

use crate::command::{event_schema, json, lines, run, run_with};

#[test]
fn equal_seeds_make_equal_payloads() {
    let sample = |seed: &str| run(event_schema().args(["sample", "--count", "50", "--seed", seed])).stdout;
    assert_eq!(sample("7"), sample("7"));
    assert_ne!(sample("7"), sample("8"));
    assert_eq!(lines(&sample("7")).len(), 50);
}

#[test]
fn samples_of_one_event_are_of_that_event() {
    let ran = run(event_schema().args(["sample", "linkEnd", "--count", "50"]));
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    for line in lines(&ran.stdout) {
        assert_eq!(json(line)["type"], "linkEnd");
    }
}

#[test]
fn samples_obey_the_profile() {
    let sampled = run(event_schema().args(["sample", "--count", "500", "--profile", "strict"])).stdout;
    let ran = run_with(event_schema().args(["validate", "--profile", "strict"]), &sampled);
    assert_eq!(ran.code, Some(0), "{}", ran.stdout());
}

#[test]
fn every_fault_is_written_down() {
    let folder = tempfile::tempdir().unwrap();
    let faults = folder.path().join("faults.ndjson");
    let args = ["sample", "--count", "300", "--invalid", "100%", "--faults"];
    let sampled = run(event_schema().args(args).arg(&faults));
    let ran = run_with(event_schema().args(["validate", "--rejects", "-"]), &sampled.stdout);
    let (faults, letters) = (fs::read(faults).unwrap(), ran.stdout);
    assert_eq!((lines(&faults).len(), lines(&letters).len()), (300, 300));
    for (fault, letter) in lines(&faults).into_iter().zip(lines(&letters)) {
        let (fault, letter) = (json(fault), json(letter));
        assert_eq!(fault["line"], letter["line"]);
        assert_eq!(fault["code"], letter["errors"][0]["code"], "{fault} {letter}");
        assert_eq!(fault["offset"], letter["errors"][0]["offset"], "{fault} {letter}");
    }
}

#[test]
fn shares_are_checked() {
    for share in ["101%", "-1%", "few"] {
        let ran = run(event_schema().args(["sample", &format!("--invalid={share}")]));
        assert_eq!(ran.code, Some(2), "{}", ran.stderr);
    }
}
