//! What must be true of a payload.

mod errors;
mod serde_route;
mod ways;

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::Value;

use super::cases::{Case, Promise};
use super::codec::{Codec, RoundTrip};
use super::decimal::survives_untyped;
use super::oracle::{Oracle, Published};
use super::reference::{self, Finding};
use super::report::{Exception, Report};
use super::same::{Comparison, Floats};
use super::tree::{self, Kind, Node, Unreadable};
use super::typed;
use crate::document::Dialect;
use crate::error::Code;
use crate::errors::Errors;
use crate::model::{Contract, Model, Shape};
use crate::profile::Profile;
use crate::validate::{Accepted, ModelValidator};

/// How deep `serde_json` reads.
const SERDE_DEPTH: usize = 127;

pub(super) struct Checker {
    model: &'static Model,
    codec: Option<Codec>,
    oracle: Oracle,
    /// One for each contract and profile.
    validators: Vec<(Contract, Profile, ModelValidator)>,
}

/// Two sides that should agree do not.
#[derive(Debug, Clone)]
pub(super) struct Disagreement {
    pub(super) profile: Option<Profile>,
    /// Who disagrees, the same words for the same kind of disagreement.
    pub(super) what: &'static str,
    pub(super) detail: String,
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(profile) = self.profile {
            write!(f, "{profile}: ")?;
        }
        write!(f, "{}\n{}", self.what, self.detail)
    }
}

/// Whether the finding is about how many items of an array obey.
fn is_uncounted(finding: &Finding) -> bool {
    matches!(finding.code, Code::MinContains | Code::MaxContains)
}

fn differ<T>(what: &'static str, detail: impl Into<String>) -> Result<T, Disagreement> {
    Err(Disagreement { profile: None, what, detail: detail.into() })
}

/// A payload, and what the kit itself knows of it.
struct Subject<'a> {
    payload: &'a [u8],
    tree: Result<Node, Unreadable>,
    value: serde_json::Result<Value>,
}

impl Checker {
    pub(super) fn new(model: &'static Model, codec: Option<Codec>) -> Self {
        let all =
            Contract::ALL.into_iter().flat_map(|contract| Profile::ALL.map(|profile| (contract, profile)));
        let validators = all.map(|(contract, profile)| {
            let validator = ModelValidator::new(model).show_values(true).max_errors(usize::MAX);
            (contract, profile, validator.contract(contract).profile(profile))
        });
        Self { model, codec, oracle: Oracle::new(model), validators: validators.collect() }
    }

    fn validator(&self, contract: Contract, profile: Profile) -> &ModelValidator {
        let one = self.validators.iter().find(|(of, under, _)| (*of, *under) == (contract, profile));
        &one.expect("one for each contract and profile").2
    }

    pub(super) fn check(&self, case: &Case, report: &mut Report) -> Result<(), Disagreement> {
        let check = catch_unwind(AssertUnwindSafe(|| self.check_all(case, report)));
        check.unwrap_or_else(|_| differ("something panicked", "see above"))
    }

    fn check_all(&self, case: &Case, report: &mut Report) -> Result<(), Disagreement> {
        let payload = &case.payload[..];
        *report.kinds.entry(case.kind).or_default() += 1;
        let subject = Subject { payload, tree: tree::read(payload), value: serde_json::from_slice(payload) };
        Self::readings(&subject, report)?;
        let read = Profile::ALL.map(|profile| self.oracle.published(profile));
        for published in read.into_iter().chain(&self.oracle.written) {
            self.check_published(case, &subject, published, report)
                .map_err(|disagreement| Disagreement { profile: Some(published.profile), ..disagreement })?;
        }
        match self.codec {
            Some(codec) => self.serde_route(codec, &subject, report),
            None => Ok(()),
        }
    }

    /// The kit reads JSON as `serde_json` does, or its other findings would be worth little.
    fn readings(subject: &Subject<'_>, report: &mut Report) -> Result<(), Disagreement> {
        match (&subject.tree, &subject.value) {
            (Ok(_), Ok(_)) | (Err(_), Err(_)) => Ok(()),
            (Ok(root), Err(_)) if root.depth() > SERDE_DEPTH => {
                report.except(Exception::Depth);
                Ok(())
            }
            // Near the end of the range `serde_json` rounds a float up beyond it.
            (Ok(_), Err(error)) if error.to_string().starts_with("number out of range") => {
                report.except(Exception::OracleFloats);
                Ok(())
            }
            (tree, value) => differ("the kit's own reading and serde_json", format!("{tree:?}\n{value:?}")),
        }
    }

    fn check_published(
        &self,
        case: &Case,
        subject: &Subject<'_>,
        published: &Published,
        report: &mut Report,
    ) -> Result<(), Disagreement> {
        let Published { contract, profile, .. } = *published;
        let findings = match &subject.tree {
            Ok(root) => reference::findings(contract, self.model, profile, root),
            Err(Unreadable { code, offset }) => {
                vec![Finding { offset: *offset, code: *code, instance: String::new() }]
            }
        };
        let valid = findings.is_empty();
        report.verdict(profile, valid);
        let is_read = contract == Contract::Deserialize;
        if case.promise == Promise::Valid(profile) && is_read && !valid {
            return differ("a sample that should be valid is not", format!("{findings:?}"));
        }
        self.oracles(subject, published, &findings, report)?;

        let validator = self.validator(contract, profile);
        if let Some(way) = ways::first_other(validator, subject.payload, valid) {
            return differ(way, format!("the rules find {findings:?}"));
        }
        match (&subject.tree, validator.validate(subject.payload)) {
            (Ok(root), Ok(accepted)) if valid => self.accepted(contract, root, accepted)?,
            (_, Ok(accepted)) => {
                return differ(
                    "validate and the rules",
                    format!("{accepted:?}, the rules find {findings:?}"),
                );
            }
            (_, Err(errors)) if valid => return differ("validate and the rules", errors.to_string()),
            (_, Err(errors)) => {
                report.errors += errors.len();
                errors.iter().for_each(|error| *report.codes.entry(error.code).or_default() += 1);
                self.errors(subject, published, &findings, validator, &errors)?;
                if let Promise::Fault(promised, fault) = &case.promise
                    && *promised == profile
                    && is_read
                {
                    let first = errors.first();
                    let found = (first.code, first.instance, first.offset);
                    if found != (fault.code, fault.instance.as_str(), fault.offset) {
                        return differ(
                            "the planted fault and the first error",
                            format!("{fault:?}\n{first:?}"),
                        );
                    }
                }
            }
        }
        match self.codec {
            Some(codec) if is_read => self.decoding(codec, subject, profile, valid),
            _ => Ok(()),
        }
    }

    /// The `jsonschema` crate with the published documents.
    fn oracles(
        &self,
        subject: &Subject<'_>,
        published: &Published,
        findings: &[Finding],
        report: &mut Report,
    ) -> Result<(), Disagreement> {
        let (Ok(root), Ok(value)) = (&subject.tree, &subject.value) else { return Ok(()) };
        let valid = findings.is_empty();
        for (dialect, verdict) in published.verdicts(value) {
            if verdict == valid {
                continue;
            }
            let exception = if !valid && typed::repeats_properties(published.contract, self.model, root) {
                Exception::Repeated
            } else if !valid && typed::repeats_keys(published.contract, self.model, root) {
                Exception::MapKeys
            } else if !valid && findings.iter().all(|it| matches!(it.code, Code::Check(_))) {
                Exception::Check
            } else if dialect == Dialect::Draft07 && !valid && findings.iter().all(is_uncounted) {
                Exception::Uncounted
            } else if !exact(root) || (published.divides() && !all_below(root, 1e15)) {
                Exception::OracleFloats
            } else {
                let detail = format!("{dialect:?}: jsonschema says {verdict}, the rules find {findings:?}");
                return differ("jsonschema and the rules", detail);
            };
            report.except(exception);
        }
        Ok(())
    }

    fn accepted(&self, contract: Contract, root: &Node, accepted: Accepted) -> Result<(), Disagreement> {
        let expected = match (reference::known_event(contract, self.model, root), &self.model.shape) {
            (Some(tag), _) => Accepted::Known(tag),
            (None, Shape::Union(_)) => Accepted::Unknown,
            (None, _) => Accepted::Untagged,
        };
        if accepted == expected {
            return Ok(());
        }
        differ("which event was accepted", format!("{accepted:?} instead of {expected:?}"))
    }

    /// Accepted is what decodes, and what is encoded again is accepted and says the same.
    fn decoding(
        &self,
        codec: Codec,
        subject: &Subject<'_>,
        profile: Profile,
        valid: bool,
    ) -> Result<(), Disagreement> {
        let decoded = (codec.by_validator)(profile, subject.payload);
        if profile == Profile::Documented {
            let by_default = (codec.documented)(subject.payload);
            if by_default != decoded {
                return differ("from_json and Validator::from_json", format!("{by_default:?}\n{decoded:?}"));
            }
            let verdicts = [(codec.is_valid)(subject.payload), (codec.validate)(subject.payload).is_ok()];
            if verdicts != [valid; 2] {
                return differ(
                    "is_valid or validate and the rules",
                    format!("{verdicts:?} instead of {valid}"),
                );
            }
        }
        match (decoded, &subject.tree) {
            (Ok(trip), Ok(root)) if valid => self.round_trip(
                codec,
                subject.payload,
                root,
                &trip,
                &Comparison { profile, floats: Floats::Exact, is_strict: false },
            ),
            (Err(_), _) if !valid => Ok(()),
            (Ok(trip), _) => differ("decodes what is refused", format!("{trip:?}")),
            (Err(errors), _) => differ("does not decode what is accepted", errors.to_string()),
        }
    }

    /// What is encoded is valid under the contract of what is written.
    fn encoded(&self, codec: Codec, json: &str, root: &Node) -> Result<(), Disagreement> {
        let Some(published) = &self.oracle.written else {
            return match (codec.validate)(json.as_bytes()) {
                Ok(_) => Ok(()),
                Err(errors) => differ("what was encoded is refused", format!("{json}\n{errors}")),
            };
        };
        let validator = self.validator(Contract::Serialize, Profile::Documented);
        if let Err(errors) = validator.validate(json.as_bytes()) {
            return differ("what was encoded is refused", format!("{json}\n{errors}"));
        }
        let Ok(value) = serde_json::from_str(json) else { return Ok(()) };
        let refused = published.verdicts(&value).find(|(_, verdict)| !verdict);
        match refused.filter(|_| exact(root)) {
            Some((dialect, _)) => {
                differ("what was encoded is refused by its schema", format!("{dialect:?}: {json}"))
            }
            None => Ok(()),
        }
    }

    fn round_trip(
        &self,
        codec: Codec,
        payload: &[u8],
        root: &Node,
        trip: &RoundTrip,
        comparison: &Comparison,
    ) -> Result<(), Disagreement> {
        let json = match &trip.json {
            Ok(json) => json,
            // As floats, numbers may become equal, or no multiples any more.
            Err(error)
                if !exact(root) && ["equal items", "multiple of"].iter().any(|it| error.contains(it)) =>
            {
                return Ok(());
            }
            Err(_) if typed::is_only_read(self.model, root) => return Ok(()),
            Err(_) => return differ("what was decoded does not encode", format!("{trip:?}")),
        };
        let again = tree::read(json.as_bytes());
        let Ok(again) = again else { return differ("what was encoded is no JSON", json) };
        if trip.owned != trip.json && !self.is_same_as_written(&again, &trip.owned) {
            return differ("the owned event encodes differently", format!("{trip:?}"));
        }
        self.encoded(codec, json, &again)?;
        if let Err(different) = comparison.same(self.model, root, &again) {
            return differ("what was encoded says something else", format!("at `{}`: {json}", different.0));
        }
        let tag_name = match &self.model.shape {
            Shape::Union(union) => Some(union.tag),
            _ => self.model.tag().map(|tag| tag.property),
        };
        let tag = root.members().into_iter().flatten().find(|member| Some(&*member.name) == tag_name);
        if !tag.is_some_and(|tag| matches!(&tag.value.kind, Kind::String(text) if *text == trip.tag)) {
            return differ("the event has another tag", &trip.tag);
        }
        let is_unknown = self.model.as_union().is_some()
            && reference::known_event(Contract::Deserialize, self.model, root).is_none();
        let kept = comparison.floats == Floats::Near || json.as_bytes() == &payload[root.start..root.end];
        if is_unknown && !kept {
            return differ("an unknown event was not kept byte for byte", json);
        }
        // What is written need not be what is read.
        if self.oracle.written.is_some() {
            return Ok(());
        }
        let second = (codec.documented)(json.as_bytes()).map_err(|errors| errors.to_string());
        let second = second.and_then(|second| second.json);
        // Values that are kept as they came may have their numbers spelled differently once more.
        if second.as_deref() == Ok(json) || self.is_same_as_written(&again, &second) {
            Ok(())
        } else {
            differ("a second round trip changes something", format!("{json}\n{second:?}"))
        }
    }
}

impl Checker {
    /// Whether what was encoded says the same as this, spelled alike; sets may be written in any order.
    pub(super) fn is_same_as_written(&self, written: &Node, other: &Result<String, String>) -> bool {
        let other = other.as_ref().ok().and_then(|json| tree::read(json.as_bytes()).ok());
        let comparison = Comparison { profile: Profile::Documented, floats: Floats::Exact, is_strict: true };
        other.is_some_and(|other| comparison.same(self.model, written, &other).is_ok())
    }
}

/// Whether all numbers are to the oracle what they are.
fn exact(root: &Node) -> bool {
    let mut exact = true;
    root.walk(&mut |node| {
        if let Kind::Number(text) = &node.kind {
            exact &= survives_untyped(text);
        }
    });
    exact
}

fn all_below(root: &Node, limit: f64) -> bool {
    let mut below = true;
    root.walk(&mut |node| {
        if let Kind::Number(text) = &node.kind {
            below &= text.parse::<f64>().is_ok_and(|number| number.abs() < limit);
        }
    });
    below
}

/// Strings of a payload that are long enough to be told from a message's own words.
fn long_strings(root: &Node) -> Vec<&str> {
    let mut strings = Vec::new();
    root.walk(&mut |node| {
        if let Kind::String(text) = &node.kind {
            strings.push(&text[..]);
        }
        strings.extend(node.members().into_iter().flatten().map(|member| &member.name[..]));
    });
    strings.retain(|text| text.chars().count() >= 8);
    strings
}

/// The first error that all were asked for, alone.
fn first_only(validator: &ModelValidator, payload: &[u8]) -> Option<Errors> {
    validator.clone().max_errors(1).validate(payload).err()
}
