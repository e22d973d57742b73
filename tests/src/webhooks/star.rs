//! Stars given and taken back.

use std::borrow::Cow;

use event_schema::Event;

use super::installation::InstallationLite;
use super::organization::Organization;
use super::repository::Repository;
use super::user::User;

/// What happens to a star.
#[derive(Debug, Clone, PartialEq, Event)]
#[event(tag = "action")]
pub enum StarEvent<'a> {
    Created(StarCreated<'a>),
    Deleted(StarDeleted<'a>),
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "created", tag = "action")]
pub struct StarCreated<'a> {
    /// The time the star was created.
    #[event(format = "date-time")]
    pub starred_at: Cow<'a, str>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
}

#[derive(Debug, Clone, PartialEq, Event)]
#[event(name = "deleted", tag = "action")]
pub struct StarDeleted<'a> {
    /// The time the star was created.
    #[event(required)]
    pub starred_at: Option<User<'a>>,
    pub repository: Repository<'a>,
    pub sender: User<'a>,
    #[event(non_null)]
    pub organization: Option<Organization<'a>>,
    #[event(non_null)]
    pub installation: Option<InstallationLite<'a>>,
}
