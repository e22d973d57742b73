use alloc::vec::Vec;

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

/// Whether the payload gets its verdict as a line too: among others of its kind and some that are cut off, behind one or
/// the other line end, and as the last one.
fn lines_agree(validator: &ModelValidator, portable: bool, payload: &[u8], valid: bool) -> bool {
    let validator = validator.clone().portable(portable);
    let cut = &payload[..payload.len() / 2];
    let line_end: &[u8] = if payload.len().is_multiple_of(4) { b"\r\n" } else { b"\n" };
    // Enough for lines to be taken together.
    let count = (LOCK_STEP / (payload.len() + 1)).clamp(9, 40);
    let lines: Vec<&[u8]> = (0..count).map(|line| if line % 8 == 5 { cut } else { payload }).collect();
    let mut verdicts = Verdicts::default();
    validator.validate_lines(&lines.join(line_end), &mut verdicts);
    let whole = (0..count).filter(|line| line % 8 != 5);
    verdicts.lines() == count && whole.into_iter().all(|line| verdicts.is_valid(line) == valid)
}

/// So many bytes of lines are read in lock step for sure.
const LOCK_STEP: usize = 1100;
