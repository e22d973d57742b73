//! Validation against any JSON Schema, by the `jsonschema` crate.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::Context as _;
use event_schema::{Accepted, RawJson, Validator};
use event_schema_stream::{Mask, Reason, Refusal};
use jsonschema::{Retrieve, Uri};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::Usage;
use crate::args::JudgingArgs;

/// A schema that was read from a file.
pub(crate) struct AnySchema {
    document: Value,
    validator: jsonschema::Validator,
    max_reasons: usize,
    shows_values: bool,
}

impl AnySchema {
    pub(super) fn load(path: &Path, args: &JudgingArgs) -> anyhow::Result<Self> {
        let text = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let usage =
            |error: &dyn std::fmt::Display| Usage(format!("{} is no schema: {error}", path.display()));
        let document: Value = serde_json::from_slice(&text).map_err(|error| usage(&error))?;
        let validator =
            jsonschema::options().with_retriever(Nothing).build(&document).map_err(|error| usage(&error))?;
        let (max_reasons, shows_values) = (args.max_reasons as usize, args.show_values);
        Ok(Self { document, validator, max_reasons, shows_values })
    }

    pub(super) fn mask(&self) -> Mask {
        Mask::of_schema(&self.document)
    }

    pub(super) fn validate(&self, payload: &[u8]) -> Result<Accepted, Refusal> {
        // What is no JSON is told as it is told everywhere.
        Validator::<RawJson<'_>>::new().validate(payload)?;
        let value: Value = serde_json::from_slice(payload).map_err(|error| {
            let reason = reason(payload, "numberRange", String::new(), String::new(), 0, error.to_string());
            Refusal { event: None, errors: vec![reason], truncated: false }
        })?;
        let mut errors = self.validator.iter_errors(&value);
        let mut found: Vec<Reason> =
            errors.by_ref().take(self.max_reasons).map(|error| self.reason(payload, &error)).collect();
        if found.is_empty() {
            return Ok(Accepted::Untagged);
        }
        found.sort_by_key(|reason| reason.offset);
        Err(Refusal { event: None, errors: found, truncated: errors.next().is_some() })
    }

    fn reason(&self, payload: &[u8], error: &jsonschema::ValidationError<'_>) -> Reason {
        let instance = error.instance_path().as_str().to_owned();
        let message = if self.shows_values { error.to_string() } else { error.masked().to_string() };
        let offset = locate(payload, &instance).unwrap_or_default();
        reason(
            payload,
            error.kind().keyword(),
            instance,
            error.schema_path().as_str().to_owned(),
            offset,
            message,
        )
    }
}

fn reason(
    payload: &[u8],
    code: &str,
    instance: String,
    schema: String,
    offset: usize,
    message: String,
) -> Reason {
    let before = String::from_utf8_lossy(&payload[..offset]);
    let last = before.rsplit('\n').next().unwrap_or_default();
    Reason {
        code: Cow::Owned(code.to_owned()),
        instance,
        schema,
        offset,
        line: before.matches('\n').count() + 1,
        column: last.chars().count() + 1,
        message,
    }
}

/// How many bytes stand before the value that a JSON Pointer leads to.
fn locate(payload: &[u8], pointer: &str) -> Option<usize> {
    let mut value: &RawValue = serde_json::from_slice(payload).ok()?;
    for step in pointer.split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        value = if value.get().starts_with('{') {
            serde_json::from_str::<HashMap<String, &RawValue>>(value.get()).ok()?.remove(&step)?
        } else {
            serde_json::from_str::<Vec<&RawValue>>(value.get())
                .ok()?
                .get(step.parse::<usize>().ok()?)
                .copied()?
        };
    }
    Some(value.get().as_ptr().addr() - payload.as_ptr().addr())
}

/// Refuses every reference that leads out of the document.
struct Nothing;

impl Retrieve for Nothing {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        Err(format!("{uri} is another document, which is not fetched").into())
    }
}
