//! Events by way of a crate that knows `event-schema` under another name, needs no standard library, forbids what can be
//! forbidden, and lets its users declare events with macros of its own.

#![no_std]
#![deny(warnings, missing_docs, clippy::pedantic, clippy::nursery)]

extern crate alloc;

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

#[doc(hidden)]
pub use serde;
pub use toolkit as schema;
pub use toolkit::{Event, Schema};

/// Declares an event. Whoever calls it need not know where anything comes from.
///
/// ```
/// facade::event! {
///     /// A door was opened.
///     #[derive(Debug, PartialEq)]
///     pub struct Opened<'a> = "opened" {
///         /// Who opened it.
///         #[event(required, max_length = 20)]
///         by: Option<std::borrow::Cow<'a, str>>,
///     }
/// }
///
/// let text = r#"{"type":"opened","by":null}"#;
/// let opened: Opened<'_> = facade::schema::from_json(text.as_bytes())?;
/// assert_eq!(opened, Opened { by: None });
/// assert_eq!(facade::schema::to_json(&opened).as_deref(), Ok(text));
/// # Ok::<(), facade::schema::Errors>(())
/// ```
#[macro_export]
macro_rules! event {
    (
        $(#[$attr:meta])*
        $vis:vis struct $name:ident $(<$lifetime:lifetime>)? = $tag:literal { $($fields:tt)* }
    ) => {
        $(#[$attr])*
        #[derive($crate::schema::Event)]
        #[event(name = $tag, crate = $crate::schema)]
        $vis struct $name $(<$lifetime>)? { $($fields)* }
    };
}

/// Declares what stands inside of events.
///
/// ```
/// facade::value! {
///     #[derive(Debug, PartialEq)]
///     pub enum Colour {
///         Red,
///         Other(u32),
///     }
/// }
///
/// facade::value! {
///     #[derive(Debug, PartialEq)]
///     #[serde(untagged)]
///     pub enum Paint {
///         Colour(Colour),
///         Mixed { of: Vec<Colour>, #[event(minimum = 1)] parts: u8 },
///     }
/// }
///
/// assert_eq!(facade::schema::from_json::<Paint>(br#"{"Other":7}"#)?, Paint::Colour(Colour::Other(7)));
/// # Ok::<(), facade::schema::Errors>(())
/// ```
#[macro_export]
macro_rules! value {
    ($($item:tt)*) => {
        $crate::value_at! { ($crate::schema) $($item)* }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! value_at {
    (($($path:tt)*) $($item:tt)*) => {
        #[derive($crate::schema::Schema, $crate::serde::Serialize, $crate::serde::Deserialize)]
        #[serde(crate = "facade::serde")]
        #[event(crate = $($path)*)]
        $($item)*
    };
}

/// A group of properties.
#[derive(Debug, Clone, PartialEq, Eq, Schema)]
#[event(crate = toolkit)]
pub struct Envelope<'a> {
    /// Who sent it.
    #[event(min_length = 1)]
    pub sender: Cow<'a, str>,
}

/// What was noticed.
#[derive(Debug, Clone, PartialEq, Eq, Schema, serde::Serialize, serde::Deserialize)]
#[serde(tag = "kind")]
#[event(crate = toolkit)]
pub enum Notice {
    /// Nothing.
    Nothing,
    /// Some things.
    Things {
        /// Which.
        #[event(unique_items, items(min_length = 1))]
        names: Vec<String>,
    },
}

/// A notice with its place.
#[derive(Debug, Clone, PartialEq, Eq, Schema, serde::Serialize, serde::Deserialize)]
#[event(crate = crate::schema)]
pub struct Placed {
    /// Where.
    pub place: u16,
    /// What.
    #[serde(flatten)]
    #[event(variants)]
    pub notice: Notice,
}

/// Something was noticed.
#[derive(Debug, Clone, PartialEq, Eq, Event)]
#[event(name = "noticed", crate = toolkit)]
pub struct Noticed<'a> {
    /// The envelope.
    #[serde(flatten)]
    pub envelope: Envelope<'a>,
    /// The notice.
    pub notice: Placed,
}

/// Any event.
#[derive(Debug, Clone, PartialEq, Eq, Event)]
#[event(crate = toolkit)]
pub enum AnyEvent<'a> {
    /// It is known.
    Noticed(Noticed<'a>),
    /// It is not.
    #[event(unknown)]
    Unknown(toolkit::UnknownEvent<'a>),
}

#[cfg(test)]
mod tests {
    use super::{AnyEvent, Event, schema};

    #[test]
    fn events_are_read_and_written() {
        let text = r#"{"type":"noticed","sender":"a","notice":{"place":1,"kind":"Things","names":["b"]}}"#;
        let event: AnyEvent<'_> = schema::from_json(text.as_bytes()).expect("it is valid");
        assert_eq!(event.tag(), "noticed");
        assert_eq!(schema::to_json(&event).as_deref(), Ok(text));
    }
}
