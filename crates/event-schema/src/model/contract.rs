use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::iter;

use super::{Alternative, Content, EnumValue, Model, Property, Shape, Tag, Variant};

/// Which side of a type is meant.
///
/// A type is read as it is written, unless its attributes give names for one direction only. Then there are two
/// contracts, each with documents of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Contract {
    /// What is validated and decoded.
    #[default]
    Deserialize,
    /// What is encoded.
    Serialize,
}

impl Contract {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Deserialize, Self::Serialize];
}

/// The names of what is called `name` when it is read, and perhaps otherwise when it is written.
fn names(
    contract: Contract,
    name: &'static str,
    aliases: &'static [&'static str],
    written: Option<&'static str>,
) -> impl Iterator<Item = &'static str> + Clone {
    let (name, aliases) = match contract {
        Contract::Deserialize => (name, aliases),
        Contract::Serialize => (written.unwrap_or(name), &[][..]),
    };
    iter::once(name).chain(aliases.iter().copied())
}

macro_rules! named {
    ($($type:ident: $name:ident, $what:literal, $only:expr;)+) => {$(
        impl $type {
            #[doc = concat!(
                "The names of ", $what, " under a contract; the first is its own, the others are aliases. There is none if ",
                "it is not part of the contract.",
            )]
            pub fn names(&self, contract: Contract) -> impl Iterator<Item = &'static str> + Clone {
                let only: fn(&Self) -> Option<Contract> = $only;
                let is_part = is_part(only(self), contract);
                names(contract, self.$name, self.aliases, self.written).filter(move |_| is_part)
            }

            #[doc = concat!("The name of ", $what, " when it is written.")]
            #[must_use]
            pub const fn written(&self) -> &'static str {
                match self.written {
                    Some(written) => written,
                    None => self.$name,
                }
            }
        }
    )+};
}

named! {
    EnumValue: name, "the value", |it| it.only;
    Content: name, "the variant", |it| it.only;
    Variant: tag, "the event: its tag", |it| it.only;
    Tag: value, "the event: its tag", |_| None;
}

macro_rules! in_one_contract {
    ($($type:ident: $what:literal;)+) => {$(
        impl $type {
            #[doc = concat!("Whether ", $what, " is read, or written.")]
            #[must_use]
            pub const fn is_part_of(&self, contract: Contract) -> bool {
                is_part(self.only, contract)
            }
        }
    )+};
}

in_one_contract! {
    Property: "the property";
    EnumValue: "the value";
    Content: "the variant";
    Variant: "the event";
    Alternative: "the alternative";
}

const fn is_part(only: Option<Contract>, contract: Contract) -> bool {
    match (only, contract) {
        (None, _)
        | (Some(Contract::Deserialize), Contract::Deserialize)
        | (Some(Contract::Serialize), Contract::Serialize) => true,
        (Some(_), _) => false,
    }
}

impl Property {
    /// The property's names under a contract; the first is its own, the others are aliases. There is none if it is
    /// not part of the contract.
    pub fn names(&self, contract: Contract) -> impl Iterator<Item = &'static str> + Clone {
        let is_part = self.is_part_of(contract);
        names(contract, self.name, self.aliases, self.written).filter(move |_| is_part)
    }

    /// The property's name when it is written.
    #[must_use]
    pub const fn written(&self) -> &'static str {
        match self.written {
            Some(written) => written,
            None => self.name,
        }
    }

    /// The property's own name under a contract.
    #[must_use]
    pub const fn name_in(&self, contract: Contract) -> &'static str {
        match contract {
            Contract::Deserialize => self.name,
            Contract::Serialize => self.written(),
        }
    }

    fn differs(&self) -> bool {
        self.only.is_some() || self.written.is_some()
    }
}

impl EnumValue {
    fn differs(&self) -> bool {
        self.only.is_some() || self.written.is_some()
    }
}

impl Model {
    /// Whether what is written is another contract than what is read: for the type, or for one that it holds.
    #[must_use]
    pub fn has_two_contracts(&'static self) -> bool {
        let mut seen: Vec<Cow<'static, str>> = Vec::new();
        let mut to_visit = Vec::from([self]);
        while let Some(model) = to_visit.pop() {
            if model.differs() {
                return true;
            }
            if model.is_definition() {
                let path = model.full_path();
                if seen.contains(&path) {
                    continue;
                }
                seen.push(path);
            }
            model.shape.each_type(None, &mut |it| to_visit.push(it));
        }
        false
    }

    fn differs(&self) -> bool {
        match &self.shape {
            Shape::Object(object) => {
                object.tag.is_some_and(|tag| tag.written.is_some())
                    || object.properties.iter().any(Property::differs)
            }
            Shape::Enumeration(list) => list.values.iter().any(EnumValue::differs),
            Shape::Keyed(keyed) => {
                keyed.units.iter().chain(&keyed.other).any(EnumValue::differs)
                    || keyed.contents.iter().any(|it| it.written.is_some() || it.only.is_some())
            }
            Shape::Union(union) => union.variants.iter().any(|it| it.written.is_some() || it.only.is_some()),
            Shape::Choice(alternatives) => alternatives.iter().any(|it| it.only.is_some()),
            _ => false,
        }
    }
}
