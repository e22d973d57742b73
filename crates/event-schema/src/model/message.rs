//! Messages of compile-time code, which cannot format.

/// A text that is put together piece by piece; what does not fit is left out.
pub(crate) struct Message {
    bytes: [u8; ROOM],
    len: usize,
}

const ROOM: usize = 512;

impl Message {
    pub(crate) const fn new() -> Self {
        Self { bytes: [0; ROOM], len: 0 }
    }

    /// The text with these pieces behind it.
    pub(crate) const fn with(mut self, pieces: &[&str]) -> Self {
        let mut at = 0;
        while at < pieces.len() && self.len + pieces[at].len() <= ROOM {
            self.len = super::append(&mut self.bytes, self.len, pieces[at]);
            at += 1;
        }
        self
    }

    pub(crate) const fn as_str(&self) -> &str {
        match core::str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => text,
            Err(_) => unreachable!(),
        }
    }
}
