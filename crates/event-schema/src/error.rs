use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::ops::Range;

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

/// Why a payload was refused: one finding, borrowed from the [`Errors`] that hold it.
///
/// Messages quote declared names and tags only. Payload values, names that are not declared and the keys of maps
/// are masked unless [`ModelValidator::show_values`](crate::ModelValidator::show_values) asks for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Error<'a> {
    /// What kind of finding it is.
    pub code: Code,
    /// Where in the payload, as a JSON Pointer (RFC 6901).
    pub instance: &'a str,
    /// Which keyword of the published schema was broken, as a JSON Pointer into the event's document. For a
    /// finding that no keyword expresses, such as a syntax error, the place that was being looked at.
    pub schema: &'a str,
    /// How many bytes stand before the fault.
    pub offset: usize,
    /// The fault's line, counted from 1.
    pub line: usize,
    /// How many characters into the line the fault is, counted from 1.
    pub column: usize,
    /// What was expected.
    pub message: &'a str,
}

impl<'a> Error<'a> {
    #[doc(hidden)]
    pub const fn new(
        code: Code,
        instance: &'a str,
        schema: &'a str,
        offset: usize,
        message: &'a str,
    ) -> Self {
        Self { code, instance, schema, offset, line: 0, column: 0, message }
    }
}

impl fmt::Display for Error<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { instance, message, line, column, offset, .. } = self;
        if !instance.is_empty() {
            write!(f, "{instance}: ")?;
        }
        write!(f, "{message}, at line {line} column {column} (byte {offset})")
    }
}

impl core::error::Error for Error<'_> {}

impl Serialize for Error<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut error = serializer.serialize_struct("Error", 7)?;
        error.serialize_field("code", self.code.as_str())?;
        error.serialize_field("instance", self.instance)?;
        error.serialize_field("schema", self.schema)?;
        error.serialize_field("offset", &self.offset)?;
        error.serialize_field("line", &self.line)?;
        error.serialize_field("column", &self.column)?;
        error.serialize_field("message", self.message)?;
        error.end()
    }
}

/// The stable code of an [`Error`]: the JSON Schema keyword that was broken, where there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Code {
    /// `utf8`: the payload is not UTF-8.
    Utf8,
    /// `syntax`: the payload is not JSON (RFC 8259).
    Syntax,
    /// `depth`: arrays and objects are nested deeper than [`MAX_DEPTH`](crate::MAX_DEPTH).
    Depth,
    /// `surrogate`: a `\u` escape is half of a surrogate pair.
    Surrogate,
    /// `numberRange`: a number is beyond the range of `f64`.
    NumberRange,
    /// `repeated`: a declared property stands in an object twice.
    Repeated,
    /// `type`: the value is of another JSON type.
    Type,
    /// `const`: the value is another one; the tag is another event's.
    Const,
    /// `enum`: the value is none of the known ones.
    Enum,
    /// `required`: a property is missing.
    Required,
    /// `additionalProperties`: a property is not declared.
    AdditionalProperties,
    /// `oneOf`: the tag is none of the known events', or the name none of the known variants'.
    OneOf,
    /// `anyOf`: the value is of none of the types that it may be of.
    AnyOf,
    /// `minimum`: the number is too small.
    Minimum,
    /// `maximum`: the number is too great.
    Maximum,
    /// `minLength`: the string has too few characters.
    MinLength,
    /// `maxLength`: the string has too many characters.
    MaxLength,
    /// `minItems`: the array has too few items.
    MinItems,
    /// `maxItems`: the array has too many items.
    MaxItems,
    /// `exclusiveMinimum`: the number is not above the bound.
    ExclusiveMinimum,
    /// `exclusiveMaximum`: the number is not below the bound.
    ExclusiveMaximum,
    /// `multipleOf`: the number is no whole multiple.
    MultipleOf,
    /// `pattern`: the string lacks what it must begin with, end with or contain, or does not match.
    Pattern,
    /// `format`: the string is not of the format.
    Format,
    /// `contentEncoding`: the string is no such text.
    ContentEncoding,
    /// `contains`: no item of the array obeys.
    Contains,
    /// `minContains`: too few items of the array obey.
    MinContains,
    /// `maxContains`: too many items of the array obey.
    MaxContains,
    /// `not`: the one value that is not allowed.
    Not,
    /// `uniqueItems`: two items are equal.
    UniqueItems,
    /// `minProperties`: the object has too few members.
    MinProperties,
    /// `maxProperties`: the object has too many members.
    MaxProperties,
    /// `propertyNames`: a member's name is not allowed.
    PropertyNames,
    /// `dependentRequired`: a property is missing beside another.
    DependentRequired,
    /// A check of one's own refused the value; the code is the check's.
    Check(&'static str),
    /// `decode`: the payload obeys the schema, but a conversion to the Rust type refused it.
    Decode,
}

impl Code {
    /// The code as text.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 => "utf8",
            Self::Syntax => "syntax",
            Self::Depth => "depth",
            Self::Surrogate => "surrogate",
            Self::NumberRange => "numberRange",
            Self::Repeated => "repeated",
            Self::Type => "type",
            Self::Const => "const",
            Self::Enum => "enum",
            Self::Required => "required",
            Self::AdditionalProperties => "additionalProperties",
            Self::OneOf => "oneOf",
            Self::AnyOf => "anyOf",
            Self::Minimum => "minimum",
            Self::Maximum => "maximum",
            Self::MinLength => "minLength",
            Self::MaxLength => "maxLength",
            Self::MinItems => "minItems",
            Self::MaxItems => "maxItems",
            Self::ExclusiveMinimum => "exclusiveMinimum",
            Self::ExclusiveMaximum => "exclusiveMaximum",
            Self::MultipleOf => "multipleOf",
            Self::Pattern => "pattern",
            Self::Format => "format",
            Self::ContentEncoding => "contentEncoding",
            Self::Contains => "contains",
            Self::MinContains => "minContains",
            Self::MaxContains => "maxContains",
            Self::Not => "not",
            Self::UniqueItems => "uniqueItems",
            Self::MinProperties => "minProperties",
            Self::MaxProperties => "maxProperties",
            Self::PropertyNames => "propertyNames",
            Self::DependentRequired => "dependentRequired",
            Self::Check(code) => code,
            Self::Decode => "decode",
        }
    }

    /// Whether a keyword of the published schema says the same; the other codes are this validator's own.
    #[must_use]
    pub const fn is_keyword(self) -> bool {
        !matches!(
            self,
            Self::Utf8
                | Self::Syntax
                | Self::Depth
                | Self::Surrogate
                | Self::NumberRange
                | Self::Repeated
                | Self::Check(_)
                | Self::Decode
        )
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Everything that was found wrong with a payload, in the order in which it was found; never empty. What is missing
/// from an object is found at the object's end.
///
/// ```
/// use event_schema::{Event, validate};
///
/// #[derive(Event)]
/// #[event(name = "tick")]
/// struct Tick {
///     count: u8,
///     unit: String,
/// }
///
/// let errors = validate::<Tick>(br#"{"type":"tick","count":"one"}"#).unwrap_err();
/// let found: Vec<_> = errors.iter().map(|error| (error.code.as_str(), error.instance)).collect();
/// assert_eq!(found, [("type", "/count"), ("required", "")]);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Errors {
    /// The pointers and messages of all errors, one behind the other.
    texts: String,
    list: Vec<Listed>,
    event: Option<&'static str>,
    truncated: bool,
}

/// An error, and where each of its texts ends among those of all.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Listed {
    code: Code,
    spot: Spot,
    instance: usize,
    schema: usize,
    message: usize,
}

/// A place in a payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    /// How many bytes stand before it.
    pub(crate) offset: usize,
    /// Its line, counted from 1.
    pub(crate) line: usize,
    /// How many characters into the line it is, counted from 1.
    pub(crate) column: usize,
}

impl Errors {
    /// How many errors most payloads have at most, and what their texts fit into.
    const USUAL: usize = 4;
    const USUAL_TEXTS: usize = 224;

    /// None yet; whoever returns them has added one.
    pub(crate) const fn none() -> Self {
        Self { texts: String::new(), list: Vec::new(), event: None, truncated: false }
    }

    /// One about a payload as a whole.
    pub(crate) fn one(code: Code, spot: Spot, message: &str, event: Option<&'static str>) -> Self {
        let mut errors = Self { event, ..Self::none() };
        errors.add(code, spot, |_| {}, |_| {}, |text| text.push_str(message));
        errors
    }

    /// Adds an error; each of its texts is appended to those that are there.
    pub(crate) fn add(
        &mut self,
        code: Code,
        spot: Spot,
        instance: impl FnOnce(&mut String),
        schema: impl FnOnce(&mut String),
        message: impl FnOnce(&mut String),
    ) {
        if self.list.is_empty() {
            self.texts = String::with_capacity(Self::USUAL_TEXTS);
            self.list = Vec::with_capacity(Self::USUAL);
        }
        let texts = &mut self.texts;
        instance(texts);
        let instance = texts.len();
        schema(texts);
        let schema = texts.len();
        message(texts);
        self.list.push(Listed { code, spot, instance, schema, message: texts.len() });
    }

    pub(crate) const fn set_event(&mut self, event: Option<&'static str>) {
        self.event = event;
    }

    pub(crate) const fn truncate(&mut self) {
        self.truncated = true;
    }

    /// Whether there is none yet.
    pub(crate) const fn is_none(&self) -> bool {
        self.list.is_empty()
    }

    /// The first error.
    ///
    /// # Panics
    ///
    /// Never: there is at least one.
    #[must_use]
    pub fn first(&self) -> Error<'_> {
        self.at(0)
    }

    /// How many errors were kept; at least one.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "there is always one")]
    pub const fn len(&self) -> usize {
        self.list.len()
    }

    /// The errors, in the order in which they were found.
    pub fn iter(&self) -> Iter<'_> {
        Iter { errors: self, places: 0..self.len() }
    }

    fn at(&self, place: usize) -> Error<'_> {
        let Listed { code, spot, instance, schema, message } = self.list[place];
        let start = place.checked_sub(1).map_or(0, |before| self.list[before].message);
        let Spot { offset, line, column } = spot;
        let texts = &self.texts;
        let (instance, schema, message) =
            (&texts[start..instance], &texts[instance..schema], &texts[schema..message]);
        Error { code, instance, schema, offset, line, column, message }
    }

    /// Whether the payload was left with more errors than the cap allowed to collect.
    #[must_use]
    pub const fn is_truncated(&self) -> bool {
        self.truncated
    }

    /// The known event that the payload's tag names, if it got that far.
    #[must_use]
    pub const fn event(&self) -> Option<&'static str> {
        self.event
    }

    /// JSON Schema output format `flag` (2020-12 core, section 12.4.1), for `serde`.
    #[must_use]
    pub fn flag(&self) -> impl Serialize {
        Flag
    }

    /// JSON Schema output format `list`, for `serde`: one unit for each error, with its place in schema and payload.
    #[must_use]
    pub fn list(&self) -> impl Serialize {
        List(self)
    }
}

/// The errors of a payload, in the order in which they were found.
#[derive(Debug, Clone)]
pub struct Iter<'a> {
    errors: &'a Errors,
    places: Range<usize>,
}

impl<'a> Iterator for Iter<'a> {
    type Item = Error<'a>;

    fn next(&mut self) -> Option<Error<'a>> {
        self.places.next().map(|place| self.errors.at(place))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.places.size_hint()
    }
}

impl DoubleEndedIterator for Iter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.places.next_back().map(|place| self.errors.at(place))
    }
}

impl ExactSizeIterator for Iter<'_> {}

impl<'a> IntoIterator for &'a Errors {
    type Item = Error<'a>;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl fmt::Debug for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl fmt::Display for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, error) in self.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            error.fmt(f)?;
        }
        if self.truncated {
            f.write_str("\nand more")?;
        }
        Ok(())
    }
}

impl core::error::Error for Errors {}

impl Serialize for Errors {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

struct Flag;

impl Serialize for Flag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut flag = serializer.serialize_struct("Flag", 1)?;
        flag.serialize_field("valid", &false)?;
        flag.end()
    }
}

struct List<'a>(&'a Errors);

impl Serialize for List<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let details: Vec<Unit<'_>> = self.0.iter().map(Unit).collect();
        let mut list = serializer.serialize_struct("List", 2)?;
        list.serialize_field("valid", &false)?;
        list.serialize_field("details", &details)?;
        list.end()
    }
}

struct Unit<'a>(Error<'a>);

impl Serialize for Unit<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Error { code, instance, schema, message, .. } = self.0;
        let mut unit = serializer.serialize_struct("Unit", 5)?;
        unit.serialize_field("valid", &false)?;
        unit.serialize_field("evaluationPath", schema)?;
        unit.serialize_field("schemaLocation", &alloc::format!("#{schema}"))?;
        unit.serialize_field("instanceLocation", instance)?;
        unit.serialize_field("errors", &Finding(code.as_str(), message))?;
        unit.end()
    }
}

struct Finding<'a>(&'static str, &'a str);

impl Serialize for Finding<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut finding = serializer.serialize_map(Some(1))?;
        finding.serialize_entry(self.0, self.1)?;
        finding.end()
    }
}
