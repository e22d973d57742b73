//! A foreign catalogue, published: what is written is well-formed, agrees with another validator, and is kept up to
//! date in a folder.

mod catalogue;
mod derived;
mod documents;
mod folder;
mod manifest;
mod vectors;

use event_schema_publish::{File, Publication};

fn publication() -> Publication {
    Publication::of_model(&catalogue::LIFT_EVENT)
        .unwrap()
        .base("urn:event-schema:lifts:")
        .command("cargo xtask lifts")
}

fn files() -> Vec<File> {
    publication().files().unwrap()
}

fn json(files: &[File], path: &str) -> serde_json::Value {
    let file =
        files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("{path} is not published"));
    serde_json::from_slice(&file.contents).unwrap()
}
