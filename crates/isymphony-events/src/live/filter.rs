use std::collections::BTreeMap;
use std::string::{String, ToString as _};
use std::vec::Vec;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a client asks a server for: events whose properties have certain values.
///
/// Conditions on one property are alternatives, those on different properties must all hold, and the value `*` is any
/// value of a property that is present. Without conditions everything is admitted.
///
/// ```
/// use isymphony_events::live::Filter;
///
/// let filter = Filter::new([("type", "hangup"), ("type", "linkEnd"), ("username", "*")]);
/// assert!(filter.admits(br#"{"type":"hangup","username":null}"#));
/// assert!(!filter.admits(br#"{"type":"linkEnd"}"#));
///
/// let message = Filter::new([("type", "hangup")]).message();
/// assert_eq!(message, r#"{"type":"filter","filters":[{"property":"type","value":"hangup"}]}"#);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    #[serde(rename = "type")]
    tag: String,
    filters: Vec<Condition>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Condition {
    property: String,
    value: String,
}

impl Filter {
    /// The tag of the message.
    pub const TAG: &'static str = "filter";

    const ANY: &'static str = "*";

    /// A filter with these conditions, each a property and a value.
    pub fn new<P: Into<String>, V: Into<String>>(conditions: impl IntoIterator<Item = (P, V)>) -> Self {
        let filters = conditions
            .into_iter()
            .map(|(property, value)| Condition { property: property.into(), value: value.into() })
            .collect();
        Self { tag: String::from(Self::TAG), filters }
    }

    /// The message that asks for it.
    pub fn message(&self) -> String {
        // Neither has a map with keys that are no strings.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The filter that a client's message asks for; `None` if it is another message.
    pub fn from_message(message: &[u8]) -> Option<Self> {
        serde_json::from_slice(message).ok().filter(|filter: &Self| filter.tag == Self::TAG)
    }

    /// Whether a server would send this payload.
    pub fn admits(&self, payload: &[u8]) -> bool {
        let Ok(Value::Object(event)) = serde_json::from_slice(payload) else { return false };
        let mut wanted: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for Condition { property, value } in &self.filters {
            wanted.entry(property).or_default().push(value);
        }
        wanted.into_iter().all(|(property, values)| {
            event.get(property).is_some_and(|found| {
                let text = found.as_str().map_or_else(|| found.to_string(), String::from);
                values.iter().any(|value| *value == Self::ANY || *value == text)
            })
        })
    }
}
