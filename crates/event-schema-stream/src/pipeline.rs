use std::io::Read;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub(crate) use self::judge::judge_line;
use self::judge::{Judge, Scratch};
use self::outcome::Outcome;
use crate::framing::{Blocks, Framing, Messages};
use crate::{Mask, Sink, StreamError, Summary, Validate};

mod crew;
mod judge;
mod outcome;

/// Sources → validator → sinks.
///
/// Valid payloads go on byte for byte, refused ones become [dead letters](crate::DeadLetter), and all are counted. A
/// source is read in blocks, which are judged on as many threads as are allowed and written in the order in which they
/// came. Memory is bounded by the longest record. Whatever is read to the last record that came is also written: when
/// the next one has to be waited for, all sinks are flushed.
///
/// ```
/// use event_schema::{Event, Validator};
/// use event_schema_stream::{Pipeline, Sink};
///
/// #[derive(Event)]
/// #[event(name = "tick")]
/// struct Tick {
///     count: u8,
/// }
///
/// let validator = Validator::<Tick>::new();
/// let mut pipeline = Pipeline::new(validator).valid(Sink::none()).rejects(Sink::none());
/// pipeline.run("ticks", &b"{\"type\":\"tick\",\"count\":1}\n{\"type\":\"tick\"\n"[..])?;
/// let summary = pipeline.finish()?;
/// assert_eq!((summary.valid(), summary.refused()), (1, 1));
/// # Ok::<(), event_schema_stream::StreamError>(())
/// ```
#[derive(Debug)]
pub struct Pipeline<V> {
    judge: Judge<V>,
    threads: NonZeroUsize,
    outcome: Outcome,
    stop: Stop,
    scratch: Scratch,
}

/// Asks a [`Pipeline`] to end early, from another thread or a signal's handler: what was read is written, the rest is
/// left.
///
/// ```
/// let stop = event_schema_stream::Stop::default();
/// stop.clone().stop();
/// assert!(stop.is_stopped());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks.
    pub fn stop(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether somebody asked.
    pub fn is_stopped(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    /// The flag itself, for whatever sets flags.
    pub fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.0)
    }
}

impl<V: Validate + Sync> Pipeline<V> {
    /// A pipeline around a validator that only counts, on one thread.
    pub fn new(validate: V) -> Self {
        Self {
            judge: Judge::new(validate),
            threads: NonZeroUsize::MIN,
            outcome: Outcome::default(),
            stop: Stop::default(),
            scratch: Scratch::default(),
        }
    }

    /// Where valid payloads go.
    #[must_use]
    pub fn valid(mut self, sink: Sink) -> Self {
        self.judge.keeps_valid = !sink.is_none();
        self.outcome.valid = sink;
        self
    }

    /// Where dead letters go.
    #[must_use]
    pub fn rejects(mut self, sink: Sink) -> Self {
        self.judge.keeps_letters = !sink.is_none();
        self.outcome.rejects = sink;
        self
    }

    /// Where exactly one verdict is written for each record, and for each blank line.
    #[must_use]
    pub fn verdicts(mut self, sink: Sink) -> Self {
        self.judge.keeps_verdicts = !sink.is_none();
        self.outcome.verdicts = sink;
        self
    }

    /// The longest record that is looked at; longer ones are refused.
    #[must_use]
    pub fn max_record(mut self, max_record: usize) -> Self {
        self.judge.max_record = max_record;
        self
    }

    /// How records are told apart.
    #[must_use]
    pub fn framing(mut self, framing: Framing) -> Self {
        self.judge.framing = framing;
        self
    }

    /// How many threads judge. With one, nothing but the caller's thread is used.
    #[must_use]
    pub fn threads(mut self, threads: NonZeroUsize) -> Self {
        self.threads = threads;
        self
    }

    /// Which events are looked at; payloads that are certainly others are passed over and counted as such.
    #[must_use]
    pub fn select(mut self, events: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.judge.selected = Some(events.into_iter().map(Into::into).collect());
        self
    }

    /// Keeps, for each reason why payloads are refused, what stands around the fault in its example.
    #[must_use]
    pub fn excerpts(mut self, mask: Mask) -> Self {
        self.outcome.mask = Some(mask.clone());
        self.judge.mask = Some(mask);
        self
    }

    /// Looks into valid payloads too, which takes time: [`Summary::insights`] has what was found. Names of properties are
    /// told as far as [`excerpts`](Self::excerpts) may show them.
    #[must_use]
    pub fn insights(mut self, wanted: bool) -> Self {
        self.judge.keeps_insights = wanted;
        self
    }

    /// Ends behind the payload with which more than `most` are refused.
    #[must_use]
    pub fn max_refused(mut self, most: u64) -> Self {
        self.outcome.max_refused = Some(most);
        self
    }

    /// What can ask the pipeline to end early.
    #[must_use]
    pub fn stop(mut self, stop: Stop) -> Self {
        self.stop = stop;
        self
    }

    /// Is called with what was counted so far, after every block.
    #[must_use]
    pub fn watch(mut self, watch: impl FnMut(&Summary) + Send + 'static) -> Self {
        self.outcome.watch = Some(Box::new(watch));
        self
    }

    /// Whether more payloads were refused than are [allowed](Self::max_refused).
    pub fn is_exceeded(&self) -> bool {
        self.outcome.is_exceeded()
    }

    /// Takes one source to its end. What was written and counted before an error stays so; after a
    /// [`Read`](StreamError::Read) error the pipeline can go on with another source.
    ///
    /// # Errors
    ///
    /// The source cannot be read, or a sink cannot be written.
    pub fn run(&mut self, source: &str, reader: impl Read + Send) -> Result<(), StreamError> {
        let mut blocks = Blocks::new(reader, self.judge.framing, self.judge.max_record);
        let result = self.take_all(source, &mut blocks);
        self.outcome.summary.count_bytes(blocks.offset());
        result
    }

    /// Takes what was gathered of a carrier that tells messages apart itself, and flushes. Line ends within a valid
    /// message become spaces.
    ///
    /// # Errors
    ///
    /// A sink cannot be written.
    pub fn take(&mut self, source: &str, messages: &mut Messages) -> Result<(), StreamError> {
        let (blocks, bytes) = messages.drain(self.judge.max_record);
        for block in blocks {
            if self.outcome.is_exceeded() {
                break;
            }
            let judged = self.judge.judge_block(source, block, self.outcome.room(), &mut self.scratch);
            self.outcome.take(source, judged)?;
        }
        self.outcome.summary.count_bytes(bytes);
        self.outcome.flush()
    }

    /// Hands on what the sinks still hold, and returns what was counted. Files appear under their names only now.
    ///
    /// # Errors
    ///
    /// A sink cannot be written.
    pub fn finish(self) -> Result<Summary, StreamError> {
        self.outcome.finish()
    }

    fn take_all(&mut self, source: &str, blocks: &mut Blocks<impl Read + Send>) -> Result<(), StreamError> {
        let mut spare = Vec::new();
        let mut alone = 2;
        while !self.is_over() {
            // Threads are not worth their start for what is done at once.
            if self.threads.get() > 1 && alone == 0 {
                return crew::take_all(self, source, blocks);
            }
            alone -= usize::from(alone > 0);
            let Some(block) = next_block(source, blocks, spare, &self.stop)? else { break };
            let judged = self.judge.judge_block(source, block, self.outcome.room(), &mut self.scratch);
            spare = self.outcome.take(source, judged)?;
            self.outcome.flush()?;
        }
        Ok(())
    }

    fn is_over(&self) -> bool {
        self.stop.is_stopped() || self.outcome.is_exceeded()
    }
}

/// The next block of a source. A record that was cut off because the pipeline is to stop is none.
fn next_block<R: Read>(
    source: &str,
    blocks: &mut Blocks<R>,
    spare: Vec<u8>,
    stop: &Stop,
) -> Result<Option<crate::framing::Block>, StreamError> {
    let block =
        blocks.next_block(spare).map_err(|error| StreamError::Read { source: source.to_owned(), error })?;
    if blocks.is_ready() && stop.is_stopped() {
        return Ok(None);
    }
    Ok(block)
}

#[cfg(test)]
mod tests;
