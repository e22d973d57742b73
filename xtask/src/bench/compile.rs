//! Compile time: one derive of ours beside serde's two and schemars' together, on the same types, everything that they
//! write put to use.

mod clock;
mod code;

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Result, ensure};

use self::clock::Clock;
use self::code::{Route, Subject};
use crate::workspace;

const MANIFEST: &str = include_str!("../../bench/compile/Cargo.toml");
const LOCK: &str = include_str!("../../bench/compile/Cargo.lock");

/// How many times as long as the peers ours may take.
const MOST: f64 = 1.5;

/// How each crate is built, and how often; the least time counts. A release build takes a minute, against which noise
/// is small.
const BUILDS: [(&str, &[&str], u32); 2] = [("check", &["check"], 3), ("release", &["build", "--release"], 1)];

pub(crate) fn run() -> Result<ExitCode> {
    let folder = workspace::target().join("bench/compile");
    write(&folder)?;
    // One crate at a time, as they are built later: all together would have their dependencies built with more features.
    for (_, arguments, _) in BUILDS {
        for package in
            Subject::ALL.into_iter().flat_map(|it| Route::ALL.map(|route| code::package(it, route)))
        {
            cargo(&folder, arguments, &["--package", &package])?;
        }
    }
    println!("{:<34}{:>10}{:>10}{:>8}", "seconds of CPU time", "ours", "peers", "ratio");
    let mut reached = true;
    for subject in Subject::ALL {
        for (build, arguments, repetitions) in BUILDS {
            let mut least = [Duration::MAX; 2];
            for repetition in 1..=repetitions {
                for (route, least) in Route::ALL.into_iter().zip(&mut least) {
                    *least = time(&folder, subject, route, arguments, repetition)?.min(*least);
                }
            }
            let [ours, peers] = least.map(|time| time.as_secs_f64());
            let ratio = ours / peers;
            reached &= ratio <= MOST;
            let verdict = if ratio <= MOST { "PASS" } else { "SHORT" };
            let row = format!("{}, {build}", subject.about());
            println!("{row:<34}{ours:>10.2}{peers:>10.2}{ratio:>8.2}  at most {MOST}: {verdict}");
        }
    }
    Ok(if reached { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The workspace, with its locked dependencies and the generated crates.
fn write(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let root = workspace::root().to_string_lossy().replace('\\', "/");
    fs::write(folder.join("Cargo.toml"), MANIFEST.replace("{root}", &root))?;
    fs::write(folder.join("Cargo.lock"), LOCK)?;
    for subject in Subject::ALL {
        for route in Route::ALL {
            let package = code::package(subject, route);
            fs::create_dir_all(folder.join(&package).join("src"))?;
            fs::write(folder.join(&package).join("Cargo.toml"), code::manifest(&package, route))?;
            fs::write(folder.join(&package).join("src/main.rs"), code::source(subject, route))?;
        }
    }
    Ok(())
}

/// What it takes to build one crate again, all it depends on being there.
fn time(
    folder: &Path,
    subject: Subject,
    route: Route,
    arguments: &[&str],
    repetition: u32,
) -> Result<Duration> {
    let package = code::package(subject, route);
    let source = format!("{}\n// Again: {repetition}.\n", code::source(subject, route));
    fs::write(folder.join(&package).join("src/main.rs"), source)?;
    let clock = Clock::start()?;
    cargo(folder, arguments, &["--package", &package])?;
    clock.stop()
}

fn cargo(folder: &Path, arguments: &[&str], what: &[&str]) -> Result<()> {
    let mut cargo = workspace::cargo();
    cargo.args(arguments).args(what).arg("--quiet").arg("--target-dir").arg(folder.join("target"));
    cargo.env("CARGO_INCREMENTAL", "0").current_dir(folder);
    ensure!(cargo.status()?.success(), "the generated crates do not build");
    Ok(())
}
