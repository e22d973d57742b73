//! Much input, in little memory. `cargo xtask test --long` runs all of it at full size.

#![cfg(target_os = "linux")]

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Stdio};

use crate::command::{event_schema, json, samples};
use crate::live::Simulator;

/// What a run may need at most, whatever comes in.
const MEMORY: u64 = 64 << 20;

fn is_long() -> bool {
    std::env::var_os("EVENT_SCHEMA_LONG_TESTS").is_some()
}

fn validate() -> Child {
    event_schema()
        .args(["validate", "-", "--valid", "/dev/null", "--rejects", "/dev/null", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// What the system says of a process's memory, in bytes.
fn memory(child: &Child, what: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(what)).unwrap();
    line.split_whitespace().next().unwrap().parse::<u64>().unwrap() * 1024
}

#[test]
fn memory_does_not_grow_with_the_input() {
    const COUNT: u32 = 3_000;

    let size: u64 = if is_long() { 10_000_000_000 } else { 100_000_000 };
    let block = samples(COUNT, 1);
    let times = size.div_ceil(block.len() as u64);
    let mut child = validate();
    let mut stdin = child.stdin.take().unwrap();
    for _ in 0..times {
        stdin.write_all(&block).unwrap();
    }
    let peak = memory(&child, "VmHWM:");
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let summary = json(&output.stdout);
    assert_eq!(summary["bytes"], times * block.len() as u64);
    let judged = summary["valid"].as_u64().unwrap() + summary["refused"].as_u64().unwrap();
    assert_eq!(judged, times * u64::from(COUNT));
    assert!(peak <= MEMORY, "{size} bytes need {peak}");
}

#[test]
fn a_line_as_long_as_it_likes_is_refused_in_little_memory() {
    let size: usize = if is_long() { 1 << 30 } else { 64 << 20 };
    let mut child = validate();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"{\"type\":\"dial\",\"more\":\"").unwrap();
    let some = vec![b'x'; 1 << 20];
    for _ in 0..size / some.len() {
        stdin.write_all(&some).unwrap();
    }
    let peak = memory(&child, "VmHWM:");
    stdin.write_all(b"\"}\n{\"type\":\"dial\"}\n").unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let summary = json(&output.stdout);
    assert_eq!((&summary["valid"], &summary["refused"]), (&1.into(), &1.into()));
    assert_eq!(summary["reasons"][0]["code"], "maxRecord");
    assert!(peak <= MEMORY, "{size} bytes need {peak}");
}

/// Both ends of a socket, which breaks now and then.
#[test]
fn a_connection_that_lasts_needs_no_more_memory_than_a_young_one() {
    let count: usize = if is_long() { 5_000_000 } else { 20_000 };
    // About half a second passes until a connection is made anew: not so often that the test waits for nothing else.
    let drops = if is_long() { "drop=0.001%" } else { "drop=0.01%" };
    let faults = format!("bad-frame=1%,slow=0.001%,{drops}");
    let server = Simulator::start(&["--rate", "0", "--fault", &faults]);
    let mut tap = server
        .tap()
        .args(["--quiet", "--valid", "-", "--rejects", "/dev/null"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(tap.stdout.take().unwrap()).split(b'\n');
    let mut after = |lines_more: usize| {
        assert_eq!(lines.by_ref().take(lines_more).map_while(Result::ok).count(), lines_more);
        [&tap, server.child()].map(|child| memory(child, "VmRSS:"))
    };
    let young = after(count / 5);
    let old = after(count - count / 5);
    for (young, old) in young.into_iter().zip(old) {
        assert!(old <= young + (8 << 20) && old <= MEMORY, "{young} bytes at first, {old} in the end");
    }
    tap.kill().unwrap();
    tap.wait().unwrap();
}
