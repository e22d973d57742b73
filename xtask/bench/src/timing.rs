use std::hint::black_box;
use std::time::Duration;

use bench_corpora::{Corpus, Segment};

use crate::clock::thread_time;
use crate::route::Route;

/// Bytes between two looks at the clock.
const SEGMENT: usize = 1 << 20;

/// What a route needed for a corpus.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Times {
    /// The median over the repetitions.
    pub(crate) median: Duration,
    /// The sum, over all segments, of the least over the repetitions: what it needs when nothing disturbs.
    pub(crate) quiet: Duration,
}

/// Lets the routes read the corpus in turn, once to warm up and then as often as told.
pub(crate) fn take_turns(corpus: &Corpus, routes: &mut [Route], repetitions: usize) -> Vec<Times> {
    let segments = corpus.segments(SEGMENT);
    let mut passes = vec![Vec::new(); routes.len()];
    for repetition in 0..=repetitions {
        for (route, passes) in routes.iter_mut().zip(&mut passes) {
            let pass = segments.iter().map(|segment| read(route, *segment)).collect::<Vec<_>>();
            if repetition > 0 {
                passes.push(pass);
            }
        }
    }
    passes.iter().map(|passes| summarise(passes)).collect()
}

fn read(route: &mut Route, segment: Segment<'_>) -> Duration {
    let start = thread_time();
    black_box((route.read)(segment, None));
    thread_time().saturating_sub(start)
}

fn summarise(passes: &[Vec<Duration>]) -> Times {
    let mut totals: Vec<Duration> = passes.iter().map(|pass| pass.iter().sum()).collect();
    totals.sort_unstable();
    let segments = passes.first().map_or(0, Vec::len);
    let least = |at: usize| passes.iter().map(|pass| pass[at]).min().unwrap_or_default();
    Times { median: totals[totals.len() / 2], quiet: (0..segments).map(least).sum() }
}
