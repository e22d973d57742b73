//! A workflow was started by hand.

use std::borrow::Cow;
use std::collections::BTreeMap;

use event_schema::{RawJson, Schema};
use serde::{Deserialize, Serialize};

use super::installation::InstallationLite;
use super::organization::Organization;
use super::repository::Repository;
use super::user::User;

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct WorkflowDispatch<'a> {
    /// Inputs to the workflow.
    #[event(required)]
    pub inputs: Option<BTreeMap<String, RawJson<'a>>>,
    /// The branch ref from which the workflow was run.
    pub r#ref: Cow<'a, str>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<Organization<'a>>,
    /// Relative path to the workflow file which contains the workflow.
    pub workflow: Cow<'a, str>,
}
