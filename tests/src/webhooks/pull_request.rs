//! Pull requests, and the events about them.

use std::borrow::Cow;

use event_schema::{Event, Schema};
use serde::{Deserialize, Serialize};

use super::author_association::AuthorAssociation;
use super::change::Before;
use super::installation::InstallationLite;
use super::issue::IssueActiveLockReason;
use super::issue::IssueState;
use super::label::Label;
use super::milestone::Milestone;
use super::organization::Organization;
use super::repository::Repository;
use super::team::Team;
use super::user::User;

/// What happens to a pull request.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(tag = "action")]
pub enum PullRequestEvent<'a> {
    Assigned(PullRequestAssigned<'a>),
    AutoMergeDisabled(PullRequestAutoMergeDisabled<'a>),
    AutoMergeEnabled(PullRequestAutoMergeEnabled<'a>),
    Closed(PullRequestClosed<'a>),
    ConvertedToDraft(PullRequestConvertedToDraft<'a>),
    Demilestoned(PullRequestDemilestoned<'a>),
    Dequeued(PullRequestDequeued<'a>),
    Edited(PullRequestEdited<'a>),
    Enqueued(PullRequestEnqueued<'a>),
    Labeled(PullRequestLabeled<'a>),
    Locked(PullRequestLocked<'a>),
    Milestoned(PullRequestMilestoned<'a>),
    Opened(PullRequestOpened<'a>),
    ReadyForReview(PullRequestReadyForReview<'a>),
    Reopened(PullRequestReopened<'a>),
    ReviewRequestRemoved(PullRequestReviewRequestRemoved<'a>),
    ReviewRequested(PullRequestReviewRequested<'a>),
    Synchronize(PullRequestSynchronize<'a>),
    Unassigned(PullRequestUnassigned<'a>),
    Unlabeled(PullRequestUnlabeled<'a>),
    Unlocked(PullRequestUnlocked<'a>),
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "assigned", tag = "action")]
pub struct PullRequestAssigned<'a> {
    /// The pull request number.
    pub number: u64,
    pub pull_request: PullRequest<'a>,
    pub assignee: User<'a>,
    pub repository: Repository<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    pub sender: User<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "auto_merge_disabled", tag = "action")]
pub struct PullRequestAutoMergeDisabled<'a> {
    pub number: u64,
    pub pull_request: PullRequest<'a>,
    pub reason: Cow<'a, str>,
    pub repository: Repository<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    pub sender: User<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "auto_merge_enabled", tag = "action")]
pub struct PullRequestAutoMergeEnabled<'a> {
    pub number: u64,
    pub pull_request: PullRequest<'a>,
    pub reason: Cow<'a, str>,
    pub repository: Repository<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    pub sender: User<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "closed", tag = "action")]
pub struct PullRequestClosed<'a> {
    /// The pull request number.
    pub number: u64,
    pub pull_request: PullRequest<'a>,
    pub repository: Repository<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    pub sender: User<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "converted_to_draft", tag = "action")]
pub struct PullRequestConvertedToDraft<'a> {
    /// The pull request number.
    pub number: u64,
    pub pull_request: PullRequest<'a>,
    pub repository: Repository<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    pub sender: User<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "demilestoned", tag = "action")]
pub struct PullRequestDemilestoned<'a> {
    /// The pull request number.
    pub number: u64,
    pub pull_request: PullRequest<'a>,
    pub milestone: Milestone<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "dequeued", tag = "action")]
pub struct PullRequestDequeued<'a> {
    /// The pull request number.
    pub number: u64,
    /// The reason the pull request was removed from a merge queue.
    pub reason: Cow<'a, str>,
    pub pull_request: PullRequest<'a>,
    pub repository: Repository<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    pub sender: User<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "edited", tag = "action")]
pub struct PullRequestEdited<'a> {
    /// The pull request number.
    pub number: u64,
    /// The changes to the comment if the action was `edited`.
    pub changes: PullRequestEditedChanges<'a>,
    pub pull_request: PullRequest<'a>,
    pub repository: Repository<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    pub sender: User<'a>,
}

/// The changes to the comment if the action was `edited`.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct PullRequestEditedChanges<'a> {
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Before<'a>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Before<'a>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<PullRequestEditedChangesBase<'a>>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct PullRequestEditedChangesBase<'a> {
    pub r#ref: Before<'a>,
    pub sha: Before<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "enqueued", tag = "action")]
pub struct PullRequestEnqueued<'a> {
    /// The pull request number.
    pub number: u64,
    pub pull_request: PullRequest<'a>,
    pub repository: Repository<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    pub sender: User<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "labeled", tag = "action")]
pub struct PullRequestLabeled<'a> {
    /// The pull request number.
    pub number: u64,
    pub pull_request: PullRequest<'a>,
    pub label: Label<'a>,
    pub repository: Repository<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    pub sender: User<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "locked", tag = "action")]
pub struct PullRequestLocked<'a> {
    /// The pull request number.
    pub number: u64,
    pub pull_request: PullRequest<'a>,
    pub repository: Repository<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    pub sender: User<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "milestoned", tag = "action")]
pub struct PullRequestMilestoned<'a> {
    /// The pull request number.
    pub number: u64,
    pub pull_request: PullRequest<'a>,
    pub milestone: Milestone<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "opened", tag = "action")]
pub struct PullRequestOpened<'a> {
    /// The pull request number.
    pub number: u64,
    pub pull_request: PullRequest<'a>,
    pub repository: Repository<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    pub sender: User<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "ready_for_review", tag = "action")]
pub struct PullRequestReadyForReview<'a> {
    /// The pull request number.
    pub number: u64,
    pub pull_request: PullRequest<'a>,
    pub repository: Repository<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    pub sender: User<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "reopened", tag = "action")]
pub struct PullRequestReopened<'a> {
    /// The pull request number.
    pub number: u64,
    pub pull_request: PullRequest<'a>,
    pub repository: Repository<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    pub sender: User<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "review_request_removed", tag = "action")]
pub struct PullRequestReviewRequestRemoved<'a> {
    /// The pull request number.
    pub number: u64,
    pub pull_request: PullRequest<'a>,
    #[event(non_null)]
    pub requested_reviewer: Option<User<'a>>,
    pub repository: Repository<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub requested_team: Option<Team<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "review_requested", tag = "action")]
pub struct PullRequestReviewRequested<'a> {
    /// The pull request number.
    pub number: u64,
    pub pull_request: PullRequest<'a>,
    #[event(non_null)]
    pub requested_reviewer: Option<User<'a>>,
    pub repository: Repository<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub requested_team: Option<Team<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "synchronize", tag = "action")]
pub struct PullRequestSynchronize<'a> {
    /// The pull request number.
    pub number: u64,
    #[event(pattern = "^[0-9a-f]{40}$")]
    pub before: Cow<'a, str>,
    #[event(pattern = "^[0-9a-f]{40}$")]
    pub after: Cow<'a, str>,
    pub pull_request: PullRequest<'a>,
    pub repository: Repository<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    pub sender: User<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "unassigned", tag = "action")]
pub struct PullRequestUnassigned<'a> {
    /// The pull request number.
    pub number: u64,
    pub pull_request: PullRequest<'a>,
    pub assignee: User<'a>,
    pub repository: Repository<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    pub sender: User<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "unlabeled", tag = "action")]
pub struct PullRequestUnlabeled<'a> {
    /// The pull request number.
    pub number: u64,
    pub pull_request: PullRequest<'a>,
    pub label: Label<'a>,
    pub repository: Repository<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    pub sender: User<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "unlocked", tag = "action")]
pub struct PullRequestUnlocked<'a> {
    /// The pull request number.
    pub number: u64,
    pub pull_request: PullRequest<'a>,
    pub repository: Repository<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    pub sender: User<'a>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Link<'a> {
    pub href: Cow<'a, str>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct PullRequestBase<'a> {
    pub label: Cow<'a, str>,
    pub r#ref: Cow<'a, str>,
    #[event(pattern = "^[0-9a-f]{40}$")]
    pub sha: Cow<'a, str>,
    pub user: User<'a>,
    pub repo: Repository<'a>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct PullRequestHead<'a> {
    pub label: Cow<'a, str>,
    pub r#ref: Cow<'a, str>,
    #[event(pattern = "^[0-9a-f]{40}$")]
    pub sha: Cow<'a, str>,
    pub user: User<'a>,
    #[event(required)]
    pub repo: Option<Repository<'a>>,
}

/// Whom a review is asked of.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(untagged)]
pub enum RequestedReviewer<'a> {
    User(User<'a>),
    Team(Team<'a>),
}

/// The status of auto merging a pull request.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct AutoMerge<'a> {
    #[event(required)]
    pub enabled_by: Option<User<'a>>,
    /// The merge method to use.
    pub merge_method: AutoMergeMergeMethod,
    /// Title for the merge commit message.
    #[event(required)]
    pub commit_title: Option<Cow<'a, str>>,
    /// Commit message for the merge commit.
    #[event(required)]
    pub commit_message: Option<Cow<'a, str>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AutoMergeMergeMethod {
    Merge,
    Squash,
    Rebase,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct PullRequestLinks<'a> {
    #[serde(rename = "self")]
    pub this: Link<'a>,
    pub html: Link<'a>,
    pub issue: Link<'a>,
    pub comments: Link<'a>,
    pub review_comments: Link<'a>,
    pub review_comment: Link<'a>,
    pub commits: Link<'a>,
    pub statuses: Link<'a>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct PullRequest<'a> {
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
    pub id: u64,
    pub node_id: Cow<'a, str>,
    #[event(format = "uri")]
    pub html_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub diff_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub patch_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub issue_url: Cow<'a, str>,
    /// Number uniquely identifying the pull request within its repository.
    pub number: u64,
    /// State of this Pull Request.
    pub state: IssueState,
    pub locked: bool,
    /// The title of the pull request.
    pub title: Cow<'a, str>,
    pub user: User<'a>,
    #[event(required)]
    pub body: Option<Cow<'a, str>>,
    #[event(format = "date-time")]
    pub created_at: Cow<'a, str>,
    #[event(format = "date-time")]
    pub updated_at: Cow<'a, str>,
    #[event(required, format = "date-time")]
    pub closed_at: Option<Cow<'a, str>>,
    #[event(required, format = "date-time")]
    pub merged_at: Option<Cow<'a, str>>,
    #[event(required, pattern = "^[0-9a-f]{40}$")]
    pub merge_commit_sha: Option<Cow<'a, str>>,
    #[event(required)]
    pub assignee: Option<User<'a>>,
    pub assignees: Vec<User<'a>>,
    pub requested_reviewers: Vec<RequestedReviewer<'a>>,
    pub requested_teams: Vec<Team<'a>>,
    pub labels: Vec<Label<'a>>,
    #[event(required)]
    pub milestone: Option<Milestone<'a>>,
    #[event(format = "uri")]
    pub commits_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub review_comments_url: Cow<'a, str>,
    pub review_comment_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub comments_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub statuses_url: Cow<'a, str>,
    pub head: PullRequestHead<'a>,
    pub base: PullRequestBase<'a>,
    #[serde(rename = "_links")]
    pub links: PullRequestLinks<'a>,
    pub author_association: AuthorAssociation,
    pub auto_merge: Option<AutoMerge<'a>>,
    pub active_lock_reason: Option<IssueActiveLockReason>,
    /// Indicates whether or not the pull request is a draft.
    pub draft: bool,
    #[event(required)]
    pub merged: Option<bool>,
    #[event(required)]
    pub mergeable: Option<bool>,
    #[event(required)]
    pub rebaseable: Option<bool>,
    pub mergeable_state: Cow<'a, str>,
    #[event(required)]
    pub merged_by: Option<User<'a>>,
    pub comments: u64,
    pub review_comments: u64,
    /// Indicates whether maintainers can modify the pull request.
    pub maintainer_can_modify: bool,
    pub commits: u64,
    pub additions: u64,
    pub deletions: u64,
    pub changed_files: u64,
}
