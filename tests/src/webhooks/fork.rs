//! A repository was forked.

use event_schema::Schema;
use serde::{Deserialize, Serialize};

use super::installation::InstallationLite;
use super::organization::Organization;
use super::repository::Repository;
use super::user::User;

/// A user forks a repository.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Fork<'a> {
    /// The created `repository` resource.
    pub forkee: Repository<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<Organization<'a>>,
}
