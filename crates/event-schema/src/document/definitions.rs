use alloc::borrow::{Cow, ToOwned};
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::vec::Vec;

use super::DocumentError;
use crate::model::{Contract, Model, Shape};
use crate::profile::Profile;

/// A definition of a document.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Definition {
    /// A named type.
    Type(&'static Model),
    /// The events outside the list of this union, under this name.
    Unknown(&'static Model, &'static str),
}

impl Definition {
    /// The name, by the path rules alone.
    pub(crate) fn name(&self) -> Cow<'static, str> {
        match self {
            Self::Type(model) => model.definition(),
            Self::Unknown(_, name) => Cow::Borrowed(name),
        }
    }

    /// What tells it from all others.
    pub(crate) fn path(&self) -> Cow<'static, str> {
        match self {
            Self::Type(model) => model.full_path(),
            Self::Unknown(union, name) => Cow::Owned(format!("{}::{name}", union.full_path())),
        }
    }

    pub(super) const fn as_type(self) -> Option<&'static Model> {
        match self {
            Self::Type(model) => Some(model),
            Self::Unknown(..) => None,
        }
    }
}

/// Definitions by name; the order depends on nothing else.
pub(super) type Definitions = BTreeMap<Cow<'static, str>, Definition>;

/// What a document of `root` defines beside it.
pub(super) fn beside(
    root: &'static Model,
    profile: Profile,
    contract: Contract,
) -> Result<Definitions, DocumentError> {
    let mut definitions = definitions(&[root], profile, contract)?;
    if root.is_definition() {
        definitions.remove(&root.definition());
    }
    Ok(definitions)
}

/// These types, as far as they have a name, and all that they refer to.
pub(super) fn definitions(
    roots: &[&'static Model],
    profile: Profile,
    contract: Contract,
) -> Result<Definitions, DocumentError> {
    let mut definitions = Definitions::new();
    let mut to_add = Vec::new();
    for root in roots {
        reach(root, profile, contract, &mut to_add);
    }
    while let Some(definition) = to_add.pop() {
        let (name, next) = (definition.name(), definition.as_type());
        match definitions.get(&name) {
            Some(known) if known.path() == definition.path() => {}
            Some(known) => return Err(clash(&name, known, &definition)),
            None => {
                definitions.insert(name, definition);
                to_add.extend(next.into_iter().flat_map(|model| mentioned(model, profile, contract)));
            }
        }
    }
    Ok(definitions)
}

/// The definitions that a type's own schema refers to, through types that are written in place.
fn mentioned(model: &'static Model, profile: Profile, contract: Contract) -> Vec<Definition> {
    let mut found = Vec::new();
    model.shape.each_type(Some(contract), &mut |inner| reach(inner, profile, contract, &mut found));
    if let Shape::Union(union) = &model.shape
        && let Some(unknown) = union.unknown
        && profile != Profile::Strict
    {
        found.push(Definition::Unknown(model, unknown.definition));
    }
    found
}

fn reach(model: &'static Model, profile: Profile, contract: Contract, found: &mut Vec<Definition>) {
    if model.is_definition() {
        found.push(Definition::Type(model));
    } else {
        found.extend(mentioned(model, profile, contract));
    }
}

/// Names the two types in an order that does not depend on which was met first.
fn clash(name: &str, one: &Definition, two: &Definition) -> DocumentError {
    let describe = |definition: &Definition| match definition {
        Definition::Type(model) => model.full_path().into_owned(),
        Definition::Unknown(union, _) => format!("{} (its unknown events)", union.full_path()),
    };
    let mut paths = [describe(one), describe(two)];
    paths.sort();
    let [first, second] = paths;
    DocumentError::NameClash { name: name.to_owned(), first, second }
}
