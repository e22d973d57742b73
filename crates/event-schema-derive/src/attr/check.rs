use syn::{LitStr, Path};

use super::entry::Entry;

/// `check = path`, or `check(path, code = "…", raw)`
pub struct Check {
    pub function: Path,
    pub code: Option<LitStr>,
    /// Whether the function takes the value's text instead of the value.
    pub is_raw: bool,
}

impl Check {
    pub(super) fn new(entry: &Entry<'_>) -> syn::Result<Self> {
        if entry.has_value() {
            return Ok(Self { function: entry.path("path::to::function")?, code: None, is_raw: false });
        }
        let mut check: Option<Self> = None;
        entry.path_and_entries(|function, inner| {
            let check = check.get_or_insert(Self { function: function.clone(), code: None, is_raw: false });
            match inner.map(|inner| (inner, inner.name.as_str())) {
                None => {}
                Some((inner, "code")) => check.code = Some(inner.string()?),
                Some((inner, "raw")) => {
                    inner.flag()?;
                    check.is_raw = true;
                }
                Some((inner, _)) => {
                    let message = "expected `code = \"…\"` or `raw` behind the function";
                    return Err(syn::Error::new(inner.span, message));
                }
            }
            Ok(())
        })?;
        check.ok_or_else(|| syn::Error::new(entry.span, "expected a function: `check = path::to::function`"))
    }

    /// The code of what it refuses: what was written, or else the function's name.
    pub fn code(&self) -> String {
        match &self.code {
            Some(code) => code.value(),
            None => self.function.segments.last().map_or_else(String::new, |last| last.ident.to_string()),
        }
    }
}
