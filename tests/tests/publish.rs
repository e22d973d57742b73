//! A catalogue of somebody else's, published through the same crate.

use std::collections::BTreeMap;
use std::fs;

use event_schema_publish::{Channel, Error, Publication, Server, check, write};
use event_schema_tests::apis::{check_examples, compare_verdicts};
use event_schema_tests::parcels::{Delivered, DoorEvent, ParcelEvent};
use event_schema_tests::published::Published;
use serde_json::Value;

fn publication() -> Publication {
    Publication::of::<ParcelEvent<'_>>()
        .unwrap()
        .base("https://parcels.example/schemas")
        .command("make schemas")
        .channel(Channel::new("events", "/events", "Every event of the depot.").server(Server::new(
            "depot",
            "wss",
            "depot.parcels.example",
            "The depot's own.",
        )))
}

#[test]
fn a_foreign_catalogue_is_published_whole() {
    let folder = tempfile::tempdir().unwrap();
    let files = publication().files().unwrap();
    let done = write(&files, folder.path()).unwrap();
    assert_eq!(done.written.len(), files.len());
    check(&files, folder.path()).unwrap();

    let published = Published::new(&folder.path().join("v1"));
    assert_eq!(published.manifest["generated"], "make schemas");
    let documents = published.documents();
    assert_eq!(documents.len(), (4 + 1) * 3 * 2);
    for path in documents {
        let document = published.document(&path);
        jsonschema::meta::validate(&document).unwrap_or_else(|error| panic!("{path}: {error}"));
        jsonschema::validator_for(&document).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(document["$id"], format!("https://parcels.example/schemas/v1/{path}"));
    }
}

#[test]
fn a_foreign_catalogues_vectors_hold() {
    let folder = tempfile::tempdir().unwrap();
    write(&publication().files().unwrap(), folder.path()).unwrap();
    let published = Published::new(&folder.path().join("v1"));
    let vectors = published.core_vectors();
    assert!(vectors.len() > 200, "only {} vectors", vectors.len());
    let validator = |path: &String| jsonschema::validator_for(&published.document(path)).unwrap();
    let documents = published.documents().into_iter();
    let validators: BTreeMap<_, _> = documents.map(|path| (path.clone(), validator(&path))).collect();
    for vector in vectors {
        let payload: Value = serde_json::from_str(&vector.payload).unwrap();
        for (profile, expected) in &vector.verdicts {
            for path in published.judges(&vector, *profile) {
                assert_eq!(
                    validators[&path].is_valid(&payload),
                    *expected,
                    "{}: {path} on {}",
                    vector.name,
                    vector.payload
                );
            }
        }
    }
}

#[test]
fn a_foreign_catalogues_documents_for_tools_hold() {
    let folder = tempfile::tempdir().unwrap();
    write(&publication().files().unwrap(), folder.path()).unwrap();
    let published = Published::new(&folder.path().join("v1"));
    assert_eq!(compare_verdicts(&published), 2 * published.core_vectors().len());
    assert!(check_examples(&published) >= 16);
    let openapi = published.document("openapi.json");
    assert_eq!(openapi["info"]["version"], "1.0.0");
    assert_eq!(openapi["webhooks"]["parcel.moved"]["post"]["operationId"], "receiveMoved");

    // It is not known where these are read.
    let doors = Publication::of::<DoorEvent<'_>>().unwrap().files().unwrap();
    assert!(!doors.iter().any(|file| file.path == "v1/asyncapi.json"));
}

#[test]
fn nothing_of_isymphony_is_in_it() {
    for file in publication().files().unwrap() {
        let text = format!("{}\n{}", file.path, file.text()).to_lowercase();
        for word in ["isymphony", "hangup", "callsegment", "coreserver", "\"type\":\"parcel"] {
            assert!(!text.contains(word), "{} says {word}", file.path);
        }
    }
}

#[test]
fn what_was_changed_by_hand_is_found_and_mended() {
    let folder = tempfile::tempdir().unwrap();
    let files = publication().files().unwrap();
    write(&files, folder.path()).unwrap();
    let path = folder.path().join("v1/event.schema.json");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("parcel.moved", "parcel.lost")).unwrap();

    let Err(Error::Stale(stale)) = check(&files, folder.path()) else { panic!("the change went unseen") };
    assert_eq!(stale.changed.len(), 1);
    assert!(stale.changed[0].diff.contains("parcel.lost"), "{}", stale.changed[0].diff);

    assert_eq!(write(&files, folder.path()).unwrap().written, ["v1/event.schema.json"]);
    check(&files, folder.path()).unwrap();
}

#[test]
fn a_union_without_unknown_events_and_a_single_event_can_be_published() {
    let doors = Publication::of::<DoorEvent<'_>>().unwrap().files().unwrap();
    assert!(doors.iter().any(|file| file.path == "v1/event.schema.json"));
    assert!(!doors.iter().any(|file| file.text().contains("UnknownEvent")));

    let delivered = Publication::of::<Delivered>().unwrap().files().unwrap();
    assert!(delivered.iter().any(|file| file.path == "v1/parcel.delivered.schema.json"));
    assert!(!delivered.iter().any(|file| file.path == "v1/event.schema.json"));
}
