//! How the tests run the built command.

use std::env;
use std::fs::File;
use std::io::Write as _;
use std::process::{Command, Stdio};

/// How a command ended.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
}

impl Ran {
    pub(crate) fn stdout(&self) -> &str {
        std::str::from_utf8(&self.stdout).unwrap()
    }
}

pub(crate) fn event_schema() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_event-schema"));
    // Whatever the terminal of whoever runs the tests is told to do.
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env_remove("CLICOLOR");
    command
}

pub(crate) fn run(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        code: output.status.code(),
        stdout: output.stdout,
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs a command that reads this much input; it need not read all of it.
pub(crate) fn run_with(command: &mut Command, input: &[u8]) -> Ran {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        scope.spawn(move || drop(stdin.write_all(input)));
        let output = child.wait_with_output().unwrap();
        Ran {
            code: output.status.code(),
            stdout: output.stdout,
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    })
}

/// Payloads of all events, so many percent of them broken.
pub(crate) fn samples(count: u32, invalid: u32) -> Vec<u8> {
    let (count, invalid) = (count.to_string(), format!("{invalid}%"));
    run(event_schema().args(["sample", "--count", &count, "--invalid", &invalid])).stdout
}

/// The lines of an output, blank ones aside.
pub(crate) fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).collect()
}

pub(crate) fn json(bytes: &[u8]) -> serde_json::Value {
    serde_json::from_slice(bytes)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(bytes)))
}

/// Says what was not tested. `cargo xtask test` counts what is written into the file that it names, for the output of
/// tests that pass is not shown.
pub(crate) fn skip(why: &str) {
    eprintln!("SKIP: {why}");
    if let Some(path) = env::var_os("EVENT_SCHEMA_SKIPS") {
        let mut skips = File::options().append(true).create(true).open(path).unwrap();
        skips.write_all(format!("{why}\n").as_bytes()).unwrap();
    }
}
