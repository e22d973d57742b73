//! Milestones, and the events about them.

use std::borrow::Cow;

use event_schema::{Event, Schema};
use serde::{Deserialize, Serialize};

use super::change::Before;
use super::installation::InstallationLite;
use super::issue::IssueState;
use super::organization::Organization;
use super::repository::Repository;
use super::user::User;

/// What happens to a milestone.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(tag = "action")]
pub enum MilestoneEvent<'a> {
    Closed(MilestoneClosed<'a>),
    Created(MilestoneCreated<'a>),
    Deleted(MilestoneDeleted<'a>),
    Edited(MilestoneEdited<'a>),
    Opened(MilestoneOpened<'a>),
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "closed", tag = "action")]
pub struct MilestoneClosed<'a> {
    pub milestone: Milestone<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "created", tag = "action")]
pub struct MilestoneCreated<'a> {
    pub milestone: Milestone<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "deleted", tag = "action")]
pub struct MilestoneDeleted<'a> {
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
pub struct MilestoneEdited<'a> {
    /// The changes to the milestone if the action was `edited`.
    pub changes: MilestoneEditedChanges<'a>,
    pub milestone: Milestone<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

/// The changes to the milestone if the action was `edited`.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct MilestoneEditedChanges<'a> {
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<Before<'a>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Before<'a>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Before<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "opened", tag = "action")]
pub struct MilestoneOpened<'a> {
    pub milestone: Milestone<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

/// A collection of related issues and pull requests.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Milestone<'a> {
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
    #[event(format = "uri")]
    pub html_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub labels_url: Cow<'a, str>,
    pub id: u64,
    pub node_id: Cow<'a, str>,
    /// The number of the milestone.
    pub number: u64,
    /// The title of the milestone.
    pub title: Cow<'a, str>,
    #[event(required)]
    pub description: Option<Cow<'a, str>>,
    pub creator: User<'a>,
    pub open_issues: u64,
    pub closed_issues: u64,
    /// The state of the milestone.
    pub state: IssueState,
    #[event(format = "date-time")]
    pub created_at: Cow<'a, str>,
    #[event(format = "date-time")]
    pub updated_at: Cow<'a, str>,
    #[event(required, format = "date-time")]
    pub due_on: Option<Cow<'a, str>>,
    #[event(required, format = "date-time")]
    pub closed_at: Option<Cow<'a, str>>,
}
