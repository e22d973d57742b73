//! The payloads of the benchmark.
//!
//! Each corpus has a name, a style and a seed, and is the same bytes wherever it is made.

mod payload;
mod style;
mod text;

use std::ops::Range;

use event_schema::Schema as _;
use event_schema::model::Model;
use isymphony_events::{Hangup, IsymphonyEvent};
use rand::SeedableRng as _;
use rand_pcg::Pcg64;

pub use self::payload::Fault;
pub use self::style::{Layout, Style};

/// What the random choices of every corpus begin with.
const SEED: u64 = 42;

/// Payloads, one after the other, and what is wrong with each.
pub struct Corpus {
    /// What it is called in tables.
    pub name: &'static str,
    /// What is in it, for people.
    pub about: &'static str,
    bytes: Vec<u8>,
    /// The end of each payload, its newline included.
    ends: Vec<usize>,
    faults: Vec<Option<Fault>>,
    /// Whether a payload is one line.
    is_lines: bool,
}

/// A stretch of a corpus, from the beginning of a payload to the end of one.
#[derive(Clone, Copy)]
pub struct Segment<'a> {
    /// The payloads, a newline after each.
    pub bytes: &'a [u8],
    /// The end of each payload, its newline included, counted from the beginning of the corpus.
    pub ends: &'a [usize],
    /// Where the stretch begins in the corpus.
    pub start: usize,
    /// Whether a payload is one line.
    pub is_lines: bool,
}

macro_rules! corpora {
    ($($(#[doc = $doc:literal])+ $name:ident: $title:literal, $about:literal, $model:expr, $style:expr;)+) => {
        impl Corpus {
            $(
                $(#[doc = $doc])+
                #[must_use]
                pub fn $name(payloads: usize) -> Self {
                    Self::of($title, $about, $model, &$style, payloads)
                }
            )+
        }
    };
}

corpora! {
    /// Hangups as a server may send them, and some that are broken.
    mixed: "mixed",
        "hangups: 30 % nulls, 5 % in shuffled order, 1 % with an unknown property, 20 % with text beyond ASCII or \
         escapes, 2 % broken",
        Hangup::MODEL, Style::MIXED;
    /// Hangups that are easy to predict.
    well_behaved: "well-behaved",
        "hangups without nulls, ASCII, in one order",
        Hangup::MODEL, Style::WELL_BEHAVED;
    /// Hangups whose order cannot be predicted.
    shuffled: "shuffled",
        "hangups, each in an order of its own",
        Hangup::MODEL, Style { shuffled: 1000, ..Style::MIXED };
    /// Hangups as Python's `json.dumps` writes them.
    spaced: "spaced",
        "mixed hangups with a space after each comma and colon",
        Hangup::MODEL, Style { layout: Layout::Spaced, ..Style::MIXED };
    /// Hangups with indentation.
    pretty: "pretty",
        "mixed hangups, each printed over many lines",
        Hangup::MODEL, Style { layout: Layout::Pretty, ..Style::MIXED };
    /// Hangups with much text that is not ASCII.
    unicode: "unicode",
        "mixed hangups, 70 % of them with text beyond ASCII and 25 % with escapes",
        Hangup::MODEL, Style { unicode: 700, escaped: 250, ..Style::MIXED };
    /// Hangups that are all broken, as those are that are broken in the mixed corpus.
    refused: "refused",
        "mixed hangups, each with one fault: a property is missing, a value is of another type, or the end is cut off",
        Hangup::MODEL, Style { broken: 1000, ..Style::MIXED };
    /// Hangups that are worse.
    damaged: "damaged",
        "the same with one to three faults each; of more than half of them the end is cut off",
        Hangup::MODEL, Style { broken: 1000, most_faults: 3, ..Style::MIXED };
    /// All events of the catalogue.
    stream: "stream",
        "all eight events of the catalogue in turn at random, else as mixed",
        IsymphonyEvent::MODEL, Style::MIXED;
}

impl Corpus {
    /// Payloads of a type in a style.
    #[must_use]
    pub fn of(
        name: &'static str,
        about: &'static str,
        model: &'static Model,
        style: &Style,
        payloads: usize,
    ) -> Self {
        let mut random = Pcg64::seed_from_u64(SEED);
        let is_lines = style.layout != Layout::Pretty;
        let mut corpus =
            Self { name, about, bytes: Vec::new(), ends: Vec::new(), faults: Vec::new(), is_lines };
        for number in 0..payloads {
            let fault = payload::write(model, style, number, &mut random, &mut corpus.bytes);
            corpus.bytes.push(b'\n');
            corpus.ends.push(corpus.bytes.len());
            corpus.faults.push(fault);
        }
        corpus
    }

    /// How many payloads there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no payload.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All payloads, a newline after each.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What is wrong with each payload.
    #[must_use]
    pub fn faults(&self) -> &[Option<Fault>] {
        &self.faults
    }

    /// All of it.
    #[must_use]
    pub fn whole(&self) -> Segment<'_> {
        self.segment(0..self.len())
    }

    /// Stretches of about so many bytes.
    #[must_use]
    pub fn segments(&self, bytes: usize) -> Vec<Segment<'_>> {
        let mut segments = Vec::new();
        let (mut first, mut start) = (0, 0);
        for (at, end) in self.ends.iter().enumerate() {
            if end - start >= bytes || at + 1 == self.len() {
                segments.push(self.segment(first..at + 1));
                (first, start) = (at + 1, *end);
            }
        }
        segments
    }

    fn segment(&self, payloads: Range<usize>) -> Segment<'_> {
        let ends = &self.ends[payloads.clone()];
        let start = payloads.start.checked_sub(1).map_or(0, |before| self.ends[before]);
        let end = ends.last().copied().unwrap_or(start);
        Segment { bytes: &self.bytes[start..end], ends, start, is_lines: self.is_lines }
    }
}

impl<'a> Segment<'a> {
    /// Each payload, without its newline.
    pub fn payloads(self) -> impl Iterator<Item = &'a [u8]> {
        let mut start = self.start;
        self.ends.iter().map(move |end| {
            let payload = &self.bytes[start - self.start..end - 1 - self.start];
            start = *end;
            payload
        })
    }
}
