//! A webhook was set up.

use std::borrow::Cow;

use event_schema::Schema;
use serde::{Deserialize, Serialize};

use super::organization::Organization;
use super::repository::Repository;
use super::user::User;

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Ping<'a> {
    pub zen: Cow<'a, str>,
    /// The ID of the webhook that triggered the ping.
    pub hook_id: u64,
    /// The webhook configuration.
    pub hook: PingHook<'a>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repository: Option<Repository<'a>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sender: Option<User<'a>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<Organization<'a>>,
}

/// The webhook configuration.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct PingHook<'a> {
    pub r#type: PingHookType,
    pub id: u64,
    pub name: Cow<'a, str>,
    pub active: bool,
    /// When you register a new GitHub App, GitHub sends a ping event to the **webhook URL** you specified during
    /// registration.
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_id: Option<u64>,
    #[event(items(pattern = r"^([a-z0-9_]+|\*)$"))]
    pub events: Vec<Cow<'a, str>>,
    /// Configuration object of the webhook.
    pub config: PingHookConfig<'a>,
    #[event(format = "date-time")]
    pub updated_at: Cow<'a, str>,
    #[event(format = "date-time")]
    pub created_at: Cow<'a, str>,
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
    #[event(non_null, format = "uri")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub test_url: Option<Cow<'a, str>>,
    #[event(format = "uri")]
    pub ping_url: Cow<'a, str>,
    #[event(non_null, format = "uri")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deliveries_url: Option<Cow<'a, str>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_response: Option<PingHookLastResponse<'a>>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct PingHookLastResponse<'a> {
    #[event(required)]
    pub code: Option<User<'a>>,
    pub status: Cow<'a, str>,
    #[event(required)]
    pub message: Option<User<'a>>,
}

/// Configuration object of the webhook.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct PingHookConfig<'a> {
    /// The media type used to serialize the payloads.
    pub content_type: PingHookConfigContentType,
    /// If provided, the `secret` will be used as the `key` to generate the HMAC hex digest value for delivery
    /// signature headers.
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<Cow<'a, str>>,
    /// The URL to which the payloads will be delivered.
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
    /// Determines whether the SSL certificate of the host for `url` will be verified when delivering payloads.
    pub insecure_ssl: PingHookConfigInsecureSsl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PingHookConfigInsecureSsl {
    #[serde(rename = "0")]
    No,
    #[serde(rename = "1")]
    Yes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PingHookConfigContentType {
    Json,
    Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
pub enum PingHookType {
    Repository,
    Organization,
    App,
}
