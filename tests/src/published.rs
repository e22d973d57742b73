//! Published schemas and vectors, as a reader finds them in a folder.

use std::fs;
use std::path::{Path, PathBuf};

use event_schema::Profile;
use serde_json::Value;

/// The folders of the two dialects.
pub const DIALECTS: [&str; 2] = ["", "draft-07/"];

/// A major version's folder.
#[derive(Debug)]
pub struct Published {
    folder: PathBuf,
    /// The manifest.
    pub manifest: Value,
}

/// A payload with the verdict of each profile.
#[derive(Debug)]
pub struct Vector {
    /// The file it stands in, and its name.
    pub name: String,
    /// The document that judges it, as documented.
    pub schema: String,
    /// The payload; vectors that are no UTF-8 are not among the core ones.
    pub payload: String,
    /// The verdicts.
    pub verdicts: Vec<(Profile, bool)>,
}

impl Published {
    /// Reads the manifest.
    ///
    /// # Panics
    ///
    /// There is none.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), manifest: read(&folder.join("manifest.json")) }
    }

    /// Where the documents stand, below the folder.
    #[must_use]
    pub fn documents(&self) -> Vec<String> {
        let paths = files(&self.folder).into_iter();
        let paths = paths.map(|path| path.strip_prefix(&self.folder).map(slashed).unwrap_or_default());
        paths.filter(|path| path.ends_with(".schema.json")).collect()
    }

    /// A document.
    ///
    /// # Panics
    ///
    /// There is none.
    #[must_use]
    pub fn document(&self, path: &str) -> Value {
        read(&self.folder.join(path))
    }

    /// The documented profile's document of an event, by its tag.
    #[must_use]
    pub fn schema_of(&self, tag: &str) -> Option<&str> {
        let mut events = self.manifest["events"].as_array()?.iter();
        events.find(|event| event["tag"] == tag)?["schema"].as_str()
    }

    /// The vectors that every reader judges alike.
    #[must_use]
    pub fn core_vectors(&self) -> Vec<Vector> {
        let files = files(&self.folder.join("vectors/core")).into_iter();
        files.flat_map(|path| vectors(&path)).collect()
    }

    /// The documents that judge a vector under a profile, in both dialects. The union does if the payload is of
    /// the vector's own event.
    #[must_use]
    pub fn judges(&self, vector: &Vector, profile: Profile) -> Vec<String> {
        let mut names = vec![vector.schema.as_str()];
        let union = &self.manifest["union"];
        let payload: Value = serde_json::from_str(&vector.payload).unwrap_or_default();
        let tag = union["tag"].as_str().and_then(|tag| payload.get(tag)).and_then(Value::as_str);
        if tag.and_then(|tag| self.schema_of(tag)) == Some(&vector.schema) {
            names.extend(union["schema"].as_str());
        }
        let folder = match profile {
            Profile::Documented => String::new(),
            profile => format!("profiles/{profile}/"),
        };
        let in_dialect = |dialect| names.iter().map(move |name| (dialect, *name));
        let judges = DIALECTS.into_iter().flat_map(in_dialect);
        judges.map(|(dialect, name)| format!("{dialect}{folder}{name}")).collect()
    }
}

fn vectors(path: &Path) -> Vec<Vector> {
    let file = read(path);
    let vectors = file["vectors"].as_array().cloned().unwrap_or_default().into_iter();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let vectors = vectors.map(|vector| {
        let verdict = |profile: Profile| Some((profile, vector["verdicts"][profile.as_str()].as_bool()?));
        Vector {
            name: format!("{}, {}", path.display(), text(&vector["name"])),
            schema: text(&file["schema"]),
            payload: text(&vector["payload"]),
            verdicts: Profile::ALL.into_iter().filter_map(verdict).collect(),
        }
    });
    vectors.collect()
}

fn read(path: &Path) -> Value {
    let text = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All files below a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
