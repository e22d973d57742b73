use std::borrow::Cow;
use std::fmt;
use std::io;
use std::path::PathBuf;

use event_schema::document::DocumentError;

use crate::check::Stale;

/// Why nothing was published, or what [`check`](crate::check) found.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The type is neither an event nor a union of events.
    NotEvents {
        /// The type's path.
        path: &'static str,
    },
    /// No event of the catalogue has this tag.
    UnknownTag {
        /// The tag.
        tag: String,
        /// The tags there are.
        known: Vec<&'static str>,
    },
    /// A document cannot be written.
    Document(DocumentError),
    /// A payload that must be valid is refused: an example, or one that is made of the properties' examples.
    Refused {
        /// The event's tag.
        tag: &'static str,
        /// The payload.
        payload: String,
        /// What is wrong with it.
        errors: event_schema::Errors,
    },
    /// The contract has something that packages for other languages cannot say.
    Unpackaged {
        /// What it is.
        what: &'static str,
        /// The type where it stands.
        path: Cow<'static, str>,
    },
    /// A package's template cannot be filled in.
    Template(minijinja::Error),
    /// The published files are not what the catalogue says.
    Stale(Stale),
    /// The folder holds files, but no manifest of an earlier publication: nothing in it is overwritten or removed.
    Foreign {
        /// The folder.
        folder: PathBuf,
    },
    /// A file cannot be read or written.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotEvents { path } => write!(f, "`{path}` is neither an event nor a union of events"),
            Self::UnknownTag { tag, known } => {
                write!(f, "there is no event `{tag}`; known are {}", known.join(", "))
            }
            Self::Document(error) => error.fmt(f),
            Self::Refused { tag, payload, errors } => {
                write!(
                    f,
                    "the examples of `{tag}`, and values that are made up where there are none, make a payload that is \
                     not valid: {payload}\n{errors}\nwrite `#[event(example = \"…\")]` with a valid value where the \
                     errors are"
                )
            }
            Self::Unpackaged { what, path } => write!(f, "`{path}`: {what} cannot be packaged"),
            Self::Template(error) => write!(f, "{error:#}"),
            Self::Stale(stale) => stale.fmt(f),
            Self::Foreign { folder } => write!(
                f,
                "{} holds files but no manifest of an earlier publication: choose another folder or empty it",
                folder.display()
            ),
            Self::Io { path, source } => write!(f, "{}: {source}", path.display()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Document(error) => Some(error),
            Self::Refused { errors, .. } => Some(errors),
            Self::Io { source, .. } => Some(source),
            Self::Template(error) => Some(error),
            _ => None,
        }
    }
}

impl From<DocumentError> for Error {
    fn from(error: DocumentError) -> Self {
        Self::Document(error)
    }
}

impl From<minijinja::Error> for Error {
    fn from(error: minijinja::Error) -> Self {
        Self::Template(error)
    }
}
