//! Where records come from: which files, and what they hold.

use std::io::{self, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;
use walkdir::WalkDir;

use crate::StreamError;

/// A stream that is known to be plain or was made so.
pub type Plain<'a> = Box<dyn Read + Send + 'a>;

/// How much of a compressed stream is read at a time.
const COMPRESSED: usize = 128 * 1024;

/// The largest window of zstd that is allowed, as its base-2 logarithm: what `zstd --long` writes. A stream that asks
/// for more is refused, so that memory is bounded.
const ZSTD_WINDOW: u32 = 27;

const GZIP: &[u8] = &[0x1F, 0x8B];
const ZSTD: &[u8] = &[0x28, 0xB5, 0x2F, 0xFD];

/// The bytes of a stream, out of gzip or zstd if its first bytes say so, whatever its name. Several compressed streams,
/// one after the other, are one. Reads no more than it must to tell.
///
/// ```
/// use std::io::Read as _;
///
/// let gzip = [31, 139, 8, 0, 0, 0, 0, 0, 0, 3, 171, 174, 5, 0, 67, 191, 166, 163, 2, 0, 0, 0];
/// for stream in [&gzip[..], b"{}"] {
///     let mut plain = String::new();
///     event_schema_stream::source::plain(stream)?.read_to_string(&mut plain)?;
///     assert_eq!(plain, "{}");
/// }
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
///
/// The reader failed. That a compressed stream is broken or ends early is told when it is read.
pub fn plain<'a>(mut reader: impl Read + Send + 'a) -> io::Result<Plain<'a>> {
    let mut first = [0; 4];
    let mut len = 0;
    while len < first.len() && [GZIP, ZSTD].iter().any(|magic| magic.starts_with(&first[..len])) {
        match reader.read(&mut first[len..]) {
            Ok(0) => break,
            Ok(read) => len += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let whole = Cursor::new(first).take(len as u64).chain(reader);
    Ok(if first[..len].starts_with(GZIP) {
        Box::new(MultiGzDecoder::new(BufReader::with_capacity(COMPRESSED, whole)))
    } else if first[..len].starts_with(ZSTD) {
        let mut decoder =
            zstd::stream::read::Decoder::with_buffer(BufReader::with_capacity(COMPRESSED, whole))?;
        decoder.window_log_max(ZSTD_WINDOW)?;
        Box::new(decoder)
    } else {
        Box::new(whole)
    })
}

/// The files that a path stands for, in the order of their names: the file itself, all files below a folder, or all
/// that a pattern with `*`, `?`, `[…]` or `**` matches. Of a folder, hidden files and folders are left out.
///
/// What does not exist stands for itself, unless it is a pattern; so does `-`.
///
/// ```
/// let folder = tempfile::tempdir()?;
/// for name in ["b.ndjson", "a.ndjson", ".hidden"] {
///     std::fs::write(folder.path().join(name), "")?;
/// }
/// let files = event_schema_stream::source::files(folder.path())?;
/// assert_eq!(files, [folder.path().join("a.ndjson"), folder.path().join("b.ndjson")]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// A folder cannot be read, or a pattern is malformed or matches nothing.
pub fn files(path: &Path) -> Result<Vec<PathBuf>, StreamError> {
    let told = |error| StreamError::Read { source: path.display().to_string(), error };
    if path.is_dir() {
        return below(path).map_err(told);
    }
    let Some(pattern) = path.to_str().filter(|text| is_pattern(text) && !path.exists()) else {
        return Ok(vec![path.to_owned()]);
    };
    matching(pattern).map_err(told)
}

fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?', '['])
}

fn below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let entries =
        WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_entry(|entry| {
            entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
        });
    for entry in entries {
        let entry = entry.map_err(io::Error::from)?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

fn matching(pattern: &str) -> io::Result<Vec<PathBuf>> {
    let paths =
        glob::glob(pattern).map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error.msg))?;
    let mut files = Vec::new();
    for path in paths {
        let path = path.map_err(io::Error::from)?;
        if !path.is_dir() {
            files.push(path);
        }
    }
    if files.is_empty() {
        return Err(io::Error::new(io::ErrorKind::NotFound, "no file matches"));
    }
    Ok(files)
}

#[cfg(test)]
mod tests;
