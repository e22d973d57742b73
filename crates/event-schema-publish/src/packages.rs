//! Packages for other languages: types, codecs, validators and documentation that agree with the Rust types.

mod contract;
mod cpp;
mod engine;
mod go;
mod java;
mod kotlin;
mod layout;
mod naming;
mod php;
mod python;
mod typescript;

use std::collections::BTreeSet;
use std::fmt;

use event_schema::Profile;
use event_schema::document::{Dialect, Json};

use self::contract::Contract;
use crate::Publication;
use crate::error::Error;
use crate::files::{File, MANIFEST};

/// Packages of a publication's events, one for each language.
///
/// ```
/// # use event_schema::Event;
/// # /// A door was opened.
/// # #[derive(Event)]
/// # #[event(name = "doorOpened")]
/// # struct DoorOpened {
/// #     /// Which door.
/// #     door: u8,
/// # }
/// use event_schema_publish::{Language, Packages, Publication};
///
/// let publication = Publication::of::<DoorOpened>()?;
/// let packages = Packages::of(&publication, "door-events").version("1.2.0");
/// let files = packages.languages(&[Language::Python]).files()?;
/// let python = files.iter().find(|file| file.path == "packages/python/src/door_events/events.py").unwrap();
/// assert!(python.text().contains("class DoorOpened"));
/// # Ok::<(), event_schema_publish::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Packages<'a> {
    publication: &'a Publication,
    name: String,
    version: String,
    license: String,
    license_files: Vec<File>,
    go_module: Option<String>,
    java_package: Option<String>,
    languages: Vec<Language>,
}

/// A language that packages are made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Language {
    /// TypeScript 5 and later, for JavaScript modules.
    TypeScript,
    /// Python 3.10 and later, with pydantic 2.
    Python,
    /// Go 1.19 and later, with its standard library only.
    Go,
    /// Java 17 and later, with Jackson 2.
    Java,
    /// Kotlin 2 on Java 17 and later, with kotlinx.serialization.
    Kotlin,
    /// PHP 8.2 and later, without dependencies.
    Php,
    /// C++20, with JSON for Modern C++.
    Cpp,
}

impl Language {
    /// Every language there is.
    pub const ALL: [Self; 7] =
        [Self::TypeScript, Self::Python, Self::Go, Self::Java, Self::Kotlin, Self::Php, Self::Cpp];

    /// What its folder is called.
    #[must_use]
    pub const fn folder(self) -> &'static str {
        match self {
            Self::TypeScript => "typescript",
            Self::Python => "python",
            Self::Go => "go",
            Self::Java => "java",
            Self::Kotlin => "kotlin",
            Self::Php => "php",
            Self::Cpp => "cpp",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::TypeScript => "TypeScript",
            Self::Python => "Python",
            Self::Go => "Go",
            Self::Java => "Java",
            Self::Kotlin => "Kotlin",
            Self::Php => "PHP",
            Self::Cpp => "C++",
        })
    }
}

impl<'a> Packages<'a> {
    /// Packages with a name in small letters with hyphens, such as `door-events`.
    #[must_use]
    pub fn of(publication: &'a Publication, name: impl Into<String>) -> Self {
        Self {
            publication,
            name: name.into(),
            version: String::from("0.1.0"),
            license: String::from("UNLICENSED"),
            license_files: Vec::new(),
            go_module: None,
            java_package: None,
            languages: Language::ALL.to_vec(),
        }
    }

    /// The packages' own version, `0.1.0` unless told otherwise.
    #[must_use]
    pub fn version(mut self, version: impl Into<String>) -> Self {
        self.version = version.into();
        self
    }

    /// The licence as an SPDX expression, and the files that every package carries it in.
    #[must_use]
    pub fn license(mut self, expression: impl Into<String>, files: Vec<File>) -> Self {
        self.license = expression.into();
        self.license_files = files;
        self
    }

    /// The path of the Go module; the packages' name unless told otherwise.
    #[must_use]
    pub fn go_module(mut self, path: impl Into<String>) -> Self {
        self.go_module = Some(path.into());
        self
    }

    /// The package in Java and Kotlin; the packages' name with dots unless told otherwise.
    #[must_use]
    pub fn java_package(mut self, name: impl Into<String>) -> Self {
        self.java_package = Some(name.into());
        self
    }

    /// The languages, all unless told otherwise.
    #[must_use]
    pub fn languages(mut self, languages: &[Language]) -> Self {
        self.languages = languages.to_vec();
        self
    }

    /// All files of all packages, below `packages/`, sorted by path.
    ///
    /// # Errors
    ///
    /// [`Error::Unpackaged`] for what packages cannot say; otherwise as for [`Publication::files`].
    pub fn files(&self) -> Result<Vec<File>, Error> {
        let contract = contract::contract(&self.publication.catalogue)?;
        let job = Job { contract, schemas: self.schemas()?, packages: self };
        let contract = match self.publication.catalogue.union {
            Some(_) => job.contract.clone(),
            None => job.contract.in_a_union(&self.name),
        };
        let under_a_type = Job { contract, schemas: job.schemas.clone(), packages: self };
        let mut files = vec![self.manifest()];
        for language in &self.languages {
            let own = match language {
                Language::TypeScript => typescript::files(&job)?,
                Language::Python => python::files(&job)?,
                Language::Go => go::files(&job)?,
                Language::Java => java::files(&under_a_type)?,
                Language::Kotlin => kotlin::files(&under_a_type)?,
                Language::Php => php::files(&under_a_type)?,
                Language::Cpp => cpp::files(&under_a_type)?,
            };
            let folder = format!("packages/{}", language.folder());
            let own = own.into_iter().chain(self.license_files.iter().cloned());
            files.extend(own.map(|file| File { path: format!("{folder}/{}", file.path), ..file }));
        }
        files.sort_by(|one, two| one.path.cmp(&two.path));
        Ok(files)
    }

    /// What the READMEs of another publication's packages would say; a language that cannot say its contract has none.
    pub(crate) fn readmes_of(&self, publication: &Publication) -> Result<Vec<(Language, String)>, Error> {
        let mut readmes = Vec::new();
        for &language in &self.languages {
            let packages = Packages { publication, languages: vec![language], ..self.clone() };
            let files = match packages.files() {
                Err(Error::Unpackaged { .. }) => continue,
                files => files?,
            };
            let readme = files.iter().find(|file| file.path.ends_with("/README.md"));
            readmes.extend(readme.map(|file| (language, file.text().into_owned())));
        }
        Ok(readmes)
    }

    fn manifest(&self) -> File {
        let languages = self.languages.iter().map(|language| {
            Json::object([
                ("language", Json::string(language.to_string())),
                ("folder", Json::string(language.folder())),
            ])
        });
        let manifest = Json::object([
            ("generated", Json::string(self.publication.command.as_str())),
            ("name", Json::string(self.name.as_str())),
            ("version", Json::string(self.version.as_str())),
            ("major", Json::integer(self.publication.major)),
            ("packages", Json::Array(languages.collect())),
        ]);
        File { path: format!("packages/{MANIFEST}"), contents: manifest.to_pretty().into_bytes() }
    }

    /// The schema documents that every package carries: the union's, and each event's.
    fn schemas(&self) -> Result<Vec<File>, Error> {
        let catalogue = &self.publication.catalogue;
        let union = catalogue.union.map(|_| (None, crate::catalogue::UNION_STEM));
        let events = catalogue.events.iter().map(|event| (Some(event.tag.value), event.stem.as_str()));
        union
            .into_iter()
            .chain(events)
            .map(|(tag, stem)| {
                let document = self.publication.document(tag, Profile::Documented, Dialect::Draft2020)?;
                Ok(File { path: format!("{stem}.schema.json"), contents: document.to_pretty().into_bytes() })
            })
            .collect()
    }
}

/// The names that values and events are read by beside their own.
pub(crate) fn aliases(publication: &Publication) -> Result<BTreeSet<&'static str>, Error> {
    Ok(contract::contract(&publication.catalogue)?.aliases())
}

/// What a language's generator works with.
struct Job<'a> {
    contract: Contract,
    schemas: Vec<File>,
    packages: &'a Packages<'a>,
}

impl Job<'_> {
    /// The line that says where a file comes from.
    fn generated(&self) -> String {
        format!("Generated by `{}`; do not edit.", self.packages.publication.command)
    }

    /// The schema documents in a folder of the package.
    fn schemas_in(&self, folder: &str) -> Vec<File> {
        let copy =
            |file: &File| File { path: format!("{folder}/{}", file.path), contents: file.contents.clone() };
        self.schemas.iter().map(copy).collect()
    }

    fn file(path: impl Into<String>, text: impl Into<String>) -> File {
        File { path: path.into(), contents: text.into().into_bytes() }
    }
}
