//! Jobs of workflows, and the events about them.

use std::borrow::Cow;

use event_schema::{Event, Schema};
use serde::{Deserialize, Serialize};

use super::deployment::Deployment;
use super::installation::InstallationLite;
use super::organization::Organization;
use super::repository::Repository;
use super::user::User;

/// What happens to a workflow job.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(tag = "action")]
pub enum WorkflowJobEvent<'a> {
    Completed(WorkflowJobCompleted<'a>),
    InProgress(WorkflowJobInProgress<'a>),
    Queued(WorkflowJobQueued<'a>),
    Waiting(WorkflowJobWaiting<'a>),
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "completed", tag = "action")]
pub struct WorkflowJobCompleted<'a> {
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub deployment: Option<Deployment<'a>>,
    pub workflow_job: WorkflowJob<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "in_progress", tag = "action")]
pub struct WorkflowJobInProgress<'a> {
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub deployment: Option<Deployment<'a>>,
    pub workflow_job: WorkflowJob<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "queued", tag = "action")]
pub struct WorkflowJobQueued<'a> {
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub deployment: Option<Deployment<'a>>,
    pub workflow_job: WorkflowJob<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "waiting", tag = "action")]
pub struct WorkflowJobWaiting<'a> {
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub deployment: Option<Deployment<'a>>,
    pub workflow_job: WorkflowJob<'a>,
}

/// A step of a job.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum WorkflowStep<'a> {
    InProgress {
        name: Cow<'a, str>,
        #[event(required)]
        conclusion: Option<User<'a>>,
        number: u64,
        #[event(format = "date-time")]
        started_at: Cow<'a, str>,
        #[event(required)]
        completed_at: Option<User<'a>>,
    },
    Queued {
        name: Cow<'a, str>,
        #[event(required)]
        conclusion: Option<User<'a>>,
        number: u64,
        #[event(required)]
        started_at: Option<User<'a>>,
        #[event(required)]
        completed_at: Option<User<'a>>,
    },
    Completed {
        name: Cow<'a, str>,
        conclusion: StepConclusion,
        number: u64,
        #[event(format = "date-time")]
        started_at: Cow<'a, str>,
        #[event(format = "date-time")]
        completed_at: Cow<'a, str>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StepConclusion {
    Failure,
    Skipped,
    Success,
    Cancelled,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkflowJobStatus {
    Queued,
    InProgress,
    Completed,
    Waiting,
}

/// The workflow job.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct WorkflowJob<'a> {
    pub id: u64,
    pub run_id: u64,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run_attempt: Option<u64>,
    #[event(format = "uri")]
    pub run_url: Cow<'a, str>,
    #[event(pattern = "^[0-9a-f]{40}$")]
    pub head_sha: Cow<'a, str>,
    pub node_id: Cow<'a, str>,
    pub name: Cow<'a, str>,
    #[event(format = "uri")]
    pub check_run_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub html_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
    /// The current status of the job.
    pub status: WorkflowJobStatus,
    pub steps: Vec<WorkflowStep<'a>>,
    #[event(required)]
    pub conclusion: Option<StepConclusion>,
    /// Custom labels for the job.
    pub labels: Vec<Cow<'a, str>>,
    /// The ID of the runner that is running this job.
    #[event(required)]
    pub runner_id: Option<u64>,
    /// The name of the runner that is running this job.
    #[event(required)]
    pub runner_name: Option<Cow<'a, str>>,
    /// The ID of the runner group that is running this job.
    #[event(required)]
    pub runner_group_id: Option<u64>,
    /// The name of the runner group that is running this job.
    #[event(required)]
    pub runner_group_name: Option<Cow<'a, str>>,
    #[event(format = "date-time")]
    pub started_at: Cow<'a, str>,
    #[event(required, format = "date-time")]
    pub completed_at: Option<Cow<'a, str>>,
    /// The name of the workflow.
    pub workflow_name: Option<Cow<'a, str>>,
    /// The name of the current branch.
    pub head_branch: Option<Cow<'a, str>>,
    #[event(non_null, format = "date-time")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Cow<'a, str>>,
}
