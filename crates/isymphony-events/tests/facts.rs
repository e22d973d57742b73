//! The types against the facts: every property that is known of an event, and no other.

use isymphony_events::IsymphonyEvent;
use isymphony_events::event_schema::Schema;
use isymphony_events::event_schema::model::{Model, Presence, Property, Shape};
use serde::Deserialize;

#[derive(Debug, PartialEq, Deserialize)]
struct EventFacts {
    r#type: String,
    since: String,
    properties: Vec<PropertyFacts>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct PropertyFacts {
    name: String,
    r#type: String,
    nullable: bool,
    basis: String,
    /// Of an open enumeration.
    known_values: Option<Vec<String>>,
}

#[test]
fn models_say_what_is_known() {
    let known: Vec<EventFacts> = serde_json::from_slice(include_bytes!("fixtures/facts.json")).unwrap();
    assert_eq!(events().map(facts_of_event).collect::<Vec<_>>(), known);
}

#[test]
fn every_property_is_required_and_described() {
    for event in events() {
        for property in event.as_object().unwrap().properties {
            assert_eq!(property.presence, Presence::Required, "{} {}", event.name, property.name);
            assert_eq!(property.nullable, property.null_when.is_some(), "{} {}", event.name, property.name);
            assert!(property.docs.description.ends_with('.'), "{} {}", event.name, property.name);
        }
    }
}

fn events() -> impl Iterator<Item = &'static Model> {
    IsymphonyEvent::MODEL.as_union().unwrap().variants.iter().map(|variant| (variant.model)())
}

fn facts_of_event(event: &'static Model) -> EventFacts {
    let object = event.as_object().unwrap();
    let tag = object.tag.unwrap();
    let of_tag = PropertyFacts {
        name: tag.property.to_owned(),
        r#type: "string".to_owned(),
        nullable: false,
        basis: "documented".to_owned(),
        known_values: None,
    };
    EventFacts {
        r#type: tag.value.to_owned(),
        since: event.docs.since.unwrap().to_owned(),
        properties: [of_tag].into_iter().chain(object.properties.iter().map(facts_of_property)).collect(),
    }
}

fn facts_of_property(property: &'static Property) -> PropertyFacts {
    let (json_type, known_values) = match &(property.value)().non_null().shape {
        Shape::String => ("string", None),
        Shape::Enumeration(enumeration) => {
            assert!(enumeration.open, "{} must be open", property.name);
            ("string", Some(enumeration.values.iter().map(|value| value.name.to_owned()).collect()))
        }
        Shape::Integer => ("integer", None),
        Shape::Boolean => ("boolean", None),
        shape => panic!("{}: no event has a {shape:?}", property.name),
    };
    PropertyFacts {
        name: property.name.to_owned(),
        r#type: json_type.to_owned(),
        nullable: property.nullable,
        basis: property.basis.as_str().to_owned(),
        known_values,
    }
}
