use std::fs;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use event_schema_stream::source;

use crate::args::ValidateArgs;
use crate::{Usage, terminal};

/// What is read.
pub(crate) struct Inputs {
    pub(super) paths: Vec<PathBuf>,
    /// How many folders and patterns stand for nothing that can be read.
    pub(super) unread: u64,
}

pub(super) fn inputs(args: &ValidateArgs) -> Result<Inputs, Usage> {
    let mut inputs = Inputs { paths: Vec::new(), unread: 0 };
    if args.files.is_empty() {
        if io::stdin().is_terminal() {
            let message =
                "expected files, or payloads on standard input; to type payloads by hand, write `-`";
            return Err(Usage(message.to_owned()));
        }
        inputs.paths.push(PathBuf::from("-"));
    }
    for path in &args.files {
        match source::files(path) {
            Ok(files) => inputs.paths.extend(files),
            Err(error) => {
                terminal::complain(&format!("{:#}", anyhow::Error::from(error)));
                inputs.unread += 1;
            }
        }
    }
    Ok(inputs)
}

impl Inputs {
    /// How many bytes there are, as far as files lie on a disk; `None` where something else is read.
    pub(super) fn size(&self) -> Option<u64> {
        let sizes = self.paths.iter().map(|path| match fs::metadata(path) {
            Ok(there) if there.is_file() && !is_standard(path) => Some(there.len()),
            _ => None,
        });
        sizes.sum()
    }
}

pub(crate) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

pub(crate) fn name(input: &Path) -> String {
    if is_standard(input) { String::from("<stdin>") } else { input.display().to_string() }
}
