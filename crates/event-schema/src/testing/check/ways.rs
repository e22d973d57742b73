use crate::validate::{ModelValidator, Verdicts};

/// The first way to a yes or no whose verdict is another one.
pub(super) fn first_other(validator: &ModelValidator, payload: &[u8], valid: bool) -> Option<&'static str> {
    if validator.is_valid(payload) != valid {
        return Some("is_valid and the rules");
    }
    if validator.clone().portable(true).is_valid(payload) != valid {
        return Some("is_valid without vector instructions and the rules");
    }
    if validator.walk(payload) != valid {
        return Some("is_valid without a plan and the rules");
    }
    // A payload on several lines is several.
    let is_line = !payload.contains(&b'\n') && !payload.iter().all(u8::is_ascii_whitespace);
    if is_line && [false, true].into_iter().any(|portable| !lines_agree(validator, portable, payload, valid))
    {
        return Some("validate_lines and the rules");
    }
    None
}

/// Whether the payload gets its verdict as a line too: among others of its kind, as the last one, and behind one that is
/// cut off.
fn lines_agree(validator: &ModelValidator, portable: bool, payload: &[u8], valid: bool) -> bool {
    let validator = validator.clone().portable(portable);
    let cut = &payload[..payload.len() / 2];
    let lines = [payload, payload, payload, payload, payload, cut, payload, payload, payload];
    let mut verdicts = Verdicts::default();
    validator.validate_lines(&lines.join(&b'\n'), &mut verdicts);
    let whole = (0..lines.len()).filter(|line| *line != 5);
    verdicts.lines() == lines.len() && whole.into_iter().all(|line| verdicts.is_valid(line) == valid)
}
