use core::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};

/// Why a payload was refused: one finding, borrowed from the [`Errors`](crate::Errors) that hold it.
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
