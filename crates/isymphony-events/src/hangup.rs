//! `hangup`: a call leg ended, because somebody hung up or because the telephone system took the call down.
//!
//! Sent for a leg whose extension belongs to a licensed (full) user, and for a leg that was last dialled or linked
//! with such a leg. So legs without a licence appear too, and with them nulls: not every leg has an extension, a
//! user or a number of entry.
//!
//! Read by whatever keeps books on calls: journals, screen pops that close with the call, statistics. It may come
//! for a leg of which nothing was heard before.
//!
//! Everything here is documented, on a page that its vendor calls unfinished and possibly wrong.

use event_schema::Event;

use crate::{CallParty, Envelope};

/// A call leg ended.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Event)]
#[serde(rename_all = "camelCase")]
#[event(
    name = "hangup",
    since = "3.2",
    emitted = "Sent for a call leg whose extension belongs to a licensed user, or that was last dialled or linked \
               with such a leg."
)]
pub struct Hangup<'a> {
    /// What every event carries.
    #[serde(flatten)]
    pub envelope: Envelope<'a>,
    /// The leg that ended.
    #[serde(flatten)]
    pub party: CallParty<'a>,
}
