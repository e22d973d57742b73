use proc_macro2::Span;
use syn::Ident;
use syn::ext::IdentExt as _;

use crate::attr::{Rename, RenameAll, Written};
use crate::case::Case;

/// A name on the wire.
#[derive(Clone)]
pub struct Wire {
    /// The name that is read.
    pub read: String,
    /// The name that is written.
    pub written: String,
    /// Other names that are read.
    pub aliases: Vec<Written<syn::LitStr>>,
    /// Where it stands.
    pub span: Span,
}

impl Wire {
    /// The name of what is called `ident` in Rust: `case` is how a rule changes names of its kind.
    pub fn new(
        ident: &Ident,
        rename: Option<&Written<Rename>>,
        aliases: &[Written<syn::LitStr>],
        rules: RenameAll,
        case: fn(Case, &str) -> String,
    ) -> Self {
        let rust = ident.unraw().to_string();
        let name = |written: Option<&syn::LitStr>, rule: Option<Case>| {
            written.map_or_else(|| case(rule.unwrap_or_default(), &rust), syn::LitStr::value)
        };
        let rename = rename.map(|rename| &rename.value);
        Self {
            read: name(rename.and_then(|it| it.deserialize.as_ref()), rules.deserialize),
            written: name(rename.and_then(|it| it.serialize.as_ref()), rules.serialize),
            aliases: aliases.to_vec(),
            span: rename.map_or_else(|| ident.span(), Rename::span),
        }
    }

    /// A name that is the same in both directions.
    pub fn plain(name: &str, span: Span) -> Self {
        Self { read: name.to_owned(), written: name.to_owned(), aliases: Vec::new(), span }
    }

    /// The name that is written, where it is another.
    pub fn other(&self) -> Option<&str> {
        (self.written != self.read).then_some(&*self.written)
    }

    /// All names that are read, each with its place.
    pub fn all_read(&self) -> impl Iterator<Item = (String, Span)> {
        let aliases = self.aliases.iter().map(|alias| (alias.value.value(), alias.value.span()));
        core::iter::once((self.read.clone(), self.span)).chain(aliases)
    }
}
