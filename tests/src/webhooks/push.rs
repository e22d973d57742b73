//! Commits were pushed.

use std::borrow::Cow;

use event_schema::Schema;
use serde::{Deserialize, Serialize};

use super::commit::Commit;
use super::commit::Committer;
use super::installation::InstallationLite;
use super::organization::Organization;
use super::repository::Repository;
use super::user::User;

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Push<'a> {
    /// The full git ref that was pushed.
    pub r#ref: Cow<'a, str>,
    /// The SHA of the most recent commit on `ref` before the push.
    #[event(pattern = "^[0-9a-f]{40}$")]
    pub before: Cow<'a, str>,
    /// The SHA of the most recent commit on `ref` after the push.
    #[event(pattern = "^[0-9a-f]{40}$")]
    pub after: Cow<'a, str>,
    /// Whether this push created the `ref`.
    pub created: bool,
    /// Whether this push deleted the `ref`.
    pub deleted: bool,
    /// Whether this push was a force push of the `ref`.
    pub forced: bool,
    #[event(required)]
    pub base_ref: Option<Cow<'a, str>>,
    /// URL that shows the changes in this `ref` update, from the `before` commit to the `after` commit.
    pub compare: Cow<'a, str>,
    /// An array of commit objects describing the pushed commits.
    pub commits: Vec<Commit<'a>>,
    /// For pushes where `after` is or points to a commit object, an expanded representation of that commit.
    #[event(required)]
    pub head_commit: Option<Commit<'a>>,
    pub repository: Repository<'a>,
    pub pusher: Committer<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<Organization<'a>>,
}
