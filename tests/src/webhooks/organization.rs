//! Organizations.

use std::borrow::Cow;

use event_schema::Schema;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Organization<'a> {
    pub login: Cow<'a, str>,
    pub id: u64,
    pub node_id: Cow<'a, str>,
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
    #[event(non_null, format = "uri")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html_url: Option<Cow<'a, str>>,
    #[event(format = "uri")]
    pub repos_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub events_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub hooks_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub issues_url: Cow<'a, str>,
    pub members_url: Cow<'a, str>,
    pub public_members_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub avatar_url: Cow<'a, str>,
    #[event(required)]
    pub description: Option<Cow<'a, str>>,
}
