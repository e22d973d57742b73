use std::fmt;
use std::time::Duration;

use tokio_tungstenite::tungstenite;
use tokio_tungstenite::tungstenite::http::StatusCode;

/// Why there is no connection, or no more; the next attempt may succeed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Lost {
    /// The network or the server's system refused: no such host, no way there, nobody listens, a connection that broke.
    Network(String),
    /// There was no connection within this time.
    Slow(Duration),
    /// Nothing came within this time, not even the answer to a ping.
    Idle(Duration),
    /// The server answered with this status of HTTP instead of a WebSocket.
    Status(u16),
    /// The server closed the connection, with this reason if it gave any.
    Closed(String),
    /// The server broke the protocol.
    Protocol(String),
    /// A message was longer than the limit.
    Message,
}

/// Why a client gives up.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClientError {
    /// The server wants other credentials, or some at all.
    Credentials {
        /// Whether some were shown.
        shown: bool,
        /// The way to authenticate that the server asks for, if it is not the basic one.
        scheme: Option<String>,
    },
    /// The server's certificate is not trusted.
    Untrusted(String),
    /// There were more failures in a row than [allowed](crate::Client::max_retries).
    Lost(Lost),
}

impl From<tungstenite::Error> for Lost {
    fn from(error: tungstenite::Error) -> Self {
        use tungstenite::Error;

        match error {
            Error::Io(error) => Self::Network(error.to_string()),
            Error::ConnectionClosed | Error::AlreadyClosed => Self::Closed(String::new()),
            Error::Protocol(tungstenite::error::ProtocolError::ResetWithoutClosingHandshake) => {
                Self::Network(String::from("the connection broke"))
            }
            Error::Http(response) => Self::Status(response.status().as_u16()),
            error => Self::Protocol(error.to_string()),
        }
    }
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Network(what) => f.write_str(what),
            Self::Slow(limit) => write!(f, "no connection within {} s", limit.as_secs_f32()),
            Self::Idle(limit) => write!(f, "nothing came for {} s, no answer to a ping", limit.as_secs_f32()),
            Self::Status(status) => {
                let status =
                    StatusCode::from_u16(*status).map_or(status.to_string(), |status| status.to_string());
                write!(f, "the server answered {status}")
            }
            Self::Closed(reason) if reason.is_empty() => f.write_str("the server closed the connection"),
            Self::Closed(reason) => write!(f, "the server closed the connection: {reason}"),
            Self::Protocol(what) => write!(f, "the server broke the protocol: {what}"),
            Self::Message => f.write_str("a message was too long to be read"),
        }
    }
}

impl fmt::Display for ClientError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Credentials { scheme: Some(scheme), .. } => {
                write!(f, "the server asks for {scheme} authentication; only Basic can be shown")
            }
            Self::Credentials { shown: true, .. } => f.write_str("the server refused user and password"),
            Self::Credentials { shown: false, .. } => f.write_str("the server asks for user and password"),
            Self::Untrusted(what) => write!(f, "the server's certificate is not trusted: {what}"),
            Self::Lost(why) => write!(f, "gave up: {why}"),
        }
    }
}

impl std::error::Error for Lost {}

impl std::error::Error for ClientError {}
