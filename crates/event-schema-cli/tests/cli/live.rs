//! `event-schema tap` and `simulate`, as processes on a real socket.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

use crate::command::{event_schema, json, lines, run, skip};

const USER: &str = "eva";
const PASSWORD: &str = "open-barley";

/// A server that plays until it is dropped.
pub(crate) struct Simulator {
    child: Child,
    pub(crate) address: String,
}

impl Simulator {
    pub(crate) fn start(args: &[&str]) -> Self {
        Self::start_at("127.0.0.1:0", args)
    }

    fn start_at(place: &str, args: &[&str]) -> Self {
        Self::of(event_schema(), place, args)
    }

    fn of(mut command: Command, place: &str, args: &[&str]) -> Self {
        let mut child = with_credentials(command.args(["simulate", "--listen", place]).args(args))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut first).unwrap();
        let address = first.strip_prefix("listening at ").unwrap_or_else(|| panic!("{first:?}")).trim();
        Self { address: address.to_owned(), child }
    }

    pub(crate) fn child(&self) -> &Child {
        &self.child
    }

    pub(crate) fn tap(&self) -> Command {
        let mut command = event_schema();
        command.arg("tap").arg(&self.address).stdin(Stdio::null());
        with_credentials(&mut command);
        command
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn with_credentials(command: &mut Command) -> &mut Command {
    command.env("EVENT_SCHEMA_USER", USER).env("EVENT_SCHEMA_PASSWORD", PASSWORD)
}

fn anonymous(command: &mut Command) -> &mut Command {
    command.env_remove("EVENT_SCHEMA_USER").env_remove("EVENT_SCHEMA_PASSWORD")
}

/// Waits until a file that grows has so many whole lines.
pub(crate) fn wait_for_lines(path: &Path, count: usize) {
    while fs::read(path).unwrap_or_default().split(|byte| *byte == b'\n').count() <= count {
        thread::yield_now();
    }
}

#[test]
fn what_a_server_sends_is_sorted_as_validate_does() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let server = Simulator::start(&["--rate", "0", "--fault", "bad-frame=10%,slow=1%"]);
    let ran = run(server
        .tap()
        .args(["--max-events", "1000", "--valid"])
        .arg(path("valid"))
        .arg("--rejects")
        .arg(path("rejects"))
        .arg("--stats")
        .arg(path("stats.json"))
        .arg("--report")
        .arg(path("report.html")));
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    assert_eq!(ran.stderr, format!("connected to {}\n", server.address));
    assert!(ran.stdout().starts_with("1,000 payloads: "), "{}", ran.stdout());
    assert!(ran.stdout().ends_with("\n1 connection.\n"), "{}", ran.stdout());

    let (valid, rejects) = (fs::read(path("valid")).unwrap(), fs::read(path("rejects")).unwrap());
    let refused = lines(&rejects).len();
    assert!((40..200).contains(&refused), "{refused}");
    assert_eq!(lines(&valid).len() + refused, 1_000);
    let unknown = lines(&valid).into_iter().filter(|event| json(event)["type"] == "dial").count();
    let letter = json(lines(&rejects)[0]);
    assert_eq!(letter["source"], server.address);
    assert!(letter["line"].as_u64() <= Some(1_000) && letter["errors"][0]["code"].is_string());
    let stats = json(&fs::read(path("stats.json")).unwrap());
    assert_eq!((&stats["refused"], &stats["connections"]["made"]), (&refused.into(), &1.into()));
    assert!(stats["unknown"]["valid"].as_u64().unwrap() >= unknown as u64 && unknown > 0);
    assert!(fs::read_to_string(path("report.html")).unwrap().contains("<svg"));

    // What was written is what `validate` accepts.
    assert_eq!(run(event_schema().arg("validate").arg(path("valid"))).code, Some(0));
    assert_eq!(run(event_schema().arg("replay").arg(path("rejects"))).code, Some(0));
}

#[test]
fn refused_credentials_have_an_exit_code_and_no_secret_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let login = folder.path().join("login");
    let server = Simulator::start(&[]);
    let without = run(anonymous(&mut server.tap()));
    assert_eq!(without.code, Some(4), "{}", without.stderr);
    assert!(without.stderr.contains("asks for user and password; they come from `--credentials"));

    fs::write(&login, "eva\nwrong-sesame\n").unwrap();
    let wrong = run(server.tap().arg("--credentials").arg(&login));
    assert_eq!(wrong.code, Some(4), "{}", wrong.stderr);
    assert!(wrong.stderr.contains("refused user and password"), "{}", wrong.stderr);
    assert!(wrong.stderr.contains("others can read it"), "{}", wrong.stderr);

    fs::write(&login, format!("{USER}\n{PASSWORD}\n")).unwrap();
    #[cfg(unix)]
    fs::set_permissions(&login, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let right = run(anonymous(&mut server.tap()).args(["--max-events", "1", "--credentials"]).arg(&login));
    assert_eq!(right.code, Some(0), "{}", right.stderr);

    fs::write(&login, "sesame").unwrap();
    let half = run(server.tap().arg("--credentials").arg(&login));
    let lonely = run(server.tap().env_remove("EVENT_SCHEMA_USER"));
    let typed = run(event_schema().args(["tap", "ws://eva:sesame@127.0.0.1:9/"]));
    let help = run(with_credentials(event_schema().args(["tap", "--help"])));
    assert_eq!([half.code, lonely.code, typed.code, help.code], [Some(3), Some(3), Some(2), Some(0)]);
    for ran in [without, wrong, right, half, lonely, typed, help] {
        let told = format!("{}{}", ran.stdout(), ran.stderr);
        for secret in ["sesame", "barley", "ZXZh"] {
            assert!(!told.contains(secret), "{told}");
        }
    }
}

#[test]
fn a_filter_is_asked_for_and_its_reply_is_no_event() {
    let server = Simulator::start(&["--rate", "500"]);
    let ran = run(server.tap().args(["--filter", "type=hangup", "--max-events", "60", "--valid", "-"]));
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    // Some may have been sent before the server was asked.
    let last = *lines(&ran.stdout).last().unwrap();
    assert_eq!(json(last)["type"], "hangup");
    assert!(ran.stderr.contains("60 payloads, all valid."), "{}", ran.stderr);
    assert!(ran.stderr.ends_with("1 connection, 1 reply that is no event.\n"), "{}", ran.stderr);
}

#[test]
fn a_command_of_ones_own_listens_and_plays_too() {
    // `cargo xtask test` builds it, and so does `cargo test` where no target is named.
    let warehouse = Path::new(env!("CARGO_BIN_EXE_event-schema")).with_file_name("examples/warehouse");
    if !warehouse.exists() {
        return skip("the example `warehouse` is not built");
    }
    let server = Simulator::of(Command::new(&warehouse), "127.0.0.1:0", &["--rate", "500"]);
    assert!(server.address.ends_with("/warehouse/events"), "{}", server.address);
    let tap = |args: &[&str]| {
        let mut command = Command::new(&warehouse);
        run(with_credentials(&mut command).arg("tap").arg(&server.address).args(args).stdin(Stdio::null()))
    };
    let ran = tap(&["--filter", "type=doorOpened", "--max-events", "60", "--valid", "-"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    // Some may have been sent before the server was asked.
    assert_eq!(json(lines(&ran.stdout).last().unwrap())["type"], "doorOpened");
    assert!(ran.stderr.ends_with("1 connection, 1 reply that is no event.\n"), "{}", ran.stderr);
    // What its servers cannot be asked for.
    assert_eq!(tap(&["--filter", "door=north"]).code, Some(2));
}

#[test]
fn over_tls_the_given_certificate_is_trusted_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let certificate = folder.path().join("server.pem");
    let server = Simulator::start(&["--tls", certificate.to_str().unwrap()]);
    assert!(server.address.starts_with("wss://"), "{}", server.address);
    let ran = run(server.tap().args(["--max-events", "3", "--ca-certificate"]).arg(&certificate));
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let ran = run(&mut server.tap());
    assert_eq!(ran.code, Some(3), "{}", ran.stderr);
    assert!(ran.stderr.contains("not trusted") && ran.stderr.contains("--ca-certificate"), "{}", ran.stderr);
    let missing = run(server.tap().args(["--ca-certificate", "no/such/file"]));
    assert_eq!(missing.code, Some(3), "{}", missing.stderr);
}

#[test]
fn where_nobody_listens_it_is_tried_as_often_as_asked() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let address = format!("ws://{free}");
    let ran =
        run(anonymous(event_schema().args(["tap", &address, "--max-retries", "1"])).stdin(Stdio::null()));
    assert_eq!(ran.code, Some(3), "{}", ran.stderr);
    let told: Vec<&str> = ran.stderr.lines().collect();
    assert_eq!(told.len(), 2, "{}", ran.stderr);
    let place = format!("{address}/communication_manager/ws/event");
    assert!(
        told[0].starts_with(&format!("lost {place}: ")) && told[0].contains("; again in "),
        "{}",
        told[0]
    );
    assert!(told[1].starts_with(&format!("error: {place}: gave up: ")), "{}", told[1]);
    assert!(ran.stdout().starts_with("No payloads."), "{}", ran.stdout());
}

#[test]
fn frames_beyond_the_limit_are_refused_unread() {
    let server = Simulator::start(&["--rate", "0"]);
    let ran = run(server.tap().args(["--max-record", "60", "--max-events", "2", "--rejects", "-"]));
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    let letter = json(lines(&ran.stdout)[0]);
    assert_eq!((&letter["errors"][0]["code"], &letter["payload"]), (&"maxRecord".into(), &().into()));
    assert!(ran.stderr.contains("a message was too long to be read; again in "), "{}", ran.stderr);
}

#[cfg(target_os = "linux")]
#[test]
fn a_signal_ends_it_in_order_and_a_restart_of_the_server_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let valid = folder.path().join("valid");
    let server = Simulator::start(&["--rate", "200"]);
    let place = server.address.trim_start_matches("ws://").split('/').next().unwrap().to_owned();
    let mut tap = server
        .tap()
        .args(["--append", "--format", "json", "--valid"])
        .arg(&valid)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    wait_for_lines(&valid, 5);
    drop(server);
    let mut told = BufReader::new(tap.stderr.take().unwrap()).lines().map(Result::unwrap);
    assert!(told.any(|line| line.starts_with("lost ws://")));
    let before = lines(&fs::read(&valid).unwrap()).len();
    let _server = Simulator::start_at(&place, &["--rate", "200"]);
    assert!(told.any(|line| line.starts_with("connected to ws://")));
    wait_for_lines(&valid, before + 5);

    let pid = rustix::process::Pid::from_child(&tap);
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
    let mut summary = Vec::new();
    tap.stdout.take().unwrap().read_to_end(&mut summary).unwrap();
    assert_eq!(tap.wait().unwrap().code(), Some(143));
    let summary = json(&summary);
    assert_eq!(summary["connections"]["made"], 2);
    assert!(summary["connections"]["lost"].as_u64() >= Some(1));
    let written = fs::read(&valid).unwrap();
    assert_eq!(summary["valid"], lines(&written).len());
    assert!(written.ends_with(b"\n"));
}

#[test]
fn it_ends_when_its_time_is_over() {
    let server = Simulator::start(&["--rate", "50", "--fault", "silence=100%"]);
    let ran = run(server.tap().args(["--duration", "300ms", "--quiet"]));
    assert_eq!((ran.code, ran.stdout(), ran.stderr.as_str()), (Some(0), "", ""));
}

#[test]
fn a_play_is_counted_and_ends() {
    let mut child = anonymous(event_schema().args([
        "simulate",
        "--listen",
        "127.0.0.1:0",
        "--count",
        "50",
        "--rate",
        "0",
    ]))
    .stdout(Stdio::piped())
    .stderr(Stdio::null())
    .spawn()
    .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    out.read_line(&mut first).unwrap();
    let address = first.trim_start_matches("listening at ").trim();
    let ran =
        run(anonymous(event_schema().args(["tap", address, "--max-retries", "0"])).stdin(Stdio::null()));
    assert_eq!(ran.code, Some(3), "{}", ran.stderr);
    assert!(ran.stderr.contains("the play is over"), "{}", ran.stderr);
    assert!(ran.stdout().starts_with("50 payloads, all valid."), "{}", ran.stdout());
    let mut last = String::new();
    out.read_to_string(&mut last).unwrap();
    assert_eq!(last, "50 payloads and 0 bad frames sent over 1 connection\n");
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn wrong_command_lines_are_told() {
    for args in [
        &["tap"][..],
        &["tap", "http://127.0.0.1"],
        &["tap", "127.0.0.1:58080"],
        &["tap", "ws://127.0.0.1:9", "--filter", "type"],
        &["tap", "ws://127.0.0.1:9", "--idle", "0s"],
        &["tap", "ws://127.0.0.1:9", "--max-events", "0"],
        &["tap", "ws://127.0.0.1:9", "--select", "hangupp"],
        &["tap", "ws://127.0.0.1:9", "--valid", "-", "--rejects", "-"],
        &["tap", "ws://127.0.0.1:9", "--password", "sesame"],
        &["simulate", "--fault", "fire=1%"],
        &["simulate", "--fault", "drop"],
        &["simulate", "--rate", "-1"],
        &["simulate", "--listen", "here"],
    ] {
        let ran = run(anonymous(event_schema().args(args)).stdin(Stdio::null()));
        assert_eq!(ran.code, Some(2), "{args:?}: {}", ran.stderr);
        assert!(ran.stderr.starts_with("error: "), "{args:?}: {}", ran.stderr);
    }
}

/// In a pseudo-terminal, as at a desk.
#[cfg(target_os = "linux")]
mod terminal {
    use std::fs::File;
    use std::io::{Read as _, Write as _};
    use std::process::{Child, Command};

    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
    use rustix::termios::{LocalModes, tcgetattr};

    use super::{PASSWORD, Simulator, USER, anonymous};

    /// A command with a terminal of its own.
    struct Desk {
        screen: File,
        child: Child,
        shown: String,
    }

    impl Desk {
        fn sit_down(command: &mut Command) -> Self {
            let screen = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
            grantpt(&screen).unwrap();
            unlockpt(&screen).unwrap();
            let name = ptsname(&screen, Vec::new()).unwrap().into_string().unwrap();
            // util-linux: a session of its own, which takes the terminal on its standard input.
            let mut session = Command::new("setsid");
            session.args(["--ctty", "--wait"]).arg(command.get_program()).args(command.get_args());
            for (name, value) in command.get_envs() {
                match value {
                    Some(value) => session.env(name, value),
                    None => session.env_remove(name),
                };
            }
            let end = || File::options().read(true).write(true).open(&name).unwrap();
            let child =
                session.env("TERM", "xterm").stdin(end()).stdout(end()).stderr(end()).spawn().unwrap();
            Self { screen: File::from(screen), child, shown: String::new() }
        }

        /// Reads until this is on the screen, behind what was waited for before.
        fn wait_for(&mut self, text: &str) -> String {
            let mut some = [0; 1024];
            loop {
                if let Some(found) = self.shown.find(text) {
                    let rest = self.shown.split_off(found + text.len());
                    return std::mem::replace(&mut self.shown, rest);
                }
                let read =
                    self.screen.read(&mut some).unwrap_or_else(|error| panic!("{error}: {}", self.shown));
                self.shown.push_str(&String::from_utf8_lossy(&some[..read]));
            }
        }

        fn type_in(&mut self, text: &str) {
            self.screen.write_all(text.as_bytes()).unwrap();
        }

        fn echoes(&self) -> bool {
            tcgetattr(&self.screen).unwrap().local_modes.contains(LocalModes::ECHO)
        }
    }

    #[test]
    fn user_and_password_are_asked_for_and_the_line_is_live() {
        const ALL_FINE: &str = " payloads, none refused, ";

        let server = Simulator::start(&["--rate", "200"]);
        let mut command = server.tap();
        let mut desk = Desk::sit_down(anonymous(&mut command));
        let mut shown = desk.wait_for(&format!("User for {} (none if empty): ", server.address));
        desk.type_in(&format!("{USER}\n"));
        shown += &desk.wait_for("Password: ");
        while desk.echoes() {
            std::thread::yield_now();
        }
        desk.type_in(&format!("{PASSWORD}\n"));
        shown += &desk.wait_for("connected to ws://");
        // On a busy machine, the first payloads may take their time.
        while shown.strip_suffix(ALL_FINE).is_none_or(|line| line.ends_with(" 0")) {
            shown += &desk.wait_for(ALL_FINE);
        }
        for _ in 0..2 {
            shown += &desk.wait_for(ALL_FINE);
        }
        desk.type_in("\u{3}");
        shown += &desk.wait_for("payloads, all valid.");
        shown += &desk.wait_for("1 connection.");
        assert_eq!(desk.child.wait().unwrap().code(), Some(130));
        assert!(!shown.contains(PASSWORD), "{shown}");
    }

    #[test]
    fn a_terminal_is_left_as_it_was() {
        let server = Simulator::start(&[]);
        let mut command = server.tap();
        let mut desk = Desk::sit_down(anonymous(&mut command));
        assert!(desk.echoes());
        desk.wait_for("(none if empty): ");
        desk.type_in(&format!("{USER}\n"));
        desk.wait_for("Password: ");
        while desk.echoes() {
            std::thread::yield_now();
        }
        desk.type_in("\u{3}");
        assert_eq!(desk.child.wait().unwrap().code(), Some(130));
        assert!(desk.echoes());
    }

    #[test]
    fn whoever_does_not_want_to_say_who_they_are_is_let_go() {
        let server = Simulator::start(&[]);
        let mut command = server.tap();
        let mut desk = Desk::sit_down(anonymous(&mut command));
        desk.wait_for("(none if empty): ");
        desk.type_in("\u{3}");
        assert_eq!(desk.child.wait().unwrap().code(), Some(130));
    }
}
