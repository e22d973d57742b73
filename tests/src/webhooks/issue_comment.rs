//! Comments on issues, and the events about them.

use std::borrow::Cow;

use event_schema::{Event, Schema};
use serde::{Deserialize, Serialize};

use super::app::App;
use super::author_association::AuthorAssociation;
use super::installation::InstallationLite;
use super::issue::Issue;
use super::issues::IssuesEditedChanges;
use super::organization::Organization;
use super::reactions::Reactions;
use super::repository::Repository;
use super::user::User;

/// What happens to an issue comment.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(tag = "action")]
pub enum IssueCommentEvent<'a> {
    Created(IssueCommentCreated<'a>),
    Deleted(IssueCommentDeleted<'a>),
    Edited(IssueCommentEdited<'a>),
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "created", tag = "action")]
pub struct IssueCommentCreated<'a> {
    /// The issue the comment belongs to.
    pub issue: Issue<'a>,
    pub comment: Comment<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "deleted", tag = "action")]
pub struct IssueCommentDeleted<'a> {
    /// The issue the comment belongs to.
    pub issue: Issue<'a>,
    pub comment: Comment<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "edited", tag = "action")]
pub struct IssueCommentEdited<'a> {
    /// The changes to the comment.
    pub changes: IssuesEditedChanges<'a>,
    /// The issue the comment belongs to.
    pub issue: Issue<'a>,
    pub comment: Comment<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

/// The comment itself.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Comment<'a> {
    /// URL for the issue comment.
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
    #[event(format = "uri")]
    pub html_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub issue_url: Cow<'a, str>,
    /// Unique identifier of the issue comment.
    pub id: u64,
    pub node_id: Cow<'a, str>,
    pub user: User<'a>,
    #[event(format = "date-time")]
    pub created_at: Cow<'a, str>,
    #[event(format = "date-time")]
    pub updated_at: Cow<'a, str>,
    pub author_association: AuthorAssociation,
    /// Contents of the issue comment.
    pub body: Cow<'a, str>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reactions: Option<Reactions<'a>>,
    pub performed_via_github_app: Option<App<'a>>,
}
