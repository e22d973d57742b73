//! Accounts.

use std::borrow::Cow;

use event_schema::Schema;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct User<'a> {
    pub login: Cow<'a, str>,
    pub id: u64,
    pub node_id: Cow<'a, str>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Cow<'a, str>>,
    pub email: Option<Cow<'a, str>>,
    #[event(format = "uri")]
    pub avatar_url: Cow<'a, str>,
    pub gravatar_id: Cow<'a, str>,
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
    #[event(format = "uri")]
    pub html_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub followers_url: Cow<'a, str>,
    pub following_url: Cow<'a, str>,
    pub gists_url: Cow<'a, str>,
    pub starred_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub subscriptions_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub organizations_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub repos_url: Cow<'a, str>,
    pub events_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub received_events_url: Cow<'a, str>,
    pub r#type: UserType,
    pub site_admin: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
pub enum UserType {
    Bot,
    User,
    Organization,
}
