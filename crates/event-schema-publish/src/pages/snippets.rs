//! How the packages read an event: the example of each package's README, which the test command runs.

use serde::Serialize;

use crate::Publication;
use crate::catalogue::{Catalogue, Event};
use crate::error::Error;
use crate::packages::Packages;

/// An example in one language.
#[derive(Serialize)]
pub(super) struct Snippet {
    language: String,
    /// What the language is called in Markdown, and in the pages' anchors.
    fence: String,
    code: String,
}

/// A README's example is about the first event of a catalogue: so the packages are asked for a catalogue that has
/// this one only.
pub(super) fn snippets(
    packages: &Packages<'_>,
    publication: &Publication,
    event: &Event,
) -> Result<Vec<Snippet>, Error> {
    let catalogue = Catalogue { events: vec![event.clone()], ..publication.catalogue.clone() };
    let narrow = Publication { catalogue, ..publication.clone() };
    let readmes = packages.readmes_of(&narrow)?;
    Ok(readmes.iter().filter_map(|(language, readme)| snippet(language.to_string(), readme)).collect())
}

/// The first fenced code of a README.
fn snippet(language: String, readme: &str) -> Option<Snippet> {
    let (_, rest) = readme.split_once("\n```")?;
    let (fence, rest) = rest.split_once('\n')?;
    let (code, _) = rest.split_once("\n```")?;
    Some(Snippet { language, fence: fence.to_owned(), code: code.to_owned() })
}
