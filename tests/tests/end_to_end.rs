//! The built command, from made-up payloads to the last planted fault.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::{env, fs};

use event_schema_tests::command::event_schema;
use serde_json::Value;

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(event_schema()).args(arguments).current_dir(folder).stdin(Stdio::null()).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

/// By line, what the first error is and where.
fn by_line(path: &Path, first: impl Fn(&Value) -> &Value) -> BTreeMap<u64, (Value, Value, Value)> {
    let text = fs::read_to_string(path).unwrap();
    let records = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let found = records.map(|record| {
        let error = first(&record);
        let what = (error["code"].clone(), error["instance"].clone(), error["offset"].clone());
        (record["line"].as_u64().unwrap(), what)
    });
    found.collect()
}

#[test]
fn exactly_the_planted_faults_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let sample = ["sample", "--count", "20000", "--seed", "7", "--invalid", "5%", "--faults", "faults"];
    let sampled = run(folder, &sample);
    assert_eq!(code(&sampled), 0);
    fs::write(folder.join("payloads"), &sampled.stdout).unwrap();

    let validate = ["validate", "payloads", "--valid", "valid", "--rejects", "rejects", "--show-values"];
    assert_eq!(code(&run(folder, &validate)), 1);
    let planted = by_line(&folder.join("faults"), |record| record);
    let refused = by_line(&folder.join("rejects"), |record| &record["errors"][0]);
    assert!(planted.len() > 800, "{}", planted.len());
    assert_eq!(refused, planted);

    let valid = fs::read(folder.join("valid")).unwrap();
    let payloads = sampled.stdout.split_inclusive(|byte| *byte == b'\n').zip(1..);
    let expected: Vec<&[u8]> =
        payloads.filter(|(_, line)| !planted.contains_key(line)).map(|(payload, _)| payload).collect();
    assert!(valid == expected.concat(), "what is valid is not written byte for byte");
    assert_eq!(code(&run(folder, &["validate", "valid"])), 0);
}

#[test]
fn equal_seeds_make_equal_payloads() {
    let folder = tempfile::tempdir().unwrap();
    let sample = |seed| run(folder.path(), &["sample", "--count", "500", "--seed", seed]).stdout;
    assert_eq!(sample("3"), sample("3"));
    assert_ne!(sample("3"), sample("4"));
}

#[test]
fn the_exit_status_tells_what_went_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("unknown"), "{\"type\":\"dial\"}\n").unwrap();
    fs::write(folder.join("broken"), "{\"type\":\"dial\"}\n{\n").unwrap();
    assert_eq!(code(&run(folder, &["validate", "unknown"])), 0);
    assert_eq!(code(&run(folder, &["validate", "unknown", "--profile", "strict"])), 1);
    assert_eq!(code(&run(folder, &["validate", "broken"])), 1);
    assert_eq!(code(&run(folder, &["validate", "--profile", "lax", "unknown"])), 2);
    assert_eq!(code(&run(folder, &["validate", "nowhere"])), 3);
}

#[test]
#[cfg(unix)]
fn a_broken_pipe_is_quiet() {
    let mut sample = Command::new(event_schema())
        .args(["sample", "--count", "1000000"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(sample.stdout.take());
    let output = sample.wait_with_output().unwrap();
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!output.status.success());
}

/// Memory does not grow with the input: ten times as much takes the same. The full size is for long runs.
#[test]
#[cfg(target_os = "linux")]
fn memory_is_constant() {
    let megabytes = if env::var_os("EVENT_SCHEMA_LONG_TESTS").is_some() { 50 } else { 5 };
    let folder = tempfile::tempdir().unwrap();
    let block = run(folder.path(), &["sample", "--count", "3000", "--invalid", "2%"]).stdout;
    let peak = |megabytes: usize| peak_kilobytes(&block, megabytes * 1_000_000 / block.len());
    let (little, much) = (peak(megabytes), peak(10 * megabytes));
    assert!(much < little + 4_000, "{little} kB at first, {much} kB for ten times as much");
}

/// The most memory that validation took for so many blocks.
#[cfg(target_os = "linux")]
fn peak_kilobytes(block: &[u8], blocks: usize) -> u64 {
    let mut validate = Command::new(event_schema())
        .args(["validate", "-", "--valid", "/dev/null", "--rejects", "/dev/null"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = validate.stdin.take().unwrap();
    for _ in 0..blocks {
        stdin.write_all(block).unwrap();
    }
    let status = fs::read_to_string(format!("/proc/{}/status", validate.id())).unwrap();
    drop(stdin);
    assert_eq!(validate.wait().unwrap().code(), Some(1));
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
    peak.expect("Linux tells how much memory was used")
}
