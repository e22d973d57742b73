//! What an iSymphony server and its clients say to each other besides events, and made-up calls to play.
//!
//! A server listens at `ws://HOST:58080/communication_manager/ws/event`, and with TLS at
//! `wss://HOST:55050/communication_manager/ws/event`; it asks for a user and a password as HTTP does. One message of
//! clients is known, the [`Filter`]; what the server answers to it is not documented.
//!
//! [`Isymphony`] tells the ends in [`event_schema_live`] so:
//!
//! ```no_run
//! use event_schema_live::{Client, Credentials, Protocol as _};
//! use isymphony_events::live::Isymphony;
//!
//! # fn client() -> Result<Client, Box<dyn std::error::Error>> {
//! let filter = Isymphony.filter_message(&[("type".to_owned(), "hangup".to_owned())]);
//! let client = Client::new("ws://pbx.example:58080/communication_manager/ws/event".parse()?)
//!     .credentials(Credentials::new("eva", &std::fs::read_to_string("password")?))
//!     .opening(filter.into_iter().collect(), |message| Isymphony.is_reply(message));
//! # Ok(client)
//! # }
//! ```

use std::borrow::Cow;
use std::boxed::Box;
use std::string::String;

use event_schema_live::{Answer, Frames, Protocol};
use serde::Deserialize;
use serde::de::IgnoredAny;

pub use self::calls::Calls;
pub use self::filter::Filter;

mod calls;
mod filter;

/// The port at which a server listens without TLS.
pub const PORT: u16 = 58_080;

/// The port at which a server listens with TLS.
pub const TLS_PORT: u16 = 55_050;

/// The conversation of iSymphony's servers with their clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Isymphony;

impl Protocol for Isymphony {
    fn path(&self) -> &'static str {
        "/communication_manager/ws/event"
    }

    fn filter_message(&self, conditions: &[(String, String)]) -> Option<String> {
        Some(Filter::new(conditions.iter().cloned()).message())
    }

    /// What is JSON and has no tag, or the tag of a client's message. Nothing else is known of replies.
    fn is_reply(&self, message: &[u8]) -> bool {
        #[derive(Deserialize)]
        struct Tagged<'a> {
            #[serde(rename = "type", borrow)]
            tag: Cow<'a, str>,
        }

        match serde_json::from_slice::<Tagged<'_>>(message) {
            Ok(Tagged { tag }) => tag == Filter::TAG,
            Err(_) => serde_json::from_slice::<IgnoredAny>(message).is_ok(),
        }
    }

    fn answer(&self, message: &[u8]) -> Answer {
        let Some(filter) = Filter::from_message(message) else { return Answer::default() };
        Answer {
            reply: Some(String::from(r#"{"success":true}"#)),
            admits: Some(Box::new(move |payload| filter.admits(payload))),
        }
    }

    fn play(&self, seed: u64) -> Option<Frames> {
        let payloads = Calls::new(seed).filter_map(|event| event_schema::to_json(&event).ok());
        Some(Box::new(payloads.map(String::into_bytes)))
    }
}
