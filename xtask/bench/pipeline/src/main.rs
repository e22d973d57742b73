//! The whole command beside what people write by hand: from files to verdicts and files.
//!
//! Every row is a process of its own, over the same bytes in the page cache. What counts is the CPU time of all its
//! threads, which holds on a busy machine too; what threads and a disk are good for shows in the wall time. Memory is
//! what the kernel calls the high-water mark.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use bench_corpora::{Corpus, Style};
use clap::Parser;
use event_schema::Schema as _;
use isymphony_events::IsymphonyEvent;
use rustix::thread::{CpuSet, sched_getaffinity, sched_getcpu, sched_setaffinity};
use serde_json::Value;
use wait4::{ResUse, Wait4 as _};

/// Measures `event-schema validate` as a whole.
#[derive(Parser)]
struct Arguments {
    /// The command
    #[arg(long)]
    command: PathBuf,

    /// The published schema of all events
    #[arg(long)]
    schema: PathBuf,

    /// Where the payloads are made and the outputs go
    #[arg(long)]
    folder: PathBuf,

    /// How many megabytes of payloads
    #[arg(long, default_value_t = 1_000)]
    megabytes: u64,

    /// Where Ajv is installed; without it that row is left out
    #[arg(long)]
    ajv: Option<PathBuf>,

    /// The `jsonschema` command of sourcemeta; without it that row is left out
    #[arg(long)]
    sourcemeta: Option<PathBuf>,

    /// Be the loop that is written by hand, over this file
    #[arg(long, hide = true)]
    by_hand: Option<PathBuf>,

    /// Have the loop write, too
    #[arg(long, hide = true)]
    writing: bool,
}

/// What the loop writes: valid payloads, and refused ones.
const BY_HAND: [&str; 2] = ["by-hand-valid.ndjson", "by-hand-rejects.ndjson"];

fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    let reached = match &arguments.by_hand {
        Some(events) => by_hand(events, &arguments).map(|()| true),
        None => measure(&arguments),
    };
    Ok(if reached? { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What a run took.
struct Took {
    cpu: Duration,
    wall: Duration,
    peak: u64,
}

/// Whether all bars are reached.
fn measure(arguments: &Arguments) -> Result<bool> {
    fs::create_dir_all(&arguments.folder)?;
    let events = corpus(arguments)?;
    let size = fs::metadata(&events)?.len();
    let outputs = ["valid.ndjson", "rejects.ndjson"].map(|name| arguments.folder.join(name));
    let outputs_by_hand = BY_HAND.map(|name| arguments.folder.join(name));
    let validate = |threads: &str, writing: bool| {
        let mut command = Command::new(&arguments.command);
        command.args(["validate", "--quiet", "--threads", threads]).arg(&events);
        if writing {
            command.arg("--valid").arg(&outputs[0]).arg("--rejects").arg(&outputs[1]);
        }
        command
    };
    let hand = |writing: bool| -> Result<Command> {
        let mut command = Command::new(std::env::current_exe()?);
        for (option, path) in [
            ("--command", &arguments.command),
            ("--schema", &arguments.schema),
            ("--folder", &arguments.folder),
        ] {
            command.arg(option).arg(path);
        }
        command.arg("--by-hand").arg(&events);
        if writing {
            command.arg("--writing");
        }
        Ok(command)
    };
    println!("{:.0} MB of mixed events, 1 % broken\n", size as f64 / 1e6);
    println!("{:48}{:>9}{:>9}{:>9}{:>10}", "", "CPU s", "MB/s", "wall s", "peak MiB");
    let one = row("event-schema, one thread, counts", size, &mut validate("1", false), &[])?;
    let two = row("event-schema, two threads, counts", size, &mut validate("2", false), &[])?;
    let writes =
        row("event-schema, one thread, valid and rejects", size, &mut validate("1", true), &outputs)?;
    let value = row("Value + jsonschema by hand, counts", size, &mut hand(false)?, &[])?;
    let value_writes =
        row("Value + jsonschema by hand, valid and rejects", size, &mut hand(true)?, &outputs_by_hand)?;
    let node = match &arguments.ajv {
        Some(folder) => {
            Some(row("node, Ajv and readline, counts", size, &mut ajv(arguments, folder, &events)?, &[])?)
        }
        None => None,
    };
    let sourcemeta = match &arguments.sourcemeta {
        Some(command) => Some(beside_sourcemeta(arguments, command, &outputs[0])?),
        None => None,
    };
    let rate = ping_pong(arguments, &events)?;
    println!();
    let reached = [
        bar("counts, by hand ÷ event-schema", ratio(value.cpu, one.cpu), 8.0),
        bar("valid and rejects, by hand ÷ event-schema", ratio(value_writes.cpu, writes.cpu), 5.0),
        match node {
            Some(node) => bar("node ÷ event-schema", ratio(node.cpu, one.cpu), 15.0),
            None => left_out("node ÷ event-schema", "--ajv"),
        },
        match sourcemeta {
            Some(ratio) => bar("sourcemeta --fast ÷ event-schema, the first 100 MB", ratio, 20.0),
            None => left_out("sourcemeta --fast ÷ event-schema", "--sourcemeta"),
        },
        bar("one core ÷ two cores", ratio(one.wall, two.wall), 1.6),
        bar("64 MiB ÷ peak memory", 64.0 / (two.peak.max(writes.peak).max(1) as f64 / 1024.0), 1.0),
        bar("ping-pong, in 100,000 events/s", rate / 100_000.0, 1.0),
    ];
    Ok(!reached.contains(&false))
}

/// Payloads of all events in the style of the other benchmark's mixed corpus, 1 % of them broken: some megabytes, again
/// and again.
fn corpus(arguments: &Arguments) -> Result<PathBuf> {
    const STYLE: Style = Style { broken: 10, ..Style::MIXED };
    const PAYLOADS: usize = 200_000;

    let path = arguments.folder.join(format!("mixed-{}.ndjson", arguments.megabytes));
    if path.exists() {
        return Ok(path);
    }
    let corpus = Corpus::of("pipeline", "", IsymphonyEvent::MODEL, &STYLE, PAYLOADS);
    let mut file = BufWriter::new(File::create(&path)?);
    let mut written = 0;
    while written < arguments.megabytes * 1_000_000 {
        file.write_all(corpus.bytes())?;
        written += corpus.bytes().len() as u64;
    }
    file.flush()?;
    Ok(path)
}

fn row(name: &str, size: u64, command: &mut Command, outputs: &[PathBuf]) -> Result<Took> {
    // The least of three: what else the machine does only adds.
    let mut took = run(command, outputs)?;
    for _ in 1..3 {
        let Took { cpu, wall, peak } = run(command, outputs)?;
        took = Took { cpu: took.cpu.min(cpu), wall: took.wall.min(wall), peak: took.peak.max(peak) };
    }
    let seconds = took.cpu.as_secs_f64();
    println!(
        "{name:48}{seconds:>9.2}{:>9.0}{:>9.2}{:>10.0}",
        size as f64 / 1e6 / seconds,
        took.wall.as_secs_f64(),
        took.peak as f64 / 1024.0
    );
    Ok(took)
}

/// Every run finds the same: no outputs of the one before, whose memory the kernel has to spare then.
fn run(command: &mut Command, outputs: &[PathBuf]) -> Result<Took> {
    for output in outputs.iter().filter(|output| output.exists()) {
        fs::remove_file(output)?;
    }
    let start = Instant::now();
    let child = command.stdout(Stdio::null()).spawn()?;
    let mut peak = 0;
    loop {
        let now = high_water(child.id());
        if now == 0 && peak > 0 {
            break;
        }
        peak = peak.max(now);
        std::thread::sleep(Duration::from_millis(2));
    }
    let ResUse { status, rusage } = child.wait4()?;
    let wall = start.elapsed();
    if !matches!(status.code(), Some(0 | 1)) {
        bail!("{command:?} ended with {status}");
    }
    Ok(Took { cpu: rusage.utime + rusage.stime, wall, peak })
}

/// In KiB; 0 where the kernel does not tell, and once the process has ended.
fn high_water(id: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}

fn ratio(slow: Duration, fast: Duration) -> f64 {
    slow.as_secs_f64() / fast.as_secs_f64()
}

/// Whether a bar is reached.
fn bar(what: &str, ratio: f64, least: f64) -> bool {
    let reached = ratio >= least;
    let verdict = if reached { "pass" } else { "MISSED" };
    println!("{what}: {ratio:.2}, at least {least}: {verdict}");
    reached
}

/// A bar that nothing is held against without an option.
fn left_out(what: &str, option: &str) -> bool {
    println!("{what}: left out, no {option}");
    true
}

/// The six lines of node that the command is to replace.
fn ajv(arguments: &Arguments, folder: &Path, events: &Path) -> Result<Command> {
    let script = "const fs=require('fs');const Ajv=require('ajv/dist/2020');\
        const v=new Ajv({strict:false,logger:false}).compile(JSON.parse(fs.readFileSync(process.argv[1])));\
        let ok=0,bad=0;require('readline').createInterface({input:fs.createReadStream(process.argv[2])})\
        .on('line',l=>{let x;try{x=JSON.parse(l)}catch{bad++;return}v(x)?ok++:bad++})\
        .on('close',()=>console.log(ok,bad))";
    let mut command = Command::new("node");
    command.current_dir(folder).args(["-e", script]);
    command.arg(fs::canonicalize(&arguments.schema)?).arg(fs::canonicalize(events)?);
    Ok(command)
}

/// Both over the first valid payloads alone: the peer ends at the first line that is no JSON, reads a whole file into
/// memory, and knows lines by the name of the file.
fn beside_sourcemeta(arguments: &Arguments, command: &Path, valid: &Path) -> Result<f64> {
    const MOST: usize = 100_000_000;
    let mut lines = vec![0; MOST];
    let mut file = File::open(valid)?;
    let mut filled = 0;
    while filled < MOST {
        match file.read(&mut lines[filled..])? {
            0 => break,
            read => filled += read,
        }
    }
    lines.truncate(memchr::memrchr(b'\n', &lines[..filled]).context("no line")? + 1);
    let first = arguments.folder.join("first.jsonl");
    fs::write(&first, &lines)?;
    let size = lines.len() as u64;
    drop(lines);
    let mut peer = Command::new(command);
    peer.args(["validate", "--fast"]).arg(&arguments.schema).arg(&first).stderr(Stdio::null());
    let peer = row("sourcemeta --fast, the first valid 100 MB", size, &mut peer, &[])?;
    let mut ours = Command::new(&arguments.command);
    ours.args(["validate", "--quiet", "--threads", "1"]).arg(&first);
    let ours = row("event-schema, one thread, the same", size, &mut ours, &[])?;
    Ok(ratio(peer.cpu, ours.cpu))
}

/// Asks and waits for the answer, line by line, on one core; returns events per second.
fn ping_pong(arguments: &Arguments, events: &Path) -> Result<f64> {
    const QUESTIONS: usize = 100_000;
    // Waking an idle core takes a guest longer than the answer. The child stays where this process is.
    let all = sched_getaffinity(None)?;
    let mut one = CpuSet::new();
    one.set(sched_getcpu());
    sched_setaffinity(None, &one)?;
    let mut child = Command::new(&arguments.command)
        .args(["validate", "--one-to-one", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        bail!("no pipes")
    };
    let mut stdout = BufReader::new(stdout);
    let mut questions = Vec::new();
    let mut events = BufReader::new(File::open(events)?);
    for _ in 0..QUESTIONS {
        let mut question = Vec::new();
        events.read_until(b'\n', &mut question)?;
        questions.push(question);
    }
    let mut answer = String::new();
    let start = Instant::now();
    for question in &questions {
        stdin.write_all(question)?;
        answer.clear();
        stdout.read_line(&mut answer)?;
    }
    let rate = questions.len() as f64 / start.elapsed().as_secs_f64();
    drop(stdin);
    child.wait()?;
    sched_setaffinity(None, &all)?;
    println!("{:48}{rate:>9.0} events/s", "event-schema, one question at a time, one core");
    Ok(rate)
}

/// A loop as it is written by hand: blocks of 256 KiB, reused buffers, a `Value` for each line.
fn by_hand(events: &Path, arguments: &Arguments) -> Result<()> {
    let schema: Value = serde_json::from_slice(&fs::read(&arguments.schema)?)?;
    let validator = jsonschema::validator_for(&schema)?;
    let create = |name: &str| -> Result<_> {
        Ok(BufWriter::with_capacity(64 * 1024, File::create(arguments.folder.join(name))?))
    };
    let mut sinks = if arguments.writing { Some((create(BY_HAND[0])?, create(BY_HAND[1])?)) } else { None };
    let mut file = File::open(events)?;
    let mut buffer = vec![0; 256 * 1024];
    let (mut kept, mut number, mut offset) = (0, 0u64, 0u64);
    let (mut valid, mut refused) = (0u64, 0u64);
    loop {
        let read = file.read(&mut buffer[kept..])?;
        let end = kept + read;
        if read == 0 {
            break;
        }
        let mut start = 0;
        while let Some(found) = memchr::memchr(b'\n', &buffer[start..end]) {
            let line = &buffer[start..start + found];
            number += 1;
            let value = serde_json::from_slice::<Value>(line);
            if value.as_ref().is_ok_and(|value| validator.is_valid(value)) {
                valid += 1;
                if let Some((sink, _)) = &mut sinks {
                    sink.write_all(line)?;
                    sink.write_all(b"\n")?;
                }
            } else {
                refused += 1;
                if let Some((_, sink)) = &mut sinks {
                    let errors: Vec<Value> = match &value {
                        Err(error) => {
                            vec![serde_json::json!({"code": "syntax", "message": error.to_string()})]
                        }
                        Ok(value) => validator
                            .iter_errors(value)
                            .map(|error| {
                                serde_json::json!({
                                    "instance": error.instance_path().as_str(),
                                    "schema": error.schema_path().as_str(),
                                    "message": error.masked().to_string(),
                                })
                            })
                            .collect(),
                    };
                    let letter = serde_json::json!({
                        "line": number,
                        "offset": offset,
                        "errors": errors,
                        "payload": String::from_utf8_lossy(line),
                    });
                    serde_json::to_writer(&mut *sink, &letter)?;
                    sink.write_all(b"\n")?;
                }
            }
            offset += found as u64 + 1;
            start += found + 1;
        }
        buffer.copy_within(start..end, 0);
        kept = end - start;
        if kept == buffer.len() {
            buffer.resize(kept * 2, 0);
        }
    }
    if let Some((valid, rejects)) = &mut sinks {
        valid.flush()?;
        rejects.flush()?;
    }
    println!("{valid} {refused}");
    Ok(())
}
