use crate::pipeline::judge::{Judged, Run};
use crate::{Sink, StreamError, Summary};

type Watch = Box<dyn FnMut(&Summary) + Send>;

/// What came of a pipeline so far, and where it goes.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) valid: Sink,
    pub(super) rejects: Sink,
    pub(super) verdicts: Sink,
    pub(super) summary: Summary,
    pub(super) max_refused: Option<u64>,
    pub(super) watch: Option<Watch>,
}

impl Outcome {
    /// Writes and counts a block's part; returns its buffer.
    pub(super) fn take(&mut self, judged: Judged) -> Result<Vec<u8>, StreamError> {
        let Judged { block, valid, letters, verdicts, summary } = judged;
        for Run { range, is_open } in valid {
            let payloads = &block.buffer()[range];
            if is_open { self.valid.write_line(payloads) } else { self.valid.write(payloads) }?;
        }
        self.rejects.write(&letters)?;
        self.verdicts.write(&verdicts)?;
        self.summary.merge(summary);
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
