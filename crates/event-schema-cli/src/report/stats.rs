//! The numbers of a run, for other programs.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use event_schema::Profile;
use event_schema_stream::{EventCount, Sink, StreamError, Summary};
use serde::Serialize;

use crate::judging::Ended;

/// A summary as JSON.
#[derive(Serialize)]
pub(crate) struct Json<'a> {
    profile: &'static str,
    /// How many inputs could not be read to their end.
    unread: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    connections: Option<Connections>,
    #[serde(flatten)]
    summary: &'a Summary,
}

impl<'a> Json<'a> {
    pub(crate) fn of(profile: Profile, summary: &'a Summary, ended: &Ended) -> Self {
        let Ended { unread, connections } = *ended;
        Self { profile: profile.as_str(), unread, connections, summary }
    }
}

/// What became of a connection that was to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub(crate) struct Connections {
    /// How often it was made.
    pub(crate) made: u64,
    /// How often it was lost, or could not be made.
    pub(crate) lost: u64,
    /// How many messages were answers, and no events.
    pub(crate) replies: u64,
}

/// Files that hold the numbers of a run, written now and then and in the end.
#[derive(Debug, Clone)]
pub(crate) struct Stats {
    files: Vec<PathBuf>,
    profile: Profile,
    written: Instant,
}

impl Stats {
    /// A scraper that looks every quarter of a minute sees every change.
    const EVERY: Duration = Duration::from_secs(10);

    pub(crate) fn new(files: &[PathBuf], profile: Profile) -> Self {
        Self { files: files.to_vec(), profile, written: Instant::now() }
    }

    /// Writes if that was long ago. A failure is told by the last writing.
    pub(crate) fn refresh(&mut self, summary: &Summary) {
        let is_file = |path: &PathBuf| path.as_os_str() != "-";
        if self.files.iter().any(is_file) && self.written.elapsed() >= Self::EVERY {
            let files = self.files.iter().filter(|path| is_file(path)).cloned().collect();
            let _ = Self { files, ..self.clone() }.write(summary, &Ended::default());
            self.written = Instant::now();
        }
    }

    pub(crate) fn write(&self, summary: &Summary, ended: &Ended) -> Result<(), StreamError> {
        for path in &self.files {
            let mut sink =
                if path.as_os_str() == "-" { Sink::new("<stdout>", io::stdout()) } else { Sink::file(path)? };
            if is_prometheus(path) {
                sink.write(prometheus(summary, ended).as_bytes())?;
            } else {
                sink.write_json(&Json::of(self.profile, summary, ended))?;
            }
            sink.finish()?;
        }
        Ok(())
    }
}

fn is_prometheus(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("prom"))
}

/// The text format of Prometheus, for files that its node exporter collects among others.
fn prometheus(summary: &Summary, ended: &Ended) -> String {
    let mut text = String::new();
    let mut family = |name: &str, kind: &str, help: &str, samples: &[(String, String)]| {
        let _ = writeln!(text, "# HELP event_schema_{name} {help}\n# TYPE event_schema_{name} {kind}");
        for (labels, value) in samples {
            let _ = writeln!(text, "event_schema_{name}{labels} {value}");
        }
    };
    let mut payloads = Vec::new();
    for EventCount { event, valid, refused } in summary.events().into_iter().chain([summary.unknown()]) {
        for (verdict, count) in [("valid", valid), ("refused", refused)] {
            let labels = format!("{{event=\"{}\",verdict=\"{verdict}\"}}", escaped(event));
            payloads.push((labels, count.to_string()));
        }
    }
    let mut reasons: BTreeMap<String, u64> = BTreeMap::new();
    for reason in summary.reasons() {
        let (code, property) = (escaped(&reason.code), escaped(&reason.property));
        *reasons.entry(format!("{{code=\"{code}\",property=\"{property}\"}}")).or_default() += reason.count;
    }
    let reasons: Vec<_> = reasons.into_iter().map(|(labels, count)| (labels, count.to_string())).collect();
    let plain = |value: u64| vec![(String::new(), value.to_string())];
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();

    family(
        "payloads_total",
        "counter",
        "Payloads by event and verdict; no event is no known event.",
        &payloads,
    );
    family("reasons_total", "counter", "Findings in refused payloads by code and property.", &reasons);
    family(
        "skipped_total",
        "counter",
        "Payloads of events that were not selected.",
        &plain(summary.skipped()),
    );
    family("blank_lines_total", "counter", "Lines on which nothing stands.", &plain(summary.blank()));
    family("read_bytes_total", "counter", "Bytes that were read, uncompressed.", &plain(summary.bytes()));
    family("unread_sources", "gauge", "Sources that could not be read to their end.", &plain(ended.unread));
    if let Some(Connections { made, lost, .. }) = ended.connections {
        family("connections_total", "counter", "Connections that were made.", &plain(made));
        family(
            "connections_lost_total",
            "counter",
            "Connections that were lost or not to be had.",
            &plain(lost),
        );
    }
    family("written_timestamp_seconds", "gauge", "When these numbers were written.", &plain(now.as_secs()));
    text
}

fn escaped(label: &str) -> String {
    label.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use event_schema::Accepted;
    use event_schema_stream::{DeadLetter, Summary};

    use super::{Connections, Ended, escaped, prometheus};

    #[test]
    fn the_text_is_what_prometheus_reads() {
        let mut summary = Summary::default();
        summary.count_valid(Accepted::Known("hangup"));
        summary.count_refused(&DeadLetter::too_long("in", 1, 0, 99, 10));
        let connections = Some(Connections { made: 3, lost: 2, replies: 0 });
        let text = prometheus(&summary, &Ended { unread: 1, connections });
        for line in [
            "# TYPE event_schema_payloads_total counter",
            "event_schema_payloads_total{event=\"hangup\",verdict=\"valid\"} 1",
            "event_schema_payloads_total{event=\"\",verdict=\"refused\"} 1",
            "event_schema_reasons_total{code=\"maxRecord\",property=\"\"} 1",
            "event_schema_unread_sources 1",
            "event_schema_connections_lost_total 2",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} in {text}");
        }
        assert!(text.ends_with('\n'));
        assert_eq!(escaped("a\"b\\c\nd"), "a\\\"b\\\\c\\nd");
    }
}
