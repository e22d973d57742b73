//! One Rust type per event is the single source of truth: its JSON Schema, a validator that works straight on
//! bytes, and a decoder all follow from it, and agree.
//!
//! ```
//! use event_schema::Event;
//!
//! /// A door was opened.
//! #[derive(Debug, PartialEq, Event)]
//! #[event(name = "doorOpened")]
//! struct DoorOpened {
//!     /// Which door.
//!     #[event(min_length = 1)]
//!     door: String,
//!     /// Who opened it; null when nobody is known.
//!     #[event(required)]
//!     badge: Option<String>,
//! }
//!
//! let payload = br#"{"type":"doorOpened","door":"north","badge":null}"#;
//! let event: DoorOpened = event_schema::from_json(payload)?;
//! assert_eq!(event.door, "north");
//!
//! let refused = event_schema::validate::<DoorOpened>(br#"{"type":"doorOpened","door":""}"#).unwrap_err();
//! assert_eq!(refused.len(), 2);
//! assert_eq!(refused.first().to_string(), "/door: expected at least 1 character, found 0, at line 1 column 29 (byte 28)");
//! # Ok::<(), event_schema::Errors>(())
//! ```
//!
//! `docs/` in the repository tells how it is built, and what "valid" means to the letter.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[doc(hidden)]
pub mod __private;
#[cfg(feature = "cloud-events")]
mod cloud_event;
mod decode;
pub mod document;
mod encode;
mod error;
mod errors;
mod flat;
mod group;
mod impls;
#[expect(clippy::inline_always, reason = "what uses the processor's instructions is compiled with them")]
mod line_ends;
pub mod model;
#[expect(clippy::inline_always, reason = "the accept path; what is not inlined here was measured to cost")]
mod plan;
mod pointer;
mod profile;
mod raw;
mod rest;
#[cfg(feature = "sample")]
pub mod sample;
mod scan;
mod schema;
#[cfg(feature = "schemars")]
pub mod schemars;
mod serde_route;
#[cfg(feature = "testing")]
pub mod testing;
mod unknown;
#[expect(clippy::inline_always, reason = "the accept path; what is not inlined here was measured to cost")]
mod validate;
#[expect(clippy::inline_always, reason = "the accept path; what is not inlined here was measured to cost")]
mod wide;
mod words;

#[cfg(feature = "cloud-events")]
pub use self::cloud_event::CloudEvent;
pub use self::decode::{FromJson, Mismatch, Reader};
pub use self::encode::{EncodeError, to_json};
pub use self::error::{Code, Error};
pub use self::errors::Errors;
pub use self::line_ends::line_ends;
pub use self::profile::Profile;
pub use self::raw::RawJson;
pub use self::scan::MAX_DEPTH;
pub use self::schema::{Event, IntoOwned, Schema};
pub use self::unknown::UnknownEvent;
pub use self::validate::{Accepted, ModelValidator, Validator, Verdicts, from_json, is_valid, validate};
#[cfg(feature = "derive")]
pub use event_schema_derive::{Event, Schema};
