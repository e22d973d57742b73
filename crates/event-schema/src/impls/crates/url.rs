use crate::__private::verify_raw;
use crate::impls::texts::{pattern, texts};
use crate::model::{Check, Constraints, Rule, Rules};

// URLs are as the WHATWG has them, which neither contain nor are contained in RFC 3986's URIs, and which hold host names
// that no pattern can tell: what the pattern lets through, the check parses.
texts! {
    url::Url as "url::Url": URL.and(&PARSED);
}

const URL: Constraints = pattern!("^[A-Za-z][A-Za-z0-9+.-]*:");

const PARSED: Constraints = Constraints {
    rules: Rules::new(&[Rule::Check(Check {
        code: "url",
        verify: |json| verify_raw(json, |text| url::Url::parse(text).map(drop).map_err(|_| "expected a URL")),
    })]),
    ..Constraints::NONE
};
