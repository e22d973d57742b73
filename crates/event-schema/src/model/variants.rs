use super::{Contract, Docs, TypeRef};

/// One of several objects, told apart by a tag: events, for instance.
#[derive(Debug, Clone, Copy)]
pub struct Union {
    /// The tag property's name.
    pub tag: &'static str,
    /// The known events, in declaration order.
    pub variants: &'static [Variant],
    /// What stands for events outside the list; without it they are refused under every profile.
    pub unknown: Option<UnknownVariant>,
}

impl Union {
    /// A union of these variants and no others.
    #[must_use]
    pub const fn new(tag: &'static str, variants: &'static [Variant]) -> Self {
        Self { tag, variants, unknown: None }
    }

    /// The variant with a tag that is read.
    #[must_use]
    pub fn variant(&self, tag: &str) -> Option<&'static Variant> {
        let is_read = |variant: &&Variant| variant.names(Contract::Deserialize).any(|known| known == tag);
        self.variants.iter().find(is_read)
    }
}

/// A known event of a [`Union`].
#[derive(Debug, Clone, Copy)]
pub struct Variant {
    /// The variant's name in Rust.
    pub name: &'static str,
    /// The tag's value.
    pub tag: &'static str,
    /// Other values that are read as this one.
    pub aliases: &'static [&'static str],
    /// The value that is written, where it is another.
    pub written: Option<&'static str>,
    /// The one contract that the variant is part of, if it is not part of both.
    pub only: Option<Contract>,
    /// The event.
    pub model: TypeRef,
}

impl Variant {
    /// A variant with one tag, which is read and written.
    #[must_use]
    pub const fn new(name: &'static str, tag: &'static str, model: TypeRef) -> Self {
        Self { name, tag, aliases: &[], written: None, only: None, model }
    }
}

/// The variant of a [`Union`] that stands for events whose tag is not in the list.
#[derive(Debug, Clone, Copy)]
pub struct UnknownVariant {
    /// The variant's name in Rust.
    pub name: &'static str,
    /// The name of the definition that says in documents what such events are.
    pub definition: &'static str,
    /// Whether such an event is kept as it came, and not only noticed.
    pub is_kept: bool,
    /// A member that is null, if it is there: what known variants hold beside the tag.
    pub content: Option<&'static str>,
    /// Whether other members are refused (`deny_unknown_fields`).
    pub closed: bool,
    /// What people are told about it.
    pub docs: Docs,
}

/// One of several values, told apart by name: a string that is the name, or an object with the name as its one
/// member.
#[derive(Debug, Clone, Copy)]
pub struct Keyed {
    /// The variants that are their name and nothing else, in declaration order.
    pub units: &'static [super::EnumValue],
    /// The variants that hold a value, in declaration order.
    pub contents: &'static [Content],
    /// The variant that stands for strings which are no name, and keeps nothing of them; without it they are refused.
    pub other: Option<super::EnumValue>,
    /// What the value is in a struct that flattens it, if one can: an object with a property for each name, of which one is
    /// there, `null` for a variant without a value.
    pub group: Option<&'static super::Model>,
}

impl Keyed {
    /// All names under a contract, those without a value first.
    pub fn names(&self, contract: Contract) -> impl Iterator<Item = &'static str> + Clone {
        let units: &'static [super::EnumValue] = self.units;
        let contents: &'static [Content] = self.contents;
        let units = units.iter().flat_map(move |unit| unit.names(contract));
        units.chain(contents.iter().flat_map(move |content| content.names(contract)))
    }
}

/// A variant of a [`Keyed`] value that holds a value.
#[derive(Debug, Clone, Copy)]
pub struct Content {
    /// The name on the wire.
    pub name: &'static str,
    /// Other names that are read as this one.
    pub aliases: &'static [&'static str],
    /// The name that is written, where it is another.
    pub written: Option<&'static str>,
    /// The one contract that the variant is part of, if it is not part of both.
    pub only: Option<Contract>,
    /// The variant's name in Rust.
    pub variant: &'static str,
    /// The value's type.
    pub model: TypeRef,
    /// What people are told about it.
    pub docs: Docs,
}

impl Content {
    /// A variant that is read and written alike.
    #[must_use]
    pub const fn new(name: &'static str, variant: &'static str, model: TypeRef) -> Self {
        Self { name, aliases: &[], written: None, only: None, variant, model, docs: Docs::NONE }
    }
}

/// One of the types of a [`Shape::Choice`](super::Shape::Choice).
#[derive(Debug, Clone, Copy)]
pub struct Alternative {
    /// The variant's name in Rust.
    pub name: &'static str,
    /// The type.
    pub model: TypeRef,
    /// What people are told about it.
    pub docs: Docs,
    /// The one contract that it is part of, if it is not part of both.
    pub only: Option<Contract>,
}

impl Alternative {
    /// An alternative that nothing is told about.
    #[must_use]
    pub const fn new(name: &'static str, model: TypeRef) -> Self {
        Self { name, model, docs: Docs::NONE, only: None }
    }
}
