//! `linkEnd`: two call legs that were linked with each other were parted.
//!
//! Sent only for extensions that belong to a licensed (full) user; whether it takes one such side or both is not
//! documented. A leg may live on: its end is a `hangup`.
//!
//! Read by whatever measures conversations rather than calls: talk time, recordings, displays of who talks to whom.
//!
//! The ids, names and numbers of the second leg (`callSegmentId2`, `callerIdName2`, `callerIdNumber2`) are
//! inferred from the first leg's and from the sample; all else is documented, on a page that its vendor calls
//! unfinished.

use event_schema::Event;

use crate::{CallParty, Envelope};

/// Two call legs that were linked were parted. Properties that end in 1 tell of one leg, those in 2 of the other.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Event)]
#[serde(rename_all = "camelCase")]
#[event(
    name = "linkEnd",
    since = "3.2",
    emitted = "Sent only for extensions that belong to a licensed user; whether one such side is enough is not \
               documented."
)]
pub struct LinkEnd<'a> {
    /// What every event carries.
    #[serde(flatten)]
    pub envelope: Envelope<'a>,
    /// One leg.
    #[serde(flatten)]
    #[event(suffix = "1")]
    pub first: CallParty<'a>,
    /// The other leg.
    #[serde(flatten)]
    #[event(suffix = "2", inferred("callSegmentId2", "callerIdName2", "callerIdNumber2"))]
    pub second: CallParty<'a>,
}
