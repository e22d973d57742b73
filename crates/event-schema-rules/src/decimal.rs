/// A decimal number, exactly: digits times ten to the power of an exponent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// The significant digits, without sign.
    pub digits: u128,
    /// The power of ten.
    pub exponent: i32,
}
