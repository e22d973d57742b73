use std::fs;

use super::Proof;
use crate::demo::Files;

const EVENTS: &str = "{\"n\":1}\n{\"n\":}\n{\"n\":3}\n";
const FAULT: &str =
    r#"{"line":2,"event":null,"fault":"no value","code":"syntax","instance":"/n","offset":5}"#;
const VALID: &str = "{\"n\":1}\n{\"n\":3}\n";

#[test]
fn exactly_the_planted_faults_are_a_proof() {
    let proof = proof(FAULT, &letter(2, "syntax", 5), VALID);
    assert!(proof.holds(), "{:?}", proof.failures);
    assert_eq!(proof.met, 1);
}

#[test]
fn whatever_differs_is_none() {
    let right = letter(2, "syntax", 5);
    for (faults, rejects, valid, failure) in [
        (FAULT, "", VALID, "line 2: no value was not refused"),
        (
            FAULT,
            &letter(2, "type", 5),
            VALID,
            "line 2: no value is syntax at byte 5, but was refused as type at byte 5",
        ),
        (
            FAULT,
            &letter(2, "syntax", 4),
            VALID,
            "line 2: no value is syntax at byte 5, but was refused as syntax at byte 4",
        ),
        (FAULT, &format!("{right}\n{}", letter(3, "type", 0)), VALID, "line 3 was refused, and has no fault"),
        (FAULT, &right, "{\"n\":1}\n{\"n\": 3}\n", "line 3 is not byte for byte among the valid payloads"),
        (FAULT, &right, "{\"n\":1}\n", "line 3 is not byte for byte among the valid payloads"),
        (FAULT, &right, EVENTS, "line 3 is not byte for byte among the valid payloads"),
        (FAULT, &right, &format!("{VALID}{{}}\n"), "there are more valid payloads than were made"),
    ] {
        let proof = proof(faults, rejects, valid);
        assert_eq!((proof.failed, proof.failures), (1, vec![failure.to_owned()]));
    }
}

#[test]
fn one_line_is_refused_once() {
    let right = letter(2, "syntax", 5);
    let folder = tempfile::tempdir().unwrap();
    let files = Files::new(folder.path());
    write(&files, FAULT, &format!("{right}\n{right}"), VALID);
    assert!(Proof::from_disk(&files).unwrap_err().to_string().ends_with("has two entries for line 2"));
}

fn proof(faults: &str, rejects: &str, valid: &str) -> Proof {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::new(folder.path());
    write(&files, faults, rejects, valid);
    Proof::from_disk(&files).unwrap()
}

fn write(files: &Files, faults: &str, rejects: &str, valid: &str) {
    fs::write(&files.events, EVENTS).unwrap();
    fs::write(&files.faults, faults).unwrap();
    fs::write(&files.rejects, rejects).unwrap();
    fs::write(&files.valid, valid).unwrap();
}

fn letter(line: u64, code: &str, offset: usize) -> String {
    let error = format!(
        r#"{{"code":"{code}","instance":"","schema":"","offset":{offset},"line":1,"column":1,"message":""}}"#
    );
    format!(r#"{{"source":"in","line":{line},"offset":0,"event":null,"errors":[{error}],"payload":""}}"#)
}
