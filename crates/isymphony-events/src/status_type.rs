use alloc::borrow::Cow;

use event_schema::Schema;
use serde::{Deserialize, Serialize};

/// Category of a user's status. The values are published without their meanings; those told here are what the
/// names suggest.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Schema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum StatusType<'a> {
    /// Can be reached.
    Available,
    /// Cannot be reached.
    Unavailable,
    /// Away for a short time.
    Away,
    /// Away for a longer time ("extended away" in XMPP).
    Xa,
    /// Does not want to be disturbed.
    Dnd,
    /// Is glad to talk.
    Chat,
    /// A further category, named for the colour blue.
    AltBlue,
    /// A further category, named for the colour green.
    AltGreen,
    /// A further category, named for the colour pink.
    AltPink,
    /// A further category, named for the colour purple.
    AltPurple,
    /// A further category, named for the colour red.
    AltRed,
    /// Any other category.
    #[serde(untagged)]
    Other(Cow<'a, str>),
}
