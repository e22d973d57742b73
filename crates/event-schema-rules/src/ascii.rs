/// A set of ASCII characters, as vector instructions look bytes up in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsciiSet {
    /// For each lower half of a byte, a bit for each upper half that makes a member with it.
    rows: [u8; 16],
}

impl AsciiSet {
    /// The set without members.
    pub const EMPTY: Self = Self { rows: [0; 16] };

    /// The set of these characters; those outside of ASCII are none of it.
    #[must_use]
    pub const fn of(mut members: &[u8]) -> Self {
        let mut set = Self::EMPTY;
        while let [member, rest @ ..] = members {
            if member.is_ascii() {
                set.rows[(*member & 0x0F) as usize] |= 1 << (*member >> 4);
            }
            members = rest;
        }
        set
    }

    /// The members of both sets.
    #[must_use]
    pub const fn or(mut self, other: Self) -> Self {
        let mut at = 0;
        while at < self.rows.len() {
            self.rows[at] |= other.rows[at];
            at += 1;
        }
        self
    }

    /// Whether an ASCII character is a member; of others it says nothing.
    #[inline]
    #[must_use]
    pub const fn has(&self, character: u8) -> bool {
        self.rows[(character & 0x0F) as usize] >> (character >> 4 & 7) & 1 == 1
    }

    /// For each lower half of a byte, a bit for each upper half that makes a member with it.
    #[inline]
    #[must_use]
    pub const fn rows(&self) -> &[u8; 16] {
        &self.rows
    }
}
