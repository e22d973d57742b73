use serde_json::json;

use crate::{files, json};

#[test]
fn the_manifest_says_what_schemas_have_no_words_for() {
    let manifest = json(&files(), "v1/manifest.json");
    assert_eq!(manifest["generated"], "cargo xtask lifts");
    assert_eq!(
        manifest["union"],
        json!({"name": "LiftEvent", "rustType": "lifts::LiftEvent", "tag": "@type", "schema": "event.schema.json"})
    );
    assert_eq!(
        manifest["events"][0],
        json!({
            "tag": "lift moved",
            "name": "Moved",
            "rustType": "lifts::Moved",
            "title": "A lift moves",
            "summary": "A lift moved to another floor.",
            "since": "2.1",
            "basis": {
                "documented": ["floor", "load", "time", "state", "direction", "a/b~c \"d\""],
                "inferred": ["who"],
            },
            "reserved": [],
            "schema": "lift=20moved.schema.json",
            "vectors": ["vectors/core/lift=20moved", "vectors/numeric/lift=20moved", "vectors/text/lift=20moved"],
        })
    );
    assert_eq!(manifest["events"][2]["emitted"], "Once a day.");
    assert_eq!(manifest["events"][2]["reserved"], json!(["sum"]));
    let policies: Vec<_> =
        manifest["profiles"].as_array().unwrap().iter().map(|profile| &profile["unknownEvents"]).collect();
    assert_eq!(policies, ["accepted", "accepted", "refused"]);
    let types: Vec<_> = manifest["types"].as_array().unwrap().iter().map(|type_| &type_["name"]).collect();
    assert_eq!(types, ["Direction", "Name", "Part", "State"]);
}

#[test]
fn the_manifest_lists_every_other_file_with_its_sum() {
    let files = files();
    let manifest = json(&files, "v1/manifest.json");
    let listed: Vec<String> = manifest["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| format!("v1/{}", file["path"].as_str().unwrap()))
        .collect();
    let mut expected: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    expected.retain(|path| *path != "v1/manifest.json");
    let mut sorted = listed.clone();
    sorted.sort();
    assert_eq!(sorted, expected);
    assert!(
        manifest["files"].as_array().unwrap().iter().all(|file| file["sha256"].as_str().unwrap().len() == 64)
    );
}
