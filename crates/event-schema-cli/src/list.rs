use std::io::Write as _;

use crate::Outcome;
use crate::catalogue::Catalogue;
use crate::terminal::{self, FAINT, STRONG};

pub(crate) fn list(catalogue: &Catalogue) -> anyhow::Result<Outcome> {
    let out = &mut terminal::stdout();
    let events = &catalogue.events;
    let name = events.iter().map(|event| event.tag.chars().count()).chain([5]).max().unwrap_or_default();
    let since = events.iter().filter_map(|event| event.model.docs.since).map(str::len).max();
    let since = since.map_or(0, |longest| longest.max(5));

    let (column, gap) = if since > 0 { ("since", "  ") } else { ("", "") };
    writeln!(out, "{FAINT}{:name$}  {column:since$}{gap}properties  what happened{FAINT:#}", "event")?;
    for event in events {
        let version = event.model.docs.since.unwrap_or_default();
        let indent = name + since + gap.len() + 14;
        write!(out, "{STRONG}{:name$}{STRONG:#}  {version:since$}{gap}{:10}  ", event.tag, event.width())?;
        let mut lines = Vec::new();
        terminal::paragraph(&mut lines, &event.headline(), indent, terminal::width())?;
        out.write_all(String::from_utf8_lossy(&lines).trim_start().as_bytes())?;
    }
    if let Some(union) = catalogue.model.as_union()
        && union.unknown.is_some()
    {
        writeln!(out)?;
        let text = format!(
            "An event whose `{}` is none of these is valid, too, except in the strict profile: it is counted apart.",
            union.tag
        );
        terminal::paragraph(out, &text, 0, terminal::width())?;
    }
    out.flush()?;
    Ok(Outcome::Fine)
}
