//! Issues.

use std::borrow::Cow;

use event_schema::Schema;
use serde::{Deserialize, Serialize};

use super::app::App;
use super::author_association::AuthorAssociation;
use super::label::Label;
use super::milestone::Milestone;
use super::reactions::Reactions;
use super::user::User;

/// The issue itself.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Issue<'a> {
    /// URL for the issue.
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
    #[event(format = "uri")]
    pub repository_url: Cow<'a, str>,
    pub labels_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub comments_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub events_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub html_url: Cow<'a, str>,
    pub id: u64,
    pub node_id: Cow<'a, str>,
    /// Number uniquely identifying the issue within its repository.
    pub number: u64,
    /// Title of the issue.
    pub title: Cow<'a, str>,
    pub user: User<'a>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub labels: Option<Vec<Label<'a>>>,
    /// State of the issue.
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<IssueState>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locked: Option<bool>,
    pub assignee: Option<User<'a>>,
    pub assignees: Vec<User<'a>>,
    #[event(required)]
    pub milestone: Option<Milestone<'a>>,
    pub comments: u64,
    #[event(format = "date-time")]
    pub created_at: Cow<'a, str>,
    #[event(format = "date-time")]
    pub updated_at: Cow<'a, str>,
    #[event(required, format = "date-time")]
    pub closed_at: Option<Cow<'a, str>>,
    pub author_association: AuthorAssociation,
    pub active_lock_reason: Option<IssueActiveLockReason>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<bool>,
    pub performed_via_github_app: Option<App<'a>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pull_request: Option<IssuePullRequest<'a>>,
    /// Contents of the issue.
    #[event(required)]
    pub body: Option<Cow<'a, str>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reactions: Option<Reactions<'a>>,
    #[event(non_null, format = "uri")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeline_url: Option<Cow<'a, str>>,
    /// The reason for the current state.
    pub state_reason: Option<Cow<'a, str>>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct IssuePullRequest<'a> {
    #[event(non_null, format = "uri")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Cow<'a, str>>,
    #[event(non_null, format = "uri")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html_url: Option<Cow<'a, str>>,
    #[event(non_null, format = "uri")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub diff_url: Option<Cow<'a, str>>,
    #[event(non_null, format = "uri")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patch_url: Option<Cow<'a, str>>,
    #[event(format = "date-time")]
    pub merged_at: Option<Cow<'a, str>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IssueActiveLockReason {
    Resolved,
    OffTopic,
    #[serde(rename = "too heated")]
    TooHeated,
    Spam,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IssueState {
    Open,
    Closed,
}
