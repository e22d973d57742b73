use super::{Checker, Disagreement, Subject, differ, first_only, long_strings};
use crate::error::{Code, Error};
use crate::errors::Errors;
use crate::testing::oracle::Published;
use crate::testing::reference::{self, Finding};
use crate::validate::ModelValidator;

impl Checker {
    /// Every error is in its place, and all modes tell the same.
    pub(super) fn errors(
        &self,
        subject: &Subject<'_>,
        published: &Published,
        findings: &[Finding],
        validator: &ModelValidator,
        errors: &Errors,
    ) -> Result<(), Disagreement> {
        for error in errors {
            in_place(subject.payload, published, error)?;
        }
        match &subject.tree {
            Ok(root) => {
                let mut found: Vec<Finding> = errors.iter().map(finding).collect();
                found.sort_unstable();
                found.dedup();
                if found != findings {
                    return differ(
                        "the errors and the rules",
                        format!("{found:?}\nthe rules find {findings:?}"),
                    );
                }
                if errors.event() != reference::known_event(published.contract, self.model, root) {
                    return differ("which event has the errors", format!("{:?}", errors.event()));
                }
            }
            Err(unreadable) => {
                let last = errors.iter().next_back().map(|error| (error.code, error.offset));
                if last != Some((unreadable.code, unreadable.offset)) {
                    return differ("where the payload is no JSON", format!("{unreadable:?}\n{errors}"));
                }
                let others = errors.iter().filter(|error| !error.code.is_keyword()).count();
                let own = errors.iter().filter(|error| error.code == unreadable.code).count();
                if own != 1 || others > errors.len() {
                    return differ("one fault in the syntax", errors.to_string());
                }
            }
        }
        modes(subject, published, validator, errors)
    }
}

fn finding(error: Error<'_>) -> Finding {
    Finding { offset: error.offset, code: error.code, instance: error.instance.to_owned() }
}

fn in_place(payload: &[u8], published: &Published, error: Error<'_>) -> Result<(), Disagreement> {
    let Some(before) = payload.get(..error.offset) else {
        return differ("an error beyond the payload", format!("{error:?}"));
    };
    let before = String::from_utf8_lossy(before);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    if (line, column) != (error.line, error.column) {
        return differ("line and column", format!("{error:?} is at line {line} column {column}"));
    }
    if error.message.is_empty() {
        return differ("an error without a message", format!("{error:?}"));
    }
    if published.document.pointer(error.schema).is_none() {
        return differ(
            "the schema pointer leads nowhere",
            format!("{error:?}\n{}", published.document.to_compact()),
        );
    }
    let keyword = error.schema.rsplit('/').next();
    // Beside `null`, the one value is published as a list of two.
    let is_list = error.code == Code::Const && keyword == Some("enum");
    // One of a property's several names must be there.
    let is_one_of_names = error.code == Code::Required && keyword == Some("oneOf");
    if error.code.is_keyword() && keyword != Some(error.code.as_str()) && !is_list && !is_one_of_names {
        return differ("the schema pointer does not lead to the keyword", format!("{error:?}"));
    }
    Ok(())
}

/// The first error alone, and errors that mask what a payload holds.
fn modes(
    subject: &Subject<'_>,
    published: &Published,
    validator: &ModelValidator,
    errors: &Errors,
) -> Result<(), Disagreement> {
    let alone = first_only(validator, subject.payload);
    let expected = Some((1, errors.first(), errors.len() > 1));
    if alone.as_ref().map(|alone| (alone.len(), alone.first(), alone.is_truncated())) != expected {
        return differ("the first error alone", format!("{alone:?}\n{errors:?}"));
    }
    if errors.is_truncated() {
        return differ("errors were kept back", format!("{errors:?}"));
    }

    let anew = validator.diagnose_anew(subject.payload);
    if anew != *errors {
        return differ("the errors where nothing is known before", format!("{anew:?}\n{errors:?}"));
    }

    let Err(masked) = validator.clone().show_values(false).validate(subject.payload) else {
        return differ("masking changes the verdict", errors.to_string());
    };
    let places = |errors: &Errors| -> Vec<_> {
        errors.iter().map(|error| (error.code, error.offset, error.schema.to_owned())).collect()
    };
    if places(&masked) != places(errors) {
        return differ("masking changes the errors", format!("{masked:?}\n{errors:?}"));
    }
    let Ok(root) = &subject.tree else { return Ok(()) };
    for text in long_strings(root) {
        let shows = |error: Error<'_>| error.to_string().contains(text) || error.schema.contains(text);
        if masked.iter().any(shows) && !published.mentions(text) {
            return differ("a masked error shows a value", format!("{text}\n{masked:?}"));
        }
    }
    Ok(())
}
