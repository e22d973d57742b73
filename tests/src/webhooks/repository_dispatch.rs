//! An event that an integration made up.

use std::borrow::Cow;
use std::collections::BTreeMap;

use event_schema::{RawJson, Schema};
use serde::{Deserialize, Serialize};

use super::installation::InstallationLite;
use super::organization::Organization;
use super::repository::Repository;
use super::user::User;

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct RepositoryDispatch<'a> {
    pub action: Cow<'a, str>,
    pub branch: Cow<'a, str>,
    pub client_payload: BTreeMap<String, RawJson<'a>>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    pub installation: InstallationLite<'a>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<Organization<'a>>,
}
