//! What a type is on the wire, as plain `const` data.
//!
//! Every output of the toolkit is made from a [`Model`]: schema documents, validation, decoding, samples and
//! pages for people. The derive writes it; nothing has to run before it can be read.

use crate::Profile;

mod clash;
mod constraints;
mod contract;
mod integer;
mod join;
mod message;
mod name;
mod relations;
mod rule;
mod variants;

pub(crate) use self::clash::{hash, sorted};
pub use self::constraints::{Bound, Constraints, Rules};
pub use self::contract::Contract;
pub use self::integer::Integer;
#[doc(hidden)]
pub use self::join::{Part, join, name_pool, names, pool_len, width};
pub(crate) use self::join::{append, equal, has_name, share_a_name, shared_name};
pub use event_schema_rules::{ContentEncoding, Decimal, Format, Pattern};

pub(crate) use self::message::Message;
pub use self::name::Argument;
pub use self::relations::{Condition, Demand, Dependency, Relations, Test};
pub use self::rule::{Check, Contains, Rule};
pub use self::variants::{Alternative, Content, Keyed, Union, UnknownVariant, Variant};

/// A reference to another type's model.
///
/// A function, so that a type may refer to itself.
pub type TypeRef = fn() -> &'static Model;

/// What a Rust type is on the wire.
#[derive(Debug, Clone, Copy)]
pub struct Model {
    /// The type's Rust path. Together with [`arguments`](Self::arguments) it is the type's identity.
    pub path: &'static str,
    /// The type's generic arguments, in order.
    pub arguments: &'static [Argument],
    /// The name of the type's definition in documents, without its arguments; empty for a type that is always written
    /// in place, such as `String` or `Option<T>`.
    pub name: &'static str,
    /// What people are told about the type.
    pub docs: Docs,
    /// What kind of value it is.
    pub shape: Shape,
    /// Rules that every value of the type obeys, the exact bounds of integer types among them.
    pub constraints: Constraints,
}

impl Model {
    /// A model without name, docs or constraints, for a type that documents write in place.
    #[must_use]
    pub const fn anonymous(path: &'static str, shape: Shape) -> Self {
        Self { path, arguments: &[], name: "", docs: Docs::NONE, shape, constraints: Constraints::NONE }
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

    /// Whether `null` is one of the type's values.
    #[must_use]
    pub fn accepts_null(&'static self) -> bool {
        match &self.shape {
            Shape::Any | Shape::Null | Shape::Nullable(_) => true,
            Shape::Choice(alternatives) => alternatives.iter().any(|it| (it.model)().accepts_null()),
            _ => false,
        }
    }

    /// The object behind the model, if it is one.
    #[must_use]
    pub const fn as_object(&self) -> Option<&Object> {
        match &self.shape {
            Shape::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The tag that makes the type an event: its own, or that of all objects which it may be.
    #[must_use]
    pub fn tag(&'static self) -> Option<Tag> {
        match &self.shape {
            Shape::Object(object) => object.tag,
            Shape::Choice([first, others @ ..]) => {
                let tag = (first.model)().tag()?;
                others.iter().all(|other| (other.model)().tag() == Some(tag)).then_some(tag)
            }
            _ => None,
        }
    }

    /// What is always there of an event: the object that it is, or what all objects have that it may be.
    #[must_use]
    pub fn common_object(&'static self) -> Option<&'static Object> {
        match &self.shape {
            Shape::Object(object) => Some(object),
            Shape::Choice([first, ..]) if self.tag().is_some() => {
                (first.model)().as_object()?.groups.first()?.model.as_object()
            }
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
    /// Which direction it is meant for, where it is one only.
    pub access: Option<Access>,
    /// A remark for those who maintain the schema.
    pub comment: Option<&'static str>,
    /// Keywords beyond JSON Schema, which documents hold only when asked for.
    pub extensions: &'static [Extension],
}

impl Docs {
    /// Nothing is told.
    pub const NONE: Self = Self {
        title: None,
        description: "",
        since: None,
        deprecated: None,
        examples: &[],
        access: None,
        comment: None,
        extensions: &[],
    };
}

/// Which direction a value is meant for. It is an annotation: validation does not look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// `readOnly`: the owner of the data sets it, others only read it.
    ReadOnly,
    /// `writeOnly`: it is sent to the owner of the data, and never sent back.
    WriteOnly,
}

/// A keyword beyond JSON Schema, for a tool that knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extension {
    /// The keyword, which begins with `x-`.
    pub name: &'static str,
    /// Its value as JSON text.
    pub value: &'static str,
}

/// The kind of value a type is.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Any JSON value.
    Any,
    /// `null` and nothing else.
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
    /// An object with free names, whose values are all of one type.
    Map(TypeRef),
    /// An object with declared properties.
    Object(Object),
    /// An array with a type for each of its items.
    Tuple(&'static [Element]),
    /// One of several objects, told apart by their tag.
    Union(Union),
    /// One of several values, told apart by the name they stand under.
    Keyed(Keyed),
    /// One of several types, which nothing tells apart but that it accepts the value; the first one counts.
    Choice(&'static [Alternative]),
}

impl Shape {
    /// Calls `visit` for each type that stands in this one, under one contract or in any.
    pub(crate) fn each_type(&self, contract: Option<Contract>, visit: &mut impl FnMut(&'static Model)) {
        // What is part of one contract only is not part of the other.
        let is_in = |only: Option<Contract>| contract.is_none() || only.is_none() || only == contract;
        match self {
            Self::Nullable(inner) | Self::Array(inner) | Self::Map(inner) => visit(inner()),
            Self::Object(object) => {
                object.properties.iter().filter(|it| is_in(it.only)).for_each(|it| visit((it.value)()));
                object.rest.iter().for_each(|rest| visit((rest.value)()));
            }
            Self::Union(union) => {
                union.variants.iter().filter(|it| is_in(it.only)).for_each(|it| visit((it.model)()));
            }
            Self::Tuple(elements) => elements.iter().for_each(|it| visit((it.value)())),
            Self::Keyed(keyed) => {
                keyed.contents.iter().filter(|it| is_in(it.only)).for_each(|it| visit((it.model)()));
            }
            Self::Choice(alternatives) => {
                alternatives.iter().filter(|it| is_in(it.only)).for_each(|it| visit((it.model)()));
            }
            Self::Any
            | Self::Null
            | Self::Boolean
            | Self::Integer
            | Self::Number
            | Self::String
            | Self::Enumeration(_) => {}
        }
    }
}

/// An item of a [`Shape::Tuple`].
#[derive(Debug, Clone, Copy)]
pub struct Element {
    /// The item's type.
    pub value: TypeRef,
    /// Rules for this item, beside those of its type.
    pub constraints: Constraints,
}

impl Element {
    /// An item that obeys the rules of its type.
    #[must_use]
    pub const fn new(value: TypeRef) -> Self {
        Self { value, constraints: Constraints::NONE }
    }
}

/// A string out of a list of known values.
#[derive(Debug, Clone, Copy)]
pub struct Enumeration {
    /// The known values, in declaration order.
    pub values: &'static [EnumValue],
    /// Whether other strings are valid too: the list is then documentation.
    pub open: bool,
    /// What other strings are written as, where they are not kept.
    pub other: Option<&'static str>,
    /// What the value is in a struct that flattens it, if one can: an object with a property for each string, of which one
    /// is there and is `null`.
    pub group: Option<&'static Model>,
}

impl Enumeration {
    /// These strings, and no others.
    #[must_use]
    pub const fn closed(values: &'static [EnumValue]) -> Self {
        Self { values, open: false, other: None, group: None }
    }
}

/// One value of an [`Enumeration`].
#[derive(Debug, Clone, Copy)]
pub struct EnumValue {
    /// The string on the wire.
    pub name: &'static str,
    /// Other strings that are read as this value.
    pub aliases: &'static [&'static str],
    /// The string that is written, where it is another.
    pub written: Option<&'static str>,
    /// The one contract that the value is part of, if it is not part of both.
    pub only: Option<Contract>,
    /// The variant's name in Rust.
    pub variant: &'static str,
    /// What people are told about it.
    pub docs: Docs,
}

impl EnumValue {
    /// A value that is read and written alike.
    #[must_use]
    pub const fn new(name: &'static str, variant: &'static str) -> Self {
        Self { name, aliases: &[], written: None, only: None, variant, docs: Docs::NONE }
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
    /// What keeps the properties that are not declared, if anything does.
    pub rest: Option<Rest>,
    /// Whether properties that are not declared are refused (`deny_unknown_fields`).
    pub closed: bool,
    /// Names that were used once and must not come back with another meaning.
    pub reserved: &'static [&'static str],
    /// What properties have to do with each other; what groups say of their own stands with them.
    pub relations: &'static Relations,
}

impl Object {
    /// An object without a tag and without properties.
    pub const EMPTY: Self = Self {
        tag: None,
        properties: &[],
        groups: &[],
        rest: None,
        closed: false,
        reserved: &[],
        relations: &Relations::NONE,
    };
}

impl Object {
    /// Whether properties that are not declared are refused under a profile.
    #[must_use]
    pub const fn is_closed(&self, profile: Profile) -> bool {
        self.rest.is_none() && (self.closed || matches!(profile, Profile::Strict))
    }
}

/// The map that keeps the properties which are not declared.
#[derive(Debug, Clone, Copy)]
pub struct Rest {
    /// The Rust field.
    pub field: &'static str,
    /// The type of each value.
    pub value: TypeRef,
}

/// The property that tells events apart, and one event's value of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag {
    /// The property's name, such as `type`.
    pub property: &'static str,
    /// The event's value of it, such as `hangup`.
    pub value: &'static str,
    /// Other values that are read as this one.
    pub aliases: &'static [&'static str],
    /// The value that is written, where it is another.
    pub written: Option<&'static str>,
    /// When the event is emitted, in a sentence.
    pub emitted: Option<&'static str>,
}

impl Tag {
    /// A tag with one value, which is read and written.
    #[must_use]
    pub const fn new(property: &'static str, value: &'static str) -> Self {
        Self { property, value, aliases: &[], written: None, emitted: None }
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
    /// Other names that are read as this property; only one of all its names may stand in an object.
    pub aliases: &'static [&'static str],
    /// The name that is written, where it is another.
    pub written: Option<&'static str>,
    /// The one contract that the property is part of, if it is not part of both.
    pub only: Option<Contract>,
    /// The Rust field.
    pub field: &'static str,
    /// The value's type; for `Option<T>` this is the nullable type, whatever [`nullable`](Self::nullable) says.
    pub value: TypeRef,
    /// Whether `null` is valid.
    pub nullable: bool,
    /// Whether the property may be absent.
    pub presence: Presence,
    /// Rules for this property's value, beside those of its type.
    pub constraints: Constraints,
    /// What absence means, as JSON text, where that was written.
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
            aliases: &[],
            written: None,
            only: None,
            field,
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
        self.names(Contract::Deserialize).any(|known| known == name)
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
