//! How far a run is, for whoever looks at a terminal.

use std::borrow::Cow;
use std::io::{self, IsTerminal as _, Read};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::numbers::count;

/// A bar on standard error. It shows nothing where that is no terminal.
#[derive(Debug, Clone)]
pub(crate) struct Progress(ProgressBar);

impl Progress {
    const OF: &str = "{bar:24} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left, {msg}";
    const LASTING: &str = "{spinner} {prefix}, {human_pos} payloads, {msg}, {elapsed}";
    const OPEN: &str = "{spinner} {bytes}, {bytes_per_sec}, {elapsed}, {msg}";

    /// A bar for so many bytes, if that is known; not drawn between payloads on the same terminal.
    pub(crate) fn new(total: Option<u64>, carries_payloads: bool) -> Self {
        let is_hidden = carries_payloads && io::stdout().is_terminal();
        let target = if is_hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(total, target);
        let template = if total.is_some() { Self::OF } else { Self::OPEN };
        // A template that does not parse shows as the default: both are looked at by tests.
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style.progress_chars("█▌░"));
        bar.set_message("none refused");
        Self(bar)
    }

    /// A line for a connection that lasts, which counts payloads.
    pub(crate) fn lasting(is_hidden: bool) -> Self {
        let target = if is_hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(None, target);
        let style =
            ProgressStyle::with_template(Self::LASTING).unwrap_or_else(|_| ProgressStyle::default_spinner());
        bar.set_style(style);
        bar.set_message("none refused");
        if !bar.is_hidden() {
            bar.enable_steady_tick(Duration::from_millis(100));
        }
        Self(bar)
    }

    /// Says how the connection is.
    pub(crate) fn tell_state(&self, state: impl Into<Cow<'static, str>>) {
        self.0.set_prefix(state);
    }

    /// Counts payloads of a connection.
    pub(crate) fn count(&self, payloads: u64) {
        self.0.set_position(payloads);
    }

    /// Says how many were refused so far.
    pub(crate) fn tell_refused(&self, refused: u64) {
        if refused > 0 && !self.0.is_hidden() {
            self.0.set_message(format!("{} refused", count(refused)));
        }
    }

    /// Counts what is read.
    pub(crate) fn reading<R: Read>(&self, reader: R) -> Counted<R> {
        Counted { reader, bar: self.0.clone() }
    }

    /// Writes something that the bar does not overwrite.
    pub(crate) fn aside(&self, write: impl FnOnce()) {
        self.0.suspend(write);
    }

    pub(crate) fn finish(&self) {
        self.0.finish_and_clear();
    }
}

pub(crate) struct Counted<R> {
    reader: R,
    bar: ProgressBar,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.bar.inc(read as u64);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use indicatif::ProgressStyle;

    use super::Progress;

    #[test]
    fn the_templates_parse() {
        for template in [Progress::OF, Progress::OPEN, Progress::LASTING] {
            ProgressStyle::with_template(template).unwrap();
        }
    }
}
