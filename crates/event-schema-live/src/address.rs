use std::fmt;
use std::str::FromStr;

use tokio_tungstenite::tungstenite::http::Uri;

/// Where a WebSocket server is: `ws://HOST:PORT/PATH`, or `wss://` for TLS.
///
/// Shown as text it lacks the query, which may hold a secret.
///
/// ```
/// let address: event_schema_live::Address = "wss://pbx.example:55050/events?token=sesame".parse()?;
/// assert_eq!(address.to_string(), "wss://pbx.example:55050/events");
/// assert!("ws://user:secret@pbx.example/".parse::<event_schema_live::Address>().is_err());
/// # Ok::<(), event_schema_live::AddressError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    uri: Uri,
    is_secure: bool,
}

/// Why a text is no [`Address`]. It does not quote the text, which may hold a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum AddressError {
    /// It is no URL.
    Malformed,
    /// It does not begin with `ws://` or `wss://`.
    Scheme,
    /// It names a user, and maybe a password.
    Credentials,
}

impl Address {
    /// Whether the connection is to be by TLS.
    pub fn is_secure(&self) -> bool {
        self.is_secure
    }

    /// The same place with another path, if this one has none.
    #[must_use]
    pub fn or_path(self, path: &str) -> Self {
        if !matches!(self.uri.path(), "" | "/") || self.uri.query().is_some() {
            return self;
        }
        let text = format!("{}{path}", self.to_string().trim_end_matches('/'));
        text.parse().unwrap_or(self)
    }

    pub(crate) fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The host, without the brackets of an IPv6 address.
    pub(crate) fn host(&self) -> &str {
        self.uri.host().unwrap_or_default().trim_start_matches('[').trim_end_matches(']')
    }

    pub(crate) fn port(&self) -> u16 {
        self.uri.port_u16().unwrap_or(if self.is_secure { 443 } else { 80 })
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let uri: Uri = text.parse().map_err(|_| AddressError::Malformed)?;
        let is_secure = match uri.scheme_str() {
            Some("ws") => false,
            Some("wss") => true,
            _ => return Err(AddressError::Scheme),
        };
        if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
            return Err(AddressError::Credentials);
        }
        if uri.host().is_none_or(str::is_empty) {
            return Err(AddressError::Malformed);
        }
        Ok(Self { uri, is_secure })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.is_secure { "wss" } else { "ws" };
        let place = self.uri.authority().map(ToString::to_string).unwrap_or_default();
        write!(f, "{scheme}://{place}{}", self.uri.path())
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({self})")
    }
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "expected an address such as ws://host:58080/path",
            Self::Scheme => "expected an address that begins with ws:// or wss://",
            Self::Credentials => {
                "expected an address without user and password: others can read command lines"
            }
        })
    }
}

impl std::error::Error for AddressError {}

#[cfg(test)]
mod tests {
    use super::{Address, AddressError};

    #[test]
    fn addresses_are_read_and_shown() {
        let address: Address = "ws://[::1]:58080/a/b?c=d".parse().unwrap();
        assert_eq!((address.host(), address.port(), address.is_secure()), ("::1", 58080, false));
        assert_eq!(address.to_string(), "ws://[::1]:58080/a/b");
        let address: Address = "wss://pbx.example".parse().unwrap();
        assert_eq!((address.host(), address.port(), address.is_secure()), ("pbx.example", 443, true));
        assert_eq!(address.clone().or_path("/events").to_string(), "wss://pbx.example/events");
        let address: Address = "ws://pbx.example/own".parse().unwrap();
        assert_eq!(address.or_path("/events").to_string(), "ws://pbx.example/own");
    }

    #[test]
    fn what_is_none_is_told_without_quoting_it() {
        for (text, error) in [
            ("", AddressError::Malformed),
            ("pbx example", AddressError::Malformed),
            ("http://pbx.example/", AddressError::Scheme),
            ("pbx.example:58080", AddressError::Scheme),
            ("ws://eva:sesame@pbx.example/", AddressError::Credentials),
            ("wss://eva@pbx.example/", AddressError::Credentials),
        ] {
            assert_eq!(text.parse::<Address>(), Err(error), "{text}");
            assert!(!error.to_string().contains("sesame"));
        }
    }
}
