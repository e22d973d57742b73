//! Deployments, and the event about them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use event_schema::{Event, RawJson, Schema};
use serde::{Deserialize, Serialize};

use super::app::App;
use super::deployment_review::Workflow;
use super::deployment_status::DeploymentWorkflowRun;
use super::installation::InstallationLite;
use super::organization::Organization;
use super::repository::Repository;
use super::user::User;

/// What happens to a deployment.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(tag = "action")]
pub enum DeploymentEvent<'a> {
    Created(DeploymentCreated<'a>),
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "created", tag = "action")]
pub struct DeploymentCreated<'a> {
    pub deployment: Deployment<'a>,
    pub workflow: Option<Workflow<'a>>,
    pub workflow_run: Option<DeploymentWorkflowRun<'a>>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

/// The deployment.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Deployment<'a> {
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
    /// Unique identifier of the deployment.
    pub id: u64,
    pub node_id: Cow<'a, str>,
    #[event(pattern = "^[0-9a-f]{40}$")]
    pub sha: Cow<'a, str>,
    /// The ref to deploy.
    pub r#ref: Cow<'a, str>,
    /// Parameter to specify a task to execute.
    pub task: Cow<'a, str>,
    pub payload: BTreeMap<String, RawJson<'a>>,
    pub original_environment: Cow<'a, str>,
    /// Name of the target deployment environment.
    pub environment: Cow<'a, str>,
    /// Specifies if the given environment will no longer exist at some point in the future.
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transient_environment: Option<bool>,
    /// Specifies if the given environment is one that end-users directly interact with.
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub production_environment: Option<bool>,
    #[event(required)]
    pub description: Option<Cow<'a, str>>,
    pub creator: User<'a>,
    #[event(format = "date-time")]
    pub created_at: Cow<'a, str>,
    #[event(format = "date-time")]
    pub updated_at: Cow<'a, str>,
    #[event(format = "uri")]
    pub statuses_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub repository_url: Cow<'a, str>,
    pub performed_via_github_app: Option<App<'a>>,
}
