//! A branch or a tag was made.

use std::borrow::Cow;

use event_schema::Schema;
use serde::{Deserialize, Serialize};

use super::installation::InstallationLite;
use super::organization::Organization;
use super::repository::Repository;
use super::user::User;

/// A Git branch or tag is created.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Create<'a> {
    /// The `git ref` resource.
    pub r#ref: Cow<'a, str>,
    /// The type of Git ref object created in the repository.
    pub ref_type: CreateRefType,
    /// The name of the repository's default branch (usually `main`).
    pub master_branch: Cow<'a, str>,
    /// The repository's current description.
    #[event(required)]
    pub description: Option<Cow<'a, str>>,
    /// The pusher type for the event.
    pub pusher_type: Cow<'a, str>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CreateRefType {
    Tag,
    Branch,
}
