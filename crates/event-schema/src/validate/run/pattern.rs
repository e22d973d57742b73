//! Strings that are to be runs of one class of characters, as `^[0-9a-f]{40}$` asks. All others are left to the pattern.

use event_schema_rules::Run;

use crate::wide::{Isa, WIDTH, Window};

/// The length of a run that stands in quotes, if it is a short one of ASCII characters. `None` says nothing about the string.
#[inline(always)]
pub(super) fn plain_len(isa: impl Isa, quoted: &Window, run: &Run) -> Option<usize> {
    let members = quoted.in_set(isa, run.class())?;
    let len = isa.first_special_of_two([quoted.block::<1>(), quoted.block::<{ 1 + WIDTH }>()]);
    let others = !members & u64::MAX.unbounded_shr(u64::BITS - len as u32);
    if quoted.byte(1 + len) == b'"' && others == 0 && run.may_have(len) { Some(len) } else { None }
}

#[cfg(test)]
mod tests {
    use alloc::boxed::Box;
    use alloc::string::String;

    use event_schema_rules::Compiled;

    use crate::model::Rule;
    use crate::validate::run::tests::Told;

    /// Each byte at each place of strings of each length, about as long as two blocks too.
    #[test]
    fn what_is_a_plain_run_matches() {
        for (source, of_class) in
            [("^[0-9a-f]{40}$", '7'), ("^\\w{1,3}$", '_'), ("^[^/]*$", 'b'), ("^[A-Z ]{60,}$", ' ')]
        {
            let compiled: &'static Compiled = Box::leak(Box::new(Compiled::new(source).unwrap()));
            let rule = Rule::Pattern(compiled.pattern());
            let mut told = Told::default();
            for len in (0..5).chain(38..43).chain(58..68) {
                for at in if cfg!(miri) { len..=len } else { 0..=len } {
                    for char in ('\0'..='\u{100}').step_by(if cfg!(miri) { 33 } else { 1 }) {
                        let chars = (0..len).map(|place| if place == at { char } else { of_class });
                        let string: String = chars.collect();
                        if !string.contains(['"', '\\']) {
                            told.tell(&rule, &string);
                        }
                    }
                }
            }
            assert!(told.plain > told.valid / 4, "/{source}/: {} of {}", told.plain, told.valid);
        }
    }
}
