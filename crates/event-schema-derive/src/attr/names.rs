//! Names that may differ between the directions.

use proc_macro2::Span;
use syn::LitStr;

use super::{Entry, Written};
use crate::case::Case;

/// What is written for each direction, as far as it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Directions<T> {
    pub serialize: Option<T>,
    pub deserialize: Option<T>,
}

/// `rename = "…"`, or a name for each direction.
pub type Rename = Directions<LitStr>;

/// `rename_all = "…"`, or a rule for each direction.
pub type RenameAll = Directions<Case>;

impl Directions<LitStr> {
    /// Where the name is written, the one that is read if there are two.
    pub fn span(&self) -> Span {
        self.deserialize.as_ref().or(self.serialize.as_ref()).map_or_else(Span::call_site, LitStr::span)
    }
}

impl<T> Directions<T> {
    /// What is not written is taken from `other`.
    pub fn or(self, other: Self) -> Self {
        Self {
            serialize: self.serialize.or(other.serialize),
            deserialize: self.deserialize.or(other.deserialize),
        }
    }
}

pub(super) fn rename(entry: &Entry<'_>) -> syn::Result<Rename> {
    if !entry.is_list() {
        let name = entry.string()?;
        return Ok(Rename { serialize: Some(name.clone()), deserialize: Some(name) });
    }
    let (serialize, deserialize) = entry.directions()?;
    Ok(Rename { serialize, deserialize })
}

pub(super) fn rename_all(entry: &Entry<'_>) -> syn::Result<RenameAll> {
    let Rename { serialize, deserialize } = rename(entry)?;
    let case = |name: Option<LitStr>| name.map(|name| case(&name)).transpose();
    Ok(RenameAll { serialize: case(serialize)?, deserialize: case(deserialize)? })
}

fn case(name: &LitStr) -> syn::Result<Case> {
    Case::parse(&name.value()).ok_or_else(|| {
        let names = Case::NAMES.map(|(name, _)| name);
        syn::Error::new(
            name.span(),
            format_args!("unknown rule: serde knows {}", crate::suggest::list(&names)),
        )
    })
}

/// The name of a type's definition, which is one for both directions.
pub(super) fn definition(entry: &Entry<'_>) -> syn::Result<LitStr> {
    let Rename { serialize, deserialize } = rename(entry)?;
    match (serialize, deserialize) {
        (Some(one), Some(other)) if one.value() == other.value() => Ok(one),
        _ => Err(syn::Error::new(
            entry.span,
            "a type has one definition, which has one name in both directions: write `rename = \"…\"`",
        )),
    }
}

/// The rules that are written, or none.
pub fn cases(written: Option<Written<RenameAll>>) -> RenameAll {
    written.map_or_else(RenameAll::default, |written| written.value)
}
