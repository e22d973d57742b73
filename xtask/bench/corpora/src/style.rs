use crate::Fault;

/// How payloads are made. Shares are in a thousand.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Of nullable values, how many are null.
    pub nulls: u32,
    /// Of properties that may be absent, how many are.
    pub absent: u32,
    /// Of payloads, how many have their properties in an order of their own.
    pub shuffled: u32,
    /// Of payloads, how many have an unknown property.
    pub extra: u32,
    /// Of payloads, how many have text beyond ASCII.
    pub unicode: u32,
    /// Of payloads, how many have text with escapes.
    pub escaped: u32,
    /// Of payloads, how many are broken.
    pub broken: u32,
    /// How many faults a broken payload has at most.
    pub most_faults: u32,
    /// What may be wrong with a broken payload.
    pub faults: &'static [Fault],
    /// The white space between tokens.
    pub layout: Layout,
    /// How many items an array has, at least and at most.
    pub items: (u32, u32),
}

/// White space between tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// None.
    Tight,
    /// One space after each comma and colon.
    Spaced,
    /// Each member on a line of its own, indented by two spaces.
    Pretty,
}

impl Style {
    /// What a catalogue meets in practice, and a little worse.
    pub const MIXED: Self = Self {
        nulls: 300,
        absent: 300,
        shuffled: 50,
        extra: 10,
        unicode: 140,
        escaped: 70,
        broken: 20,
        most_faults: 1,
        faults: &[Fault::MissingProperty, Fault::WrongType, Fault::Truncated],
        layout: Layout::Tight,
        items: (0, 3),
    };

    /// Everything as expected.
    pub const WELL_BEHAVED: Self =
        Self { nulls: 0, absent: 0, shuffled: 0, extra: 0, unicode: 0, escaped: 0, broken: 0, ..Self::MIXED };
}
