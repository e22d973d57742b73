//! Installations of apps, and the events about them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use event_schema::{Event, Schema};
use serde::{Deserialize, Serialize};

use super::app::Access;
use super::repository::Moment;
use super::user::User;

/// What happens to an installation.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(tag = "action")]
pub enum InstallationEvent<'a> {
    Created(InstallationCreated<'a>),
    Deleted(InstallationDeleted<'a>),
    NewPermissionsAccepted(InstallationNewPermissionsAccepted<'a>),
    Suspend(InstallationSuspend<'a>),
    Unsuspend(InstallationUnsuspend<'a>),
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "created", tag = "action")]
pub struct InstallationCreated<'a> {
    pub installation: Installation<'a>,
    /// An array of repository objects that the installation can access.
    #[event(non_null)]
    pub repositories: Option<Vec<InstallationCreatedRepositorie<'a>>>,
    #[event(non_null)]
    pub requester: Option<User<'a>>,
    pub sender: User<'a>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct InstallationCreatedRepositorie<'a> {
    /// Unique identifier of the repository.
    pub id: u64,
    pub node_id: Cow<'a, str>,
    /// The name of the repository.
    pub name: Cow<'a, str>,
    pub full_name: Cow<'a, str>,
    /// Whether the repository is private or public.
    pub private: bool,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "deleted", tag = "action")]
pub struct InstallationDeleted<'a> {
    pub installation: Installation<'a>,
    /// An array of repository objects that the installation can access.
    #[event(non_null)]
    pub repositories: Option<Vec<InstallationCreatedRepositorie<'a>>>,
    pub requester: Option<User<'a>>,
    pub sender: User<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "new_permissions_accepted", tag = "action")]
pub struct InstallationNewPermissionsAccepted<'a> {
    pub installation: Installation<'a>,
    /// An array of repository objects that the installation can access.
    #[event(non_null)]
    pub repositories: Option<Vec<InstallationCreatedRepositorie<'a>>>,
    pub requester: Option<User<'a>>,
    pub sender: User<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "suspend", tag = "action")]
pub struct InstallationSuspend<'a> {
    pub installation: Installation<'a>,
    /// An array of repository objects that the installation can access.
    #[event(non_null)]
    pub repositories: Option<Vec<InstallationCreatedRepositorie<'a>>>,
    pub requester: Option<User<'a>>,
    pub sender: User<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "unsuspend", tag = "action")]
pub struct InstallationUnsuspend<'a> {
    pub installation: Installation<'a>,
    /// An array of repository objects that the installation can access.
    #[event(non_null)]
    pub repositories: Option<Vec<InstallationCreatedRepositorie<'a>>>,
    pub requester: Option<User<'a>>,
    pub sender: User<'a>,
}

/// Installation.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct InstallationLite<'a> {
    /// The ID of the installation.
    pub id: u64,
    pub node_id: Cow<'a, str>,
}

/// The GitHub App installation.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Installation<'a> {
    /// The ID of the installation.
    pub id: u64,
    pub account: User<'a>,
    /// Describe whether all repositories have been selected or there's a selection involved.
    pub repository_selection: InstallationRepositorySelection,
    #[event(format = "uri")]
    pub access_tokens_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub repositories_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub html_url: Cow<'a, str>,
    pub app_id: u64,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_slug: Option<Cow<'a, str>>,
    /// The ID of the user or organization this token is being scoped to.
    pub target_id: u64,
    pub target_type: InstallationTargetType,
    pub permissions: BTreeMap<String, Access>,
    pub events: Vec<InstallationEventName>,
    pub created_at: Moment<'a>,
    pub updated_at: Moment<'a>,
    #[event(required)]
    pub single_file_name: Option<Cow<'a, str>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_multiple_single_files: Option<bool>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub single_file_paths: Option<Vec<Cow<'a, str>>>,
    pub suspended_by: Option<User<'a>>,
    #[event(format = "date-time")]
    pub suspended_at: Option<Cow<'a, str>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InstallationEventName {
    BranchProtectionRule,
    CheckRun,
    CheckSuite,
    CodeScanningAlert,
    CommitComment,
    Create,
    Delete,
    Deployment,
    DeploymentReview,
    DeploymentStatus,
    DeployKey,
    Discussion,
    DiscussionComment,
    Fork,
    Gollum,
    Issues,
    IssueComment,
    Label,
    Member,
    Membership,
    MergeGroup,
    MergeQueueEntry,
    Milestone,
    Organization,
    OrgBlock,
    PageBuild,
    Project,
    ProjectsV2Item,
    ProjectCard,
    ProjectColumn,
    Public,
    PullRequest,
    PullRequestReview,
    PullRequestReviewComment,
    PullRequestReviewThread,
    Push,
    RegistryPackage,
    Release,
    Repository,
    RepositoryDispatch,
    SecretScanningAlert,
    SecretScanningAlertLocation,
    SecurityAndAnalysis,
    Star,
    Status,
    Team,
    TeamAdd,
    Watch,
    WorkflowDispatch,
    WorkflowJob,
    WorkflowRun,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
pub enum InstallationTargetType {
    User,
    Organization,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum InstallationRepositorySelection {
    All,
    Selected,
}
