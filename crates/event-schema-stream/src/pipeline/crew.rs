//! Many threads, each of which reads a block, judges it, and writes what came of it when it is its turn.
//!
//! A block stays on the core that read it: to fetch it from another one would take a good part of the time that judging
//! it takes.

use std::io::Read;
use std::mem;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::judge::{Judge, Judged, Scratch};
use super::outcome::Outcome;
use super::{Pipeline, Stop, next_block};
use crate::framing::{Block, Blocks};
use crate::{StreamError, Validate};

/// Takes a source to its end, on the calling thread and others.
pub(super) fn take_all<V: Validate + Sync>(
    pipeline: &mut Pipeline<V>,
    source: &str,
    blocks: &mut Blocks<impl Read + Send>,
) -> Result<(), StreamError> {
    let Pipeline { judge, threads, outcome, stop, scratch } = pipeline;
    let crew = Crew {
        judge,
        source,
        stop,
        room: outcome.room(),
        input: Mutex::new(Input { blocks, result: Ok(()) }),
        read: AtomicU64::new(0),
        output: Mutex::new(Output { outcome, written: 0, is_closed: false, result: Ok(()) }),
        turn: Condvar::new(),
        is_over: AtomicBool::new(false),
    };
    thread::scope(|scope| {
        for _ in 1..threads.get() {
            scope.spawn(|| crew.work(&mut Scratch::default()));
        }
        crew.work(scratch);
    });
    let Crew { input, output, .. } = crew;
    let written = output.into_inner().unwrap_or_else(PoisonError::into_inner).result;
    written.and(input.into_inner().unwrap_or_else(PoisonError::into_inner).result)
}

/// What the threads share.
struct Crew<'c, V, R> {
    judge: &'c Judge<V>,
    source: &'c str,
    stop: &'c Stop,
    /// How many payloads may be refused in what is left.
    room: Option<u64>,
    input: Mutex<Input<'c, R>>,
    /// How many blocks were read.
    read: AtomicU64,
    output: Mutex<Output<'c>>,
    turn: Condvar,
    /// Whether no more is to be read.
    is_over: AtomicBool,
}

struct Input<'c, R> {
    blocks: &'c mut Blocks<R>,
    result: Result<(), StreamError>,
}

struct Output<'c> {
    outcome: &'c mut Outcome,
    /// How many blocks were written.
    written: u64,
    /// Whether no more may be written.
    is_closed: bool,
    result: Result<(), StreamError>,
}

impl<V: Validate, R: Read> Crew<'_, V, R> {
    fn work(&self, scratch: &mut Scratch) {
        let _panicking = Panicking(self);
        let mut spare = Vec::new();
        while let Some((number, block)) = self.read(mem::take(&mut spare)) {
            let judged = self.judge.judge_block(self.source, block, self.room, scratch);
            match self.write(number, judged, scratch) {
                Some(buffer) => spare = buffer,
                None => return,
            }
        }
    }

    /// The next block and its number, if there is one.
    fn read(&self, spare: Vec<u8>) -> Option<(u64, Block)> {
        let mut input = lock(&self.input);
        if self.is_over.load(Ordering::SeqCst) || self.stop.is_stopped() {
            return None;
        }
        match next_block(self.source, input.blocks, spare, self.stop) {
            Ok(Some(block)) => return Some((self.read.fetch_add(1, Ordering::SeqCst), block)),
            Ok(None) => {}
            Err(error) => input.result = Err(error),
        }
        self.is_over.store(true, Ordering::SeqCst);
        None
    }

    /// Waits until all blocks before this one are written, and writes it. Returns its buffer, if there is more to do.
    fn write(&self, number: u64, judged: Judged, scratch: &mut Scratch) -> Option<Vec<u8>> {
        let mut output = lock(&self.output);
        while output.written != number && !output.is_closed {
            output = self.turn.wait(output).unwrap_or_else(PoisonError::into_inner);
        }
        if output.is_closed {
            return None;
        }
        let result = self.write_next(output.outcome, judged, scratch, number);
        output.written += 1;
        if result.is_err() || output.outcome.is_exceeded() {
            self.close(&mut output);
        }
        self.turn.notify_all();
        result.map_err(|error| output.result = Err(error)).ok()
    }

    fn write_next(
        &self,
        outcome: &mut Outcome,
        judged: Judged,
        scratch: &mut Scratch,
        number: u64,
    ) -> Result<Vec<u8>, StreamError> {
        // How many may still be refused was not known when the block was judged: once more, up to there.
        let judged = match outcome.room() {
            Some(room) if judged.refusals.len() > room => {
                self.judge.judge_block(self.source, judged.block, Some(room), scratch)
            }
            _ => judged,
        };
        let buffer = outcome.take(self.source, judged)?;
        // Whoever reads may have to wait.
        if self.read.load(Ordering::SeqCst) == number + 1 {
            outcome.flush()?;
        }
        Ok(buffer)
    }

    fn close(&self, output: &mut Output<'_>) {
        output.is_closed = true;
        self.is_over.store(true, Ordering::SeqCst);
    }
}

/// Nobody waits for the turn of a thread that panicked.
struct Panicking<'c, 'p, V: Validate, R: Read>(&'c Crew<'p, V, R>);

impl<V: Validate, R: Read> Drop for Panicking<'_, '_, V, R> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.close(&mut lock(&self.0.output));
            self.0.turn.notify_all();
        }
    }
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
