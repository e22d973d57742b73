use std::fs::File;
use std::io;
use std::thread::{Builder, JoinHandle};

/// Brings a file to the disk while it is still written to, so that little is left to wait for in the end.
///
/// What cannot be brought to the disk is told once only, to whoever asks first: errors are kept for
/// [`finish`](Self::finish).
#[derive(Debug)]
pub(super) struct EarlySync {
    file: File,
    /// How many bytes were written since it was last begun.
    since: u64,
    running: Option<JoinHandle<io::Result<()>>>,
}

impl EarlySync {
    /// What is less is waited for in the end: a disk takes it at once.
    const WORTHWHILE: u64 = 16 << 20;

    pub(super) fn new(file: File) -> Self {
        Self { file, since: 0, running: None }
    }

    /// Counts bytes that were written, and begins when they are many.
    pub(super) fn count(&mut self, bytes: usize) -> io::Result<()> {
        self.since += bytes as u64;
        if self.since < Self::WORTHWHILE || self.running.as_ref().is_some_and(|sync| !sync.is_finished()) {
            return Ok(());
        }
        self.wait()?;
        self.since = 0;
        let file = self.file.try_clone()?;
        // Where no thread can be had, everything is left to the end.
        self.running = Builder::new().spawn(move || file.sync_data()).ok();
        Ok(())
    }

    /// Waits until all of the file is on the disk.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.wait()?;
        self.file.sync_all()
    }

    fn wait(&mut self) -> io::Result<()> {
        match self.running.take().map(JoinHandle::join) {
            None => Ok(()),
            Some(Ok(synced)) => synced,
            Some(Err(panic)) => std::panic::resume_unwind(panic),
        }
    }
}
