//! What became of a deployment.

use std::borrow::Cow;

use event_schema::{Event, Schema};
use serde::{Deserialize, Serialize};

use super::app::App;
use super::deployment::Deployment;
use super::deployment_review::ReferencedWorkflow;
use super::deployment_review::Workflow;
use super::installation::InstallationLite;
use super::organization::Organization;
use super::repository::RepoRef;
use super::repository::Repository;
use super::user::User;
use super::workflow_job::WorkflowJobStatus;

/// What happens to a deployment status.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(tag = "action")]
pub enum DeploymentStatusEvent<'a> {
    Created(DeploymentStatusCreated<'a>),
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "created", tag = "action")]
pub struct DeploymentStatusCreated<'a> {
    /// The deployment status.
    pub deployment_status: DeploymentStatusCreatedDeploymentStatus<'a>,
    pub deployment: Deployment<'a>,
    #[event(non_null)]
    pub check_run: Option<DeploymentStatusCreatedCheckRun<'a>>,
    #[event(non_null)]
    pub workflow_run: Option<DeploymentWorkflowRun<'a>>,
    #[event(non_null)]
    pub workflow: Option<Workflow<'a>>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct DeploymentStatusCreatedCheckRun<'a> {
    /// The id of the check.
    pub id: u64,
    /// The name of the check run.
    pub name: Cow<'a, str>,
    pub node_id: Cow<'a, str>,
    /// The SHA of the commit that is being checked.
    #[event(pattern = "^[0-9a-f]{40}$")]
    pub head_sha: Cow<'a, str>,
    pub external_id: Cow<'a, str>,
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
    #[event(format = "uri")]
    pub html_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub details_url: Cow<'a, str>,
    /// The current status of the check run.
    pub status: WorkflowJobStatus,
    /// The result of the completed check run.
    #[event(required)]
    pub conclusion: Option<DeploymentStatusCreatedCheckRunConclusion>,
    #[event(format = "date-time")]
    pub started_at: Cow<'a, str>,
    #[event(required, format = "date-time")]
    pub completed_at: Option<Cow<'a, str>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeploymentStatusCreatedCheckRunConclusion {
    Success,
    Failure,
    Neutral,
    Cancelled,
    TimedOut,
    ActionRequired,
    Stale,
    Skipped,
}

/// The deployment status.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct DeploymentStatusCreatedDeploymentStatus<'a> {
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
    pub id: u64,
    pub node_id: Cow<'a, str>,
    /// The new state.
    pub state: DeploymentStatusCreatedDeploymentStatusState,
    pub creator: User<'a>,
    /// The optional human-readable description added to the status.
    pub description: Cow<'a, str>,
    pub environment: Cow<'a, str>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub environment_url: Option<EnvironmentUrl<'a>>,
    #[event(non_null, format = "uri")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log_url: Option<Cow<'a, str>>,
    /// The optional link added to the status.
    pub target_url: Cow<'a, str>,
    #[event(format = "date-time")]
    pub created_at: Cow<'a, str>,
    #[event(format = "date-time")]
    pub updated_at: Cow<'a, str>,
    #[event(format = "uri")]
    pub deployment_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub repository_url: Cow<'a, str>,
    pub performed_via_github_app: Option<App<'a>>,
}

/// An address, or nothing.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(untagged)]
pub enum EnvironmentUrl<'a> {
    Url(Url<'a>),
    Unset(Nowhere<'a>),
}

#[derive(Debug, Clone, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[event(constant = "")]
pub struct Nowhere<'a>(pub Cow<'a, str>);

#[derive(Debug, Clone, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[event(format = "uri")]
pub struct Url<'a>(pub Cow<'a, str>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeploymentStatusCreatedDeploymentStatusState {
    Pending,
    InProgress,
    Success,
    Failure,
    Error,
    Waiting,
    Queued,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct CheckRunPullRequest<'a> {
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
    pub id: u64,
    pub number: u64,
    pub head: CheckRunPullRequestHead<'a>,
    pub base: CheckRunPullRequestHead<'a>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct CheckRunPullRequestHead<'a> {
    pub r#ref: Cow<'a, str>,
    #[event(pattern = "^[0-9a-f]{40}$")]
    pub sha: Cow<'a, str>,
    pub repo: RepoRef<'a>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeploymentWorkflowRunConclusion {
    Success,
    Failure,
    Neutral,
    Cancelled,
    TimedOut,
    ActionRequired,
    Stale,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeploymentWorkflowRunStatus {
    Requested,
    InProgress,
    Completed,
    Queued,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct DeploymentWorkflowRun<'a> {
    pub id: u64,
    pub name: Cow<'a, str>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<Cow<'a, str>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_title: Option<Cow<'a, str>>,
    pub node_id: Cow<'a, str>,
    pub head_branch: Cow<'a, str>,
    #[event(pattern = "^[0-9a-f]{40}$")]
    pub head_sha: Cow<'a, str>,
    pub run_number: u64,
    pub event: Cow<'a, str>,
    pub status: DeploymentWorkflowRunStatus,
    #[event(required)]
    pub conclusion: Option<DeploymentWorkflowRunConclusion>,
    pub workflow_id: u64,
    pub check_suite_id: u64,
    pub check_suite_node_id: Cow<'a, str>,
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
    #[event(format = "uri")]
    pub html_url: Cow<'a, str>,
    pub pull_requests: Vec<CheckRunPullRequest<'a>>,
    #[event(format = "date-time")]
    pub created_at: Cow<'a, str>,
    #[event(format = "date-time")]
    pub updated_at: Cow<'a, str>,
    pub actor: User<'a>,
    pub triggering_actor: User<'a>,
    pub run_attempt: u64,
    #[event(format = "date-time")]
    pub run_started_at: Cow<'a, str>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referenced_workflows: Option<Vec<ReferencedWorkflow<'a>>>,
}
