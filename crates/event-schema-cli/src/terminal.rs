//! What is shown to people.

use std::io::{self, IsTerminal as _, Write};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use textwrap::Options;

/// Headings and names.
pub(crate) const STRONG: Style = Style::new().bold();
/// What matters less.
pub(crate) const FAINT: Style = Style::new().dimmed();
/// What went well.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default();
/// What was refused.
pub(crate) const BAD: Style = AnsiColor::Red.on_default();
/// Commands and places.
pub(crate) const PLACE: Style = AnsiColor::Cyan.on_default();

/// How wide text is that goes to no terminal.
const WIDTH: usize = 80;

/// Standard output for text: styled on a terminal only, and not if `NO_COLOR` is set.
pub(crate) fn stdout() -> AutoStream<io::StdoutLock<'static>> {
    AutoStream::auto(io::stdout().lock())
}

/// Standard error for text.
pub(crate) fn stderr() -> AutoStream<io::StderrLock<'static>> {
    AutoStream::auto(io::stderr().lock())
}

/// How wide text on standard output may be.
pub(crate) fn width() -> usize {
    let size = if io::stdout().is_terminal() { terminal_size::terminal_size_of(io::stdout()) } else { None };
    size.map_or(WIDTH, |(width, _)| usize::from(width.0)).clamp(40, 100)
}

/// Tells what went wrong.
pub(crate) fn complain(message: &str) {
    let bad = BAD.bold();
    // There is nobody left to tell if this fails.
    let _ = writeln!(stderr(), "{bad}error:{bad:#} {message}");
}

/// Tells what happens.
pub(crate) fn note(message: &str) {
    let _ = writeln!(stderr(), "{message}");
}

/// Tells what is not as it should be, and does not stop anything.
pub(crate) fn warn(message: &str) {
    let strong = STRONG;
    let _ = writeln!(stderr(), "{strong}warning:{strong:#} {message}");
}

/// Writes text in lines of at most `width`, all of them behind an indent.
pub(crate) fn paragraph(out: &mut impl Write, text: &str, indent: usize, width: usize) -> io::Result<()> {
    let indent = " ".repeat(indent);
    let options = Options::new(width)
        .initial_indent(&indent)
        .subsequent_indent(&indent)
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    writeln!(out, "{}", textwrap::fill(text, options))
}
