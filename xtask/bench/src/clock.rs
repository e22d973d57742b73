use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// How long this thread has been running; time in which others had the processor does not count.
pub(crate) fn thread_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}
