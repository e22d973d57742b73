//! What `event-schema` and its derive both know of values: exact decimals, formats and patterns of strings.
//!
//! The derive looks at literals with it while it compiles, the validator at payloads, so the two cannot differ.
//! [`event-schema`](https://docs.rs/event-schema) hands everything on: depend on that crate.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod ascii;
mod decimal;
mod format;
mod pattern;

#[doc(hidden)]
pub use self::ascii::AsciiSet;
pub use self::decimal::Decimal;
pub use self::format::{ContentEncoding, Format};
pub use self::pattern::Pattern;
#[doc(hidden)]
pub use self::pattern::Run;
#[cfg(feature = "compile")]
pub use self::pattern::{Compiled, Refused};
