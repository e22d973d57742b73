//! Files in memory, and how they get into a folder.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use event_schema::document::Json;

use crate::error::Error;

/// A file to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Where it stands below the folder, with `/` between the segments.
    pub path: String,
    /// What it holds.
    pub contents: Vec<u8>,
}

impl File {
    /// The contents as text.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.contents)
    }
}

/// What [`write()`] did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// The files that were new or had other contents.
    pub written: Vec<String>,
    /// The files that are published no more.
    pub removed: Vec<String>,
    /// How many files were left as they were.
    pub unchanged: usize,
}

/// Writes the files below `folder` and removes whatever else stands in their topmost folders, such as `v1`, hidden
/// files aside. Each file is replaced at once, never half written; the manifest comes last.
///
/// # Errors
///
/// [`Error::Foreign`] if a topmost folder is in use but holds no manifest, so that nothing is removed that was not
/// published; [`Error::Io`].
pub fn write(files: &[File], folder: &Path) -> Result<Written, Error> {
    let present = present(files, folder)?;
    for top in tops(files) {
        let manifest = format!("{top}/{MANIFEST}");
        if present.iter().any(|path| path.starts_with(&format!("{top}/")))
            && !is_manifest(&folder.join(manifest))
        {
            return Err(Error::Foreign { folder: folder.join(top) });
        }
    }
    let mut done = Written::default();
    let mut in_order: Vec<&File> = files.iter().collect();
    in_order.sort_by_key(|file| file.path.ends_with(MANIFEST));
    for file in in_order {
        if fs::read(folder.join(&file.path)).is_ok_and(|contents| contents == file.contents) {
            done.unchanged += 1;
            continue;
        }
        replace(&folder.join(&file.path), &file.contents)?;
        done.written.push(file.path.clone());
    }
    for path in orphans(files, present) {
        remove(folder, &path)?;
        done.removed.push(path);
    }
    done.written.sort();
    Ok(done)
}

/// The files that stand in the topmost folders of `files`, hidden ones aside.
pub(crate) fn present(files: &[File], folder: &Path) -> Result<BTreeSet<String>, Error> {
    let mut present = BTreeSet::new();
    for top in tops(files) {
        walk(&folder.join(top), top, &mut present)?;
    }
    Ok(present)
}

/// What stands there and is published no more.
pub(crate) fn orphans(files: &[File], mut present: BTreeSet<String>) -> BTreeSet<String> {
    for file in files {
        present.remove(&file.path);
    }
    present
}

pub(crate) fn io_error(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Error {
    move |source| Error::Io { path: path.into(), source }
}

pub(crate) const MANIFEST: &str = "manifest.json";

fn tops(files: &[File]) -> BTreeSet<&str> {
    files.iter().filter_map(|file| file.path.split_once('/')).map(|(top, _)| top).collect()
}

fn is_manifest(path: &Path) -> bool {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.parse::<Json>().is_ok_and(|json| json.get("generated").is_some())
}

fn walk(folder: &Path, prefix: &str, found: &mut BTreeSet<String>) -> Result<(), Error> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(io_error(folder))?,
    };
    for entry in entries {
        let entry = entry.map_err(io_error(folder))?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        if name.starts_with('.') {
            continue;
        }
        let path = format!("{prefix}/{name}");
        if entry.file_type().map_err(io_error(entry.path()))?.is_dir() {
            walk(&entry.path(), &path, found)?;
        } else {
            found.insert(path);
        }
    }
    Ok(())
}

fn replace(path: &Path, contents: &[u8]) -> Result<(), Error> {
    let parent = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(io_error(parent))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let draft = parent.join(format!(".{name}.{}", std::process::id()));
    fs::write(&draft, contents).map_err(io_error(&draft))?;
    fs::rename(&draft, path).map_err(io_error(path))
}

/// Removes a file, and the folders that it leaves empty.
fn remove(folder: &Path, path: &str) -> Result<(), Error> {
    let path = folder.join(path);
    fs::remove_file(&path).map_err(io_error(&path))?;
    let parents = path.ancestors().skip(1).take_while(|parent| *parent != folder);
    for parent in parents {
        // Refused while the folder is in use, which is what is wanted.
        if fs::remove_dir(parent).is_err() {
            break;
        }
    }
    Ok(())
}
