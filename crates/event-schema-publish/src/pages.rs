//! The catalogue for people: a site, and the same pages in Markdown.

mod engine;
mod highlight;
mod markdown;
mod search;
mod site;
mod snippets;
mod view;

use crate::Publication;
use crate::error::Error;
use crate::files::File;
use crate::packages::Packages;

/// The pages; with packages, each shows how they read the event.
pub(crate) fn files(publication: &Publication, packages: Option<&Packages<'_>>) -> Result<Vec<File>, Error> {
    let view = view::view(publication, packages)?;
    let mut files = site::files(&view)?;
    files.extend(markdown::files(&view)?);
    Ok(files)
}
