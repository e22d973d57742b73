//! Both ends of a WebSocket that carries events, one in each message.
//!
//! [`Client`] stays connected: it pings, notices half-open sockets, tells refused credentials from a network that is
//! down, and connects again with growing pauses. [`Server`] is the other end for demonstrations and tests: a real
//! server that plays made-up events, with [`Faults`] on request. What the two say to each other besides events is a
//! [`Protocol`].
//!
//! Nothing here judges a payload: what comes are bytes.

#![forbid(unsafe_code)]

mod address;
mod client;
mod credentials;
mod protocol;
mod server;
mod socket;

pub use self::address::{Address, AddressError};
pub use self::client::{Client, ClientError, Incoming, Lost, Trust, TrustError};
pub use self::credentials::Credentials;
pub use self::protocol::{Admits, Answer, Frames, Protocol};
pub use self::server::{Certificate, Faults, FaultsError, Notice, Play, Played, Server};
