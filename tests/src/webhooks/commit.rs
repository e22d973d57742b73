//! Commits, and the people behind them.

use std::borrow::Cow;

use event_schema::Schema;
use serde::{Deserialize, Serialize};

/// Metaproperties for Git author/committer information.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Committer<'a> {
    /// The git author's name.
    pub name: Cow<'a, str>,
    /// The git author's email address.
    #[event(required)]
    pub email: Option<Cow<'a, str>>,
    #[event(non_null, format = "date-time")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Cow<'a, str>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<Cow<'a, str>>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Commit<'a> {
    pub id: Cow<'a, str>,
    #[event(pattern = "^[0-9a-f]{40}$")]
    pub tree_id: Cow<'a, str>,
    /// Whether this commit is distinct from any that have been pushed before.
    pub distinct: bool,
    /// The commit message.
    pub message: Cow<'a, str>,
    /// The ISO 8601 timestamp of the commit.
    #[event(format = "date-time")]
    pub timestamp: Cow<'a, str>,
    /// URL that points to the commit API resource.
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
    pub author: Committer<'a>,
    pub committer: Committer<'a>,
    /// An array of files added in the commit.
    pub added: Vec<Cow<'a, str>>,
    /// An array of files modified by the commit.
    pub modified: Vec<Cow<'a, str>>,
    /// An array of files removed in the commit.
    pub removed: Vec<Cow<'a, str>>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct CommitSimple<'a> {
    pub id: Cow<'a, str>,
    #[event(pattern = "^[0-9a-f]{40}$")]
    pub tree_id: Cow<'a, str>,
    pub message: Cow<'a, str>,
    pub timestamp: Cow<'a, str>,
    pub author: Committer<'a>,
    pub committer: Committer<'a>,
}
