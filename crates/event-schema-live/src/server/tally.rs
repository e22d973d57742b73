use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};

/// What became of a client.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice {
    /// It was let in.
    Connected(SocketAddr),
    /// It was not let in: it showed no credentials, or wrong ones, or asked for another path, or spoke no WebSocket.
    Refused(SocketAddr, String),
    /// It is gone.
    Gone(SocketAddr),
}

/// What a server did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Played {
    /// How many connections there were.
    pub connections: u64,
    /// How many were not let in.
    pub refused: u64,
    /// How many payloads were sent, all connections together, without the bad frames.
    pub sent: u64,
    /// How many bad frames were sent.
    pub broken: u64,
}

type Watch = Box<dyn Fn(&Notice) + Send + Sync>;

#[derive(Default)]
pub(super) struct Tally {
    connections: AtomicU64,
    refused: AtomicU64,
    sent: AtomicU64,
    broken: AtomicU64,
    watch: Option<Watch>,
}

impl Tally {
    pub(super) fn watch(&mut self, watch: impl Fn(&Notice) + Send + Sync + 'static) {
        self.watch = Some(Box::new(watch));
    }

    pub(super) fn notice(&self, notice: &Notice) {
        match notice {
            Notice::Connected(_) => count(&self.connections),
            Notice::Refused(..) => count(&self.refused),
            Notice::Gone(_) => {}
        }
        if let Some(watch) = &self.watch {
            watch(notice);
        }
    }

    pub(super) fn sent(&self, is_broken: bool) {
        count(if is_broken { &self.broken } else { &self.sent });
    }

    pub(super) fn played(&self) -> Played {
        let read = |counter: &AtomicU64| counter.load(Ordering::SeqCst);
        Played {
            connections: read(&self.connections),
            refused: read(&self.refused),
            sent: read(&self.sent),
            broken: read(&self.broken),
        }
    }
}

fn count(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::SeqCst);
}
