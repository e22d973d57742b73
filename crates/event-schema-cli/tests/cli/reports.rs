//! How `validate` tells what it found, and with which exit code.

use std::fs;

use crate::command::{event_schema, json, lines, run, run_with, skip};

const VALID: &str = r#"{"type":"dial","time":1}"#;
const BROKEN: &str = r#"{"type":"userLogout"}"#;

#[test]
fn exit_codes_are_frozen() {
    let input = format!("{BROKEN}\n{}{BROKEN}\n", format!("{VALID}\n").repeat(8));
    let code = |args: &[&str]| run_with(event_schema().arg("validate").args(args), input.as_bytes()).code;
    for (args, expected) in [
        (&[][..], 1),
        (&["--quiet"], 1),
        (&["--one-to-one"], 1),
        (&["--fail-fast"], 1),
        (&["--max-errors", "1"], 1),
        (&["--max-errors", "2"], 0),
        (&["--max-errors", "19.9%"], 1),
        (&["--max-errors", "20%"], 0),
        (&["--select", "hangup"], 0),
        (&["--no-such-option"], 2),
        (&["no/such/file"], 3),
        (&["--stats", "no/such/folder/stats"], 3),
    ] {
        assert_eq!(code(args), Some(expected), "{args:?}");
    }
}

#[test]
fn reading_ends_behind_the_payload_that_is_one_too_many() {
    let input = format!("{VALID}\n{BROKEN}\n{VALID}\n{BROKEN}\n{VALID}\n");
    for (args, counts) in [
        (&["--fail-fast"][..], "2 payloads: 1 valid, 1 refused"),
        (&["--max-errors", "0"], "2 payloads: 1 valid, 1 refused"),
        (&["--max-errors", "1"], "4 payloads: 2 valid, 2 refused"),
        (&["--max-errors", "2"], "5 payloads: 3 valid, 2 refused"),
    ] {
        let ran = run_with(event_schema().arg("validate").args(args), input.as_bytes());
        assert!(ran.stdout().starts_with(counts), "{args:?}: {}", ran.stdout());
    }
}

#[test]
fn others_than_the_selected_events_are_passed_over() {
    let input = format!("{VALID}\n{BROKEN}\n{{\"type\":\"hangup\"}}\n{{\n");
    let args = ["validate", "--select", "hangup,linkEnd", "--rejects", "-"];
    let ran = run_with(event_schema().args(args), input.as_bytes());
    let places: Vec<_> = lines(&ran.stdout).iter().map(|line| json(line)["line"].as_u64().unwrap()).collect();
    // What cannot be told to be another event is not passed over.
    assert_eq!(places, [3, 4]);
    assert!(ran.stderr.contains("2 payloads of other events passed over."), "{}", ran.stderr);
}

#[test]
fn the_place_of_a_fault_stands_over_a_caret() {
    let input = r#"{"type":"userLogout","time":"secret","other":[true,null]}"#;
    let told = |args: &[&str]| {
        let ran = run_with(event_schema().arg("validate").args(args), input.as_bytes());
        let text = ran.stdout().to_owned();
        let caret = text.lines().position(|line| line.trim() == "^").unwrap();
        let (above, below) = (text.lines().nth(caret - 1).unwrap(), text.lines().nth(caret).unwrap());
        let under = above.chars().nth(below.find('^').unwrap()).unwrap();
        (above.trim().to_owned(), under)
    };
    let masked = r#"{"type":"userLogout","time":"······","·····":[····,null]}"#;
    assert_eq!(told(&["--max-reasons", "1"]), (masked.to_owned(), '"'));
    assert_eq!(told(&["--max-reasons", "1", "--show-values"]), (input.to_owned(), '"'));
}

#[test]
fn annotations_for_github() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a,b.ndjson");
    fs::write(&path, format!("{VALID}\n{BROKEN}\n{BROKEN}\n")).unwrap();
    let ran = run(event_schema().args(["validate", "--format", "github"]).arg(&path));
    let told: Vec<&str> = ran.stdout().lines().collect();
    let file = path.display().to_string().replace(',', "%2C");
    assert!(
        told[0]
            .starts_with(&format!("::error file={file},line=2,col=1,title=required::userLogout: expected ")),
        "{}",
        told[0]
    );
    assert!(told[0].ends_with("(2 times)"), "{}", told[0]);
    assert_eq!(*told.last().unwrap(), "::notice::3 payloads, 2 refused (66.7 %)");
}

#[test]
fn the_numbers_as_json_and_for_prometheus() {
    let folder = tempfile::tempdir().unwrap();
    let (as_json, as_text) = (folder.path().join("stats.json"), folder.path().join("stats.prom"));
    let ran = run_with(
        event_schema().args(["validate", "--quiet", "--stats"]).arg(&as_json).arg("--stats").arg(&as_text),
        format!("{VALID}\n{BROKEN}\n").as_bytes(),
    );
    assert_eq!((ran.code, ran.stdout(), ran.stderr.as_str()), (Some(1), "", ""));
    let stats = json(&fs::read(as_json).unwrap());
    assert_eq!((&stats["valid"], &stats["refused"], &stats["unread"]), (&1.into(), &1.into(), &0.into()));
    let text = fs::read_to_string(as_text).unwrap();
    assert!(
        text.contains("event_schema_payloads_total{event=\"userLogout\",verdict=\"refused\"} 1\n"),
        "{text}"
    );
}

#[test]
fn a_flag_wins_over_the_environment_and_that_over_the_default() {
    let code = |environment: Option<&str>, args: &[&str]| {
        let mut command = event_schema();
        if let Some(profile) = environment {
            command.env("EVENT_SCHEMA_PROFILE", profile);
        }
        run_with(command.arg("validate").args(args), VALID.as_bytes()).code
    };
    assert_eq!(code(None, &[]), Some(0));
    assert_eq!(code(Some("strict"), &[]), Some(1));
    assert_eq!(code(Some("strict"), &["--profile", "tolerant"]), Some(0));
    assert_eq!(code(Some("lenient"), &[]), Some(2));
    for (name, value, expected) in [
        ("EVENT_SCHEMA_FORMAT", "json", (Some(0), "{\"profile\":")),
        ("EVENT_SCHEMA_MAX_RECORD", "20", (Some(1), "1 payload: 0 valid, 1 refused")),
        ("EVENT_SCHEMA_THREADS", "0", (Some(2), "")),
    ] {
        let ran = run_with(event_schema().arg("validate").env(name, value), VALID.as_bytes());
        assert!(ran.code == expected.0 && ran.stdout().starts_with(expected.1), "{name}: {}", ran.stdout());
        let args = ["validate", "--format", "text", "--max-record", "1K", "--threads", "1"];
        let ran = run_with(event_schema().args(args).env(name, value), VALID.as_bytes());
        assert!(
            ran.code == Some(0) && ran.stdout().starts_with("1 payload, valid."),
            "{name}: {}",
            ran.stdout()
        );
    }
}

#[test]
fn completions_know_the_options() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = run(event_schema().args(["completions", shell]));
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
        assert!(ran.stdout().contains("one-to-one") && ran.stdout().contains("linkEnd"), "{shell}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_bar_is_for_terminals_alone() {
    use std::process::Command;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events");
    fs::write(&path, crate::command::samples(60_000, 1)).unwrap();
    let piped = run(event_schema().arg("validate").arg(&path));
    assert_eq!(piped.stderr, "");
    // A pseudo-terminal of util-linux.
    let line = format!("'{}' validate '{}' --threads 1", env!("CARGO_BIN_EXE_event-schema"), path.display());
    let Ok(output) = Command::new("script").args(["-qec", &line, "/dev/null"]).env("TERM", "xterm").output()
    else {
        return skip("no `script` to make a pseudo-terminal");
    };
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(shown.contains(" left, ") && shown.contains("60,000 payloads:"), "{shown}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn any_schema_goes_through_the_same_machinery() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("order.json");
    fs::write(
        &path,
        r#"{"type":"object","required":["id"],"properties":{"id":{"type":"string","pattern":"^A"},
            "lines":{"type":"array","items":{"properties":{"a/b":{"type":"integer"}}}}}}"#,
    )
    .unwrap();
    let input = concat!(
        r#"{"id":"A1"}"#,
        "\n",
        r#"{"lines": [{}, {"a/b": "secret"}]}"#,
        "\n",
        r#"{"id": "secret"}"#,
        "\n",
        r#"{"id": 1,}"#,
        "\n"
    );
    let ran = run_with(
        event_schema().args(["validate", "--rejects", "-", "--schema"]).arg(&path),
        input.as_bytes(),
    );
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.starts_with("4 payloads: 1 valid, 3 refused"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("secret"), "{}", ran.stderr);
    let letters: Vec<_> = lines(&ran.stdout).into_iter().map(json).collect();
    let told = |letter: &serde_json::Value| -> Vec<(String, String, u64)> {
        let errors = letter["errors"].as_array().unwrap();
        let told = errors.iter().map(|error| {
            assert!(!error["message"].as_str().unwrap().contains("secret"), "{error}");
            let text = |name: &str| error[name].as_str().unwrap().to_owned();
            (text("code"), text("instance"), error["offset"].as_u64().unwrap())
        });
        told.collect()
    };
    let expected = |code: &str, instance: &str, offset| (code.to_owned(), instance.to_owned(), offset);
    assert_eq!(told(&letters[0]), [expected("required", "", 0), expected("type", "/lines/1/a~1b", 23)]);
    assert_eq!(told(&letters[1]), [expected("pattern", "/id", 7)]);
    assert_eq!(told(&letters[2])[0].0, "syntax");
}

#[test]
fn references_to_other_documents_are_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("other.json"), "{}").unwrap();
    for reference in ["http://127.0.0.1:9/x.json", "other.json", "file:///etc/hostname"] {
        let path = folder.path().join("schema.json");
        fs::write(&path, format!("{{\"$ref\":\"{reference}\"}}")).unwrap();
        let ran = run_with(event_schema().args(["validate", "--schema"]).arg(&path), b"{}");
        assert_eq!(ran.code, Some(2), "{reference}");
        let told = ["is not fetched", "retrieving it failed"].iter().any(|why| ran.stderr.contains(why));
        assert!(told, "{}", ran.stderr);
    }
    let path = folder.path().join("broken.json");
    fs::write(&path, r#"{"type":"no such type"}"#).unwrap();
    assert_eq!(run_with(event_schema().args(["validate", "--schema"]).arg(&path), b"{}").code, Some(2));
    assert_eq!(run_with(event_schema().args(["validate", "--schema", "missing.json"]), b"{}").code, Some(3));
}

#[test]
fn the_page_stands_alone_and_holds_no_values() {
    let folder = tempfile::tempdir().unwrap();
    let page = page(folder.path());
    for wanted in [
        "Verdicts over the input",
        "Payload sizes",
        "Event times",
        "Reasons by event",
        "Properties of hangup",
        "prefers-color-scheme:dark",
        "name=\"viewport\"",
        "<rect class=\"r\"",
    ] {
        assert!(page.contains(wanted), "{wanted}");
    }
    for refused in ["http:", "https:", "<script", "<link", "url(", "@import", "secretValue", "<b>"] {
        assert!(!page.contains(refused), "{refused}");
    }
}

#[test]
fn a_browser_shows_the_page() {
    let browser = ["chromium", "chromium-browser", "google-chrome", "chrome-headless-shell"]
        .into_iter()
        .map(str::to_owned)
        .chain(std::env::var("CHROMIUM"))
        .find(|name| std::process::Command::new(name).arg("--version").output().is_ok());
    let Some(browser) = browser else {
        return skip("no Chromium; the variable CHROMIUM may name one");
    };
    let folder = tempfile::tempdir().unwrap();
    page(folder.path());
    let url = format!("file://{}", folder.path().join("report.html").display());
    let output = std::process::Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--window-size=390,844", "--dump-dom", &url])
        .env("HOME", folder.path())
        .output()
        .unwrap();
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(shown.contains("<rect") && shown.contains("Properties of hangup"), "{shown}");
}

fn page(folder: &std::path::Path) -> String {
    let (events, report) = (folder.join("events.ndjson"), folder.join("report.html"));
    let mut input = crate::command::samples(3_000, 5);
    input.extend_from_slice(b"{\"type\":\"userLogout\",\"time\":\"secretValue\",\"<b>\":1}\n");
    fs::write(&events, input).unwrap();
    let ran = run(event_schema().arg("validate").arg(&events).arg("--report").arg(&report));
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    fs::read_to_string(report).unwrap()
}
