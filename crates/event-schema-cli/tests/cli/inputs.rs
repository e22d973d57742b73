//! Every form of input that `validate` takes.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;
use std::process::Stdio;

use crate::command::{event_schema, json, lines, run, run_with, samples, skip};

const VALID: &str = r#"{"type":"dial","time":1}"#;
const BROKEN: &str = r#"{"type":"userLogout"}"#;

#[test]
fn the_same_payloads_have_the_same_verdicts_in_every_form() {
    let folder = tempfile::tempdir().unwrap();
    let plain = samples(5_000, 10);
    let array = [b"[".as_slice(), &lines(&plain).join(&b",\n"[..]), b"\n]"].concat();
    let with_returns = lines(&plain).join(&b"\r\n"[..]);
    let marked = [b"\xEF\xBB\xBF".as_slice(), &plain].concat();
    let forms: [(&str, Vec<u8>); 7] = [
        ("plain", plain.clone()),
        ("named.gz", plain.clone()),
        ("gzip", gzip(&plain)),
        ("zstd", zstd::encode_all(&plain[..], 3).unwrap()),
        ("array.zst", zstd::encode_all(&array[..], 3).unwrap()),
        ("returns", with_returns),
        ("marked", marked),
    ];
    let sorted = |name: &str, bytes: &[u8], more: &[&str]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let ran = run(event_schema().arg("validate").arg(&path).args(["--valid", "-"]).args(more));
        assert_eq!(ran.code, Some(1), "{name}: {}", ran.stderr);
        let counts = ran.stderr.lines().next().unwrap_or_default().to_owned();
        (counts, ran.stdout)
    };
    let expected = sorted("plain", &plain, &["--threads", "1"]);
    assert!(expected.0.starts_with("5,000 payloads: "), "{}", expected.0);
    for (name, bytes) in &forms {
        for threads in ["1", "4"] {
            // An element of an array that is cut short takes what stands behind it along.
            if name.starts_with("array") {
                continue;
            }
            assert!(sorted(name, bytes, &["--threads", threads]) == expected, "{name} on {threads}");
        }
    }
    let clean = samples(3_000, 0);
    let array = [b"[".as_slice(), &lines(&clean).join(&b",\n"[..]), b"\n]"].concat();
    let ran = run_with(event_schema().args(["validate", "--valid", "-"]), &gzip(&array));
    assert_eq!((ran.code, ran.stdout == clean), (Some(0), true));
}

#[test]
fn an_array_tells_lines_and_offsets_of_its_elements() {
    let input = format!("[\n  {VALID},\n  {{\n    \"type\": \"userLogout\"\n  }}\n]\n");
    let ran = run_with(event_schema().args(["validate", "--rejects", "-"]), input.as_bytes());
    let letter = json(lines(&ran.stdout)[0]);
    assert_eq!((ran.code, letter["line"].as_u64()), (Some(1), Some(3)));
    let offset = letter["offset"].as_u64().unwrap() as usize;
    assert!(input[offset..].starts_with(letter["payload"].as_str().unwrap()));
    // Where lines are asked for, an array is a payload as any other.
    let ran = run_with(event_schema().args(["validate", "--framing", "lines"]), b"[1]\n[2]\n");
    assert!(ran.stdout().starts_with("2 payloads: 0 valid"), "{}", ran.stdout());
    let ran = run_with(event_schema().args(["validate"]), b"[1,2,3]\n[2]\n");
    assert!(ran.stdout().starts_with("4 payloads: 0 valid"), "{}", ran.stdout());
}

#[test]
fn folders_and_patterns_stand_for_their_files() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["b/2.ndjson", "b/1.ndjson", "a.ndjson", ".hidden"] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, format!("{BROKEN}\n")).unwrap();
    }
    let sources = |argument: &Path| -> Vec<String> {
        let ran = run(event_schema().arg("validate").arg(argument).args(["--rejects", "-"]));
        assert_eq!(ran.code, Some(1), "{}", ran.stderr);
        let source = |line: &[u8]| json(line)["source"].as_str().unwrap().to_owned();
        lines(&ran.stdout).into_iter().map(source).collect()
    };
    let named = |names: &[&str]| -> Vec<String> {
        names.iter().map(|name| folder.path().join(name).display().to_string()).collect()
    };
    assert_eq!(sources(folder.path()), named(&["a.ndjson", "b/1.ndjson", "b/2.ndjson"]));
    assert_eq!(sources(&folder.path().join("**/[12].ndjson")), named(&["b/1.ndjson", "b/2.ndjson"]));
}

#[test]
fn an_offset_leads_to_the_payload_behind_a_mark_and_blank_lines() {
    let input = format!("\u{feff}{VALID}\r\n\r\n{BROKEN}");
    let ran = run_with(event_schema().args(["validate", "--rejects", "-"]), input.as_bytes());
    let letter = json(lines(&ran.stdout)[0]);
    assert_eq!(letter["line"], 3);
    assert_eq!(&input[letter["offset"].as_u64().unwrap() as usize..], BROKEN);
}

#[test]
fn what_is_cut_short_is_told_and_what_came_before_counts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cut.gz");
    let whole = gzip(&samples(2_000, 0));
    fs::write(&path, &whole[..whole.len() - 20]).unwrap();
    let ran = run(event_schema().arg("validate").arg(&path));
    assert_eq!(ran.code, Some(3));
    assert!(ran.stderr.starts_with(&format!("error: cannot read {}: ", path.display())), "{}", ran.stderr);
    assert!(ran.stdout().contains("payloads, all valid."), "{}", ran.stdout());
}

#[test]
fn deep_nesting_is_refused_and_not_followed() {
    let deep = |open: &str| format!("{{\"type\":\"dial\",\"more\":{}", open.repeat(200_000));
    let input = format!("{VALID}\n{}\n{}\n{VALID}\n", deep("["), deep("{\"a\":"));
    let ran = run_with(event_schema().arg("validate"), input.as_bytes());
    assert_eq!(ran.code, Some(1));
    assert!(ran.stdout().starts_with("4 payloads: 2 valid, 2 refused"), "{}", ran.stdout());
    let ran = run_with(event_schema().arg("validate"), "[".repeat(300_000).as_bytes());
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
}

#[cfg(target_os = "linux")]
#[test]
fn a_bomb_does_not_fill_the_memory() {
    // 400 MB of spaces, and 400 MB of one record, in less than a megabyte each.
    for (byte, code) in [(b' ', Some(1)), (b'x', Some(1))] {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        let block = vec![byte; 1 << 20];
        for _ in 0..400 {
            encoder.write_all(&block).unwrap();
        }
        let bomb = encoder.finish().unwrap();
        assert!(bomb.len() < 1 << 20);
        let ran = run_with(
            std::process::Command::new("sh")
                .args(["-c", "ulimit -v 300000; exec \"$0\" validate --rejects - --threads 2"])
                .arg(env!("CARGO_BIN_EXE_event-schema")),
            &bomb,
        );
        assert_eq!(ran.code, code, "{}", ran.stderr);
        assert_eq!(json(lines(&ran.stdout)[0])["errors"][0]["code"], "maxRecord");
    }
}

#[cfg(unix)]
#[test]
fn unreadable_files_are_told() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let (closed, open) = (folder.path().join("closed"), folder.path().join("open"));
    fs::write(&closed, VALID).unwrap();
    fs::write(&open, VALID).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    let mut command = event_schema();
    if File::open(&closed).is_ok() {
        // Whoever runs the tests may read everything; the command is not to.
        let program = command.get_program().to_owned();
        command = std::process::Command::new("setpriv");
        command.arg("--bounding-set=-dac_override,-dac_read_search").arg(program);
    }
    let ran = run(command.arg("validate").arg(folder.path()));
    assert_eq!(ran.code, Some(3));
    assert!(ran.stderr.contains("Permission denied"), "{}", ran.stderr);
    assert!(ran.stdout().starts_with("1 payload, valid."), "{}", ran.stdout());
}

#[cfg(unix)]
#[test]
fn a_named_pipe_is_read_as_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&path).status();
    if !made.is_ok_and(|status| status.success()) {
        return skip("no mkfifo");
    }
    let child = event_schema().arg("validate").arg(&path).stdout(Stdio::piped()).spawn().unwrap();
    let mut pipe = File::options().write(true).open(&path).unwrap();
    pipe.write_all(format!("{VALID}\n").as_bytes()).unwrap();
    drop(pipe);
    let output = child.wait_with_output().unwrap();
    assert!(output.stdout.starts_with(b"1 payload, valid."));
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    io::copy(&mut &text[..], &mut encoder).unwrap();
    encoder.finish().unwrap()
}
