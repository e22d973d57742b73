//! The `event-schema` command, run as a process.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

/// The workspace's folder.
#[must_use]
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// The built command. The first call builds it, if that has not been done: with the features that all of the workspace wants,
/// as tests and examples are built, so that no crate is compiled twice.
///
/// # Panics
///
/// It cannot be built.
pub fn event_schema() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(cargo)
            .args([
                "build",
                "--workspace",
                "--all-features",
                "--examples",
                "--bin",
                "event-schema",
                "--message-format",
                "json-render-diagnostics",
            ])
            .current_dir(root())
            .stderr(Stdio::inherit())
            .output()
            .expect("cargo can be run");
        assert!(output.status.success(), "event-schema-cli cannot be built");
        let messages = output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let mut programs = messages.filter_map(|line| {
            let message: Value = serde_json::from_slice(line).ok()?;
            Some(PathBuf::from(message["executable"].as_str()?))
        });
        programs
            .find(|path| path.file_stem().is_some_and(|name| name == "event-schema"))
            .expect("cargo names the program")
    })
}
