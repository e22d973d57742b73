use alloc::borrow::Cow;

use event_schema_rules::{Decimal, Format, Pattern};

use super::{Bound, Constraints};

/// A rule for a value beside its type.
///
/// Each is a JSON Schema keyword, or a readable form of one. A rule says nothing of values of another JSON type, and
/// nothing of `null`, which is a matter of the type.
#[derive(Debug, Clone, Copy)]
pub enum Rule {
    /// All of these rules: what a newtype adds to the type it wraps.
    All(&'static Constraints),
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

    /// `pattern`: where it is found in the string.
    Pattern(&'static Pattern),
    /// `format`, asserted.
    Format(Format),
    /// The string must begin with it; published as a `pattern`.
    Prefix(&'static str),
    /// The string must end with it; published as a `pattern`.
    Suffix(&'static str),
    /// The string must contain it; published as a `pattern`.
    Substring(&'static str),

    /// `items`: rules for each item.
    Items(&'static Constraints),
    /// `prefixItems`: rules for the first items, one after the other; there may be fewer.
    PrefixItems(&'static [Constraints]),
    /// `uniqueItems`: no two items are equal.
    UniqueItems,
    /// `contains`, `minContains`, `maxContains`: how many items obey the rules.
    Contains {
        /// What an item must obey to be counted.
        item: &'static Constraints,
        /// At least so many.
        minimum: u64,
        /// At most so many.
        maximum: Option<u64>,
    },

    /// `minProperties`: at least so many members.
    MinProperties(u64),
    /// `maxProperties`: at most so many members.
    MaxProperties(u64),
    /// `propertyNames`: rules for each name.
    PropertyNames(&'static Constraints),
    /// `additionalProperties`: rules for each value of a map.
    Values(&'static Constraints),
    /// `patternProperties`: rules for the values of the members whose name matches.
    PatternProperties(&'static [(Pattern, Constraints)]),
    /// `dependentRequired`: a member, and those that must be there with it.
    DependentRequired(&'static [(&'static str, &'static [&'static str])]),
    /// `if`, `then`, `else`.
    If(&'static Condition),

    /// A check of our user's, beyond what JSON Schema says.
    Check(&'static Check),
}

/// What follows from one property of an object: `if`, `then` and `else`.
#[derive(Debug, Clone, Copy)]
pub struct Condition {
    /// The property that decides. Where it is absent or null the condition does not hold.
    pub property: &'static str,
    /// What its value must obey for the condition to hold.
    pub value: Constraints,
    /// What must be so if the condition holds.
    pub then: Consequence,
    /// What must be so if it does not.
    pub otherwise: Consequence,
}

/// What a [`Condition`] asks for.
#[derive(Debug, Clone, Copy)]
pub struct Consequence {
    /// Properties that must be there.
    pub required: &'static [&'static str],
    /// Properties that must not be there.
    pub absent: &'static [&'static str],
    /// Properties that must not be null where they are there.
    pub non_null: &'static [&'static str],
    /// Rules for properties, where they are there.
    pub properties: &'static [(&'static str, Constraints)],
}

impl Consequence {
    /// Nothing is asked for.
    pub const NONE: Self = Self { required: &[], absent: &[], non_null: &[], properties: &[] };
}

/// A check of our user's: a function that looks at the value when everything else about it is valid.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    /// The stable code of its errors.
    pub code: &'static str,
    /// The check, on the value's JSON text; an error says what was expected.
    pub check: fn(&str) -> Result<(), Cow<'static, str>>,
    /// What other languages can check of it: a JSON object of keywords, published under `allOf`.
    pub schema: Option<&'static str>,
}
