//! The events that an iSymphony server (3.2 and later) sends about calls, queues and users: one Rust type per
//! event, and from that type its JSON Schema, its validator and its decoder.
//!
//! ```
//! use isymphony_events::event_schema::{from_json, is_valid, validate};
//! use isymphony_events::{Hangup, IsymphonyEvent};
//!
//! let payload = br#"{
//!   "type": "hangup",
//!   "time": 1436899978590,
//!   "coreServerId": "e5c01703-3c6d-429a-8712-66c826064e65",
//!   "callSegmentId": "4fff719a-5186-4691-a64b-b9d22472cb76",
//!   "callerIdName": "Michael Y",
//!   "callerIdNumber": "42243",
//!   "did": null,
//!   "extensionId": "dc5975a9-e438-4634-85f2-6a75c34574c9",
//!   "extensionNumber": "42243",
//!   "userId": "580169b8-4341-42d9-9f44-973659fc770d",
//!   "username": "42243"
//! }"#;
//!
//! // A single event, when it is known which one comes. Its strings point into the payload.
//! let hangup: Hangup = from_json(payload)?;
//! assert_eq!(hangup.party.caller_id_name, "Michael Y");
//! assert_eq!(hangup.party.did, None);
//!
//! // Whatever comes.
//! for payload in [&payload[..], br#"{"type": "dial", "time": 1436899970000}"#] {
//!     let event: IsymphonyEvent = from_json(payload)?;
//!     match &event {
//!         IsymphonyEvent::Hangup(hangup) => assert_eq!(hangup.envelope.time, 1_436_899_978_590),
//!         // An event that this catalogue does not know is kept as it came.
//!         IsymphonyEvent::Unknown(unknown) => {
//!             assert_eq!(unknown.tag(), "dial");
//!             assert_eq!(unknown.json().as_str().as_bytes(), payload);
//!             assert_eq!(event.time(), Some(1_436_899_970_000));
//!         }
//!         _ => unreachable!(),
//!     }
//! }
//!
//! // The verdict alone, or everything that is wrong.
//! assert!(is_valid::<IsymphonyEvent>(payload));
//! let errors = validate::<IsymphonyEvent>(br#"{"type": "hangup", "time": "noon"}"#).unwrap_err();
//! assert_eq!(errors.first().instance, "/time");
//! # Ok::<(), isymphony_events::event_schema::Errors>(())
//! ```
//!
//! # The catalogue
//!
//! | tag | type | what happened |
//! |---|---|---|
//! | `hangup` | [`Hangup`] | a call leg ended |
//! | `linkEnd` | [`LinkEnd`] | two call legs were parted |
//! | `confRoomCallLeave` | [`ConfRoomCallLeave`] | a call leg left a conference room |
//! | `agentLogin` | [`AgentLogin`] | an agent entered a queue |
//! | `agentLogout` | [`AgentLogout`] | an agent left a queue |
//! | `userLogin` | [`UserLogin`] | a user logged in to the client |
//! | `userLogout` | [`UserLogout`] | a user logged out of the client |
//! | `userStatus` | [`UserStatus`] | a user took another status |
//!
//! [`IsymphonyEvent`] is the union of them. The server sends more than these eight: an event with any other tag
//! decodes as [`IsymphonyEvent::Unknown`], which holds its tag and its payload byte for byte.
//!
//! Every event opens with the [`Envelope`]. What several events share, they flatten: [`CallParty`], [`Agent`] and
//! [`ClientSession`]. [`StatusType`] and [`AgentState`] are open: a value that is not listed is valid, and kept.
//!
//! A client may send one message, [`Filter`], which says which events it wants.
//!
//! # How far the facts reach
//!
//! The vendor's pages call themselves unfinished and possibly wrong. What they say counts as *documented*; what
//! had to be concluded from a sample payload or from a sibling event is marked *inferred* in each property's
//! model. What the types leave open, they leave open on purpose:
//!
//! - Ids are opaque strings. They look like UUIDs, nobody promises it, and they do not survive a restart of the
//!   server: `extensionNumber` and `username` are the lasting keys.
//! - Numbers one can dial are strings, and a `did` may be no number at all.
//! - A property that has no value is present and null. Whether some servers leave it out instead is unknown; the
//!   [`Tolerant`](event_schema::Profile::Tolerant) profile accepts that too.
//! - Unknown properties are accepted, in any order.
//! - Starts and ends need not pair up: a licence may cover only one of them, and one may connect in mid-call.
//!
//! # Features
//!
//! - `std` (default): without it the crate needs `alloc` only.
//! - `jiff`: moments as `jiff::Timestamp`.
//! - `live`: the other half of the conversation with a server, and calls to play. See [`live`].
//! - `sample`, `testing`: the features of [`event_schema`] by that name.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use event_schema;

pub mod agent_login;
pub mod agent_logout;
pub mod conf_room_call_leave;
pub mod filter;
pub mod hangup;
pub mod link_end;
pub mod user_login;
pub mod user_logout;
pub mod user_status;

#[cfg(feature = "live")]
pub mod live;

mod agent;
mod call_party;
mod client_session;
mod envelope;
mod event;
mod state;
mod status_type;

pub use self::agent::Agent;
pub use self::agent_login::AgentLogin;
pub use self::agent_logout::AgentLogout;
pub use self::call_party::CallParty;
pub use self::client_session::ClientSession;
pub use self::conf_room_call_leave::ConfRoomCallLeave;
pub use self::envelope::Envelope;
pub use self::event::IsymphonyEvent;
pub use self::filter::{Filter, FilterEntry};
pub use self::hangup::Hangup;
pub use self::link_end::LinkEnd;
pub use self::state::AgentState;
pub use self::status_type::StatusType;
pub use self::user_login::UserLogin;
pub use self::user_logout::UserLogout;
pub use self::user_status::UserStatus;
