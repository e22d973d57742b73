//! A repository was made public.

use event_schema::Schema;
use serde::{Deserialize, Serialize};

use super::installation::InstallationLite;
use super::organization::Organization;
use super::repository::Repository;
use super::user::User;

/// When a private repository is made public.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Public<'a> {
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<Organization<'a>>,
}
