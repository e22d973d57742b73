use alloc::borrow::Cow;

use event_schema::Schema;

/// A user's session in the client, and where it was opened from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Schema)]
#[serde(rename_all = "camelCase")]
pub struct ClientSession<'a> {
    /// Id of the user.
    #[event(sample = uuid)]
    pub user_id: Cow<'a, str>,
    /// Login name of the user. Unlike the id it outlasts a restart of the server.
    #[event(sample = extension_number)]
    pub username: Cow<'a, str>,
    /// Id of the session: a login and its logout carry the same one.
    #[event(sample = uuid)]
    pub user_login_id: Cow<'a, str>,
    /// Address that the client connected from; may be empty.
    #[event(sample = ip_address, example = r#""127.0.0.1""#, example = r#""""#)]
    pub ip: Cow<'a, str>,
    /// Port that the client connected from.
    #[event(example = "57042")]
    pub port: u16,
}
