use event_schema::document::Json;

/// An object's members as they are written, so that they may be written oddly.
#[derive(Clone)]
pub(super) struct ObjectText(pub(super) Vec<(String, String)>);

impl ObjectText {
    /// An object written plainly.
    pub(super) fn of(object: &Json) -> Self {
        let Json::Object(members) = object else { return Self(Vec::new()) };
        Self(members.iter().map(|(name, value)| (quoted(name), value.to_compact())).collect())
    }

    /// With another member at the end.
    pub(super) fn and(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.0.push((name.into(), value.into()));
        self
    }

    /// With a member written in another way.
    pub(super) fn with(mut self, at: usize, write: impl FnOnce(&mut (String, String))) -> Self {
        self.0.get_mut(at).map(write);
        self
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        self.spaced("").into_bytes()
    }

    /// With white space between all tokens.
    pub(super) fn spaced(&self, space: &str) -> String {
        let members: Vec<String> = self
            .0
            .iter()
            .map(|(name, value)| format!("{space}{name}{space}:{space}{value}{space}"))
            .collect();
        format!("{space}{{{}}}{space}", members.join(","))
    }
}

pub(super) fn quoted(text: &str) -> String {
    Json::string(text).to_compact()
}
