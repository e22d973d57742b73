//! The hot path alone, for valgrind to count its instructions, and for the allocator to count what it asks for.
//!
//! `bench-hot-path instructions CORPUS ROUTE` prints how many payloads one call of [`measured`] reads: valgrind is told
//! to look at nothing else. `bench-hot-path allocations CORPUS ROUTE` prints how often that call allocates memory.

use std::hint::black_box;
use std::process::ExitCode;

use bench_corpora::{Corpus, Segment};
use event_schema::{FromJson, IntoOwned, Schema, Validator, Verdicts};
use isymphony_events::{Hangup, IsymphonyEvent};

/// Enough for a mean that does not hang on chance.
const PAYLOADS: usize = 4000;

/// Reads all payloads, and says how many of them it accepts.
type Read = Box<dyn FnMut(Segment<'_>) -> usize>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let Some((what, corpus, mut read)) = chosen(&words) else {
        eprintln!("error: expected `instructions` or `allocations`, a corpus and a route");
        return ExitCode::from(2);
    };
    // What is learned and what is kept for the next call is there before anything is counted.
    read(corpus.whole());
    match what {
        What::Instructions => {
            measured(&mut read, corpus.whole());
            println!("{}", corpus.len());
        }
        What::Allocations => {
            let counted = allocation_counter::measure(|| measured(&mut read, corpus.whole()));
            println!("{}", counted.count_total);
        }
    }
    ExitCode::SUCCESS
}

enum What {
    Instructions,
    Allocations,
}

/// What is counted. It stays a function of its own, by whose name valgrind finds it.
#[inline(never)]
fn measured(read: &mut Read, payloads: Segment<'_>) {
    black_box(read(payloads));
}

fn chosen(words: &[&str]) -> Option<(What, Corpus, Read)> {
    let [what, corpus, route] = *words else { return None };
    let what = match what {
        "instructions" => What::Instructions,
        "allocations" => What::Allocations,
        _ => return None,
    };
    if corpus == "stream" {
        return Some((what, Corpus::stream(PAYLOADS), read_events(route)?));
    }
    let corpus = match corpus {
        "mixed" => Corpus::mixed(PAYLOADS),
        "well-behaved" => Corpus::well_behaved(PAYLOADS),
        "shuffled" => Corpus::shuffled(PAYLOADS),
        "spaced" => Corpus::spaced(PAYLOADS),
        "pretty" => Corpus::pretty(PAYLOADS),
        "unicode" => Corpus::unicode(PAYLOADS),
        "refused" => Corpus::refused(PAYLOADS),
        _ => return None,
    };
    Some((what, corpus, read_hangups(route)?))
}

macro_rules! reader {
    ($name:ident, $event:ident) => {
        fn $name(route: &str) -> Option<Read> {
            let validator = Validator::<$event<'static>>::new();
            match route {
                "lines" => Some(lines(validator)),
                "is_valid" => Some(is_valid(validator)),
                "validate" => Some(each(move |payload| black_box(validator.validate(payload)).is_ok())),
                "from_json" => Some(each(move |payload| decodes::<_, $event<'_>>(&validator, payload))),
                _ => None,
            }
        }
    };
}

reader!(read_hangups, Hangup);
reader!(read_events, IsymphonyEvent);

fn lines<T: Schema + 'static>(validator: Validator<T>) -> Read {
    let mut verdicts = Verdicts::default();
    Box::new(move |payloads| {
        validator.validate_lines(payloads.bytes, &mut verdicts);
        verdicts.valid()
    })
}

fn is_valid<T: Schema + 'static>(validator: Validator<T>) -> Read {
    each(move |payload| validator.is_valid(payload))
}

fn decodes<'de, T: Schema, U>(validator: &Validator<T>, payload: &'de [u8]) -> bool
where
    U: FromJson<'de> + IntoOwned<Owned = T>,
{
    black_box(validator.from_json::<U>(payload)).is_ok()
}

/// One payload after the other.
fn each(mut accepts: impl FnMut(&[u8]) -> bool + 'static) -> Read {
    Box::new(move |payloads| payloads.payloads().filter(|payload| accepts(payload)).count())
}
