//! A type's model, laid out for the accept path: what is looked up there is found here in one step.
//!
//! Made once for a validator. It knows the shapes that payloads are mostly made of; a value of any other shape is left
//! to the walker of the model, which knows them all.

mod choice;
mod compile;
mod learned;
mod length;
mod literal;
mod names;
mod rehearsed;
mod script;

use alloc::boxed::Box;
use alloc::vec;

use memchr::memmem::Finder;

use self::choice::Choice;
pub(crate) use self::learned::{Learned, Style};
pub(crate) use self::length::Length;
pub(crate) use self::literal::Literal;
pub(crate) use self::names::Names;
pub(crate) use self::script::{Script, Step};
use crate::model::{Constraints, Model, Rule};
use crate::profile::Profile;
use crate::wide::{Pattern, WIDTH};

/// All that values of a type consist of.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The type itself.
    pub(crate) root: NodeId,
    pub(crate) nodes: Box<[Node]>,
    pub(crate) objects: Box<[Object]>,
    pub(crate) unions: Box<[Union]>,
}

impl Plan {
    /// The object that the type is, if it is one of which nothing more is asked.
    pub(crate) fn object_at_root(&self) -> Option<ObjectId> {
        self.as_object(self.root)
    }

    /// The object that a value is, if it must be one and nothing more is asked of it.
    pub(crate) fn as_object(&self, id: NodeId) -> Option<ObjectId> {
        match self[id] {
            Node { kind: Kind::Object(object), nullable: false, ref rules } if rules.is_empty() => {
                Some(object)
            }
            _ => None,
        }
    }

    /// Whether something of a value is left to the walker of the model.
    pub(crate) fn needs_walker(&self, id: NodeId) -> bool {
        let mut seen = vec![false; self.nodes.len()];
        let mut left = vec![id];
        while let Some(id) = left.pop() {
            if core::mem::replace(&mut seen[id.0 as usize], true) {
                continue;
            }
            match &self[id].kind {
                kind if kind.is_scalar() => {}
                Kind::Any => {}
                Kind::Object(object) => left.extend(&self[*object].members),
                Kind::Array { items: inner, .. } | Kind::Map(inner) => left.push(*inner),
                Kind::Tuple(items) => left.extend(items),
                Kind::Choice(choice) => left.extend(choice.alternatives()),
                // Of unions, events with unknown tags.
                _ => return true,
            }
        }
        false
    }
}

/// The position of a [`Node`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NodeId(u32);

/// The position of an [`Object`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ObjectId(u32);

/// The position of a [`Union`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct UnionId(u32);

/// What a value must be.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    /// Whether `null` will do as well.
    pub(crate) nullable: bool,
    /// Rules for the value beside its kind.
    pub(crate) rules: Box<[&'static Rule]>,
}

/// The kind of value that a node is.
#[derive(Debug)]
pub(crate) enum Kind {
    /// Any string.
    Text,
    /// A string of so many code points.
    Sized(Size),
    /// A whole number.
    Integer(Integers),
    /// A string out of a list.
    Enumeration(Names),
    /// An event's tag: quoted, and by all its names.
    Tag(Literal, Names),
    /// `true` or `false`.
    Boolean,
    /// `null`.
    Null,
    /// A number, within the bounds of these constraints.
    Number(Box<[Constraints]>),
    Object(ObjectId),
    Union(UnionId),
    Array {
        items: NodeId,
        size: Size,
    },
    Map(NodeId),
    Tuple(Box<[NodeId]>),
    /// One of several, told apart by their JSON type.
    Choice(Choice),
    /// Any value.
    Any,
    /// A value that is left to the walker of the model.
    Walk(&'static Model, Box<Constraints>),
}

impl Kind {
    /// Whether values of the kind hold no others.
    pub(crate) fn is_scalar(&self) -> bool {
        matches!(
            self,
            Self::Text
                | Self::Sized(_)
                | Self::Integer(_)
                | Self::Enumeration(_)
                | Self::Tag(..)
                | Self::Boolean
                | Self::Null
                | Self::Number(_)
        )
    }
}

/// How many there may be of something.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) least: u64,
    pub(crate) most: u64,
}

/// Which whole numbers a value may be.
#[derive(Debug)]
pub(crate) struct Integers {
    /// Numbers without a sign, and with at most so many digits, need not be looked at.
    pub(crate) free_digits: usize,
    pub(crate) bounds: Box<[Constraints]>,
}

/// An object with declared members.
#[derive(Debug)]
pub(crate) struct Object {
    /// The tag's value, if there is a tag.
    pub(crate) tag: Option<&'static str>,
    /// The values of the declared members: the tag, if there is one, then the properties in declaration order.
    pub(crate) members: Box<[NodeId]>,
    /// What is expected of each member, by [`Style`].
    pub(crate) glances: [Box<[Glance]>; 2],
    /// Which values of each member are plain and valid.
    pub(crate) plain: Box<[Plain]>,
    /// What it is expected to be, if nothing of it may be absent.
    pub(crate) script: Option<Script>,
    /// All names that are read as a member.
    pub(crate) names: Names,
    /// Whether members that are not declared are refused under every profile.
    closed: bool,
    /// For each profile, a bit for each member that must be there.
    required: [Box<[u64]>; 3],
    /// Where its members' places for what is learned begin.
    pub(crate) places: usize,
}

impl Object {
    #[inline]
    pub(crate) fn is_closed(&self, profile: Profile) -> bool {
        self.closed || profile == Profile::Strict
    }

    /// A bit for each member that must be there, of an object of fewer than 128 members.
    #[inline]
    pub(crate) fn required_of_few(&self, profile: Profile) -> Option<u128> {
        match *self.required(profile) {
            [low] => Some(low.into()),
            [low, high] if self.members.len() < 128 => Some(u128::from(high) << 64 | u128::from(low)),
            _ => None,
        }
    }

    /// A bit for each member that must be there.
    #[inline]
    pub(crate) fn required(&self, profile: Profile) -> &[u64] {
        &self.required[profile as usize]
    }
}

/// What the accept path must know of a member as long as all is as expected, in one line of the cache.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(crate) struct Glance {
    /// `,"name":` or `, "name": `, and what is known of the value, as far as it fits into the pattern.
    pub(crate) lead: Pattern,
    /// What does not.
    rest: [u8; Self::REST],
    /// How many bytes there are; 0 if even the rest does not hold them.
    pub(crate) len: u8,
    /// How many of them come before the value.
    pub(crate) before_value: u8,
    pub(crate) then: Then,
    pub(crate) value: NodeId,
}

impl Glance {
    const REST: usize = 16;

    fn new(lead: &[u8], then: Then, value: NodeId) -> Self {
        let (pattern, behind) = (Pattern::new(lead), lead.get(WIDTH..).unwrap_or_default());
        let mut rest = [0; Self::REST];
        let len = match rest.get_mut(..behind.len()) {
            Some(rest) => {
                rest.copy_from_slice(behind);
                lead.len() as u8
            }
            None => 0,
        };
        // The opening quote of a string is among what is known.
        let before_value = len.saturating_sub(u8::from(then == Then::Text));
        Self { lead: pattern, rest, len, before_value, then, value }
    }

    /// Whether all of it fits into the pattern.
    #[inline(always)]
    pub(crate) fn is_short(&self) -> bool {
        self.len.wrapping_sub(1) < WIDTH as u8
    }

    /// What stands behind the pattern, unless it is too long.
    pub(crate) fn rest(&self) -> Option<&[u8]> {
        self.rest.get(..(self.len as usize).checked_sub(WIDTH)?)
    }
}

/// Which plain values, those that need no closer look, are valid.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Plain {
    /// A bit for each kind that is valid.
    pub(crate) kinds: u8,
    /// How many digits whole numbers may have.
    pub(crate) free_digits: u8,
}

impl Plain {
    /// Strings without escapes.
    pub(crate) const TEXT: u8 = 1;
    pub(crate) const NULL: u8 = 2;
    /// Whole numbers without a sign.
    pub(crate) const INTEGER: u8 = 4;
}

/// What follows bytes that are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    /// The rest of a string whose opening quote is known.
    Text,
    /// A string or `null`.
    NullableText,
    /// A whole number: any without a sign, and with at most so many digits.
    Integer(u8),
    /// `true` or `false`.
    Boolean,
    /// A string that is looked at by itself.
    RuledText,
    /// Nothing: the value is known.
    Nothing,
    /// Any other value.
    Value,
}

/// One of several objects, told apart by their tag.
#[derive(Debug)]
pub(crate) struct Union {
    /// `,"tag":`
    pub(crate) tight: Literal,
    /// `"tag":`
    pub(crate) anywhere: Finder<'static>,
    /// The tag's name.
    pub(crate) tag: &'static str,
    /// The known tags.
    pub(crate) names: Names,
    /// For each of them the tag and the object.
    pub(crate) variants: Box<[(&'static str, NodeId)]>,
    /// What events with other tags are left to.
    pub(crate) model: &'static crate::model::Union,
}

impl core::ops::Index<NodeId> for Plan {
    type Output = Node;

    #[inline]
    fn index(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }
}

impl core::ops::Index<ObjectId> for Plan {
    type Output = Object;

    #[inline]
    fn index(&self, id: ObjectId) -> &Object {
        &self.objects[id.0 as usize]
    }
}

impl core::ops::Index<UnionId> for Plan {
    type Output = Union;

    #[inline]
    fn index(&self, id: UnionId) -> &Union {
        &self.unions[id.0 as usize]
    }
}
