use std::{fmt, io};

/// Why a stream could not be read or written to its end. Refused payloads are no errors of the stream.
#[derive(Debug)]
#[non_exhaustive]
pub enum StreamError {
    /// A source could not be read.
    Read {
        /// The source's name.
        source: String,
        /// What happened.
        error: io::Error,
    },
    /// A sink could not be written.
    Write {
        /// The sink's name.
        sink: String,
        /// What happened.
        error: io::Error,
    },
}

impl StreamError {
    /// Whether whoever read from us went away: for a command that is no reason to complain.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Write { error, .. } if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read { source, .. } => write!(f, "cannot read {source}"),
            Self::Write { sink, .. } => write!(f, "cannot write {sink}"),
        }
    }
}

impl std::error::Error for StreamError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read { error, .. } | Self::Write { error, .. } => Some(error),
        }
    }
}
