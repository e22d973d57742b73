//! Writes what others read of an event catalogue: JSON Schema documents, test vectors and a manifest.
//!
//! A [`Publication`] turns a union of events into files, the same bytes on every run. [`write()`] puts them into a
//! folder and removes what an earlier run left there; [`check`] says how the folder differs.
//!
//! ```
//! use event_schema::Event;
//! use event_schema_publish::Publication;
//!
//! /// A door was opened.
//! #[derive(Event)]
//! #[event(name = "doorOpened")]
//! struct DoorOpened {
//!     /// Which door.
//!     door: u8,
//! }
//!
//! /// Everything that happens to doors.
//! #[derive(Event)]
//! enum DoorEvent {
//!     Opened(DoorOpened),
//! }
//!
//! let files = Publication::of::<DoorEvent>()?.base("https://example.com/schemas").files()?;
//! let document = files.iter().find(|file| file.path == "v1/doorOpened.schema.json").unwrap();
//! assert!(document.text().contains(r#""$id": "https://example.com/schemas/v1/doorOpened.schema.json""#));
//! # Ok::<(), event_schema_publish::Error>(())
//! ```

#![forbid(unsafe_code)]

mod asyncapi;
mod catalogue;
mod channel;
mod check;
mod conformance;
mod documents;
mod error;
mod files;
mod manifest;
mod openapi;
mod packages;
mod pages;
mod vectors;
pub mod words;

pub use self::channel::{Channel, Request, Server};
pub use self::check::{Change, Stale, check};
pub use self::conformance::{Answer, Conformance, Demand};
pub use self::error::Error;
pub use self::files::{File, Written, write};
pub use self::packages::{Language, Packages};

use event_schema::document::{Dialect, Json};
use event_schema::model::Model;
use event_schema::{Event, Profile};

use crate::catalogue::Catalogue;

/// A catalogue of events, and how it is published.
#[derive(Debug, Clone)]
pub struct Publication {
    catalogue: Catalogue,
    base: String,
    major: u32,
    command: String,
    title: Option<String>,
    version: Option<String>,
    channel: Option<Channel>,
    split: bool,
    extensions: bool,
}

impl Publication {
    /// The publication of a union of events, or of a single event.
    ///
    /// # Errors
    ///
    /// [`Error::NotEvents`]: the type is neither.
    pub fn of<T: Event>() -> Result<Self, Error> {
        Self::of_model(T::MODEL)
    }

    /// The publication of a union of events, or of a single event, that is known by its model only.
    ///
    /// # Errors
    ///
    /// [`Error::NotEvents`]: the model is neither.
    pub fn of_model(model: &'static Model) -> Result<Self, Error> {
        let catalogue = Catalogue::of(model)?;
        let (base, command) = (String::from("urn:event-schema:"), String::from("cargo xtask publish"));
        Ok(Self {
            catalogue,
            base,
            major: 1,
            command,
            title: None,
            version: None,
            channel: None,
            split: false,
            extensions: false,
        })
    }

    /// What every document's `$id` begins with: a URN such as `urn:event-schema:doors:`, or the address that the
    /// files are served from.
    #[must_use]
    pub fn base(mut self, base: impl Into<String>) -> Self {
        self.base = base.into();
        self
    }

    /// The contract's major version, 1 unless told otherwise; it names the folder.
    #[must_use]
    pub const fn major(mut self, major: u32) -> Self {
        self.major = major;
        self
    }

    /// The command that writes the files; they name it.
    #[must_use]
    pub fn command(mut self, command: impl Into<String>) -> Self {
        self.command = command.into();
        self
    }

    /// What people call the catalogue, such as `Door events`; the union's name unless told otherwise.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// The contract's version within its major one, for the documents that state one; `1.0.0` unless told otherwise,
    /// where the major version is 1.
    #[must_use]
    pub fn version(mut self, version: impl Into<String>) -> Self {
        self.version = Some(version.into());
        self
    }

    /// Where the events are read: without it there is no `AsyncAPI` document.
    #[must_use]
    pub fn channel(mut self, channel: Channel) -> Self {
        self.channel = Some(channel);
        self
    }

    /// Whether there is a document for each named type, too, below `split/`: they refer to one another, relative to where
    /// they are, while all other documents are bundled. They have an `$id` if the base is an address; nothing is relative
    /// to a URN.
    #[must_use]
    pub const fn split(mut self, split: bool) -> Self {
        self.split = split;
        self
    }

    /// Whether documents hold keywords beyond JSON Schema (`#[event(extension("x-…", "…"))]`). Strict readers, Ajv among
    /// them, refuse keywords that they do not know.
    #[must_use]
    pub const fn extensions(mut self, extensions: bool) -> Self {
        self.extensions = extensions;
        self
    }

    /// All files: documents, pages, vectors and the manifest, sorted by path.
    ///
    /// # Errors
    ///
    /// The catalogue contradicts itself: two types have one name, or an example is not valid.
    pub fn files(&self) -> Result<Vec<File>, Error> {
        self.files_and(None)
    }

    /// All files; the pages show how these packages read each event.
    ///
    /// # Errors
    ///
    /// As [`files`](Self::files), and [`Packages::files`].
    pub fn files_with(&self, packages: &Packages<'_>) -> Result<Vec<File>, Error> {
        self.files_and(Some(packages))
    }

    fn files_and(&self, packages: Option<&Packages<'_>>) -> Result<Vec<File>, Error> {
        let mut files = documents::files(self)?;
        files.extend(asyncapi::file(self)?);
        files.push(openapi::file(self)?);
        files.extend(pages::files(self, packages)?);
        files.extend(vectors::files(self)?);
        files.push(manifest::file(self, &files)?);
        for file in &mut files {
            file.path.insert_str(0, &self.folder());
        }
        files.sort_by(|one, two| one.path.cmp(&two.path));
        Ok(files)
    }

    /// One document: an event's, by its tag, or the union's.
    ///
    /// # Errors
    ///
    /// The tag is none of the catalogue's, or the document cannot be written.
    pub fn document(&self, tag: Option<&str>, profile: Profile, dialect: Dialect) -> Result<Json, Error> {
        documents::document(self, tag, profile, dialect)
    }

    /// What opens a document about the whole catalogue: its title, its version, what it is about.
    fn info(&self) -> Json {
        let (model, _) = self.catalogue.whole();
        let mut info = vec![
            ("title", Json::String(self.stated_title())),
            ("version", Json::String(self.stated_version())),
        ];
        if !model.docs.description.is_empty() {
            info.push(("description", Json::string(model.docs.description)));
        }
        Json::object(info)
    }

    fn stated_title(&self) -> String {
        let (model, _) = self.catalogue.whole();
        self.title.clone().unwrap_or_else(|| model.definition().into_owned())
    }

    fn stated_version(&self) -> String {
        self.version.clone().unwrap_or_else(|| format!("{}.0.0", self.major))
    }

    /// The sentence that says where a file comes from.
    fn generated(&self) -> String {
        format!("Generated by `{}`; do not edit.", self.command)
    }

    fn folder(&self) -> String {
        format!("v{}/", self.major)
    }
}
