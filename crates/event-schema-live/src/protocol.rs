/// What a server of events and its clients say to each other besides events.
///
/// The defaults are for a server that sends events and nothing else.
///
/// ```
/// use event_schema_live::Protocol;
///
/// struct Doors;
///
/// impl Protocol for Doors {
///     fn path(&self) -> &'static str {
///         "/doors/events"
///     }
/// }
///
/// assert_eq!(Doors.filter_message(&[(String::from("door"), String::from("front"))]), None);
/// ```
pub trait Protocol: Send + Sync {
    /// Where on a server the events are.
    fn path(&self) -> &'static str {
        "/"
    }

    /// The message by which a client asks for events whose properties have these values, and no others; `None` if
    /// servers know no such message.
    fn filter_message(&self, conditions: &[(String, String)]) -> Option<String> {
        let _ = conditions;
        None
    }

    /// Whether a message of a server is an answer to a message of the client, and no event. Asked only as long as an
    /// answer is due.
    fn is_reply(&self, message: &[u8]) -> bool {
        let _ = message;
        false
    }

    /// What a server does about a message of a client.
    fn answer(&self, message: &[u8]) -> Answer {
        let _ = message;
        Answer::default()
    }

    /// What a server plays, without end: equal seeds play the same. `None` if there is no play, and samples must do.
    fn play(&self, seed: u64) -> Option<Frames> {
        let _ = seed;
        None
    }
}

/// What a server does about a message of a client.
#[derive(Default)]
pub struct Answer {
    /// What it says.
    pub reply: Option<String>,
    /// Which events it sends from then on; as before if there is none.
    pub admits: Option<Admits>,
}

/// Whether a payload is sent.
pub type Admits = Box<dyn Fn(&[u8]) -> bool + Send>;

/// Payloads, one after the other.
pub type Frames = Box<dyn Iterator<Item = Vec<u8>> + Send>;

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Answer").field("reply", &self.reply).finish_non_exhaustive()
    }
}
