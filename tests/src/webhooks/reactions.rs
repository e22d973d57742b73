//! How often which reaction was given.

use std::borrow::Cow;

use event_schema::Schema;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Reactions<'a> {
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
    pub total_count: u64,
    #[serde(rename = "+1")]
    pub plus_one: u64,
    #[serde(rename = "-1")]
    pub minus_one: u64,
    pub laugh: u64,
    pub hooray: u64,
    pub confused: u64,
    pub heart: u64,
    pub rocket: u64,
    pub eyes: u64,
}
