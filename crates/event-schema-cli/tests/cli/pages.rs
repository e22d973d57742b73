//! `list`, `schema`, `explain` and the help.

use serde_json::Value;

use crate::command::{event_schema, json, run};

const EVENTS: [&str; 8] = [
    "hangup",
    "linkEnd",
    "confRoomCallLeave",
    "agentLogin",
    "agentLogout",
    "userLogin",
    "userLogout",
    "userStatus",
];

#[test]
fn the_list_has_every_event() {
    let ran = run(event_schema().arg("list"));
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    for event in EVENTS {
        let line = ran.stdout().lines().find(|line| line.split_whitespace().next() == Some(event));
        assert!(line.is_some(), "{event} in {}", ran.stdout());
    }
    let hangup = ran.stdout().lines().nth(1).unwrap();
    assert_eq!(
        hangup.split_whitespace().collect::<Vec<_>>(),
        ["hangup", "3.2", "11", "A", "call", "leg", "ended"]
    );
}

#[test]
fn schemas_are_json_and_self_contained() {
    let union = run(event_schema().arg("schema"));
    assert_eq!((union.code, union.stderr.as_str()), (Some(0), ""));
    assert_eq!(json(&union.stdout)["$schema"], "https://json-schema.org/draft/2020-12/schema");

    let hangup = json(&run(event_schema().args(["schema", "hangup"])).stdout);
    assert_eq!(hangup["properties"]["type"]["const"], "hangup");
    assert_eq!(hangup["properties"]["did"]["type"], Value::from(vec!["string", "null"]));
    assert_ne!(hangup["additionalProperties"], false);

    let strict = json(&run(event_schema().args(["schema", "hangup", "--profile", "strict"])).stdout);
    assert_eq!(strict["additionalProperties"], false);

    let draft07 = run(event_schema().args(["schema", "--draft", "07"]));
    assert_eq!(json(&draft07.stdout)["$schema"], "http://json-schema.org/draft-07/schema#");
    assert!(!draft07.stdout().contains("#/$defs/"));
}

#[test]
fn every_event_is_explained_within_eighty_columns() {
    for event in EVENTS {
        let ran = run(event_schema().args(["explain", event]));
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
        let text = ran.stdout();
        assert!(text.starts_with(event), "{text}");
        assert!(!text.contains('\u{1b}'), "{text}");
        for line in text.lines() {
            assert!(line.chars().count() <= 80 || line.trim_start().starts_with('"'), "{event}: {line}");
            assert_eq!(line.trim_end(), line);
        }
    }
    let hangup = run(event_schema().args(["explain", "hangup"]));
    for wanted in [
        "did              string or null · required · documented",
        "time             integer, 0 to 9007199254740991 · required · documented",
        "Null when the leg belongs to no user.",
        "since 3.2",
        "\"type\": \"hangup\",",
        "isymphony_events::hangup::Hangup",
    ] {
        assert!(hangup.stdout().contains(wanted), "{wanted} in {}", hangup.stdout());
    }
    assert!(run(event_schema().args(["explain", "linkEnd"])).stdout().contains("· inferred"));
}

#[test]
fn the_example_of_an_explanation_is_a_valid_payload() {
    for event in EVENTS {
        let page = run(event_schema().args(["explain", event]));
        let text = page.stdout();
        let example = &text[text.find("\n  {").unwrap()..=text.rfind("\n  }").unwrap() + 3];
        let one_line = serde_json::to_vec(&json(example.as_bytes())).unwrap();
        let ran =
            crate::command::run_with(event_schema().args(["validate", "--profile", "strict"]), &one_line);
        assert_eq!(ran.code, Some(0), "{text}");
    }
}

#[test]
fn unknown_events_get_a_suggestion() {
    for command in ["explain", "schema", "sample"] {
        let ran = run(event_schema().args([command, "hangupp"]));
        assert_eq!(ran.code, Some(2));
        assert!(ran.stderr.contains("a similar value exists: 'hangup'"), "{}", ran.stderr);
    }
}

#[test]
fn every_command_has_help_with_examples() {
    for command in [
        "",
        "validate",
        "tap",
        "simulate",
        "replay",
        "schema",
        "list",
        "explain",
        "sample",
        "demo",
        "completions",
    ] {
        let ran = run(event_schema().args(command.split_terminator(' ')).arg("--help"));
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
        assert!(ran.stdout().contains(&format!("Usage: event-schema {command}").trim_end().to_owned()));
        assert!(ran.stdout().contains("Examples:\n  # "), "{}", ran.stdout());
        assert!(!ran.stdout().contains('\u{1b}'));
    }
    assert!(run(event_schema().arg("--version")).stdout().starts_with("event-schema 0."));
}

#[test]
fn colour_is_for_those_who_ask() {
    let forced = run(event_schema().args(["explain", "hangup"]).env("CLICOLOR_FORCE", "1"));
    assert!(forced.stdout().contains('\u{1b}'));
    let refused =
        run(event_schema().args(["explain", "hangup"]).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1"));
    assert!(!refused.stdout().contains('\u{1b}'), "{}", refused.stdout());
}
