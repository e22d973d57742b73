//! Who belongs to a team.

use std::borrow::Cow;

use event_schema::{Event, Schema};
use serde::{Deserialize, Serialize};

use super::installation::InstallationLite;
use super::organization::Organization;
use super::team::Team;
use super::user::User;

/// What happens to a membership.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(tag = "action")]
pub enum MembershipEvent<'a> {
    Added(MembershipAdded<'a>),
    Removed(MembershipRemoved<'a>),
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "added", tag = "action")]
pub struct MembershipAdded<'a> {
    /// The scope of the membership.
    #[event(constant = "team")]
    pub scope: Cow<'a, str>,
    /// The user that was added or removed.
    pub member: User<'a>,
    pub sender: User<'a>,
    /// The team for the membership.
    pub team: Team<'a>,
    pub organization: Organization<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "removed", tag = "action")]
pub struct MembershipRemoved<'a> {
    /// The scope of the membership.
    pub scope: MembershipRemovedScope,
    /// The user that was added or removed.
    pub member: User<'a>,
    pub sender: User<'a>,
    /// The team for the membership.
    pub team: RemovedTeam<'a>,
    pub organization: Organization<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
}

/// A team, of which little is left once it is deleted.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(untagged)]
pub enum RemovedTeam<'a> {
    Whole(Team<'a>),
    Deleted { id: u64, name: Cow<'a, str>, deleted: Option<bool> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MembershipRemovedScope {
    Team,
    Organization,
}
