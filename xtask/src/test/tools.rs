//! Tools of other languages: what is here, and the pinned packages that are fetched into `target/`.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use crate::workspace;

/// What a program says of its version; nothing if it is not here.
pub(crate) fn version(program: impl AsRef<OsStr>) -> Option<String> {
    let output = workspace::command(program).arg("--version").stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The number of a Java's version.
pub(crate) fn java_version(java: &Path) -> String {
    let output = workspace::command(java).arg("--version").output();
    let said = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    said.split(' ').nth(1).unwrap_or("?").to_owned()
}

/// Whether Python can make virtual environments. Debian's `python3` alone cannot.
pub(crate) fn has_venv() -> bool {
    let mut python = workspace::command("python3");
    python.args(["-c", "import ensurepip, venv"]).stdin(Stdio::null()).stderr(Stdio::null());
    python.status().is_ok_and(|status| status.success())
}

/// The `node_modules` that hold what `folder`'s lock file names.
pub(crate) fn node_modules(folder: &str) -> Result<PathBuf> {
    let pins = ["package.json", "package-lock.json"].map(|name| workspace::root().join(folder).join(name));
    let place = fetch("node", &pins, "", |place| {
        for pin in &pins {
            fs::copy(pin, place.join(pin.file_name().context("a pin is a file")?))?;
        }
        let mut npm = workspace::command("npm");
        succeed(npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(place))
    })?;
    Ok(place.join("node_modules"))
}

/// The interpreter of a virtual environment that holds what `folder`'s requirements name.
pub(crate) fn python(folder: &str) -> Result<PathBuf> {
    let pins = [workspace::root().join(folder).join("requirements.txt")];
    let version = version("python3").unwrap_or_default();
    let place = fetch("python", &pins, &version, |place| {
        succeed(workspace::command("python3").args(["-m", "venv"]).arg(place))?;
        let mut pip = workspace::command(place.join("bin/python"));
        pip.args([
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
            "--only-binary=:all:",
            "--requirement",
        ]);
        succeed(pip.arg(&pins[0]))
    })?;
    Ok(place.join("bin/python"))
}

/// A folder with the packages that a list of requirements names, for this version of Python.
pub(crate) fn python_packages(requirements: &str, version: &str) -> Result<PathBuf> {
    // Debian's Python has pip in virtual environments only.
    let here = self::version("python3").unwrap_or_default();
    let environment = fetch("python", &[], &here, |place| {
        succeed(workspace::command("python3").args(["-m", "venv"]).arg(place))
    })?;
    let pins = [workspace::root().join(requirements)];
    fetch("pip", &pins, version, |place| {
        let mut pip = workspace::command(environment.join("bin/python"));
        pip.args(["-m", "pip", "install", "--disable-pip-version-check", "--quiet", "--only-binary=:all:"]);
        pip.args(["--implementation=cp", "--python-version", version, "--requirement"]).arg(&pins[0]);
        succeed(pip.arg("--target").arg(place))
    })
}

/// A folder with what a Maven project unpacks.
pub(crate) fn unpacked(project: &Path) -> Result<PathBuf> {
    fetch("maven", &[project.to_owned()], "", |place| {
        let mut maven = workspace::command("mvn");
        maven.args(["--quiet", "--batch-mode", "dependency:unpack", "--file"]).arg(project);
        succeed(maven.arg(format!("-Dplace={}", place.display())))
    })
}

/// A program that Go makes from a module of this version, `path@version`.
pub(crate) fn go_program(module: &str) -> Result<PathBuf> {
    let place = fetch("go", &[], module, |place| {
        let mut go = workspace::command("go");
        succeed(go.args(["install", module]).env("GOBIN", place).current_dir(place))
    })?;
    let program = module.split('@').next().and_then(|path| path.rsplit('/').next());
    Ok(place.join(program.context("a module has a name")?))
}

/// A program that Cargo makes from a crate of this version, `name@version`.
pub(crate) fn cargo_program(package: &str) -> Result<PathBuf> {
    let place = fetch("cargo", &[], package, |place| {
        let mut cargo = workspace::cargo();
        cargo.args(["install", package, "--locked", "--debug", "--root"]).arg(place);
        // It compiles faster without what only debuggers read, and shares nothing with this workspace.
        cargo.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_TARGET_DIR", place.join("target"));
        succeed(cargo.current_dir(place))?;
        Ok(fs::remove_dir_all(place.join("target"))?)
    })?;
    Ok(place.join("bin").join(package.split('@').next().unwrap_or(package)))
}

/// The class path of what a Maven project depends on.
pub(crate) fn classpath(project: &Path) -> Result<String> {
    let list = workspace::target().join("tools/classpath");
    fs::create_dir_all(workspace::target().join("tools"))?;
    let mut maven = workspace::command("mvn");
    maven.args(["--quiet", "--batch-mode", "dependency:build-classpath", "--file"]).arg(project);
    succeed(maven.arg(format!("-Dmdep.outputFile={}", list.display())))?;
    let classpath = fs::read_to_string(list).context("Maven names no packages")?;
    Ok(classpath.trim().to_owned())
}

/// A folder below `target/` for these pins. It is filled once: a stamp, written last, says that it is whole.
fn fetch(tool: &str, pins: &[PathBuf], of: &str, fill: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
    let mut hash = Sha256::new_with_prefix(of);
    for pin in pins {
        hash.update(fs::read(pin).with_context(|| format!("cannot read {}", pin.display()))?);
    }
    let mut name = format!("{tool}-");
    for byte in &hash.finalize()[..8] {
        write!(name, "{byte:02x}")?;
    }
    let place = workspace::target().join("tools").join(name);
    let stamp = place.join("complete");
    if stamp.exists() {
        return Ok(place);
    }
    if place.exists() {
        fs::remove_dir_all(&place)?;
    }
    fs::create_dir_all(&place)?;
    fill(&place)?;
    fs::write(stamp, "")?;
    Ok(place)
}

fn succeed(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.stdin(Stdio::null()).status().with_context(|| format!("cannot run `{name}`"))?;
    ensure!(status.success(), "`{name}` could not fetch the pinned packages");
    Ok(())
}
