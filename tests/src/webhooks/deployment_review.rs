//! Deployments that wait for somebody.

use std::borrow::Cow;

use event_schema::{Event, Schema};
use serde::{Deserialize, Serialize};

use super::commit::CommitSimple;
use super::deployment_status::CheckRunPullRequestHead;
use super::deployment_status::DeploymentStatusCreatedCheckRunConclusion;
use super::installation::InstallationLite;
use super::organization::Organization;
use super::repository::Repository;
use super::team::Team;
use super::user::User;
use super::workflow_job::StepConclusion;
use super::workflow_job::WorkflowJobStatus;

/// What happens to a deployment review.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(tag = "action")]
pub enum DeploymentReviewEvent<'a> {
    Approved(DeploymentReviewApproved<'a>),
    Rejected(DeploymentReviewRejected<'a>),
    Requested(DeploymentReviewRequested<'a>),
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "approved", tag = "action")]
pub struct DeploymentReviewApproved<'a> {
    pub workflow_run: WorkflowRun<'a>,
    #[event(format = "date-time")]
    pub since: Cow<'a, str>,
    #[event(non_null)]
    pub workflow_job_run: Option<DeploymentReviewApprovedWorkflowJobRun<'a>>,
    #[event(non_null)]
    pub workflow_job_runs: Option<Vec<DeploymentReviewApprovedWorkflowJobRun<'a>>>,
    #[event(non_null)]
    pub reviewers: Option<Vec<DeploymentReviewer<'a>>>,
    #[event(non_null)]
    pub approver: Option<User<'a>>,
    #[event(non_null)]
    pub comment: Option<Cow<'a, str>>,
    pub repository: Repository<'a>,
    pub organization: Organization<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
}

/// Who may review a deployment.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(tag = "type", content = "reviewer")]
pub enum DeploymentReviewer<'a> {
    User(User<'a>),
    Team(Team<'a>),
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct DeploymentReviewApprovedWorkflowJobRun<'a> {
    pub id: u64,
    pub name: Cow<'a, str>,
    pub status: WorkflowJobStatus,
    #[event(required)]
    pub conclusion: Option<StepConclusion>,
    #[event(format = "uri")]
    pub html_url: Cow<'a, str>,
    #[event(format = "date-time")]
    pub created_at: Cow<'a, str>,
    #[event(format = "date-time")]
    pub updated_at: Cow<'a, str>,
    pub environment: Cow<'a, str>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "rejected", tag = "action")]
pub struct DeploymentReviewRejected<'a> {
    pub workflow_run: WorkflowRun<'a>,
    #[event(format = "date-time")]
    pub since: Cow<'a, str>,
    #[event(non_null)]
    pub workflow_job_run: Option<DeploymentReviewApprovedWorkflowJobRun<'a>>,
    #[event(non_null)]
    pub workflow_job_runs: Option<Vec<DeploymentReviewApprovedWorkflowJobRun<'a>>>,
    #[event(non_null)]
    pub reviewers: Option<Vec<DeploymentReviewer<'a>>>,
    #[event(non_null)]
    pub approver: Option<User<'a>>,
    #[event(non_null)]
    pub comment: Option<Cow<'a, str>>,
    pub repository: Repository<'a>,
    pub organization: Organization<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "requested", tag = "action")]
pub struct DeploymentReviewRequested<'a> {
    #[event(required)]
    pub workflow_run: Option<WorkflowRun<'a>>,
    #[event(format = "date-time")]
    pub since: Cow<'a, str>,
    pub workflow_job_run: DeploymentReviewApprovedWorkflowJobRun<'a>,
    pub environment: Cow<'a, str>,
    pub reviewers: Vec<DeploymentReviewer<'a>>,
    pub requestor: User<'a>,
    pub repository: Repository<'a>,
    pub organization: Organization<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Workflow<'a> {
    #[event(format = "uri")]
    pub badge_url: Cow<'a, str>,
    #[event(format = "date-time")]
    pub created_at: Cow<'a, str>,
    #[event(format = "uri")]
    pub html_url: Cow<'a, str>,
    pub id: u64,
    pub name: Cow<'a, str>,
    pub node_id: Cow<'a, str>,
    pub path: Cow<'a, str>,
    pub state: Cow<'a, str>,
    #[event(format = "date-time")]
    pub updated_at: Cow<'a, str>,
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
}

/// A workflow referenced/reused by the initial caller workflow.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct ReferencedWorkflow<'a> {
    pub path: Cow<'a, str>,
    #[event(pattern = "^[0-9a-f]{40}$")]
    pub sha: Cow<'a, str>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#ref: Option<Cow<'a, str>>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct RepositoryLite<'a> {
    /// A template for the API URL to download the repository as an archive.
    pub archive_url: Cow<'a, str>,
    /// A template for the API URL to list the available assignees for issues in the repository.
    pub assignees_url: Cow<'a, str>,
    /// A template for the API URL to create or retrieve a raw Git blob in the repository.
    pub blobs_url: Cow<'a, str>,
    /// A template for the API URL to get information about branches in the repository.
    pub branches_url: Cow<'a, str>,
    /// A template for the API URL to get information about collaborators of the repository.
    pub collaborators_url: Cow<'a, str>,
    /// A template for the API URL to get information about comments on the repository.
    pub comments_url: Cow<'a, str>,
    /// A template for the API URL to get information about commits on the repository.
    pub commits_url: Cow<'a, str>,
    /// A template for the API URL to compare two commits or refs.
    pub compare_url: Cow<'a, str>,
    /// A template for the API URL to get the contents of the repository.
    pub contents_url: Cow<'a, str>,
    /// A template for the API URL to list the contributors to the repository.
    #[event(format = "uri")]
    pub contributors_url: Cow<'a, str>,
    /// The API URL to list the deployments of the repository.
    #[event(format = "uri")]
    pub deployments_url: Cow<'a, str>,
    /// The repository description.
    #[event(required)]
    pub description: Option<Cow<'a, str>>,
    /// The API URL to list the downloads on the repository.
    #[event(format = "uri")]
    pub downloads_url: Cow<'a, str>,
    /// The API URL to list the events of the repository.
    #[event(format = "uri")]
    pub events_url: Cow<'a, str>,
    /// Whether the repository is a fork.
    pub fork: bool,
    /// The API URL to list the forks of the repository.
    #[event(format = "uri")]
    pub forks_url: Cow<'a, str>,
    /// The full, globally unique, name of the repository.
    pub full_name: Cow<'a, str>,
    /// A template for the API URL to get information about Git commits of the repository.
    pub git_commits_url: Cow<'a, str>,
    /// A template for the API URL to get information about Git refs of the repository.
    pub git_refs_url: Cow<'a, str>,
    /// A template for the API URL to get information about Git tags of the repository.
    pub git_tags_url: Cow<'a, str>,
    /// The API URL to list the hooks on the repository.
    #[event(format = "uri")]
    pub hooks_url: Cow<'a, str>,
    /// The URL to view the repository on GitHub.com.
    #[event(format = "uri")]
    pub html_url: Cow<'a, str>,
    /// Unique identifier of the repository.
    pub id: u64,
    /// A template for the API URL to get information about issue comments on the repository.
    pub issue_comment_url: Cow<'a, str>,
    /// A template for the API URL to get information about issue events on the repository.
    pub issue_events_url: Cow<'a, str>,
    /// A template for the API URL to get information about issues on the repository.
    pub issues_url: Cow<'a, str>,
    /// A template for the API URL to get information about deploy keys on the repository.
    pub keys_url: Cow<'a, str>,
    /// A template for the API URL to get information about labels of the repository.
    pub labels_url: Cow<'a, str>,
    /// The API URL to get information about the languages of the repository.
    #[event(format = "uri")]
    pub languages_url: Cow<'a, str>,
    /// The API URL to merge branches in the repository.
    #[event(format = "uri")]
    pub merges_url: Cow<'a, str>,
    /// A template for the API URL to get information about milestones of the repository.
    pub milestones_url: Cow<'a, str>,
    /// The name of the repository.
    pub name: Cow<'a, str>,
    /// The GraphQL identifier of the repository.
    pub node_id: Cow<'a, str>,
    /// A template for the API URL to get information about notifications on the repository.
    pub notifications_url: Cow<'a, str>,
    pub owner: User<'a>,
    /// Whether the repository is private or public.
    pub private: bool,
    /// A template for the API URL to get information about pull requests on the repository.
    pub pulls_url: Cow<'a, str>,
    /// A template for the API URL to get information about releases on the repository.
    pub releases_url: Cow<'a, str>,
    /// The API URL to list the stargazers on the repository.
    #[event(format = "uri")]
    pub stargazers_url: Cow<'a, str>,
    /// A template for the API URL to get information about statuses of a commit.
    pub statuses_url: Cow<'a, str>,
    /// The API URL to list the subscribers on the repository.
    #[event(format = "uri")]
    pub subscribers_url: Cow<'a, str>,
    /// The API URL to subscribe to notifications for this repository.
    #[event(format = "uri")]
    pub subscription_url: Cow<'a, str>,
    /// The API URL to get information about tags on the repository.
    #[event(format = "uri")]
    pub tags_url: Cow<'a, str>,
    /// The API URL to list the teams on the repository.
    #[event(format = "uri")]
    pub teams_url: Cow<'a, str>,
    /// A template for the API URL to create or retrieve a raw Git tree of the repository.
    pub trees_url: Cow<'a, str>,
    /// The URL to get more information about the repository from the GitHub API.
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct WorkflowRun<'a> {
    /// The URL to the artifacts for the workflow run.
    #[event(format = "uri")]
    pub artifacts_url: Cow<'a, str>,
    /// The URL to cancel the workflow run.
    #[event(format = "uri")]
    pub cancel_url: Cow<'a, str>,
    /// The URL to the associated check suite.
    #[event(format = "uri")]
    pub check_suite_url: Cow<'a, str>,
    /// The ID of the associated check suite.
    pub check_suite_id: u64,
    /// The node ID of the associated check suite.
    pub check_suite_node_id: Cow<'a, str>,
    #[event(required)]
    pub conclusion: Option<DeploymentStatusCreatedCheckRunConclusion>,
    #[event(format = "date-time")]
    pub created_at: Cow<'a, str>,
    pub event: Cow<'a, str>,
    pub head_branch: Cow<'a, str>,
    pub head_commit: CommitSimple<'a>,
    pub head_repository: RepositoryLite<'a>,
    /// The SHA of the head commit that points to the version of the workflow being run.
    #[event(pattern = "^[0-9a-f]{40}$")]
    pub head_sha: Cow<'a, str>,
    /// The full path of the workflow.
    pub path: Cow<'a, str>,
    pub display_title: Cow<'a, str>,
    #[event(format = "uri")]
    pub html_url: Cow<'a, str>,
    /// The ID of the workflow run.
    pub id: u64,
    /// The URL to the jobs for the workflow run.
    #[event(format = "uri")]
    pub jobs_url: Cow<'a, str>,
    /// The URL to download the logs for the workflow run.
    #[event(format = "uri")]
    pub logs_url: Cow<'a, str>,
    pub node_id: Cow<'a, str>,
    /// The name of the workflow run.
    pub name: Cow<'a, str>,
    pub pull_requests: Vec<WorkflowRunPullRequest<'a>>,
    pub repository: RepositoryLite<'a>,
    /// The URL to rerun the workflow run.
    #[event(format = "uri")]
    pub rerun_url: Cow<'a, str>,
    /// The auto incrementing run number for the workflow run.
    pub run_number: u64,
    pub status: WorkflowRunStatus,
    #[event(format = "date-time")]
    pub updated_at: Cow<'a, str>,
    /// The URL to the workflow run.
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
    /// The ID of the parent workflow.
    pub workflow_id: u64,
    /// The URL to the workflow.
    #[event(format = "uri")]
    pub workflow_url: Cow<'a, str>,
    /// Attempt number of the run, 1 for first attempt and higher if the workflow was re-run.
    pub run_attempt: u64,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referenced_workflows: Option<Vec<ReferencedWorkflow<'a>>>,
    /// The start time of the latest run.
    #[event(format = "date-time")]
    pub run_started_at: Cow<'a, str>,
    /// The URL to the previous attempted run of this workflow, if one exists.
    #[event(required, format = "uri")]
    pub previous_attempt_url: Option<Cow<'a, str>>,
    pub actor: User<'a>,
    pub triggering_actor: User<'a>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkflowRunStatus {
    Requested,
    InProgress,
    Completed,
    Queued,
    Waiting,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct WorkflowRunPullRequest<'a> {
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
    pub id: u64,
    pub number: u64,
    pub head: CheckRunPullRequestHead<'a>,
    pub base: CheckRunPullRequestHead<'a>,
}
