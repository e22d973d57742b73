use core::fmt;

use event_schema_rules::Pattern;

use super::{Integer, Rule};

/// A bound of a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bound {
    /// A whole number, compared exactly.
    Integer(Integer),
    /// Any other number; never NaN or infinite.
    Float(f64),
}

impl Bound {
    pub(crate) const fn is_below(self, other: Self) -> bool {
        match (self, other) {
            (Self::Integer(one), Self::Integer(other)) => one.is_below(other),
            (Self::Integer(one), Self::Float(other)) => one.to_f64() < other,
            (Self::Float(one), Self::Integer(other)) => one < other.to_f64(),
            (Self::Float(one), Self::Float(other)) => one < other,
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(integer) => integer.fmt(f),
            Self::Float(float) if float.abs() >= 1e17 || (*float != 0.0 && float.abs() < 1e-5) => {
                write!(f, "{float:e}")
            }
            Self::Float(float) => write!(f, "{float:?}"),
        }
    }
}

/// Rules for a value beside its type, each named as its JSON Schema keyword.
///
/// A rule that cannot apply to a value's type is a compile error in the derive, so readers may look only at the
/// rules for the type at hand.
#[derive(Debug, Clone, Copy)]
pub struct Constraints {
    /// The least number allowed.
    pub minimum: Option<Bound>,
    /// The greatest number allowed.
    pub maximum: Option<Bound>,
    /// The least number of code points in a string.
    pub min_length: Option<u64>,
    /// The greatest number of code points in a string.
    pub max_length: Option<u64>,
    /// The least number of items in an array.
    pub min_items: Option<u64>,
    /// The greatest number of items in an array.
    pub max_items: Option<u64>,
    /// All other rules.
    pub rules: Rules,
}

/// The rules of a type, of its property, and of what stands between.
#[derive(Debug, Clone, Copy)]
pub struct Rules([&'static [Rule]; LISTS]);

/// Those of a type, of a newtype around it and of a property, and as many of one of its parts.
const LISTS: usize = 6;

impl Rules {
    /// No rule at all.
    pub const NONE: Self = Self([&[]; LISTS]);

    /// A list of rules.
    #[must_use]
    pub const fn new(list: &'static [Rule]) -> Self {
        let mut lists: [&[Rule]; LISTS] = [&[]; LISTS];
        lists[0] = list;
        Self(lists)
    }

    /// Whether there is no rule.
    #[must_use]
    pub const fn is_none(&self) -> bool {
        // Lists stand in the first places.
        self.0[0].is_empty()
    }

    /// Each rule.
    pub fn iter(&self) -> impl Iterator<Item = &'static Rule> + use<> {
        self.0.into_iter().flatten()
    }

    /// The rules of both.
    ///
    /// # Panics
    ///
    /// When there are more lists than can be kept.
    #[must_use]
    const fn and(&self, other: &Self) -> Self {
        let mut lists = self.0;
        let mut from = 0;
        while from < other.0.len() {
            let mut to = 0;
            while !other.0[from].is_empty() {
                assert!(to < lists.len(), "too many newtypes with rules are wrapped around each other");
                if lists[to].is_empty() {
                    lists[to] = other.0[from];
                    break;
                }
                to += 1;
            }
            from += 1;
        }
        Self(lists)
    }
}

impl Constraints {
    /// No rule at all.
    pub const NONE: Self = Self {
        minimum: None,
        maximum: None,
        min_length: None,
        max_length: None,
        min_items: None,
        max_items: None,
        rules: Rules::NONE,
    };

    /// Bounds of a whole number.
    #[must_use]
    pub const fn between(minimum: Integer, maximum: Integer) -> Self {
        Self { minimum: Some(Bound::Integer(minimum)), maximum: Some(Bound::Integer(maximum)), ..Self::NONE }
    }

    /// Whether there is no rule.
    #[must_use]
    pub const fn is_none(&self) -> bool {
        self.minimum.is_none()
            && self.maximum.is_none()
            && self.min_length.is_none()
            && self.max_length.is_none()
            && self.min_items.is_none()
            && self.max_items.is_none()
            && self.rules.is_none()
    }

    /// What the items of an array must obey beside their type.
    #[must_use]
    pub fn of_items(&self) -> Self {
        self.nested(|rule| if let Rule::Items(each) = rule { Some(each) } else { None })
    }

    /// How many of an array's first items have rules of their own.
    #[must_use]
    pub fn prefix_len(&self) -> usize {
        let len = |rule: &Rule| if let Rule::PrefixItems(each) = rule { each.len() } else { 0 };
        self.rules.iter().map(len).max().unwrap_or(0)
    }

    /// What the item of an array at a place must obey beside its type.
    #[must_use]
    pub fn of_item(&self, at: usize) -> Self {
        self.of_items().and(&self.nested(|rule| match rule {
            Rule::PrefixItems(each) => each.get(at),
            _ => None,
        }))
    }

    /// What the values of a map must obey beside their type.
    #[must_use]
    pub fn of_values(&self) -> Self {
        self.nested(|rule| if let Rule::Values(each) = rule { Some(each) } else { None })
    }

    /// The patterns of those names of a map whose values have rules of their own.
    pub fn patterns(&self) -> impl Iterator<Item = &'static Pattern<'static>> + use<> {
        self.rules.iter().filter_map(|rule| match rule {
            Rule::PatternProperties(pattern, _) => Some(pattern),
            _ => None,
        })
    }

    /// What the values of a map must obey beside their type where their names match the pattern.
    #[must_use]
    pub fn of_matching(&self, source: &str) -> Self {
        self.of_values().and(&self.nested(|rule| match rule {
            Rule::PatternProperties(pattern, each) if pattern.source() == source => Some(each),
            _ => None,
        }))
    }

    fn nested(&self, find: impl Fn(&'static Rule) -> Option<&'static Self>) -> Self {
        self.rules.iter().filter_map(find).fold(Self::NONE, |all, each| all.and(each))
    }

    /// The rules of both.
    #[must_use]
    pub const fn and(&self, other: &Self) -> Self {
        Self {
            minimum: match (self.minimum, other.minimum) {
                (Some(one), Some(two)) => Some(if one.is_below(two) { two } else { one }),
                (one, None) => one,
                (None, two) => two,
            },
            maximum: match (self.maximum, other.maximum) {
                (Some(one), Some(two)) => Some(if two.is_below(one) { two } else { one }),
                (one, None) => one,
                (None, two) => two,
            },
            min_length: greater(self.min_length, other.min_length),
            max_length: lesser(self.max_length, other.max_length),
            min_items: greater(self.min_items, other.min_items),
            max_items: lesser(self.max_items, other.max_items),
            rules: self.rules.and(&other.rules),
        }
    }
}

impl Default for Constraints {
    fn default() -> Self {
        Self::NONE
    }
}

const fn greater(one: Option<u64>, two: Option<u64>) -> Option<u64> {
    match (one, two) {
        (Some(one), Some(two)) => Some(if one < two { two } else { one }),
        (one, None) => one,
        (None, two) => two,
    }
}

const fn lesser(one: Option<u64>, two: Option<u64>) -> Option<u64> {
    match (one, two) {
        (Some(one), Some(two)) => Some(if two < one { two } else { one }),
        (one, None) => one,
        (None, two) => two,
    }
}
