//! What a type is on the wire, as plain `const` data.
//!
//! Every output of the toolkit is made from a [`Model`]: schema documents, validation, decoding, samples and
//! pages for people. The derive writes it; nothing has to run before it can be read.

use crate::Profile;

mod constraints;
mod integer;
mod join;
mod rule;

pub use self::constraints::{Bound, Constraints, Rules};
pub use self::integer::Integer;
pub(crate) use self::join::equal;
#[doc(hidden)]
pub use self::join::{Part, join, name_pool, pool_len, width};
pub use self::rule::{Check, Condition, Consequence, Rule};

/// A reference to another type's model.
///
/// A function, so that a type may refer to itself.
pub type TypeRef = fn() -> &'static Model;

/// What a Rust type is on the wire.
#[derive(Debug, Clone, Copy)]
pub struct Model {
    /// The type's Rust path. Together with [`arguments`](Self::arguments) it is the type's identity.
    pub path: &'static str,
    /// The models of the type's generic arguments, in order.
    pub arguments: &'static [TypeRef],
    /// The name of the type's definition in documents; empty for a type that is always written in place, such
    /// as `String` or `Option<T>`.
    pub name: &'static str,
    /// What people are told about the type.
    pub docs: Docs,
    /// What kind of value it is.
    pub shape: Shape,
    /// Rules that every value of the type obeys, the exact bounds of integer types among them.
    pub constraints: Constraints,
    /// What the type is when it is encoded, where that is another type (`into`).
    pub encoded: Option<TypeRef>,
}

impl Model {
    /// A model without name, docs or constraints, for a type that documents write in place.
    #[must_use]
    pub const fn anonymous(path: &'static str, shape: Shape) -> Self {
        Self {
            path,
            arguments: &[],
            name: "",
            docs: Docs::NONE,
            shape,
            constraints: Constraints::NONE,
            encoded: None,
        }
    }

    /// Whether documents give the type a definition of its own and refer to it.
    #[must_use]
    pub const fn is_definition(&self) -> bool {
        !self.name.is_empty()
    }

    /// The model behind any number of [`Shape::Nullable`] layers.
    #[must_use]
    pub fn non_null(&'static self) -> &'static Self {
        let mut model = self;
        while let Shape::Nullable(inner) = model.shape {
            model = inner();
        }
        model
    }

    /// The object behind the model, if it is one.
    #[must_use]
    pub const fn as_object(&self) -> Option<&Object> {
        match &self.shape {
            Shape::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The union behind the model, if it is one.
    #[must_use]
    pub const fn as_union(&self) -> Option<&Union> {
        match &self.shape {
            Shape::Union(union) => Some(union),
            _ => None,
        }
    }
}

/// What people are told about a type, a property or an enumeration's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Docs {
    /// A heading, where one was written.
    pub title: Option<&'static str>,
    /// Running text in CommonMark; empty where nothing was written.
    pub description: &'static str,
    /// The version of the described system that introduced it.
    pub since: Option<&'static str>,
    /// Why it should no longer be used.
    pub deprecated: Option<&'static str>,
    /// Example values as JSON texts.
    pub examples: &'static [&'static str],
    /// A note for those who maintain the schema (`$comment`).
    pub comment: Option<&'static str>,
    /// Keywords that no standard defines, each with its JSON text; documents hold them only when asked.
    pub extensions: &'static [(&'static str, &'static str)],
}

impl Docs {
    /// Nothing is told.
    pub const NONE: Self = Self {
        title: None,
        description: "",
        since: None,
        deprecated: None,
        examples: &[],
        comment: None,
        extensions: &[],
    };
}

/// The kind of value a type is.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Any JSON value.
    Any,
    /// `null` alone, such as a unit struct.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction, however it is spelled: `1`, `1.0` and `1e0` are the same.
    Integer,
    /// A number within the range of `f64`.
    Number,
    /// A string.
    String,
    /// A string out of a list.
    Enumeration(Enumeration),
    /// The inner type or `null`.
    Nullable(TypeRef),
    /// An array whose items are all of one type.
    Array(TypeRef),
    /// An array of exactly these items, each of its own type.
    Tuple(&'static [TypeRef]),
    /// An object with free names.
    Map(Map),
    /// An object with declared properties.
    Object(Object),
    /// One of several objects, told apart by their tag: events, and serde's internally and adjacently tagged enums.
    Union(Union),
    /// One of several values, each in an object under its variant's name, or the bare name of a variant without
    /// a value: serde's externally tagged enums.
    Keyed(Keyed),
    /// A value of at least one of several types; the first that fits is decoded: serde's untagged enums.
    Choice(&'static [Alternative]),
}

/// An object with free names, whose values are all of one type.
#[derive(Debug, Clone, Copy)]
pub struct Map {
    /// What the names are: a string, an enumeration, or a type that is written as a string when it is a name, such
    /// as an integer in its shortest decimal form.
    pub names: TypeRef,
    /// What the values are.
    pub values: TypeRef,
}

impl Map {
    /// A map whose names are any strings.
    #[must_use]
    pub const fn of(values: TypeRef) -> Self {
        Self { names: || <str as crate::Schema>::MODEL, values }
    }
}

/// One of several values, each under its variant's name.
#[derive(Debug, Clone, Copy)]
pub struct Keyed {
    /// The variants without a value, which are bare strings.
    pub units: &'static [EnumValue],
    /// The variants with a value: an object with the variant's name as its only member.
    pub variants: &'static [Variant],
    /// The unit variant that stands for strings outside of the list (`other`): they are valid then.
    pub other: Option<&'static str>,
}

/// One of the types of a [`Shape::Choice`].
#[derive(Debug, Clone, Copy)]
pub struct Alternative {
    /// The variant's name in Rust.
    pub name: &'static str,
    /// What people are told about it.
    pub docs: Docs,
    /// The variant's value.
    pub model: TypeRef,
}

/// A string out of a list of known values.
#[derive(Debug, Clone, Copy)]
pub struct Enumeration {
    /// The known values, in declaration order.
    pub values: &'static [EnumValue],
    /// Whether other strings are valid too: the list is then documentation.
    pub open: bool,
}

/// One value of an [`Enumeration`].
#[derive(Debug, Clone, Copy)]
pub struct EnumValue {
    /// The string on the wire.
    pub name: &'static str,
    /// The string that is written, where it is another.
    pub encoded: Option<&'static str>,
    /// Other strings that are read as this value.
    pub aliases: &'static [&'static str],
    /// The variant's name in Rust.
    pub variant: &'static str,
    /// What people are told about it.
    pub docs: Docs,
}

impl EnumValue {
    /// A value that is read and written alike.
    #[must_use]
    pub const fn new(name: &'static str, variant: &'static str) -> Self {
        Self { name, encoded: None, aliases: &[], variant, docs: Docs::NONE }
    }

    /// Whether the string means this value.
    #[must_use]
    pub fn is(&self, string: &str) -> bool {
        self.name == string || self.aliases.contains(&string)
    }
}

/// An object with declared properties.
#[derive(Debug, Clone, Copy)]
pub struct Object {
    /// The tag that makes the object an event.
    pub tag: Option<Tag>,
    /// All properties except the tag, flattened groups included, in declaration order.
    pub properties: &'static [Property],
    /// Which runs of [`properties`](Self::properties) come from a flattened group.
    pub groups: &'static [Group],
    /// What is read from and written to the same object as a whole: flattened enums.
    pub parts: &'static [ObjectPart],
    /// What properties that are not declared are, where they are kept: a flattened map.
    pub rest: Option<Rest>,
    /// Whether properties that are not declared are refused (`deny_unknown_fields`).
    pub closed: bool,
    /// Names that were used once and must not come back with another meaning.
    pub reserved: &'static [&'static str],
}

impl Object {
    /// An object without a tag and without properties.
    pub const EMPTY: Self = Self {
        tag: None,
        properties: &[],
        groups: &[],
        parts: &[],
        rest: None,
        closed: false,
        reserved: &[],
    };
}

/// A type that shares an object with the declared properties.
///
/// The object as a whole is a value of the part's type too, which knows nothing of the other properties.
#[derive(Debug, Clone, Copy)]
pub struct ObjectPart {
    /// The Rust field that is flattened.
    pub field: &'static str,
    /// The part: a union, a [`Keyed`] or a [`Shape::Choice`] of objects.
    pub model: TypeRef,
}

/// The properties beside the declared ones, kept in a map.
#[derive(Debug, Clone, Copy)]
pub struct Rest {
    /// The Rust field that is flattened.
    pub field: &'static str,
    /// The map's type: a [`Shape::Map`].
    pub model: TypeRef,
}

/// The property that tells events apart, and one event's value of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag {
    /// The property's name, such as `type`.
    pub property: &'static str,
    /// The event's value of it, such as `hangup`.
    pub value: &'static str,
    /// The value that is written, where it is another.
    pub encoded: Option<&'static str>,
    /// Other values that mean the same event.
    pub aliases: &'static [&'static str],
    /// When the event is emitted, in a sentence.
    pub emitted: Option<&'static str>,
}

impl Tag {
    /// A tag with one value, which is read and written.
    #[must_use]
    pub const fn new(property: &'static str, value: &'static str) -> Self {
        Self { property, value, encoded: None, aliases: &[], emitted: None }
    }

    /// Whether the value means this event.
    #[must_use]
    pub fn is(&self, value: &str) -> bool {
        self.value == value || self.aliases.contains(&value)
    }
}

/// A run of properties that a flattened group contributes.
#[derive(Debug, Clone, Copy)]
pub struct Group {
    /// The group's own model.
    pub model: &'static Model,
    /// The Rust field that is flattened.
    pub field: &'static str,
    /// Where its properties begin.
    pub start: usize,
    /// What was appended to each of the group's names.
    pub suffix: &'static str,
    /// Whether the group may be missing as a whole (a flattened `Option`): with one of its properties come all that
    /// it requires.
    pub optional: bool,
}

impl Group {
    /// The positions of the group's properties.
    #[must_use]
    pub fn range(&self) -> core::ops::Range<usize> {
        let len = self.model.as_object().map_or(0, |object| object.properties.len());
        self.start..self.start + len
    }
}

/// A declared property.
#[derive(Debug, Clone, Copy)]
pub struct Property {
    /// The name on the wire.
    pub name: &'static str,
    /// The name that is written, where it is another.
    pub encoded: Option<&'static str>,
    /// Other names that are read as this property; only one of all its names may stand in an object.
    pub aliases: &'static [&'static str],
    /// The Rust field.
    pub field: &'static str,
    /// Whether it is read, written or both.
    pub direction: Direction,
    /// The value's type; for `Option<T>` this is the nullable type, whatever [`nullable`](Self::nullable) says.
    pub value: TypeRef,
    /// Whether `null` is valid.
    pub nullable: bool,
    /// Whether the property may be absent.
    pub presence: Presence,
    /// Rules for this property's value, beside those of its type.
    pub constraints: Constraints,
    /// What an absent property means, as JSON text, where it can be told.
    pub default: Option<&'static str>,
    /// What people are told about it.
    pub docs: Docs,
    /// What `null` says, as the rest of a sentence that begins "Null when".
    pub null_when: Option<&'static str>,
    /// How we know.
    pub basis: Basis,
    /// How to make realistic values.
    pub sample: Option<SampleHint>,
}

impl Property {
    /// A property that must be there and is never `null`.
    #[must_use]
    pub const fn new(name: &'static str, field: &'static str, value: TypeRef) -> Self {
        Self {
            name,
            encoded: None,
            aliases: &[],
            field,
            direction: Direction::Both,
            value,
            nullable: false,
            presence: Presence::Required,
            constraints: Constraints::NONE,
            default: None,
            docs: Docs::NONE,
            null_when: None,
            basis: Basis::Documented,
            sample: None,
        }
    }

    /// Whether a member of this name is read as the property.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        !matches!(self.direction, Direction::Encoded) && (self.name == name || self.aliases.contains(&name))
    }

    /// Whether the property may be left out under a profile.
    #[must_use]
    pub const fn may_be_absent(&self, profile: Profile) -> bool {
        match (self.presence, profile) {
            (Presence::NonNull, _) => true,
            (Presence::Optional, profile) => !matches!(profile, Profile::Strict),
            (Presence::Required, profile) => self.nullable && matches!(profile, Profile::Tolerant),
        }
    }
}

/// Whether a property may be absent, as the contract is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It must be there.
    Required,
    /// It may be absent; absence means `null` or a default.
    Optional,
    /// It may be absent and is never `null`.
    NonNull,
}

/// Whether a property is read, written or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// It is read and written.
    Both,
    /// It is read and never written (`skip_serializing`).
    Decoded,
    /// It is written and never read (`skip_deserializing`): a payload's property of this name is not declared.
    Encoded,
}

/// How a fact about the contract is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The owner of the contract says so.
    Documented,
    /// It was concluded from a sample or from a sibling event.
    Inferred,
}

impl Basis {
    /// The word that documents use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Inferred => "inferred",
        }
    }
}

/// What a property's values look like in practice; only sample makers read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SampleHint {
    /// A random UUID.
    Uuid,
    /// A person's display name, from many scripts.
    PersonName,
    /// A telephone number.
    PhoneNumber,
    /// A short dialable number.
    ExtensionNumber,
    /// Epoch milliseconds of our time.
    EpochMillis,
    /// An IPv4 or IPv6 address.
    IpAddress,
    /// A few words.
    Words,
}

/// One of several events, told apart by a tag.
#[derive(Debug, Clone, Copy)]
pub struct Union {
    /// The tag property's name.
    pub tag: &'static str,
    /// The known events, in declaration order.
    pub variants: &'static [Variant],
    /// What stands for events outside the list; without it they are refused under every profile.
    pub unknown: Option<UnknownVariant>,
    /// The property that holds a variant's value beside the tag (serde's `content`); else its properties stand
    /// beside the tag.
    pub content: Option<&'static str>,
}

impl Union {
    /// A union of these variants and no others.
    #[must_use]
    pub const fn new(tag: &'static str, variants: &'static [Variant]) -> Self {
        Self { tag, variants, unknown: None, content: None }
    }

    /// The variant with a tag.
    #[must_use]
    pub fn variant(&self, tag: &str) -> Option<&'static Variant> {
        self.variants.iter().find(|variant| variant.is(tag))
    }
}

/// A known event of a [`Union`].
#[derive(Debug, Clone, Copy)]
pub struct Variant {
    /// The variant's name in Rust.
    pub name: &'static str,
    /// The tag's value; of a [`Keyed`], the name of the only member.
    pub tag: &'static str,
    /// The tag that is written, where it is another.
    pub encoded: Option<&'static str>,
    /// Other tags that mean the same.
    pub aliases: &'static [&'static str],
    /// What people are told about it.
    pub docs: Docs,
    /// The event, an object whose [`Tag`] is this variant's; of a [`Keyed`], the value under the name.
    pub model: TypeRef,
}

impl Variant {
    /// A variant with one tag, which is read and written.
    #[must_use]
    pub const fn new(name: &'static str, tag: &'static str, model: TypeRef) -> Self {
        Self { name, tag, encoded: None, aliases: &[], docs: Docs::NONE, model }
    }

    /// Whether the tag means this variant.
    #[must_use]
    pub fn is(&self, tag: &str) -> bool {
        self.tag == tag || self.aliases.contains(&tag)
    }
}

/// The variant of a [`Union`] that keeps events whose tag is not in the list.
#[derive(Debug, Clone, Copy)]
pub struct UnknownVariant {
    /// The variant's name in Rust.
    pub name: &'static str,
    /// What people are told about it.
    pub docs: Docs,
}
