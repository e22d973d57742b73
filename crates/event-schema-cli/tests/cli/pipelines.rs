//! The configurations in `docs/pipelines`, run by the hosts that they are for.

#![cfg(target_os = "linux")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use crate::command::{event_schema, lines, run, samples, skip};
use crate::live::{Simulator, wait_for_lines};

const INSTALLED: &str = "/usr/local/bin/event-schema";

fn configuration(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/pipelines").join(name);
    fs::read_to_string(path).unwrap().replace(INSTALLED, env!("CARGO_BIN_EXE_event-schema"))
}

#[test]
fn a_job_of_cron_says_something_only_if_something_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for name in ["spool", "lib"] {
        fs::create_dir(path(name)).unwrap();
    }
    let text = configuration("event-schema.crontab")
        .replace("/var/spool/events", path("spool").to_str().unwrap())
        .replace("/var/lib/events", path("lib").to_str().unwrap());
    let job = text.lines().find(|line| !line.starts_with('#')).unwrap();
    // To cron these are ends of lines.
    assert!(!job.contains('%'));
    let command = job.split_whitespace().skip(5).collect::<Vec<_>>().join(" ");
    let night = || run(Command::new("sh").args(["-c", &command]));
    fs::write(path("spool/1.gz"), samples(500, 2)).unwrap();
    let quiet = night();
    assert_eq!((quiet.code, quiet.stdout(), quiet.stderr.as_str()), (Some(0), "", ""));
    fs::write(path("spool/2.gz"), samples(2_000, 20)).unwrap();
    let loud = night();
    assert_eq!(loud.code, Some(1));
    assert!(loud.stdout().starts_with("101 payloads: 0 valid, 101 refused (100 %)."), "{}", loud.stdout());
    assert!(path("lib/night.prom").exists());
}

#[test]
fn systemd_accepts_the_unit_and_its_command_does_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let unit = configuration("event-schema-tap.service");
    let path = folder.path().join("event-schema-tap.service");
    fs::write(&path, &unit).unwrap();
    match Command::new("systemd-analyze").arg("verify").arg(&path).output() {
        Ok(output) => {
            let told = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success() && told.is_empty(), "{told}");
        }
        Err(_) => skip("no systemd-analyze to verify the unit"),
    }

    let server = Simulator::start(&["--rate", "500", "--fault", "bad-frame=10%"]);
    let line = unit.lines().find_map(|line| line.strip_prefix("ExecStart=")).unwrap();
    let line = line.replace("ws://pbx.example:58080", &server.address);
    let login = folder.path().join("login");
    fs::write(&login, "eva\nopen-barley\n").unwrap();
    fs::set_permissions(&login, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let mut tap = Command::new("sh")
        .args(["-c", &format!("exec {line}")])
        .env("CREDENTIALS_DIRECTORY", folder.path())
        .env("STATE_DIRECTORY", folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    wait_for_lines(&folder.path().join("valid.ndjson"), 20);
    wait_for_lines(&folder.path().join("rejects.ndjson"), 1);
    terminate(&tap);
    let success = unit.lines().find_map(|line| line.strip_prefix("SuccessExitStatus=")).unwrap();
    assert_eq!(tap.wait().unwrap().code(), success.parse().ok());
    let numbers = fs::read_to_string(folder.path().join("tap.prom")).unwrap();
    assert!(numbers.contains("event_schema_connections_total 1"), "{numbers}");
}

#[test]
fn rsyslog_asks_line_by_line_and_writes_by_the_answers() {
    let Some(rsyslogd) = ["rsyslogd", "/usr/sbin/rsyslogd"]
        .into_iter()
        .find(|name| Command::new(name).arg("-v").output().is_ok_and(|output| output.status.success()))
    else {
        return skip("no rsyslogd to run its configuration");
    };
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for name in ["spool", "events", "log"] {
        fs::create_dir(path(name)).unwrap();
    }
    let here = |name: &str| path(name).display().to_string();
    let text = configuration("rsyslog.conf")
        .replace("/var/spool/rsyslog", &here("spool"))
        .replace("/var/spool/events", &here("events"))
        .replace("/var/log/events", &here("log"))
        .replace("/etc/rsyslog.d/verdict", &here("verdict"));
    fs::write(path("rsyslog.conf"), text).unwrap();
    fs::write(path("verdict"), configuration("verdict")).unwrap();
    fs::set_permissions(path("verdict"), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let input = samples(300, 5);
    fs::write(path("events/night.ndjson"), &input).unwrap();

    let mut host = Command::new(rsyslogd)
        .args(["-n", "-f", &here("rsyslog.conf"), "-i", &here("pid")])
        .stdin(Stdio::null())
        .spawn()
        .unwrap();
    let [valid, refused, verdicts] =
        ["log/valid.ndjson", "log/refused.ndjson", "log/verdicts.ndjson"].map(path);
    let written = |path: &PathBuf| fs::read(path).unwrap_or_default();
    while lines(&written(&valid)).len() + lines(&written(&verdicts)).len() < lines(&input).len() {
        assert!(host.try_wait().unwrap().is_none(), "rsyslogd has ended");
        thread::yield_now();
    }
    terminate(&host);
    host.wait().unwrap();

    let sorted = run(event_schema()
        .args(["validate", "--quiet"])
        .arg(path("events/night.ndjson"))
        .arg("--valid")
        .arg(path("valid"))
        .arg("--rejects")
        .arg(path("rejects")));
    assert_eq!(sorted.code, Some(1), "{}", sorted.stderr);
    assert!(written(&valid) == written(&path("valid")));
    assert_eq!(run(event_schema().arg("replay").arg(path("rejects"))).stdout, written(&refused));
    let first = String::from_utf8(lines(&written(&verdicts))[0].to_vec()).unwrap();
    assert!(first.contains(r#""valid": false"#) && first.contains(r#""code": ""#), "{first}");
}

fn terminate(child: &Child) {
    let pid = rustix::process::Pid::from_child(child);
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
}
