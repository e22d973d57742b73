//! The catalogues that packages are made of: ours, and two of somebody else's.

#[allow(dead_code, unreachable_pub, reason = "the foreign catalogue belongs to the tests")]
#[path = "../../../../tests/src/parcels.rs"]
mod parcels;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use event_schema_publish::{Channel, Conformance, File, Language, Packages, Publication, Server};

use self::parcels::{DoorEvent, ParcelEvent, Sealed};
use crate::{packages, workspace};

pub(super) struct Catalogue {
    pub(super) name: &'static str,
    /// What the type of all events is called.
    pub(super) union: &'static str,
    /// The property that tells events apart.
    pub(super) tag: &'static str,
    /// The type and the tag of an event that stands alone: only some languages have a type over it.
    pub(super) alone: Option<(&'static str, &'static str)>,
    pub(super) conformance: Conformance,
    files: Vec<File>,
}

/// Ours and the foreign ones; in long tests one of a single event, too.
pub(super) fn all(long: bool) -> Result<Vec<Catalogue>> {
    let ours = packages::publication()?;
    let files = packages::packages(&ours)?.files()?;
    let mut all = vec![Catalogue {
        name: packages::NAME,
        union: "IsymphonyEvent",
        tag: "type",
        alone: None,
        conformance: Conformance::of(&ours)?,
        files,
    }];
    let alone = ("seal-events", foreign(Publication::of::<Sealed>()?));
    let publications = publications()?.into_iter().chain(long.then_some(alone));
    for (union, (name, publication)) in
        ["ParcelEvent", "DoorEvent", "SealEvents"].into_iter().zip(publications)
    {
        let packages = Packages::of(&publication, name).license("MIT", packages::licenses()?);
        let files = packages.go_module(format!("parcels.example/{name}")).files()?;
        let alone = (union == "SealEvents").then_some(("Sealed", "parcel.sealed"));
        let conformance = Conformance::of(&publication)?;
        all.push(Catalogue { name, union, tag: "kind", alone, conformance, files });
    }
    Ok(all)
}

/// Somebody else's catalogues, and what their packages are called.
pub(in crate::test) fn publications() -> Result<[(&'static str, Publication); 2]> {
    Ok([
        ("parcel-events", foreign(Publication::of::<ParcelEvent<'_>>()?)),
        ("door-events", foreign(Publication::of::<DoorEvent<'_>>()?)),
    ])
}

fn foreign(publication: Publication) -> Publication {
    let server = Server::new("depot", "wss", "depot.parcels.example", "The depot's own.");
    let channel = Channel::new("events", "/events", "Every event of the depot.").server(server);
    publication.base("https://parcels.example/schemas").command("make packages").channel(channel)
}

impl Catalogue {
    /// Whether it is the one that the repository publishes, for which there are tests of misuse.
    pub(super) fn is_ours(&self) -> bool {
        self.name == packages::NAME
    }

    /// The path of its Go module.
    pub(super) fn module(&self) -> String {
        if self.is_ours() { self.name.to_owned() } else { format!("parcels.example/{}", self.name) }
    }

    /// What its Java package is called.
    pub(super) fn java_package(&self) -> String {
        self.name.replace('-', ".")
    }

    /// The namespace of its PHP package.
    pub(super) fn php_namespace(&self) -> String {
        let words = self.name.split('-').map(|word| word[..1].to_uppercase() + &word[1..]);
        words.collect()
    }

    /// The schema documents that the language's package is to hold, by their names.
    pub(super) fn documents(&self, language: Language) -> Vec<File> {
        let folder = format!("packages/{}/", language.folder());
        let own = self.files.iter().filter(|file| file.path.starts_with(&folder));
        let named = own.filter_map(|file| Some((file.path.rsplit_once("/schemas/")?.1, file)));
        named.map(|(name, file)| File { path: name.to_owned(), contents: file.contents.clone() }).collect()
    }

    /// A fresh folder that holds the language's package in `package/`.
    pub(super) fn lay_out(&self, language: Language) -> Result<PathBuf> {
        let folder = home(language).join(self.name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        let prefix = format!("packages/{}/", language.folder());
        for file in &self.files {
            let Some(path) = file.path.strip_prefix(&prefix) else { continue };
            let path = folder.join("package").join(path);
            fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
            fs::write(path, &file.contents)?;
        }
        Ok(folder)
    }
}

/// Where a language's packages are built.
pub(super) fn home(language: Language) -> PathBuf {
    workspace::target().join("packages").join(language.folder())
}

/// Where this repository keeps what a language's packages are checked with.
pub(super) fn checks(language: Language) -> PathBuf {
    workspace::root().join("tests/packages").join(language.folder())
}
