//! Who may work on a repository.

use event_schema::{Event, Schema};
use serde::{Deserialize, Serialize};

use super::app::Access;
use super::change::Before;
use super::installation::InstallationLite;
use super::organization::Organization;
use super::repository::Repository;
use super::user::User;

/// What happens to a member.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(tag = "action")]
pub enum MemberEvent<'a> {
    Added(MemberAdded<'a>),
    Edited(MemberEdited<'a>),
    Removed(MemberRemoved<'a>),
}

/// Activity related to repository collaborators.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "added", tag = "action")]
pub struct MemberAdded<'a> {
    #[event(non_null)]
    pub changes: Option<MemberAddedChanges>,
    /// The user that was added.
    pub member: User<'a>,
    pub repository: Repository<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    pub sender: User<'a>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct MemberAddedChanges {
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permission: Option<MemberAddedChangesPermission>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct MemberAddedChangesPermission {
    pub to: Access,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "edited", tag = "action")]
pub struct MemberEdited<'a> {
    /// The user who's permissions are changed.
    pub member: User<'a>,
    /// The changes to the collaborator permissions.
    pub changes: MemberEditedChanges<'a>,
    pub repository: Repository<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    pub sender: User<'a>,
}

/// The changes to the collaborator permissions.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct MemberEditedChanges<'a> {
    pub old_permission: Before<'a>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "removed", tag = "action")]
pub struct MemberRemoved<'a> {
    /// The user that was removed.
    pub member: User<'a>,
    pub repository: Repository<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    pub sender: User<'a>,
}
