//! `filter`: the one message that a client may send; it says which events it wants.
//!
//! ```
//! use isymphony_events::event_schema::to_json;
//! use isymphony_events::{Filter, FilterEntry};
//!
//! let filter = Filter { filters: vec![FilterEntry { property: "type".into(), value: "hangup".into() }] };
//! assert_eq!(to_json(&filter)?, r#"{"type":"filter","filters":[{"property":"type","value":"hangup"}]}"#);
//! # Ok::<(), isymphony_events::event_schema::EncodeError>(())
//! ```

use alloc::borrow::Cow;
use alloc::vec::Vec;

use event_schema::{Event, Schema};
use serde::{Deserialize, Serialize};

/// Asks the server to send only the events that pass.
///
/// Entries for one property are alternatives; of entries for different properties, each property's must hold. What the
/// server answers is not documented.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Event)]
#[event(name = "filter", example = r#"{"type":"filter","filters":[{"property":"type","value":"hangup"}]}"#)]
pub struct Filter<'a> {
    /// What must hold.
    pub filters: Vec<FilterEntry<'a>>,
}

/// A property, and the value that it must have.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Schema, Serialize, Deserialize)]
#[event(example = r#"{"property":"type","value":"hangup"}"#)]
pub struct FilterEntry<'a> {
    /// The property's name.
    #[serde(borrow)]
    #[event(example = r#""type""#)]
    pub property: Cow<'a, str>,
    /// Its value; `*` stands for any, as long as the property is there.
    #[serde(borrow)]
    #[event(example = r#""hangup""#, example = r#""*""#)]
    pub value: Cow<'a, str>,
}
