use alloc::string::ToString;
use core::cmp::Ordering;
use core::fmt;

/// A whole number, exact over the ranges of `i128` and `u128` together.
///
/// ```
/// use event_schema::model::Integer;
///
/// assert!(Integer::from_i128(-1) < Integer::from_u128(u128::MAX));
/// assert_eq!(Integer::from_i128(-9_007_199_254_740_993).to_string(), "-9007199254740993");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Integer {
    negative: bool,
    magnitude: u128,
}

impl Integer {
    /// From a signed number.
    #[must_use]
    pub const fn from_i128(value: i128) -> Self {
        Self { negative: value < 0, magnitude: value.unsigned_abs() }
    }

    /// From an unsigned number.
    #[must_use]
    pub const fn from_u128(value: u128) -> Self {
        Self { negative: false, magnitude: value }
    }

    /// From sign and magnitude; minus zero is zero.
    #[must_use]
    pub const fn from_parts(negative: bool, magnitude: u128) -> Self {
        Self { negative: negative && magnitude != 0, magnitude }
    }

    /// The number as `i128`, if it fits.
    #[must_use]
    pub const fn to_i128(self) -> Option<i128> {
        if self.negative {
            0i128.checked_sub_unsigned(self.magnitude)
        } else if self.magnitude <= i128::MAX as u128 {
            Some(self.magnitude.cast_signed())
        } else {
            None
        }
    }

    /// The number as `u128`, if it is not negative.
    #[must_use]
    pub const fn to_u128(self) -> Option<u128> {
        if self.negative { None } else { Some(self.magnitude) }
    }

    /// Whether the number is below another; for compile-time code, which cannot use [`Ord`].
    #[must_use]
    pub const fn is_below(self, other: Self) -> bool {
        match (self.negative, other.negative) {
            (false, false) => self.magnitude < other.magnitude,
            (true, true) => self.magnitude > other.magnitude,
            (negative, _) => negative,
        }
    }

    /// The nearest `f64`.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "the nearest value is what is asked for")]
    pub const fn to_f64(self) -> f64 {
        let magnitude = self.magnitude as f64;
        if self.negative { -magnitude } else { magnitude }
    }
}

impl PartialOrd for Integer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Integer {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.is_below(*other) {
            Ordering::Less
        } else if other.is_below(*self) {
            Ordering::Greater
        } else {
            Ordering::Equal
        }
    }
}

impl fmt::Display for Integer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad_integral(!self.negative, "", &self.magnitude.to_string())
    }
}
