//! The catalogue of GitHub's webhooks, against the payloads that were published as samples of them.

use std::collections::BTreeSet;

use event_schema::document::Dialect;
use event_schema::sample::Sampler;
use event_schema::{Event, Profile, Validator, agreement};
use event_schema_publish::{Publication, write};
use event_schema_tests::published::{DIALECTS, Published};
use event_schema_tests::webhooks::*;
use serde_json::Value;

/// A sample on each line: the webhook's name beside a payload of it. `samples/README.md` says where they are from.
const SAMPLES: &str = include_str!("../samples/github.ndjson");

/// What a receiver writes down when such a payload comes.
fn deliveries() -> impl Iterator<Item = Value> {
    SAMPLES.lines().map(|line| {
        let mut delivery: Value = serde_json::from_str(line).unwrap();
        delivery["delivery"] = "72d3162e-cc78-11e3-81ab-4c9367dc0958".into();
        delivery
    })
}

/// The webhook and what happened, for people.
fn name(delivery: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    format!("{} {}", text(&delivery["event"]), text(&delivery["payload"]["action"])).trim_end().to_owned()
}

#[test]
fn samples_are_valid_and_come_back_as_they_were() {
    let mut events = BTreeSet::new();
    let mut samples = 0;
    for delivery in deliveries() {
        let name = name(&delivery);
        let payload = delivery.to_string();
        event_schema::validate::<Delivery<'_>>(payload.as_bytes())
            .unwrap_or_else(|errors| panic!("{name}: {errors}"));
        let event: Delivery<'_> = event_schema::from_json(payload.as_bytes()).unwrap();
        assert!(event.as_unknown().is_none(), "{name} is not known");
        let again = event_schema::to_json(&event).unwrap();
        same(&name, &delivery, &serde_json::from_str(&again).unwrap());
        assert_eq!(event_schema::to_json(&event.into_owned()).unwrap(), again, "{name}");
        samples += 1;
        events.insert(name);
    }
    println!("{samples} samples of {} events", events.len());
    assert!(events.len() > 60, "samples of only {} events", events.len());
}

/// The same JSON, but for a null where nothing was, or nothing where null was: those mean the same where both are valid.
fn same(at: &str, sample: &Value, again: &Value) {
    match (sample, again) {
        (Value::Object(sample), Value::Object(again)) => {
            let names: BTreeSet<_> = sample.keys().chain(again.keys()).collect();
            for name in names {
                let [sample, again] =
                    [sample, again].map(|members| members.get(name).unwrap_or(&Value::Null));
                same(&format!("{at}/{name}"), sample, again);
            }
        }
        (Value::Array(sample), Value::Array(again)) => {
            assert_eq!(sample.len(), again.len(), "{at}");
            for (index, (sample, again)) in sample.iter().zip(again).enumerate() {
                same(&format!("{at}/{index}"), sample, again);
            }
        }
        _ => assert_eq!(sample, again, "{at}"),
    }
}

#[test]
fn what_is_published_accepts_the_samples() {
    let folder = tempfile::tempdir().unwrap();
    let publication = Publication::of::<Delivery<'_>>().unwrap().base("https://webhooks.example/schemas");
    write(&publication.files().unwrap(), folder.path()).unwrap();
    let published = Published::new(&folder.path().join("v1"));
    let deliveries: Vec<_> = deliveries().collect();
    let mut judged = 0;
    for dialect in DIALECTS {
        let validator =
            |path: &str| jsonschema::validator_for(&published.document(&format!("{dialect}{path}"))).unwrap();
        let union = validator("event.schema.json");
        let webhooks: BTreeSet<_> =
            deliveries.iter().map(|delivery| delivery["event"].as_str().unwrap()).collect();
        for webhook in webhooks {
            let own = validator(published.schema_of(webhook).unwrap());
            for delivery in deliveries.iter().filter(|delivery| delivery["event"] == webhook) {
                for validator in [&union, &own] {
                    if let Err(error) = validator.validate(delivery) {
                        panic!("{}: {}: {error}", name(delivery), error.instance_path());
                    }
                    judged += 1;
                }
            }
        }
    }
    println!("{judged} verdicts of published documents");
}

#[test]
fn documents_are_schemas() {
    let publication = Publication::of::<Delivery<'_>>().unwrap();
    let mut documents = 0;
    for file in publication.files().unwrap().iter().filter(|file| file.path.ends_with(".schema.json")) {
        let document = serde_json::from_str(&file.text()).unwrap();
        jsonschema::meta::validate(&document).unwrap_or_else(|error| panic!("{}: {error}", file.path));
        documents += 1;
    }
    assert_eq!(documents, (WEBHOOKS + 1) * Profile::ALL.len() * DIALECTS.len());
}

/// How many webhooks the catalogue knows.
const WEBHOOKS: usize = 23;

/// Random payloads of any webhook, under each profile: as valid as they were meant to be, and the published union agrees.
#[test]
fn sampled_deliveries_agree() {
    for profile in Profile::ALL {
        let document =
            Publication::of::<Delivery<'_>>().unwrap().document(None, profile, Dialect::default()).unwrap();
        let published =
            jsonschema::validator_for(&serde_json::from_str(&document.to_string()).unwrap()).unwrap();
        let validator = Validator::<Delivery<'_>>::new().profile(profile);
        let mut sampler = Sampler::of::<Delivery<'_>>(1).profile(profile).invalid(0.4);
        let mut payload = Vec::new();
        let mut refused = 0;
        for _ in 0..SAMPLED {
            payload.clear();
            let made = sampler.next_payload(&mut payload);
            let text = String::from_utf8_lossy(&payload);
            assert_eq!(validator.validate(&payload).is_ok(), made.fault.is_none(), "{profile}: {text}");
            if made.fault.is_some() {
                refused += 1;
            } else {
                let value = serde_json::from_slice(&payload).unwrap();
                assert!(published.is_valid(&value), "{profile}: {text}");
            }
        }
        println!("{profile}: {} accepted, {refused} refused", SAMPLED - refused);
    }
}

/// How many payloads are sampled for each profile.
const SAMPLED: usize = 200;

/// How many random payloads each type is tried with; `EVENT_SCHEMA_CASES` asks for more.
const CASES: usize = 40;

/// How many of a thousand systematic payloads are tried.
const SHARE: u32 = 50;

macro_rules! agree {
    ($($event:ty),+ $(,)?) => {$(
        println!("{}", agreement!($event).systematic(SHARE).cases(CASES).run());
    )+};
}

/// The agreement kit, on deliveries and their union. It breaks every byte of a payload and every rule in it, and these are
/// of 10 KB and more: most of them are left to long runs.
#[test]
fn deliveries_agree() {
    agree!(MembershipDelivery<'_>, InstallationDelivery<'_>);
    if std::env::var_os("EVENT_SCHEMA_LONG_TESTS").is_some() {
        agree!(
            Delivery<'_>,
            PushDelivery<'_>,
            CreateDelivery<'_>,
            DeleteDelivery<'_>,
            ForkDelivery<'_>,
            GollumDelivery<'_>,
            PingDelivery<'_>,
            PublicDelivery<'_>,
            StarDelivery<'_>,
            IssuesDelivery<'_>,
            IssueCommentDelivery<'_>,
            LabelDelivery<'_>,
            MilestoneDelivery<'_>,
            ReleaseDelivery<'_>,
            PullRequestDelivery<'_>,
            WorkflowJobDelivery<'_>,
            WorkflowDispatchDelivery<'_>,
            RepositoryDispatchDelivery<'_>,
            DeploymentDelivery<'_>,
            DeploymentStatusDelivery<'_>,
            DeploymentReviewDelivery<'_>,
            MemberDelivery<'_>,
        );
    }
}
