//! What a text was before.

use std::borrow::Cow;

use event_schema::Schema;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Before<'a> {
    /// The previous version of the body.
    pub from: Cow<'a, str>,
}
