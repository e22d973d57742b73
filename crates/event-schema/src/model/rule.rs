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
    /// `not`: the one value that it must not be, as the JSON text of a string, a number or a boolean.
    Not(&'static str),

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

    /// A check of one's own, which no keyword expresses.
    Check(Check),

    /// `items`: rules for each item.
    Items(&'static Constraints),
    /// `prefixItems`: rules for each of the first items, beside those for all.
    PrefixItems(&'static [Constraints]),
    /// `contains`: so many items obey these rules.
    Contains(&'static Contains),
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
    /// `patternProperties`: rules for each value of a map whose name matches.
    PatternProperties(Pattern<'static>, &'static Constraints),
}

impl Rule {
    /// Whether it says something of strings, and needs nothing but the string itself.
    pub(crate) const fn is_of_text(&self) -> bool {
        matches!(
            self,
            Self::Prefix(_)
                | Self::Suffix(_)
                | Self::Substring(_)
                | Self::Pattern(_)
                | Self::Format(_)
                | Self::ContentEncoding(_)
        )
    }
}

/// A check of one's own.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    /// The code of what it refuses.
    pub code: &'static str,
    /// What it says of a value, given as JSON text: nothing, or what was expected. A value that is not of the type is
    /// nobody's business but the type's.
    pub verify: fn(&str) -> Result<(), &'static str>,
}

/// How many items of an array obey rules.
#[derive(Debug, Clone, Copy)]
pub struct Contains {
    /// `contains`: what an item that counts obeys; `null` never counts.
    pub each: Constraints,
    /// `minContains`: the least number of items that count; one if nothing is said.
    pub least: Option<u64>,
    /// `maxContains`: the greatest number of items that count.
    pub most: Option<u64>,
}
