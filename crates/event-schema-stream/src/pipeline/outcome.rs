use std::io::IoSlice;

use crate::pipeline::judge::{Judged, Run};
use crate::{Mask, Sink, StreamError, Summary};

type Watch = Box<dyn FnMut(&Summary) + Send>;

/// What came of a pipeline so far, and where it goes.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) valid: Sink,
    pub(super) rejects: Sink,
    pub(super) verdicts: Sink,
    pub(super) summary: Summary,
    /// What of payloads excerpts may show, if there are to be any.
    pub(super) mask: Option<Mask>,
    pub(super) max_refused: Option<u64>,
    pub(super) watch: Option<Watch>,
}

impl Outcome {
    /// Writes and counts a block's part; returns its buffer.
    pub(super) fn take(&mut self, source: &str, judged: Judged) -> Result<Vec<u8>, StreamError> {
        let Judged { block, valid, letters, verdicts, counts, refusals } = judged;
        let ends = |Run { range, is_open }| {
            let end: &[u8] = if is_open { b"\n" } else { b"" };
            [IoSlice::new(&block.buffer()[range]), IoSlice::new(end)]
        };
        self.valid.write_slices(&mut valid.into_iter().flat_map(ends).collect::<Vec<_>>())?;
        self.rejects.write(&letters)?;
        self.verdicts.write(&verdicts)?;
        self.summary.add(counts);
        self.summary.add_refusals(source, refusals, |fault| {
            let payload = &block.buffer()[fault.payload.clone()?];
            self.mask.as_ref()?.excerpt(payload, fault.offset)
        });
        if let Some(watch) = &mut self.watch {
            watch(&self.summary);
        }
        Ok(block.into_buffer())
    }

    /// How many more payloads may be refused.
    pub(super) fn room(&self) -> Option<u64> {
        Some(self.max_refused?.saturating_sub(self.summary.refused()))
    }

    pub(super) fn is_exceeded(&self) -> bool {
        self.max_refused.is_some_and(|most| self.summary.refused() > most)
    }

    pub(super) fn flush(&mut self) -> Result<(), StreamError> {
        self.valid.flush()?;
        self.rejects.flush()?;
        self.verdicts.flush()
    }

    pub(super) fn finish(mut self) -> Result<Summary, StreamError> {
        self.flush()?;
        self.valid.finish()?;
        self.rejects.finish()?;
        self.verdicts.finish()?;
        Ok(self.summary)
    }
}

impl std::fmt::Debug for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outcome").field("summary", &self.summary).finish_non_exhaustive()
    }
}
