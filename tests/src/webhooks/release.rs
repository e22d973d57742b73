//! Releases, and the events about them.

use std::borrow::Cow;

use event_schema::{Event, Schema};
use serde::{Deserialize, Serialize};

use super::change::Before;
use super::installation::InstallationLite;
use super::organization::Organization;
use super::reactions::Reactions;
use super::repository::Repository;
use super::user::User;

/// What happens to a release.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(tag = "action")]
pub enum ReleaseEvent<'a> {
    Created(ReleaseCreated<'a>),
    Deleted(ReleaseDeleted<'a>),
    Edited(ReleaseEdited<'a>),
    Prereleased(ReleasePrereleased<'a>),
    Published(ReleasePublished<'a>),
    Released(ReleaseReleased<'a>),
    Unpublished(ReleaseUnpublished<'a>),
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "created", tag = "action")]
pub struct ReleaseCreated<'a> {
    pub release: Release<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "deleted", tag = "action")]
pub struct ReleaseDeleted<'a> {
    pub release: Release<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "edited", tag = "action")]
pub struct ReleaseEdited<'a> {
    pub changes: ReleaseEditedChanges<'a>,
    pub release: Release<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct ReleaseEditedChanges<'a> {
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Before<'a>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Before<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "prereleased", tag = "action")]
pub struct ReleasePrereleased<'a> {
    pub release: Release<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "published", tag = "action")]
pub struct ReleasePublished<'a> {
    pub release: Release<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "released", tag = "action")]
pub struct ReleaseReleased<'a> {
    pub release: Release<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "unpublished", tag = "action")]
pub struct ReleaseUnpublished<'a> {
    pub release: Release<'a>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
}

/// Data related to a release.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct ReleaseAsset<'a> {
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
    #[event(format = "uri")]
    pub browser_download_url: Cow<'a, str>,
    pub id: u64,
    pub node_id: Cow<'a, str>,
    /// The file name of the asset.
    pub name: Cow<'a, str>,
    #[event(required)]
    pub label: Option<Cow<'a, str>>,
    /// State of the release asset.
    #[event(constant = "uploaded")]
    pub state: Cow<'a, str>,
    pub content_type: Cow<'a, str>,
    pub size: u64,
    pub download_count: u64,
    #[event(format = "date-time")]
    pub created_at: Cow<'a, str>,
    #[event(format = "date-time")]
    pub updated_at: Cow<'a, str>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uploader: Option<User<'a>>,
}

/// The release object.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Release<'a> {
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
    #[event(format = "uri")]
    pub assets_url: Cow<'a, str>,
    pub upload_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub html_url: Cow<'a, str>,
    pub id: u64,
    pub node_id: Cow<'a, str>,
    /// The name of the tag.
    pub tag_name: Cow<'a, str>,
    /// Specifies the commitish value that determines where the Git tag is created from.
    pub target_commitish: Cow<'a, str>,
    #[event(required)]
    pub name: Option<Cow<'a, str>>,
    /// Whether the release is a draft or published.
    pub draft: bool,
    pub author: User<'a>,
    /// Whether the release is identified as a prerelease or a full release.
    pub prerelease: bool,
    #[event(required, format = "date-time")]
    pub created_at: Option<Cow<'a, str>>,
    #[event(required, format = "date-time")]
    pub published_at: Option<Cow<'a, str>>,
    pub assets: Vec<ReleaseAsset<'a>>,
    #[event(required, format = "uri")]
    pub tarball_url: Option<Cow<'a, str>>,
    #[event(required, format = "uri")]
    pub zipball_url: Option<Cow<'a, str>>,
    #[event(required)]
    pub body: Option<Cow<'a, str>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mentions_count: Option<u64>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reactions: Option<Reactions<'a>>,
    #[event(non_null, format = "uri")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discussion_url: Option<Cow<'a, str>>,
}
