//! Events about issues.

use event_schema::{Event, Schema};
use serde::{Deserialize, Serialize};

use super::change::Before;
use super::installation::InstallationLite;
use super::issue::Issue;
use super::label::Label;
use super::milestone::Milestone;
use super::organization::Organization;
use super::repository::Repository;
use super::user::User;

/// What happens to an issue.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(tag = "action")]
pub enum IssuesEvent<'a> {
    Assigned(IssuesAssigned<'a>),
    Closed(IssuesClosed<'a>),
    Deleted(IssuesDeleted<'a>),
    Demilestoned(IssuesDemilestoned<'a>),
    Edited(IssuesEdited<'a>),
    Labeled(IssuesLabeled<'a>),
    Locked(IssuesLocked<'a>),
    Milestoned(IssuesMilestoned<'a>),
    Opened(IssuesOpened<'a>),
    Pinned(IssuesPinned<'a>),
    Reopened(IssuesReopened<'a>),
    Transferred(IssuesTransferred<'a>),
    Unassigned(IssuesUnassigned<'a>),
    Unlabeled(IssuesUnlabeled<'a>),
    Unlocked(IssuesUnlocked<'a>),
    Unpinned(IssuesUnpinned<'a>),
}

/// Activity related to an issue.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "assigned", tag = "action")]
pub struct IssuesAssigned<'a> {
    pub issue: Issue<'a>,
    /// The optional user who was assigned or unassigned from the issue.
    pub assignee: Option<User<'a>>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "closed", tag = "action")]
pub struct IssuesClosed<'a> {
    /// The issue itself.
    pub issue: Issue<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "deleted", tag = "action")]
pub struct IssuesDeleted<'a> {
    pub issue: Issue<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "demilestoned", tag = "action")]
pub struct IssuesDemilestoned<'a> {
    pub issue: Issue<'a>,
    pub milestone: Milestone<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "edited", tag = "action")]
pub struct IssuesEdited<'a> {
    pub issue: Issue<'a>,
    #[event(non_null)]
    pub label: Option<Label<'a>>,
    /// The changes to the issue.
    pub changes: IssuesEditedChanges<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

/// The changes to the issue.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct IssuesEditedChanges<'a> {
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Before<'a>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Before<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "labeled", tag = "action")]
pub struct IssuesLabeled<'a> {
    pub issue: Issue<'a>,
    /// The label that was added to the issue.
    #[event(non_null)]
    pub label: Option<Label<'a>>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "locked", tag = "action")]
pub struct IssuesLocked<'a> {
    pub issue: Issue<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "milestoned", tag = "action")]
pub struct IssuesMilestoned<'a> {
    pub issue: Issue<'a>,
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
pub struct IssuesOpened<'a> {
    #[event(non_null)]
    pub changes: Option<IssuesOpenedChanges<'a>>,
    pub issue: Issue<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct IssuesOpenedChanges<'a> {
    pub old_issue: Issue<'a>,
    pub old_repository: Repository<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "pinned", tag = "action")]
pub struct IssuesPinned<'a> {
    pub issue: Issue<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "reopened", tag = "action")]
pub struct IssuesReopened<'a> {
    pub issue: Issue<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "transferred", tag = "action")]
pub struct IssuesTransferred<'a> {
    pub changes: IssuesTransferredChanges<'a>,
    pub issue: Issue<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct IssuesTransferredChanges<'a> {
    pub new_issue: Issue<'a>,
    pub new_repository: Repository<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "unassigned", tag = "action")]
pub struct IssuesUnassigned<'a> {
    pub issue: Issue<'a>,
    /// The optional user who was assigned or unassigned from the issue.
    pub assignee: Option<User<'a>>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "unlabeled", tag = "action")]
pub struct IssuesUnlabeled<'a> {
    pub issue: Issue<'a>,
    /// The label that was removed from the issue.
    #[event(non_null)]
    pub label: Option<Label<'a>>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "unlocked", tag = "action")]
pub struct IssuesUnlocked<'a> {
    pub issue: Issue<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "unpinned", tag = "action")]
pub struct IssuesUnpinned<'a> {
    pub issue: Issue<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}
