//! A summary as one page that needs nothing else.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use event_schema::Profile;
use event_schema_stream::{EventCount, Insights, ReasonCount, Summary};
use jiff::{Timestamp, Unit};

use super::UNKNOWN;
use crate::excerpt::Excerpt;
use crate::numbers::{bytes, count, counted, share};

/// The page. It holds no payload values unless the summary's excerpts do.
pub(crate) fn page(summary: &Summary, profile: Profile, unread: u64) -> anyhow::Result<String> {
    let now = Timestamp::now().round(Unit::Second)?;
    let insights = summary.insights().cloned().unwrap_or_default();
    let (codes, matrix) = matrix(&insights);
    let page = Page {
        total: count(summary.total()),
        refused: count(summary.refused()),
        all_valid: summary.refused() == 0,
        bytes: bytes(summary.bytes()),
        profile: format!("{} profile", profile.as_str()),
        time: now.to_string(),
        unread,
        charts: [verdicts(&insights), sizes(&insights), times(&insights)].into_iter().flatten().collect(),
        events: events(summary),
        reasons: summary.reasons().into_iter().take(REASONS).map(ReasonRow::of).collect(),
        codes,
        matrix,
        properties: properties(summary, &insights),
    };
    Ok(page.render()?)
}

const REASONS: usize = 20;

/// As many characters as a phone shows on a line.
const EXCERPT: usize = 36;

#[derive(Template)]
#[template(path = "report.html")]
struct Page {
    total: String,
    refused: String,
    all_valid: bool,
    bytes: String,
    profile: String,
    time: String,
    unread: u64,
    charts: Vec<Chart>,
    events: Vec<EventRow>,
    reasons: Vec<ReasonRow>,
    codes: Vec<String>,
    matrix: Vec<MatrixRow>,
    properties: Vec<EventProperties>,
}

struct Chart {
    title: &'static str,
    bars: Vec<Bar>,
    first: String,
    last: String,
}

struct Bar {
    class: &'static str,
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    title: String,
}

struct EventRow {
    name: String,
    valid: String,
    refused: String,
    /// In percent.
    share: f64,
}

struct ReasonRow {
    count: String,
    what: String,
    code: String,
    place: String,
    excerpt: String,
}

struct MatrixRow {
    name: String,
    cells: Vec<String>,
}

struct EventProperties {
    name: &'static str,
    count: String,
    rows: Vec<PropertyRow>,
}

struct PropertyRow {
    name: String,
    present: String,
    null: String,
    /// Present and not null, in percent.
    fill: f64,
}

/// The size of a chart's view box.
const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 160.0;

/// Columns side by side, each of parts above one another, lowest first.
fn columns(stacks: &[Vec<(&'static str, u64, String)>]) -> Vec<Bar> {
    let total = |stack: &[(&'static str, u64, String)]| stack.iter().map(|part| part.1).sum::<u64>();
    let most = float(stacks.iter().map(|stack| total(stack)).max().unwrap_or_default().max(1));
    let step = WIDTH / float(stacks.len().max(1) as u64);
    let mut bars = Vec::new();
    let mut x = 0.0;
    for stack in stacks {
        let mut top = HEIGHT;
        for (class, number, title) in stack {
            if *number > 0 {
                // Whatever is there is seen.
                let height = (HEIGHT * float(*number) / most).max(2.0).min(top);
                top -= height;
                bars.push(Bar {
                    class,
                    x,
                    y: top,
                    width: (step - 1.0).max(0.5),
                    height,
                    title: title.clone(),
                });
            }
        }
        x += step;
    }
    bars
}

fn verdicts(insights: &Insights) -> Option<Chart> {
    let stretches = insights.verdicts();
    if stretches.is_empty() {
        return None;
    }
    let stack = |(valid, refused): &(u64, u64)| {
        let title = format!("{} valid, {} refused", count(*valid), count(*refused));
        vec![("r", *refused, title.clone()), ("v", *valid, title)]
    };
    let bars = columns(&stretches.iter().map(stack).collect::<Vec<_>>());
    Some(Chart {
        title: "Verdicts over the input",
        bars,
        first: String::from("beginning"),
        last: String::from("end"),
    })
}

fn sizes(insights: &Insights) -> Option<Chart> {
    let sizes = insights.sizes();
    let (first, last) = (*sizes.keys().next()?, *sizes.keys().next_back()?);
    let stack = |power: u32| {
        let number = sizes.get(&power).copied().unwrap_or_default();
        vec![(
            "n",
            number,
            format!("{} of less than {}", counted(number, "payload", "payloads"), power_of_two(power)),
        )]
    };
    Some(Chart {
        title: "Payload sizes",
        bars: columns(&(first..=last).map(stack).collect::<Vec<_>>()),
        first: format!("from {}", power_of_two(first.saturating_sub(1))),
        last: format!("to {}", power_of_two(last)),
    })
}

fn times(insights: &Insights) -> Option<Chart> {
    let times: BTreeMap<i64, u64> = insights.times().collect();
    let (first, last) = (*times.keys().next()?, *times.keys().next_back()?);
    let width = insights.time_width().max(1);
    let stretches = (last - first) / width + 1;
    // Events that lie far apart stand side by side.
    let starts: Vec<i64> = if stretches <= 200 {
        (0..stretches).map(|at| first + at * width).collect()
    } else {
        times.keys().copied().collect()
    };
    let stack = |at: i64| {
        let number = times.get(&at).copied().unwrap_or_default();
        vec![("n", number, format!("{} from {}", counted(number, "event", "events"), moment(at)))]
    };
    Some(Chart {
        title: "Event times",
        bars: columns(&starts.into_iter().map(stack).collect::<Vec<_>>()),
        first: moment(first),
        last: moment(last.saturating_add(width)),
    })
}

fn events(summary: &Summary) -> Vec<EventRow> {
    let unknown = EventCount { event: UNKNOWN, ..summary.unknown() };
    let rows = summary.events().into_iter().chain([unknown]).filter(|row| row.valid + row.refused > 0);
    rows.map(|EventCount { event, valid, refused }| EventRow {
        name: event.to_owned(),
        valid: count(valid),
        refused: count(refused),
        share: percent(refused, valid + refused),
    })
    .collect()
}

impl ReasonRow {
    fn of(reason: &ReasonCount) -> Self {
        let events = match reason.events.len() {
            ..4 => reason.events.iter().map(String::as_str).collect::<Vec<_>>().join(", "),
            many => format!("{many} event types"),
        };
        let place = format!("{events} {}", reason.property);
        let colon = if place.trim().is_empty() { "" } else { ": " };
        let excerpt = reason.excerpt.as_ref().map(|excerpt| {
            let offset = excerpt.text.chars().take(excerpt.column).map(char::len_utf8).sum();
            Excerpt::around(excerpt.text.as_bytes(), offset, EXCERPT)
        });
        Self {
            count: count(reason.count),
            what: format!("{}{colon}{}", place.trim(), reason.expected),
            code: reason.code.clone(),
            place: reason.example.to_string(),
            excerpt: excerpt.map_or_else(String::new, |excerpt| {
                format!("{}\n{}^", excerpt.text, " ".repeat(excerpt.column))
            }),
        }
    }
}

fn matrix(insights: &Insights) -> (Vec<String>, Vec<MatrixRow>) {
    let codes: BTreeSet<&str> = insights.reasons().map(|(_, code, _)| code).collect();
    let mut rows: BTreeMap<&str, BTreeMap<&str, u64>> = BTreeMap::new();
    for (event, code, number) in insights.reasons() {
        rows.entry(event).or_default().insert(code, number);
    }
    let row = |(event, counts): (&str, BTreeMap<&str, u64>)| MatrixRow {
        name: if event.is_empty() { UNKNOWN.to_owned() } else { event.to_owned() },
        cells: codes
            .iter()
            .map(|code| counts.get(code).map_or_else(|| String::from("–"), |n| count(*n)))
            .collect(),
    };
    let rows = rows.into_iter().map(row).collect();
    (codes.iter().map(|code| (*code).to_owned()).collect(), rows)
}

fn properties(summary: &Summary, insights: &Insights) -> Vec<EventProperties> {
    let valid: BTreeMap<&str, u64> = summary.events().iter().map(|row| (row.event, row.valid)).collect();
    let of_event = |(event, counts): (&'static str, BTreeMap<&str, event_schema_stream::PropertyCount>)| {
        let total = valid.get(event).copied().unwrap_or_default();
        let row = |(name, held): (&str, event_schema_stream::PropertyCount)| PropertyRow {
            name: name.to_owned(),
            present: share(held.present, total),
            null: share(held.null, total),
            fill: percent(held.present.saturating_sub(held.null), total),
        };
        EventProperties { name: event, count: count(total), rows: counts.into_iter().map(row).collect() }
    };
    insights.properties().into_iter().map(of_event).collect()
}

fn moment(milliseconds: i64) -> String {
    let at = Timestamp::from_millisecond(milliseconds);
    at.map_or_else(|_| milliseconds.to_string(), |at| at.strftime("%Y-%m-%d %H:%M:%S").to_string())
}

fn power_of_two(power: u32) -> String {
    bytes(1u64.checked_shl(power).unwrap_or(u64::MAX))
}

fn percent(part: u64, whole: u64) -> f64 {
    100.0 * float(part) / float(whole.max(1))
}

#[expect(clippy::cast_precision_loss, reason = "it is drawn")]
fn float(number: u64) -> f64 {
    number as f64
}
