//! A branch or a tag was deleted.

use std::borrow::Cow;

use event_schema::Schema;
use serde::{Deserialize, Serialize};

use super::create::CreateRefType;
use super::installation::InstallationLite;
use super::organization::Organization;
use super::repository::Repository;
use super::user::User;

/// A Git branch or tag is deleted.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Delete<'a> {
    /// The `git ref` resource.
    pub r#ref: Cow<'a, str>,
    /// The type of Git ref object deleted in the repository.
    pub ref_type: CreateRefType,
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
