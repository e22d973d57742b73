use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, IoSlice, Read as _, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use tempfile::{Builder, TempPath};

use self::early_sync::EarlySync;
use crate::StreamError;

mod early_sync;

/// Where records go, one on a line.
///
/// A file that is written from its beginning appears whole or not at all: it is written under another name beside the
/// one that it is to have, and gets that name, and takes the place of what had it, in [`finish`](Self::finish). What
/// is dropped before is removed.
#[derive(Default)]
pub struct Sink {
    name: String,
    writer: Option<BufWriter<Box<dyn Write + Send>>>,
    file: Option<Unfinished>,
}

/// A file on its way to the disk.
struct Unfinished {
    /// `None` of what is no file, such as a pipe.
    sync: Option<EarlySync>,
    /// Its name so far, and the one that it is to have; `None` where it has its name already.
    names: Option<(TempPath, PathBuf)>,
}

/// Who may read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Readers {
    Usual,
    Owner,
}

impl Sink {
    const BUFFER: usize = 64 * 1024;

    /// Throws everything away.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Writes to a writer, which needs no buffer of its own; `name` is what errors call it.
    pub fn new(name: impl Into<String>, writer: impl Write + Send + 'static) -> Self {
        Self {
            name: name.into(),
            writer: Some(BufWriter::with_capacity(Self::BUFFER, Box::new(writer))),
            file: None,
        }
    }

    /// Writes to a file, in place of what it held. Devices and pipes are written to as they are.
    ///
    /// # Errors
    ///
    /// The file cannot be created.
    pub fn file(path: &Path) -> Result<Self, StreamError> {
        Self::replace(path, Readers::Usual)
    }

    /// Writes to a file that only its owner may read (mode 0600), in place of what it held; for payloads.
    ///
    /// # Errors
    ///
    /// The file cannot be created.
    pub fn private_file(path: &Path) -> Result<Self, StreamError> {
        Self::replace(path, Readers::Owner)
    }

    /// Writes behind what a file holds already, at once and under its own name. A last line that lacks its end, as
    /// after a loss of power, gets one.
    ///
    /// # Errors
    ///
    /// The file cannot be opened or created.
    pub fn append(path: &Path) -> Result<Self, StreamError> {
        Self::continue_file(path, Readers::Usual)
    }

    /// As [`append`](Self::append), to a file that only its owner may read.
    ///
    /// # Errors
    ///
    /// The file cannot be opened or created, or its mode cannot be set.
    pub fn append_private(path: &Path) -> Result<Self, StreamError> {
        Self::continue_file(path, Readers::Owner)
    }

    /// Whether everything is thrown away.
    pub fn is_none(&self) -> bool {
        self.writer.is_none()
    }

    /// Writes bytes as they are.
    ///
    /// # Errors
    ///
    /// The writer failed.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), StreamError> {
        self.with_writer(|writer| writer.write_all(bytes))?;
        self.count(bytes.len())
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
        })?;
        self.count(bytes.len() + 1)
    }

    /// Writes bytes that lie in several places, as they are, if possible without copying them.
    ///
    /// ```
    /// use std::io::IoSlice;
    ///
    /// event_schema_stream::Sink::none().write_slices(&mut [IoSlice::new(b"{}\n"), IoSlice::new(b"[]\n")])?;
    /// # Ok::<(), event_schema_stream::StreamError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The writer failed.
    pub fn write_slices(&mut self, mut slices: &mut [IoSlice<'_>]) -> Result<(), StreamError> {
        let len = slices.iter().map(|slice| slice.len()).sum();
        self.with_writer(|writer| {
            IoSlice::advance_slices(&mut slices, 0);
            while !slices.is_empty() {
                match writer.write_vectored(slices) {
                    Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                    Ok(written) => IoSlice::advance_slices(&mut slices, written),
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(())
        })?;
        self.count(len)
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

    /// Hands on what is still in the buffer; a file is on the disk then, under its name.
    ///
    /// # Errors
    ///
    /// The writer failed, or the file cannot get its name.
    pub fn finish(mut self) -> Result<(), StreamError> {
        self.flush()?;
        let Some(unfinished) = self.file.take() else { return Ok(()) };
        unfinished.finish().map_err(|error| StreamError::Write { sink: self.name, error })
    }

    fn replace(path: &Path, readers: Readers) -> Result<Self, StreamError> {
        Self::open(path, || {
            if path.metadata().is_ok_and(|there| !there.is_file()) {
                return Ok((OpenOptions::new().write(true).open(path)?, None));
            }
            // What a link leads to is replaced, and not the link.
            let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
            let new = create_beside(&path, readers)?;
            let (file, temporary) = new.into_parts();
            Ok((file, Some((temporary, path))))
        })
    }

    fn continue_file(path: &Path, readers: Readers) -> Result<Self, StreamError> {
        Self::open(path, || {
            let mut options = OpenOptions::new();
            options.append(true).create(true);
            // A pipe cannot be read back.
            let is_file = path.metadata().map_or(true, |there| there.is_file());
            options.read(is_file);
            if readers == Readers::Owner {
                private(&mut options);
            }
            let mut file = options.open(path)?;
            if is_file {
                if readers == Readers::Owner {
                    restrict(&file)?;
                }
                end_last_line(&mut file)?;
            }
            Ok((file, None))
        })
    }

    fn open(
        path: &Path,
        open: impl FnOnce() -> io::Result<(File, Option<(TempPath, PathBuf)>)>,
    ) -> Result<Self, StreamError> {
        let name = path.display().to_string();
        let opened = open().and_then(|(file, names)| {
            let sync =
                if file.metadata()?.is_file() { Some(EarlySync::new(file.try_clone()?)) } else { None };
            Ok((file, Unfinished { sync, names }))
        });
        match opened {
            Ok((writer, unfinished)) => Ok(Self { file: Some(unfinished), ..Self::new(name, writer) }),
            Err(error) => Err(StreamError::Write { sink: name, error }),
        }
    }

    fn count(&mut self, bytes: usize) -> Result<(), StreamError> {
        let Some(Unfinished { sync: Some(sync), .. }) = &mut self.file else { return Ok(()) };
        sync.count(bytes).map_err(|error| StreamError::Write { sink: self.name.clone(), error })
    }

    fn with_writer(
        &mut self,
        write: impl FnOnce(&mut BufWriter<Box<dyn Write + Send>>) -> io::Result<()>,
    ) -> Result<(), StreamError> {
        let Some(writer) = &mut self.writer else { return Ok(()) };
        write(writer).map_err(|error| StreamError::Write { sink: self.name.clone(), error })
    }
}

impl Unfinished {
    fn finish(self) -> io::Result<()> {
        if let Some(sync) = self.sync {
            sync.finish()?;
        }
        let Some((temporary, path)) = self.names else { return Ok(()) };
        temporary.persist(&path).map_err(|error| error.error)?;
        sync_folder(folder(&path))
    }
}

impl std::fmt::Debug for Sink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sink").field("name", &self.name).finish_non_exhaustive()
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A new file in the folder that it is to stay in: a name cannot be changed across disks.
fn create_beside(path: &Path, readers: Readers) -> io::Result<tempfile::NamedTempFile> {
    let mut prefix = std::ffi::OsString::from(".");
    prefix.push(path.file_name().unwrap_or_default());
    prefix.push(".");
    let mut builder = Builder::new();
    builder.prefix(&prefix).suffix(".tmp");
    if readers == Readers::Usual {
        usual(&mut builder, path);
    }
    builder.tempfile_in(folder(path)).map_err(|error| {
        // The temporary name that it tells would only confuse.
        error.raw_os_error().map_or(error, io::Error::from_raw_os_error)
    })
}

fn end_last_line(file: &mut File) -> io::Result<()> {
    if file.metadata()?.len() == 0 {
        return Ok(());
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    if last == *b"\n" { Ok(()) } else { file.write_all(b"\n") }
}

/// The mode of what is replaced, else what the process gives to new files.
#[cfg(unix)]
fn usual(builder: &mut Builder<'_, '_>, path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;

    let mode = path.metadata().map_or(0o666, |there| there.permissions().mode() & 0o777);
    builder.permissions(std::fs::Permissions::from_mode(mode));
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
}

#[cfg(unix)]
fn restrict(file: &File) -> io::Result<()> {
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))
}

/// The name is on the disk when the folder is.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Elsewhere files inherit who may read them from their folder, and folders cannot be opened.
#[cfg(not(unix))]
fn usual(_: &mut Builder<'_, '_>, _: &Path) {}

#[cfg(not(unix))]
fn private(_: &mut OpenOptions) {}

#[cfg(not(unix))]
fn restrict(_: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests;
