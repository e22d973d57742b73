use event_schema_rules::{ContentEncoding, Decimal, Format, Pattern};

use super::{Bound, Constraints};

/// A rule for a value beside its type.
///
/// Each is a JSON Schema keyword, or a readable form of one. A rule says nothing of values of another JSON type, and
/// nothing of `null`, which is a matter of the type.
#[derive(Debug, Clone, Copy)]
pub enum Rule {
    /// `const`: the value, as the JSON text of a string, a number or a boolean.
    Const(&'static str),
    /// `enum`: the values, as JSON texts of strings, numbers and booleans.
    Enum(&'static [&'static str]),

    /// `exclusiveMinimum`: the number must be above it.
    ExclusiveMinimum(Bound),
    /// `exclusiveMaximum`: the number must be below it.
    ExclusiveMaximum(Bound),
    /// `multipleOf`: the number must be a whole multiple of it, computed exactly.
    MultipleOf(Decimal),

    /// The string must begin with it; published as a `pattern`.
    Prefix(&'static str),
    /// The string must end with it; published as a `pattern`.
    Suffix(&'static str),
    /// The string must contain it; published as a `pattern`.
    Substring(&'static str),
    /// `pattern`: the string must match it somewhere.
    Pattern(Pattern<'static>),
    /// `format`: the string must be of it.
    Format(Format),
    /// `contentEncoding`: the string must be such a text; published with a `pattern` that says the same.
    ContentEncoding(ContentEncoding),

    /// `items`: rules for each item.
    Items(&'static Constraints),
    /// `uniqueItems`: no two items are equal.
    UniqueItems,
    /// `minProperties`: at least so many members.
    MinProperties(u64),
    /// `maxProperties`: at most so many members.
    MaxProperties(u64),
    /// `propertyNames`: rules for each name.
    PropertyNames(&'static Constraints),
    /// `additionalProperties`: rules for each value of a map.
    Values(&'static Constraints),
}
