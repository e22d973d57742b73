//! Pages of a wiki were written.

use std::borrow::Cow;

use event_schema::Schema;
use serde::{Deserialize, Serialize};

use super::installation::InstallationLite;
use super::organization::Organization;
use super::repository::Repository;
use super::user::User;

/// A wiki page is created or updated.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Gollum<'a> {
    /// The pages that were updated.
    pub pages: Vec<GollumPage<'a>>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub installation: Option<InstallationLite<'a>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<Organization<'a>>,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct GollumPage<'a> {
    /// The name of the page.
    pub page_name: Cow<'a, str>,
    /// The current page title.
    pub title: Cow<'a, str>,
    #[event(required)]
    pub summary: Option<User<'a>>,
    /// The action that was performed on the page.
    pub action: GollumPageAction,
    /// The latest commit SHA of the page.
    #[event(pattern = "^[0-9a-f]{40}$")]
    pub sha: Cow<'a, str>,
    /// Points to the HTML wiki page.
    #[event(format = "uri")]
    pub html_url: Cow<'a, str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GollumPageAction {
    Created,
    Edited,
}
