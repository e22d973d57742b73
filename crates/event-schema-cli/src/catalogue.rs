use event_schema::model::{Model, Object};

/// The events that the command knows.
pub(crate) struct Catalogue {
    /// The union, or the only event.
    pub(crate) model: &'static Model,
    /// The events, in declaration order.
    pub(crate) events: Vec<KnownEvent>,
}

/// An event that the command knows.
#[derive(Clone, Copy)]
pub(crate) struct KnownEvent {
    pub(crate) tag: &'static str,
    pub(crate) model: &'static Model,
    /// What is always there of it.
    pub(crate) object: &'static Object,
}

impl Catalogue {
    pub(crate) fn of(model: &'static Model) -> Self {
        let models: Vec<_> = match model.as_union() {
            Some(union) => union.variants.iter().map(|variant| (variant.model)()).collect(),
            None => vec![model],
        };
        let events = models.into_iter().filter_map(|model| {
            let object = model.common_object()?;
            Some(KnownEvent { tag: object.tag?.value, model, object })
        });
        Self { model, events: events.collect() }
    }

    /// What the events are, in a few words.
    pub(crate) fn headline(&self) -> String {
        headline(self.model)
    }

    pub(crate) fn find(&self, tag: &str) -> Option<&KnownEvent> {
        self.events.iter().find(|event| event.tag == tag)
    }

    /// The model of an event, or of the whole catalogue where none is asked for.
    pub(crate) fn model_of(&self, tag: Option<&str>) -> &'static Model {
        tag.and_then(|tag| self.find(tag)).map_or(self.model, |event| event.model)
    }
}

impl KnownEvent {
    /// What happened, in a few words.
    pub(crate) fn headline(&self) -> String {
        headline(self.model)
    }

    /// How many properties it has, its tag among them.
    pub(crate) fn width(&self) -> usize {
        self.object.properties.len() + 1
    }
}

/// The first sentence of what is said about a type, else its name.
fn headline(model: &Model) -> String {
    let paragraph = model.docs.description.trim().split("\n\n").next().unwrap_or_default();
    let words = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
    let sentence = words.split_once(". ").map_or(words.as_str(), |(first, _)| first).trim_end_matches('.');
    model.docs.title.or(Some(sentence)).filter(|text| !text.is_empty()).unwrap_or(model.name).to_owned()
}
