use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use serde::Serialize;

use crate::StreamError;

/// Where records go, one on a line.
pub struct Sink {
    name: String,
    writer: Option<BufWriter<Box<dyn Write + Send>>>,
}

impl Sink {
    const BUFFER: usize = 64 * 1024;

    /// Throws everything away.
    #[must_use]
    pub fn none() -> Self {
        Self { name: String::new(), writer: None }
    }

    /// Writes to a writer, which needs no buffer of its own; `name` is what errors call it.
    pub fn new(name: impl Into<String>, writer: impl Write + Send + 'static) -> Self {
        Self { name: name.into(), writer: Some(BufWriter::with_capacity(Self::BUFFER, Box::new(writer))) }
    }

    /// Writes to a file, in place of what it held.
    ///
    /// # Errors
    ///
    /// The file cannot be created or emptied.
    pub fn file(path: &Path) -> Result<Self, StreamError> {
        Self::open(path, |path| File::create(path))
    }

    /// Writes to a file that only its owner may read (mode 0600), in place of what it held; for payloads.
    ///
    /// # Errors
    ///
    /// The file cannot be created or emptied, or its mode cannot be set.
    pub fn private_file(path: &Path) -> Result<Self, StreamError> {
        Self::open(path, |path| {
            let file = private(OpenOptions::new().write(true).create(true).truncate(false)).open(path)?;
            // Before anything is written: the mode above holds for new files only.
            if file.metadata()?.is_file() {
                restrict(&file)?;
                file.set_len(0)?;
            }
            Ok(file)
        })
    }

    /// Writes bytes and a line's end.
    ///
    /// # Errors
    ///
    /// The writer failed.
    pub fn write_line(&mut self, bytes: &[u8]) -> Result<(), StreamError> {
        self.with_writer(|writer| {
            writer.write_all(bytes)?;
            writer.write_all(b"\n")
        })
    }

    /// Writes a value as JSON, and a line's end.
    ///
    /// # Errors
    ///
    /// The writer failed, or the value has no JSON form.
    pub fn write_json(&mut self, value: &impl Serialize) -> Result<(), StreamError> {
        self.with_writer(|writer| {
            serde_json::to_writer(&mut *writer, value)?;
            writer.write_all(b"\n")
        })
    }

    /// Hands on what is still in the buffer.
    ///
    /// # Errors
    ///
    /// The writer failed.
    pub fn flush(&mut self) -> Result<(), StreamError> {
        self.with_writer(Write::flush)
    }

    fn open(path: &Path, open: impl FnOnce(&Path) -> io::Result<File>) -> Result<Self, StreamError> {
        let name = path.display().to_string();
        match open(path) {
            Ok(file) => Ok(Self::new(name, file)),
            Err(error) => Err(StreamError::Write { sink: name, error }),
        }
    }

    fn with_writer(
        &mut self,
        write: impl FnOnce(&mut BufWriter<Box<dyn Write + Send>>) -> io::Result<()>,
    ) -> Result<(), StreamError> {
        let Some(writer) = &mut self.writer else { return Ok(()) };
        write(writer).map_err(|error| StreamError::Write { sink: self.name.clone(), error })
    }
}

impl std::fmt::Debug for Sink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sink").field("name", &self.name).finish_non_exhaustive()
    }
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600)
}

#[cfg(unix)]
fn restrict(file: &File) -> io::Result<()> {
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))
}

/// Elsewhere files inherit who may read them from their folder.
#[cfg(not(unix))]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

#[cfg(not(unix))]
fn restrict(_: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests;
