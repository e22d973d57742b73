//! Teams.

use std::borrow::Cow;

use event_schema::Schema;
use serde::{Deserialize, Serialize};

/// Groups of organization members that gives permissions on specified repositories.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Team<'a> {
    /// Name of the team.
    pub name: Cow<'a, str>,
    /// Unique identifier of the team.
    pub id: u64,
    pub node_id: Cow<'a, str>,
    pub slug: Cow<'a, str>,
    /// Description of the team.
    #[event(required)]
    pub description: Option<Cow<'a, str>>,
    pub privacy: TeamPrivacy,
    /// URL for the team.
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
    #[event(format = "uri")]
    pub html_url: Cow<'a, str>,
    pub members_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub repositories_url: Cow<'a, str>,
    /// Permission that the team will have for its repositories.
    pub permission: Cow<'a, str>,
    pub parent: Option<TeamParent<'a>>,
    /// Whether team members will receive notifications when their team is @mentioned.
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notification_setting: Option<TeamParentNotificationSetting>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct TeamParent<'a> {
    /// Name of the team.
    pub name: Cow<'a, str>,
    /// Unique identifier of the team.
    pub id: u64,
    pub node_id: Cow<'a, str>,
    pub slug: Cow<'a, str>,
    /// Description of the team.
    #[event(required)]
    pub description: Option<Cow<'a, str>>,
    pub privacy: TeamPrivacy,
    /// URL for the team.
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
    #[event(format = "uri")]
    pub html_url: Cow<'a, str>,
    pub members_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub repositories_url: Cow<'a, str>,
    /// Permission that the team will have for its repositories.
    pub permission: Cow<'a, str>,
    /// Whether team members will receive notifications when their team is @mentioned.
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notification_setting: Option<TeamParentNotificationSetting>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TeamParentNotificationSetting {
    NotificationsEnabled,
    NotificationsDisabled,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TeamPrivacy {
    Open,
    Closed,
    Secret,
}
