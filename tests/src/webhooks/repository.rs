//! Repositories.

use std::borrow::Cow;
use std::collections::BTreeMap;

use event_schema::Schema;
use serde::{Deserialize, Serialize};

use super::app::Access;
use super::user::User;

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct License<'a> {
    pub key: Cow<'a, str>,
    pub name: Cow<'a, str>,
    pub spdx_id: Cow<'a, str>,
    #[event(required, format = "uri")]
    pub url: Option<Cow<'a, str>>,
    pub node_id: Cow<'a, str>,
}

/// A moment, written in seconds since 1970 or as a date and a time.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Moment<'a> {
    Seconds(u64),
    DateTime(DateTime<'a>),
}

#[derive(Debug, Clone, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[event(format = "date-time")]
pub struct DateTime<'a>(pub Cow<'a, str>);

/// A git repository.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct Repository<'a> {
    /// Unique identifier of the repository.
    pub id: u64,
    /// The GraphQL identifier of the repository.
    pub node_id: Cow<'a, str>,
    /// The name of the repository.
    pub name: Cow<'a, str>,
    /// The full, globally unique, name of the repository.
    pub full_name: Cow<'a, str>,
    /// Whether the repository is private or public.
    pub private: bool,
    pub owner: User<'a>,
    /// The URL to view the repository on GitHub.com.
    #[event(format = "uri")]
    pub html_url: Cow<'a, str>,
    /// The repository description.
    #[event(required)]
    pub description: Option<Cow<'a, str>>,
    /// Whether the repository is a fork.
    pub fork: bool,
    /// The URL to get more information about the repository from the GitHub API.
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
    /// The API URL to list the forks of the repository.
    #[event(format = "uri")]
    pub forks_url: Cow<'a, str>,
    /// A template for the API URL to get information about deploy keys on the repository.
    pub keys_url: Cow<'a, str>,
    /// A template for the API URL to get information about collaborators of the repository.
    pub collaborators_url: Cow<'a, str>,
    /// The API URL to list the teams on the repository.
    #[event(format = "uri")]
    pub teams_url: Cow<'a, str>,
    /// The API URL to list the hooks on the repository.
    #[event(format = "uri")]
    pub hooks_url: Cow<'a, str>,
    /// A template for the API URL to get information about issue events on the repository.
    pub issue_events_url: Cow<'a, str>,
    /// The API URL to list the events of the repository.
    #[event(format = "uri")]
    pub events_url: Cow<'a, str>,
    /// A template for the API URL to list the available assignees for issues in the repository.
    pub assignees_url: Cow<'a, str>,
    /// A template for the API URL to get information about branches in the repository.
    pub branches_url: Cow<'a, str>,
    /// The API URL to get information about tags on the repository.
    #[event(format = "uri")]
    pub tags_url: Cow<'a, str>,
    /// A template for the API URL to create or retrieve a raw Git blob in the repository.
    pub blobs_url: Cow<'a, str>,
    /// A template for the API URL to get information about Git tags of the repository.
    pub git_tags_url: Cow<'a, str>,
    /// A template for the API URL to get information about Git refs of the repository.
    pub git_refs_url: Cow<'a, str>,
    /// A template for the API URL to create or retrieve a raw Git tree of the repository.
    pub trees_url: Cow<'a, str>,
    /// A template for the API URL to get information about statuses of a commit.
    pub statuses_url: Cow<'a, str>,
    /// The API URL to get information about the languages of the repository.
    #[event(format = "uri")]
    pub languages_url: Cow<'a, str>,
    /// The API URL to list the stargazers on the repository.
    #[event(format = "uri")]
    pub stargazers_url: Cow<'a, str>,
    /// A template for the API URL to list the contributors to the repository.
    #[event(format = "uri")]
    pub contributors_url: Cow<'a, str>,
    /// The API URL to list the subscribers on the repository.
    #[event(format = "uri")]
    pub subscribers_url: Cow<'a, str>,
    /// The API URL to subscribe to notifications for this repository.
    #[event(format = "uri")]
    pub subscription_url: Cow<'a, str>,
    /// A template for the API URL to get information about commits on the repository.
    pub commits_url: Cow<'a, str>,
    /// A template for the API URL to get information about Git commits of the repository.
    pub git_commits_url: Cow<'a, str>,
    /// A template for the API URL to get information about comments on the repository.
    pub comments_url: Cow<'a, str>,
    /// A template for the API URL to get information about issue comments on the repository.
    pub issue_comment_url: Cow<'a, str>,
    /// A template for the API URL to get the contents of the repository.
    pub contents_url: Cow<'a, str>,
    /// A template for the API URL to compare two commits or refs.
    pub compare_url: Cow<'a, str>,
    /// The API URL to merge branches in the repository.
    #[event(format = "uri")]
    pub merges_url: Cow<'a, str>,
    /// A template for the API URL to download the repository as an archive.
    pub archive_url: Cow<'a, str>,
    /// The API URL to list the downloads on the repository.
    #[event(format = "uri")]
    pub downloads_url: Cow<'a, str>,
    /// A template for the API URL to get information about issues on the repository.
    pub issues_url: Cow<'a, str>,
    /// A template for the API URL to get information about pull requests on the repository.
    pub pulls_url: Cow<'a, str>,
    /// A template for the API URL to get information about milestones of the repository.
    pub milestones_url: Cow<'a, str>,
    /// A template for the API URL to get information about notifications on the repository.
    pub notifications_url: Cow<'a, str>,
    /// A template for the API URL to get information about labels of the repository.
    pub labels_url: Cow<'a, str>,
    /// A template for the API URL to get information about releases on the repository.
    pub releases_url: Cow<'a, str>,
    /// The API URL to list the deployments of the repository.
    #[event(format = "uri")]
    pub deployments_url: Cow<'a, str>,
    pub created_at: Moment<'a>,
    #[event(format = "date-time")]
    pub updated_at: Cow<'a, str>,
    #[event(required)]
    pub pushed_at: Option<Moment<'a>>,
    #[event(format = "uri")]
    pub git_url: Cow<'a, str>,
    pub ssh_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub clone_url: Cow<'a, str>,
    #[event(format = "uri")]
    pub svn_url: Cow<'a, str>,
    #[event(required)]
    pub homepage: Option<Cow<'a, str>>,
    pub size: u64,
    pub stargazers_count: u64,
    pub watchers_count: u64,
    #[event(required)]
    pub language: Option<Cow<'a, str>>,
    /// Whether issues are enabled.
    pub has_issues: bool,
    /// Whether projects are enabled.
    pub has_projects: bool,
    /// Whether downloads are enabled.
    pub has_downloads: bool,
    /// Whether the wiki is enabled.
    pub has_wiki: bool,
    pub has_pages: bool,
    /// Whether discussions are enabled.
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_discussions: Option<bool>,
    pub forks_count: u64,
    #[event(required, format = "uri")]
    pub mirror_url: Option<Cow<'a, str>>,
    /// Whether the repository is archived.
    pub archived: bool,
    /// Returns whether or not this repository is disabled.
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disabled: Option<bool>,
    pub open_issues_count: u64,
    #[event(required)]
    pub license: Option<License<'a>>,
    pub forks: u64,
    pub open_issues: u64,
    pub watchers: u64,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stargazers: Option<u64>,
    /// The default branch of the repository.
    pub default_branch: Cow<'a, str>,
    /// Whether to allow squash merges for pull requests.
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_squash_merge: Option<bool>,
    /// Whether to allow merge commits for pull requests.
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_merge_commit: Option<bool>,
    /// Whether to allow rebase merges for pull requests.
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_rebase_merge: Option<bool>,
    /// Whether to allow auto-merge for pull requests.
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_auto_merge: Option<bool>,
    /// Whether to allow private forks.
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_forking: Option<bool>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_update_branch: Option<bool>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub use_squash_pr_title_as_default: Option<bool>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub squash_merge_commit_message: Option<Cow<'a, str>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub squash_merge_commit_title: Option<Cow<'a, str>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merge_commit_message: Option<Cow<'a, str>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merge_commit_title: Option<Cow<'a, str>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_template: Option<bool>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web_commit_signoff_required: Option<bool>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topics: Option<Vec<Cow<'a, str>>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visibility: Option<RepositoryVisibility>,
    /// Whether to delete head branches when pull requests are merged.
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delete_branch_on_merge: Option<bool>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub master_branch: Option<Cow<'a, str>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permissions: Option<BTreeMap<String, Access>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public: Option<bool>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<Cow<'a, str>>,
    #[event(non_null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_properties: Option<BTreeMap<String, Option<PropertyValue<'a>>>>,
}

/// The value of a custom property.
#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
#[serde(untagged)]
pub enum PropertyValue<'a> {
    One(Cow<'a, str>),
    Many(Vec<Cow<'a, str>>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Schema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RepositoryVisibility {
    Public,
    Private,
    Internal,
}

#[derive(Debug, Clone, PartialEq, Schema, Serialize, Deserialize)]
pub struct RepoRef<'a> {
    pub id: u64,
    #[event(format = "uri")]
    pub url: Cow<'a, str>,
    pub name: Cow<'a, str>,
}
