//! A summary as annotations for GitHub's workflows: each kind of reason once, at its first place.

use std::io::{self, Write};

use event_schema_stream::{ReasonCount, Summary};

use super::REASONS;
use crate::numbers::{counted, share};

/// GitHub shows ten errors of a step; a last line says how many payloads there were.
pub(crate) fn annotations(out: &mut impl Write, summary: &Summary) -> io::Result<()> {
    for ReasonCount { count, code, property, expected, events, example, .. } in
        summary.reasons().into_iter().take(REASONS)
    {
        let (source, line, column) = (escaped_property(&example.source), example.line, example.column);
        let events = events.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        let place = [events.as_str(), property.as_str()].into_iter().filter(|part| !part.is_empty());
        let place = place.collect::<Vec<_>>().join(" ");
        let colon = if place.is_empty() { "" } else { ": " };
        let times = counted(*count, "time", "times");
        let message = escaped(&format!("{place}{colon}{expected} ({times})"));
        writeln!(
            out,
            "::error file={source},line={line},col={column},title={}::{message}",
            escaped_property(code)
        )?;
    }
    let (refused, total) = (summary.refused(), summary.total());
    let share = if refused > 0 { format!(" ({})", share(refused, total)) } else { String::new() };
    writeln!(out, "::notice::{}, {} refused{share}", counted(total, "payload", "payloads"), refused)
}

fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escaped_property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::escaped_property;

    #[test]
    fn nothing_ends_an_annotation_early() {
        assert_eq!(escaped_property("50%,\na:b::c"), "50%25%2C%0Aa%3Ab%3A%3Ac");
    }
}
