use crate::validate::{Accepted, ModelValidator, Verdicts};

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
    let many = [false, true].map(|portable| validator.clone().portable(portable));
    // A payload on several lines is several.
    let is_line = !payload.contains(&b'\n') && !payload.iter().all(u8::is_ascii_whitespace);
    if is_line && !many.iter().all(|many| lines_agree(many, payload, valid)) {
        return Some("validate_lines and the rules");
    }
    let accepted = validator.validate(payload).ok();
    if !places_agree(validator, payload, accepted) {
        return Some("validate_all and validate");
    }
    None
}

/// Whether the payload gets its verdict as a line too: among others of its kind and some that are cut off, behind one or
/// the other line end, and as the last one.
fn lines_agree(validator: &ModelValidator, payload: &[u8], valid: bool) -> bool {
    let line_end: &[u8] = if payload.len().is_multiple_of(4) { b"\r\n" } else { b"\n" };
    let mut verdicts = Verdicts::default();
    validator.validate_lines(&with_some_cut_off(payload).join(line_end), &mut verdicts);
    verdicts.lines() == COUNT && whole().all(|line| verdicts.is_valid(line) == valid)
}

/// Whether the payload is the same event among others as it is alone.
fn places_agree(validator: &ModelValidator, payload: &[u8], accepted: Option<Accepted>) -> bool {
    let mut verdicts = Verdicts::default();
    validator.validate_all(&with_some_cut_off(payload), &mut verdicts);
    verdicts.lines() == COUNT && whole().all(|line| verdicts.accepted(line) == accepted)
}

/// Enough for some to be taken together, after the first ones taught how they are written.
const COUNT: usize = 9;

fn is_whole(line: usize) -> bool {
    line % 8 != 5
}

fn whole() -> impl Iterator<Item = usize> {
    (0..COUNT).filter(|line| is_whole(*line))
}

fn with_some_cut_off(payload: &[u8]) -> [&[u8]; COUNT] {
    core::array::from_fn(|line| if is_whole(line) { payload } else { &payload[..payload.len() / 2] })
}
