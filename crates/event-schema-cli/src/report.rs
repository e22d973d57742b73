//! A summary as text. It holds no payload values.

use std::io::{self, Write};

use event_schema_stream::{EventCount, ReasonCount, Summary};

use crate::catalogue::Catalogue;
use crate::excerpt::Excerpt;
use crate::numbers::{count, counted, share};
use crate::report::stats::Connections;
use crate::terminal::{self, BAD, FAINT, PLACE, STRONG};

pub(crate) mod github;
pub(crate) mod html;
pub(crate) mod stats;

/// What became of a connection that was to be kept.
pub(crate) fn connections(out: &mut impl Write, connections: &Connections) -> io::Result<()> {
    let Connections { made, lost, replies } = *connections;
    write!(out, "\n{}", counted(made, "connection", "connections"))?;
    if lost > 0 {
        write!(out, ", lost or not to be had {}", counted(lost, "time", "times"))?;
    }
    if replies > 0 {
        write!(out, ", {}", counted(replies, "reply that is no event", "replies that are no events"))?;
    }
    writeln!(out, ".")
}

/// How many reasons are told.
const REASONS: usize = 10;

/// What is no known event, in a table of events.
const UNKNOWN: &str = "(no known event)";

/// Valid and refused payloads of each event that came.
pub(crate) fn events(out: &mut impl Write, catalogue: &Catalogue, summary: &Summary) -> io::Result<()> {
    let counts = summary.events();
    let known =
        catalogue.events.iter().filter_map(|event| counts.iter().find(|count| count.event == event.tag));
    let unknown = EventCount { event: UNKNOWN, ..summary.unknown() };
    let rows: Vec<EventCount<'_>> =
        known.copied().chain([unknown]).filter(|row| row.valid + row.refused > 0).collect();
    let name = rows.iter().map(|row| row.event.chars().count()).chain([5]).max().unwrap_or_default();
    let most = rows.iter().map(|row| row.valid.max(row.refused)).max().unwrap_or_default();
    let number = count(most).len().max(8);
    let [valid, refused, of_all] = ["valid", "refused", "share"];
    writeln!(out, "  {FAINT}{:name$}  {valid:>number$}  {refused:>number$}  {of_all:>7}{FAINT:#}", "event")?;
    for EventCount { event, valid, refused } in rows {
        write!(out, "  {event:name$}  {:>number$}", count(valid))?;
        if refused == 0 {
            writeln!(out, "  {FAINT}{:>number$}{FAINT:#}", "–")?;
        } else {
            let share = share(refused, valid + refused);
            writeln!(out, "  {BAD}{:>number$}{BAD:#}  {FAINT}{share:>7}{FAINT:#}", count(refused))?;
        }
    }
    Ok(())
}

/// Why payloads were refused, the most frequent reasons first.
pub(crate) fn reasons(out: &mut impl Write, summary: &Summary, most: usize) -> io::Result<()> {
    let reasons = summary.reasons();
    let widest = reasons.first().map_or(0, |reason| count(reason.count).len());
    let indent = widest + 4;
    for reason in reasons.iter().take(most) {
        let ReasonCount { code, property, expected, events, example, .. } = reason;
        let place = match (events.first(), property.as_str()) {
            (Some(event), "") if events.len() == 1 => format!("{event}: "),
            (Some(event), property) if events.len() == 1 => format!("{event} {property}: "),
            (_, "") => String::new(),
            (_, property) => format!("{property}: "),
        };
        let several =
            if events.len() > 1 { format!(" (in {} event types)", events.len()) } else { String::new() };
        let mut lines = Vec::new();
        terminal::paragraph(&mut lines, &format!("{place}{expected}{several}"), indent, terminal::width())?;
        let text = String::from_utf8_lossy(&lines);
        writeln!(out, "  {STRONG}{:>widest$}{STRONG:#}  {}", count(reason.count), text.trim())?;
        writeln!(out, "{:indent$}{FAINT}{code}, first at{FAINT:#} {PLACE}{example}{PLACE:#}", "")?;
        if let Some(excerpt) = &reason.excerpt {
            caret(out, excerpt, indent)?;
        }
    }
    let told: u64 = reasons.iter().take(most).map(|reason| reason.count).sum();
    let all = reasons.iter().map(|reason| reason.count).sum::<u64>() + summary.other_reasons();
    if all > told {
        let kinds = (reasons.len() - most.min(reasons.len())) as u64;
        writeln!(
            out,
            "  {FAINT}and {} more of {}{FAINT:#}",
            count(all - told),
            counted(kinds, "other kind", "other kinds")
        )?;
    }
    Ok(())
}

/// What stands at a place, with a caret under it.
fn caret(out: &mut impl Write, excerpt: &event_schema_stream::Excerpt, indent: usize) -> io::Result<()> {
    let offset = excerpt.text.chars().take(excerpt.column).map(char::len_utf8).sum();
    let Excerpt { text, column } =
        Excerpt::around(excerpt.text.as_bytes(), offset, terminal::width() - indent);
    writeln!(out, "{:indent$}{text}", "")?;
    writeln!(out, "{:indent$}{:column$}{BAD}^{BAD:#}", "", "")
}

/// The whole summary, with the verdict first.
pub(crate) fn summary(out: &mut impl Write, catalogue: &Catalogue, summary: &Summary) -> io::Result<()> {
    let (valid, refused, total) = (summary.valid(), summary.refused(), summary.total());
    let of = counted(total, "payload", "payloads");
    match refused {
        0 if total == 0 => writeln!(out, "{STRONG}No payloads.{STRONG:#}")?,
        0 => writeln!(out, "{STRONG}{of}, {}.{STRONG:#}", if total == 1 { "valid" } else { "all valid" })?,
        _ => {
            let (bad, valid, refused) = (BAD.bold(), count(valid), count(refused));
            write!(out, "{STRONG}{of}: {valid} valid, {STRONG:#}{bad}{refused} refused{bad:#}")?;
            writeln!(out, " ({}).", share(summary.refused(), total))?;
        }
    }
    if summary.blank() > 0 {
        writeln!(out, "{FAINT}{} skipped.{FAINT:#}", counted(summary.blank(), "blank line", "blank lines"))?;
    }
    if summary.skipped() > 0 {
        let skipped = counted(summary.skipped(), "payload of another event", "payloads of other events");
        writeln!(out, "{FAINT}{skipped} passed over.{FAINT:#}")?;
    }
    if total == 0 {
        return Ok(());
    }
    writeln!(out)?;
    events(out, catalogue, summary)?;
    if refused > 0 {
        writeln!(out, "\n{STRONG}Most frequent reasons{STRONG:#}\n")?;
        reasons(out, summary, REASONS)?;
    }
    Ok(())
}
