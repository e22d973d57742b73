use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tokio_tungstenite::tungstenite::http::HeaderValue;

/// A user and a password, as HTTP's basic authentication sends them. They are in no output: not even `Debug` shows
/// them.
///
/// ```
/// let credentials = event_schema_live::Credentials::new("eva", "sesame");
/// assert_eq!(format!("{credentials:?}"), "Credentials(..)");
/// ```
#[derive(Clone)]
pub struct Credentials(HeaderValue);

impl Credentials {
    /// These. A user's name cannot hold a colon: it would end there.
    pub fn new(user: &str, password: &str) -> Self {
        let text = format!("Basic {}", STANDARD.encode(format!("{user}:{password}")));
        // Base 64 holds nothing that a header must not hold.
        let mut value = HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static("Basic"));
        value.set_sensitive(true);
        Self(value)
    }

    pub(crate) fn header(&self) -> HeaderValue {
        self.0.clone()
    }

    /// Whether a request shows these.
    pub(crate) fn are_in(&self, header: Option<&HeaderValue>) -> bool {
        header.is_some_and(|header| header == self.0)
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(..)")
    }
}
