use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{FaultKind, Sampler};
use crate::model::{
    Bound, Constraints, Docs, EnumValue, Enumeration, Integer, Model, Object, Presence, Property, SampleHint,
    Shape, Tag, TypeRef, Union, UnknownVariant, Variant,
};
use crate::{Code, ModelValidator, Profile, Schema};

const UNKNOWN: UnknownVariant = UnknownVariant {
    name: "Unknown",
    definition: "UnknownEvent",
    is_kept: true,
    closed: false,
    content: None,
    docs: Docs::NONE,
};

const NAME_LIMITS: Constraints =
    Constraints { min_length: Some(2), max_length: Some(24), ..Constraints::NONE };
const SHARE: Constraints =
    Constraints { minimum: Some(Bound::Float(0.0)), maximum: Some(Bound::Float(0.5)), ..Constraints::NONE };
const FEW: Constraints = Constraints { min_items: Some(1), max_items: Some(3), ..Constraints::NONE };

const fn property(name: &'static str, value: TypeRef, presence: Presence, nullable: bool) -> Property {
    Property { nullable, presence, ..Property::new(name, name, value) }
}

const fn event(value: &'static str, properties: &'static [Property], closed: bool) -> Model {
    let tag = Some(Tag::new("type", value));
    let object = Object { tag, properties, closed, ..Object::EMPTY };
    Model { name: value, ..Model::anonymous(value, Shape::Object(object)) }
}

const fn value(name: &'static str) -> EnumValue {
    EnumValue::new(name, name)
}

static LEVEL: Model = Model {
    name: "Level",
    ..Model::anonymous(
        "Level",
        Shape::Enumeration(Enumeration {
            values: &[value("low"), value("say \"high\"")],
            open: false,
            other: None,
            group: None,
        }),
    )
};
static MOOD: Model = Model {
    name: "Mood",
    ..Model::anonymous(
        "Mood",
        Shape::Enumeration(Enumeration { open: true, ..Enumeration::closed(&[value("calm")]) }),
    )
};
static PLACE: Model = Model {
    name: "Place",
    ..Model::anonymous(
        "Place",
        Shape::Object(Object {
            properties: &[
                property("floor", || u8::MODEL, Presence::Required, false),
                property("next", || &OPTIONAL_PLACE, Presence::Optional, true),
            ],
            closed: true,
            ..Object::EMPTY
        }),
    )
};
static OPTIONAL_PLACE: Model = Model::anonymous("Option", Shape::Nullable(|| &PLACE));
static PLACES: Model = Model::anonymous("Vec", Shape::Array(|| &PLACE));
static COUNTS: Model = Model::anonymous("BTreeMap", Shape::Map(|| u64::MODEL));

static OPENED: Model = event(
    "opened",
    &[
        Property {
            sample: Some(SampleHint::EpochMillis),
            constraints: Constraints::between(Integer::from_u128(0), Integer::from_u128((1 << 53) - 1)),
            ..property("time", || i64::MODEL, Presence::Required, false)
        },
        Property {
            sample: Some(SampleHint::Uuid),
            ..property("id", || str::MODEL, Presence::Required, false)
        },
        Property {
            sample: Some(SampleHint::PersonName),
            constraints: NAME_LIMITS,
            ..property("who", || Option::<String>::MODEL, Presence::Required, true)
        },
        Property {
            sample: Some(SampleHint::PhoneNumber),
            ..property("number", || Option::<String>::MODEL, Presence::Optional, true)
        },
        property("level", || &LEVEL, Presence::Required, false),
        property("mood", || &MOOD, Presence::Required, false),
        property("place", || &PLACE, Presence::Required, false),
        Property { constraints: FEW, ..property("path", || &PLACES, Presence::Required, false) },
        property("counts", || &COUNTS, Presence::Required, false),
        Property { constraints: SHARE, ..property("share", || f64::MODEL, Presence::Required, false) },
        property("locked", || Option::<bool>::MODEL, Presence::NonNull, false),
        property("more", || <crate::RawJson<'_> as Schema>::MODEL, Presence::Optional, true),
    ],
    false,
);
static CLOSED: Model = event(
    "closed",
    &[
        property("signed", || i128::MODEL, Presence::Required, false),
        property("wide", || u128::MODEL, Presence::Required, false),
        Property {
            sample: Some(SampleHint::IpAddress),
            ..property("from", || str::MODEL, Presence::Required, false)
        },
        Property {
            sample: Some(SampleHint::ExtensionNumber),
            ..property("to", || str::MODEL, Presence::Required, false)
        },
    ],
    true,
);
static DOORS: Model = union(true);
static CLOSED_DOORS: Model = union(false);

const VARIANTS: &[Variant] =
    &[Variant::new("Opened", "opened", || &OPENED), Variant::new("Closed", "closed", || &CLOSED)];

const fn union(open: bool) -> Model {
    let unknown = if open { Some(UNKNOWN) } else { None };
    Model {
        name: "Doors",
        ..Model::anonymous("Doors", Shape::Union(Union { unknown, ..Union::new("type", VARIANTS) }))
    }
}

/// An open union, a closed one, events alone, and an object that is none.
pub(crate) static MODELS: [&Model; 5] = [&DOORS, &CLOSED_DOORS, &OPENED, &CLOSED, &PLACE];

/// FNV-1a.
fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[test]
fn same_seed_same_bytes() {
    let sample = |seed| {
        let mut sampler = Sampler::new(&DOORS, seed).invalid(0.2);
        let mut out = Vec::new();
        for _ in 0..1000 {
            sampler.next_payload(&mut out);
            out.push(b'\n');
        }
        out
    };
    assert_eq!(sample(1), sample(1));
    assert_ne!(sample(1), sample(2));
    assert_eq!(hash(&sample(1)), 0xa82d_8955_fa05_be61, "the samples of a seed have changed");
}

#[test]
fn payloads_without_fault_are_valid() {
    for model in MODELS {
        for profile in Profile::ALL {
            let validator = ModelValidator::new(model).profile(profile).show_values(true);
            let mut sampler = Sampler::new(model, 7).profile(profile).exotic(true);
            for _ in 0..2000 {
                let mut out = Vec::new();
                assert_eq!(sampler.next_payload(&mut out).fault, None);
                assert!(!out.contains(&b'\n'));
                if let Err(errors) = validator.validate(&out) {
                    panic!("{profile}: {errors}\n{}", String::from_utf8_lossy(&out));
                }
            }
        }
    }
}

#[test]
fn faults_are_the_first_error() {
    for model in MODELS {
        for profile in Profile::ALL {
            let validator = ModelValidator::new(model).profile(profile).show_values(true).max_errors(1);
            let mut sampler = Sampler::new(model, 11).profile(profile).invalid(1.0);
            for _ in 0..4000 {
                let mut out = Vec::new();
                let fault = sampler.next_payload(&mut out).fault.expect("every payload was to be broken");
                assert!(!out.contains(&b'\n'));
                let text = String::from_utf8_lossy(&out);
                let Err(errors) = validator.validate(&out) else {
                    panic!("{profile}: {fault:?} was accepted\n{text}")
                };
                let first = errors.first();
                let found = (first.code, first.instance, first.offset);
                assert_eq!(
                    found,
                    (fault.code, fault.instance.as_str(), fault.offset),
                    "{profile} {fault:?}\n{text}"
                );
            }
        }
    }
}

#[test]
fn every_kind_of_fault_happens() {
    let mut kinds: Vec<FaultKind> = Vec::new();
    for model in MODELS {
        let mut sampler = Sampler::new(model, 3).invalid(1.0);
        let mut out = Vec::new();
        for _ in 0..4000 {
            out.clear();
            kinds.extend(sampler.next_payload(&mut out).fault.map(|fault| fault.kind));
        }
    }
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds, FaultKind::ALL);
}

#[test]
fn the_mix_is_as_promised() {
    let mut sampler = Sampler::new(&DOORS, 5).invalid(0.02);
    let lines: Vec<_> = (0..20_000)
        .map(|_| {
            let mut out = Vec::new();
            (sampler.next_payload(&mut out), out)
        })
        .collect();
    let sound = lines.iter().filter(|(sampled, _)| sampled.fault.is_none());
    let sound: Vec<String> = sound.map(|(_, line)| String::from_utf8(line.clone()).expect("UTF-8")).collect();
    let opened: Vec<&String> = sound.iter().filter(|text| text.contains("\"opened\"")).collect();
    let between = |what: &str, part: usize, whole: usize, least: usize, most: usize| {
        let per_mille = part * 1000 / whole;
        assert!((least..=most).contains(&per_mille), "{what}: {per_mille} in a thousand");
    };
    let of = |event| lines.iter().filter(|(sampled, _)| sampled.event == event).count();
    between("faults", lines.len() - sound.len(), lines.len(), 17, 23);
    between("unknown events", of(None), lines.len(), 6, 14);
    between("one event", of(Some("opened")), lines.len(), 450, 550);
    let spaced = sound.iter().filter(|text| text.contains("\": ")).count();
    between("spaced", spaced, sound.len(), 270, 330);
    let moved = sound.iter().filter(|text| !text.starts_with("{\"type\"")).count();
    between("tag not first", moved, sound.len(), 30, 60);
    let null = opened.iter().filter(|text| text.replace(": ", ":").contains("\"who\":null")).count();
    between("null", null, opened.len(), 270, 330);
    let is_fancy = |text: &str| !text.is_ascii() || text.replace(r#"say \"high\""#, "").contains('\\');
    let fancy = opened.iter().filter(|text| is_fancy(text)).count();
    between("fancy text", fancy, opened.len(), 100, 250);
}

#[test]
fn the_clock_goes_on() {
    let mut sampler = Sampler::new(&OPENED, 5);
    let mut last = 0;
    for _ in 0..100 {
        let mut out = Vec::new();
        sampler.next_payload(&mut out);
        let json: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
        let time = json["time"].as_i64().expect("a time");
        assert!(time + 20 >= last, "{time} after {last}");
        last = time;
    }
}

#[test]
fn kinds_are_told_in_words() {
    assert_eq!(FaultKind::MissingTag.to_string(), "missing tag");
    assert_eq!(Code::Syntax.as_str(), "syntax");
}
