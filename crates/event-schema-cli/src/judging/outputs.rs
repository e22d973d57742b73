use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use event_schema_stream::{Sink, StreamError};
use same_file::Handle;

use crate::Usage;
use crate::args::JudgingArgs;
use crate::validate::inputs::{is_standard, name};

/// What is written while payloads are read.
pub(crate) struct Outputs {
    pub(crate) valid: Sink,
    pub(crate) rejects: Sink,
}

impl Outputs {
    pub(crate) fn open(args: &JudgingArgs) -> Result<Self, StreamError> {
        let (usual, private): (Open, Open) =
            if args.append { (Sink::append, Sink::append_private) } else { (Sink::file, Sink::private_file) };
        Ok(Self {
            valid: sink(args.valid.as_deref(), usual)?,
            rejects: sink(args.rejects.as_deref(), private)?,
        })
    }
}

type Open = fn(&Path) -> Result<Sink, StreamError>;

fn sink(path: Option<&Path>, open: Open) -> Result<Sink, StreamError> {
    match path {
        None => Ok(Sink::none()),
        Some(path) if is_standard(path) => Ok(Sink::new("<stdout>", io::stdout())),
        Some(path) => open(path),
    }
}

/// The option that sends something to standard output, which is not for people then.
pub(crate) fn to_stdout(args: &JudgingArgs) -> Option<&'static str> {
    all(args).find(|(_, path)| is_standard(path)).map(|(option, _)| option)
}

/// Refuses outputs that would destroy an input, or each other.
pub(crate) fn check(inputs: &[PathBuf], args: &JudgingArgs) -> Result<(), Usage> {
    for (option, output) in all(args) {
        let Some(there) = regular_file(output, Handle::stdout) else { continue };
        for input in inputs {
            if regular_file(input, Handle::stdin).is_some_and(|handle| handle == there) {
                return Err(Usage(format!("{option} would overwrite the input {}", name(input))));
            }
        }
    }
    let all: Vec<_> = all(args).collect();
    for (at, (option, output)) in all.iter().enumerate() {
        if let Some((other, _)) = all[at + 1..].iter().find(|(_, other)| is_same_output(output, other)) {
            return Err(Usage(format!("{option} and {other} cannot go to the same place")));
        }
    }
    Ok(())
}

/// All that is written, by the options that ask for it.
fn all(args: &JudgingArgs) -> impl Iterator<Item = (&'static str, &Path)> {
    let [valid, rejects] = [("--valid", &args.valid), ("--rejects", &args.rejects)]
        .map(|(option, path)| path.iter().map(move |path| (option, path.as_path())));
    valid
        .chain(rejects)
        .chain(args.stats.iter().map(|path| ("--stats", path.as_path())))
        .chain(args.report.iter().map(|path| ("--report", path.as_path())))
}

fn is_same_output(one: &Path, two: &Path) -> bool {
    if is_standard(one) && is_standard(two) {
        return true;
    }
    match (regular_file(one, Handle::stdout), regular_file(two, Handle::stdout)) {
        (Some(one), Some(two)) => one == two,
        // Devices may well be shared; what is not there yet is told apart by where it will be.
        (None, None) if !one.exists() && !two.exists() => {
            place(one).is_some_and(|one| Some(one) == place(two))
        }
        _ => false,
    }
}

/// The file behind a path, or behind the standard stream that `-` stands for; `None` for devices, pipes and what
/// does not exist.
fn regular_file(path: &Path, standard: fn() -> io::Result<Handle>) -> Option<Handle> {
    // Asked for first: to open a named pipe would wait for its other end.
    if !is_standard(path) && !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let handle = if is_standard(path) { standard() } else { Handle::from_path(path) };
    handle.ok().filter(|handle| handle.as_file().metadata().is_ok_and(|metadata| metadata.is_file()))
}

fn place(path: &Path) -> Option<PathBuf> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(parent.canonicalize().ok()?.join(path.file_name()?))
}
