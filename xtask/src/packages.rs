//! The packages of the iSymphony events.

use std::fs;

use anyhow::{Context, Result};
use event_schema_publish::{File, Packages, Publication};
use isymphony_events::IsymphonyEvent;

use crate::workspace;

pub(crate) const NAME: &str = "isymphony-events";

pub(crate) fn publication() -> Result<Publication> {
    Ok(Publication::of::<IsymphonyEvent<'_>>()?.base("urn:event-schema:isymphony:"))
}

pub(crate) fn files(publication: &Publication) -> Result<Vec<File>> {
    let packages = Packages::of(publication, NAME)
        .version(env!("CARGO_PKG_VERSION"))
        .license(env!("CARGO_PKG_LICENSE"), licenses()?);
    Ok(packages.files()?)
}

/// The project's own licences, for every package.
pub(crate) fn licenses() -> Result<Vec<File>> {
    let names = ["LICENSE-APACHE", "LICENSE-MIT"];
    let files = names.map(|name| {
        let contents =
            fs::read(workspace::root().join(name)).with_context(|| format!("cannot read {name}"))?;
        Ok(File { path: name.to_owned(), contents })
    });
    files.into_iter().collect()
}
