use core::alloc::{GlobalAlloc, Layout};
use core::cell::UnsafeCell;
use core::ptr;
use core::sync::atomic::{AtomicUsize, Ordering};

const SIZE: usize = 1 << 20;

/// Hands out one piece of memory from front to back and takes nothing back, which does for a program this short.
#[repr(C, align(64))]
pub struct Arena {
    bytes: UnsafeCell<[u8; SIZE]>,
    used: AtomicUsize,
}

impl Arena {
    pub const fn new() -> Self {
        Self { bytes: UnsafeCell::new([0; SIZE]), used: AtomicUsize::new(0) }
    }
}

// SAFETY: every byte is handed out once at most, by an atomic counter.
unsafe impl Sync for Arena {}

// SAFETY: what is handed out lies inside `bytes`, is aligned as asked, and overlaps nothing handed out before.
unsafe impl GlobalAlloc for Arena {
    // SAFETY: any layout will do; what does not fit is answered with null.
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let end = |used: usize| used.checked_next_multiple_of(layout.align())?.checked_add(layout.size());
        let fits = |used| end(used).filter(|&end| end <= SIZE && layout.align() <= align_of::<Self>());
        match self.used.fetch_update(Ordering::Relaxed, Ordering::Relaxed, fits) {
            // SAFETY: it ends at `SIZE` or before.
            Ok(used) => unsafe { self.bytes.get().cast::<u8>().add(used.next_multiple_of(layout.align())) },
            Err(_) => ptr::null_mut(),
        }
    }

    // SAFETY: nothing is taken back, so there is nothing to get wrong.
    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}
