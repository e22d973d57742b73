//! Signals that end a run early: what was read is judged and written, and files are finished.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use event_schema_stream::Stop;

#[cfg(unix)]
use std::fs::File;

/// The signals that came.
#[derive(Debug)]
pub(crate) struct Signals {
    stop: Stop,
    caught: Arc<AtomicU8>,
    #[cfg(unix)]
    wake: Arc<io::PipeReader>,
}

impl Signals {
    /// The number of the signal that came, if any.
    pub(crate) fn caught(&self) -> Option<u8> {
        Some(self.caught.load(Ordering::SeqCst)).filter(|signal| *signal != 0)
    }

    /// What a pipeline asks whether it is to stop.
    pub(crate) fn stop(&self) -> Stop {
        self.stop.clone()
    }
}

#[cfg(unix)]
impl Signals {
    /// Listens to SIGINT and SIGTERM. The first one asks the pipeline to stop, the second one ends the process.
    pub(crate) fn listen() -> io::Result<Self> {
        use signal_hook::consts::{SIGINT, SIGTERM};

        let (wake, waking) = io::pipe()?;
        let signals = Self { stop: Stop::default(), caught: Arc::default(), wake: Arc::new(wake) };
        let (stop, caught) = (signals.stop(), Arc::clone(&signals.caught));
        let mut incoming = signal_hook::iterator::Signals::new([SIGINT, SIGTERM])?;
        std::thread::spawn(move || {
            // Whoever waits for the pipe's other end sees that this one is closed.
            let mut waking = Some(waking);
            for signal in incoming.forever() {
                if stop.is_stopped() {
                    std::process::exit(128 + signal);
                }
                caught.store(u8::try_from(signal).unwrap_or_default(), Ordering::SeqCst);
                stop.stop();
                drop(waking.take());
            }
        });
        Ok(signals)
    }

    /// Waits for the first signal. It is to be called within a runtime.
    pub(crate) fn stopped(&self) -> io::Result<impl Future<Output = ()> + Send + 'static> {
        use std::os::fd::AsFd as _;

        let wake = tokio::net::unix::pipe::Receiver::from_owned_fd(self.wake.as_fd().try_clone_to_owned()?)?;
        Ok(async move {
            // The pipe's end can be read when its other end is closed.
            let _ = wake.readable().await;
        })
    }

    /// A file or pipe to read. To wait for more of a pipe ends with the first signal, as the stream does.
    pub(crate) fn reader(&self, file: File) -> io::Result<Box<dyn Read + Send>> {
        if file.metadata()?.is_file() {
            return Ok(Box::new(file));
        }
        Ok(Box::new(Interruptible { file, wake: Arc::clone(&self.wake) }))
    }

    /// Standard input, to read as any other file.
    pub(crate) fn stdin(&self) -> io::Result<Box<dyn Read + Send>> {
        use std::os::fd::AsFd as _;

        self.reader(File::from(io::stdin().as_fd().try_clone_to_owned()?))
    }
}

/// Elsewhere signals end the process.
#[cfg(not(unix))]
impl Signals {
    pub(crate) fn listen() -> io::Result<Self> {
        Ok(Self { stop: Stop::default(), caught: Arc::default() })
    }

    pub(crate) fn stopped(&self) -> io::Result<impl Future<Output = ()> + Send + 'static> {
        Ok(std::future::pending())
    }

    pub(crate) fn reader(&self, file: std::fs::File) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(file))
    }

    pub(crate) fn stdin(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(io::stdin()))
    }
}

#[cfg(unix)]
struct Interruptible {
    file: File,
    wake: Arc<io::PipeReader>,
}

#[cfg(unix)]
impl Read for Interruptible {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        use rustix::event::{PollFd, PollFlags, poll};

        let mut waited = [
            PollFd::new(&self.file, PollFlags::IN),
            PollFd::from_borrowed_fd(std::os::fd::AsFd::as_fd(&*self.wake), PollFlags::IN),
        ];
        poll(&mut waited, None)?;
        let is_stopped = !waited[1].revents().is_empty();
        if is_stopped {
            return Ok(0);
        }
        self.file.read(buffer)
    }
}
