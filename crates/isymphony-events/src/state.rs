use alloc::borrow::Cow;

use event_schema::Schema;
use serde::{Deserialize, Serialize};

/// State of an agent's device. No list of values is published: the known one stands in a sample.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Schema, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum AgentState<'a> {
    /// The device is not in use.
    NotInuse,
    /// Any other state.
    #[serde(untagged)]
    Other(Cow<'a, str>),
}
