//! Apps, and what they may do.

use std::borrow::Cow;
use std::collections::BTreeMap;

use event_schema::Schema;
use serde::{Deserialize, Serialize};

use super::user::User;

/// GitHub apps are a new way to extend GitHub.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct App<'a> {
    /// Unique identifier of the GitHub app.
    pub id: u64,
    /// The slug name of the GitHub app.
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<Cow<'a, str>>,
    pub node_id: Cow<'a, str>,
    pub owner: User<'a>,
    /// The name of the GitHub app.
    pub name: Cow<'a, str>,
    #[event(required)]
    pub description: Option<Cow<'a, str>>,
    #[event(format = "uri")]
    pub external_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub html_url: Cow<'a, str>,
    #[event(format = "date-time")]
    pub created_at: Cow<'a, str>,
    #[event(format = "date-time")]
    pub updated_at: Cow<'a, str>,
    /// The set of permissions for the GitHub app.
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permissions: Option<BTreeMap<String, Access>>,
    /// The list of events for the GitHub app.
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub events: Option<Vec<AppEvent>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppEvent {
    BranchProtectionRule,
    CheckRun,
    CheckSuite,
    CodeScanningAlert,
    CommitComment,
    Create,
    Delete,
    DependabotAlert,
    Deployment,
    DeploymentProtectionRule,
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
    RepositoryRuleset,
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
#[serde(rename_all = "lowercase")]
pub enum Access {
    Read,
    Write,
    Admin,
}
