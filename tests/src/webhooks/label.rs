//! Labels, and the events about them.

use std::borrow::Cow;

use event_schema::{Event, Schema};
use serde::{Deserialize, Serialize};

use super::change::Before;
use super::installation::InstallationLite;
use super::organization::Organization;
use super::repository::Repository;
use super::user::User;

/// What happens to a label.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(tag = "action")]
pub enum LabelEvent<'a> {
    Created(LabelCreated<'a>),
    Deleted(LabelDeleted<'a>),
    Edited(LabelEdited<'a>),
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "created", tag = "action")]
pub struct LabelCreated<'a> {
    /// The label that was added.
    pub label: Label<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "deleted", tag = "action")]
pub struct LabelDeleted<'a> {
    /// The label that was removed.
    pub label: Label<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "edited", tag = "action")]
pub struct LabelEdited<'a> {
    /// The label that was edited.
    pub label: Label<'a>,
    /// The changes to the label if the action was `edited`.
    #[event(non_null)]
    pub changes: Option<LabelEditedChanges<'a>>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

/// The changes to the label if the action was `edited`.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct LabelEditedChanges<'a> {
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<Before<'a>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Before<'a>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<Before<'a>>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Label<'a> {
    pub id: u64,
    pub node_id: Cow<'a, str>,
    /// URL for the label.
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
    /// The name of the label.
    pub name: Cow<'a, str>,
    pub description: Option<Cow<'a, str>>,
    /// 6-character hex code, without the leading #, identifying the color.
    #[event(pattern = "^[0-9A-Fa-f]{6}$")]
    pub color: Cow<'a, str>,
    pub default: bool,
}
