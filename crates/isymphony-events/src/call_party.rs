use alloc::borrow::Cow;

use event_schema::Schema;

/// One leg of a call (the server calls it a call segment), and whom it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Schema)]
#[serde(rename_all = "camelCase")]
pub struct CallParty<'a> {
    /// Id of the call leg.
    #[event(sample = uuid)]
    pub call_segment_id: Cow<'a, str>,
    /// Name that the leg's caller ID shows.
    #[event(sample = person_name, example = r#""Michael Y""#)]
    pub caller_id_name: Cow<'a, str>,
    /// Number that the leg's caller ID shows.
    #[event(sample = phone_number, example = r#""42243""#)]
    pub caller_id_number: Cow<'a, str>,
    /// Number under which the leg reached the telephone system. It need not consist of digits.
    #[event(
        required,
        null_when = "the leg came about by dialling out, or its number of entry is not known",
        sample = phone_number,
        example = r#""4224""#,
        example = r#""s""#
    )]
    pub did: Option<Cow<'a, str>>,
    /// Id of the leg's extension.
    #[event(required, null_when = "the leg belongs to no extension", sample = uuid)]
    pub extension_id: Option<Cow<'a, str>>,
    /// Number to dial for the leg's extension. Unlike the id it outlasts a restart of the server.
    #[event(required, null_when = "the leg belongs to no extension", sample = extension_number)]
    pub extension_number: Option<Cow<'a, str>>,
    /// Id of the leg's user.
    #[event(required, null_when = "the leg belongs to no user", sample = uuid)]
    pub user_id: Option<Cow<'a, str>>,
    /// Login name of the leg's user. Unlike the id it outlasts a restart of the server.
    #[event(required, null_when = "the leg belongs to no user", sample = extension_number)]
    pub username: Option<Cow<'a, str>>,
}
