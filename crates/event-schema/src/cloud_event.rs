use alloc::borrow::{Cow, ToOwned};

use crate::Event;

/// An event in the envelope of [CloudEvents 1.0](https://github.com/cloudevents/spec), in JSON's structured mode: the
/// whole is one object, sent as `application/cloudevents+json`.
///
/// `data` is the event as it is without the envelope, its own tag included. An attribute that is null counts as absent,
/// as the format has it, and is written absent. Extension attributes are accepted, and not kept.
///
/// ```
/// use event_schema::{CloudEvent, Event, from_json, to_json};
///
/// /// A door was opened.
/// #[derive(Debug, PartialEq, Event)]
/// #[event(name = "doorOpened")]
/// struct DoorOpened {
///     door: u8,
/// }
///
/// let wrapped = CloudEvent {
///     dataschema: Some("https://doors.example/v1/doorOpened.schema.json".into()),
///     ..CloudEvent::new("e-17", "/houses/3", DoorOpened { door: 2 })
/// };
/// let text = to_json(&wrapped)?;
/// assert_eq!(
///     text,
///     r#"{"specversion":"1.0","id":"e-17","source":"/houses/3","type":"doorOpened","#.to_owned()
///         + r#""dataschema":"https://doors.example/v1/doorOpened.schema.json","data":{"type":"doorOpened","door":2}}"#
/// );
/// let read: CloudEvent<DoorOpened> = from_json(text.as_bytes())?;
/// assert_eq!(read, wrapped);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Event)]
#[event(crate = crate, name = "1.0", tag = "specversion")]
pub struct CloudEvent<'a, E> {
    /// Tells this event from all others of its source: who gets both twice, got one event twice.
    #[event(min_length = 1)]
    pub id: Cow<'a, str>,
    /// Where it happened.
    #[event(min_length = 1, format = "uri-reference")]
    pub source: Cow<'a, str>,
    /// What happened. The standard recommends a domain that is read backwards as its beginning.
    #[serde(rename = "type")]
    #[event(min_length = 1)]
    pub event_type: Cow<'a, str>,
    /// The media type of `data`, JSON if it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[event(min_length = 1)]
    pub datacontenttype: Option<Cow<'a, str>>,
    /// Which schema `data` follows: the `$id` of the event's document. A change that breaks readers takes another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[event(min_length = 1, format = "uri")]
    pub dataschema: Option<Cow<'a, str>>,
    /// What the event is about, within its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[event(min_length = 1)]
    pub subject: Option<Cow<'a, str>>,
    /// When it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[event(format = "date-time")]
    pub time: Option<Cow<'a, str>>,
    /// The event.
    pub data: E,
}

impl<E: Event> CloudEvent<'_, E> {
    /// An envelope with what it must have; the event's tag is its type.
    pub fn new(id: impl Into<Cow<'static, str>>, source: impl Into<Cow<'static, str>>, data: E) -> Self {
        Self {
            id: id.into(),
            source: source.into(),
            event_type: Cow::Owned(data.tag().to_owned()),
            datacontenttype: None,
            dataschema: None,
            subject: None,
            time: None,
            data,
        }
    }
}
