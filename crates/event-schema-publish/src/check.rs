use std::borrow::Cow;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use similar::TextDiff;

use crate::error::Error;
use crate::files::{File, io_error, orphans, present};

/// Compares a folder with what would be written into it; line ends do not count.
///
/// # Errors
///
/// [`Error::Stale`] says what differs; [`Error::Io`].
pub fn check(files: &[File], folder: &Path) -> Result<(), Error> {
    let mut stale = Stale::default();
    for file in files {
        let path = folder.join(&file.path);
        let found = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                stale.missing.push(file.path.clone());
                continue;
            }
            found => found.map_err(io_error(&path))?,
        };
        if normalised(&found) != normalised(&file.contents) {
            stale
                .changed
                .push(Change { path: file.path.clone(), diff: diff(&file.path, &found, &file.contents) });
        }
    }
    stale.orphaned.extend(orphans(files, present(files, folder)?));
    if stale == Stale::default() { Ok(()) } else { Err(Error::Stale(stale)) }
}

/// How a folder differs from what would be published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stale {
    /// The files that have other contents.
    pub changed: Vec<Change>,
    /// The files that are not there.
    pub missing: Vec<String>,
    /// The files that are published no more.
    pub orphaned: Vec<String>,
}

/// A file with other contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The file.
    pub path: String,
    /// From what is there to what would be written, as a unified diff.
    pub diff: String,
}

impl fmt::Display for Stale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { changed, missing, orphaned } = self;
        write!(
            f,
            "the published files are out of date: {} changed, {} missing, {} no longer published",
            changed.len(),
            missing.len(),
            orphaned.len()
        )?;
        for path in missing {
            write!(f, "\nmissing: {path}")?;
        }
        for path in orphaned {
            write!(f, "\nno longer published: {path}")?;
        }
        for change in changed {
            write!(f, "\nchanged: {}", change.path)?;
        }
        for change in changed {
            write!(f, "\n\n{}", change.diff.trim_end())?;
        }
        Ok(())
    }
}

fn diff(path: &str, found: &[u8], published: &[u8]) -> String {
    let (found, published) = (normalised(found), normalised(published));
    TextDiff::from_lines(&*found, &*published)
        .unified_diff()
        .context_radius(3)
        .header(&format!("found/{path}"), &format!("published/{path}"))
        .to_string()
}

/// Version control may check texts out with other line ends.
fn normalised(contents: &[u8]) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(contents);
    if text.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { text }
}
