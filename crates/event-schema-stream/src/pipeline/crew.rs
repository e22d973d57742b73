//! Many threads that judge, one that writes what they judged in the order in which it was read.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossbeam_channel::{Receiver, Sender, TryRecvError, bounded, unbounded};

use super::judge::{Judge, Judged, Scratch};
use super::outcome::Outcome;
use super::{Pipeline, next_block};
use crate::framing::{Block, Blocks};
use crate::{StreamError, Validate};

/// So many blocks are on their way for each thread: one is judged, one waits for its turn on either side.
const BLOCKS_PER_THREAD: usize = 3;

type Numbered<T> = (u64, T);

/// Takes a source to its end. The calling thread reads; buffers go round, so what is in memory is bounded.
pub(super) fn take_all<V: Validate + Sync>(
    pipeline: &mut Pipeline<V>,
    source: &str,
    blocks: &mut Blocks<impl Read>,
) -> Result<(), StreamError> {
    let Pipeline { judge, threads, outcome, stop, scratch: _ } = pipeline;
    let judge = &*judge;
    let room = outcome.room();
    let (give, spares) = unbounded();
    for _ in 0..threads.get() * BLOCKS_PER_THREAD {
        let _ = give.send(Vec::new());
    }
    let (work, tasks) = bounded::<Numbered<Block>>(threads.get());
    let (done, results) = unbounded::<Numbered<Judged>>();
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..threads.get() {
            let (tasks, done) = (tasks.clone(), done.clone());
            scope.spawn(move || {
                let mut scratch = Scratch::default();
                for (at, block) in tasks {
                    let judged = judge.judge_block(source, block, room, &mut scratch);
                    if done.send((at, judged)).is_err() {
                        return;
                    }
                }
            });
        }
        drop((tasks, done));
        let writer = scope.spawn(|| {
            let written = write_all(source, judge, outcome, &results, &give);
            over.store(true, Ordering::SeqCst);
            drop((results, give));
            written
        });
        let mut read = Ok(());
        let mut at = 0;
        while !stop.is_stopped() && !over.load(Ordering::SeqCst) {
            let Ok(spare) = spares.recv() else { break };
            match next_block(source, blocks, spare, stop) {
                Ok(Some(block)) => {
                    if work.send((at, block)).is_err() {
                        break;
                    }
                    at += 1;
                }
                Ok(None) => break,
                Err(error) => {
                    read = Err(error);
                    break;
                }
            }
        }
        drop(work);
        match writer.join() {
            Ok(written) => written.and(read),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

fn write_all<V: Validate>(
    source: &str,
    judge: &Judge<V>,
    outcome: &mut Outcome,
    results: &Receiver<Numbered<Judged>>,
    give: &Sender<Vec<u8>>,
) -> Result<(), StreamError> {
    let mut early = BTreeMap::new();
    let mut scratch = Scratch::default();
    let mut next = 0;
    loop {
        let (at, judged) = match results.try_recv() {
            Ok(result) => result,
            Err(TryRecvError::Disconnected) => return Ok(()),
            Err(TryRecvError::Empty) => {
                outcome.flush()?;
                let Ok(result) = results.recv() else { return Ok(()) };
                result
            }
        };
        early.insert(at, judged);
        while let Some(judged) = early.remove(&next) {
            next += 1;
            // How many may still be refused was not known when the block was judged: once more, up to there.
            let judged = match outcome.room() {
                Some(room) if judged.refusals.len() > room => {
                    judge.judge_block(source, judged.block, Some(room), &mut scratch)
                }
                _ => judged,
            };
            let buffer = outcome.take(source, judged)?;
            if outcome.is_exceeded() {
                return Ok(());
            }
            // The reader may be done.
            let _ = give.send(buffer);
        }
    }
}
