use alloc::vec::Vec;

use rand::{RngExt as _, SeedableRng};
use rand_pcg::Pcg64Mcg;

use super::{Block, Isa, Portable, Text, WIDTH};

/// What the routines are said to do, a byte at a time.
#[derive(Debug, Clone, Copy)]
struct Plain;

impl Isa for Plain {
    fn starts_with(block: &Block, literal: &Block, lead: usize, len: usize) -> bool {
        block[lead.min(len)..len] == literal[lead.min(len)..len]
    }

    fn first_special(block: &Block) -> usize {
        place(block, |byte| matches!(byte, b'"' | b'\\' | 0..0x20 | 0x80..))
    }

    fn first_delimiter(block: &Block) -> usize {
        place(block, |byte| matches!(byte, b'"' | b'\\' | 0..0x20))
    }

    fn digits(block: &Block) -> usize {
        place(block, |byte| !byte.is_ascii_digit())
    }
}

fn place(block: &Block, is: impl Fn(u8) -> bool) -> usize {
    block.iter().position(|byte| is(*byte)).unwrap_or(WIDTH)
}

/// Blocks of every mixture, and literals that differ from them in few places or none.
fn compare<I: Isa>() {
    let mut random = Pcg64Mcg::seed_from_u64(7);
    let digits: Vec<u8> = (b'0'..=b'9').collect();
    for round in 0..200_000 {
        let mut block: Block = random.random();
        match round % 4 {
            0 => {}
            1 => block.iter_mut().for_each(|byte| *byte &= 0x7F),
            2 => block.iter_mut().for_each(|byte| *byte = b'a' + *byte % 26),
            _ => block.iter_mut().for_each(|byte| *byte = digits[usize::from(*byte) % 10]),
        }
        for _ in 0..random.random_range(0..3) {
            let edges = [b'"', b'\\', 0, 0x1F, 0x20, 0x2F, 0x30, 0x39, 0x3A, 0x7F, 0x80, 0xFF, 0x21, 0x5D];
            block[random.random_range(0..WIDTH)] = edges[random.random_range(0..edges.len())];
        }
        let mut literal = block;
        for _ in 0..random.random_range(0..3) {
            literal[random.random_range(0..WIDTH)] ^= 1 << random.random_range(0..8);
        }
        let (lead, len) = (random.random_range(0..=2), random.random_range(2..=WIDTH));
        let found = |starts: bool, special, delimiter, digits| (starts, special, delimiter, digits);
        assert_eq!(
            found(
                I::starts_with(&block, &literal, lead, len),
                I::first_special(&block),
                I::first_delimiter(&block),
                I::digits(&block)
            ),
            found(
                Plain::starts_with(&block, &literal, lead, len),
                Plain::first_special(&block),
                Plain::first_delimiter(&block),
                Plain::digits(&block)
            ),
            "{block:?} {literal:?} {lead} {len}"
        );
    }
}

#[test]
fn the_portable_routines_do_what_is_said() {
    compare::<Portable>();
}

#[cfg(target_arch = "x86_64")]
#[test]
fn sse2_does_what_is_said() {
    compare::<super::Sse2>();
}

#[test]
fn blocks_hold_the_bytes_and_zeros_behind_them() {
    let bytes: Vec<u8> = (1..=100).collect();
    for len in 0..=bytes.len() {
        let text = Text::new(&bytes[..len]);
        for at in 0..=len + 2 * WIDTH {
            let expected: Vec<u8> =
                bytes[..len].iter().copied().chain([0].repeat(4 * WIDTH)).skip(at).take(WIDTH).collect();
            assert_eq!(&text.block(at)[..], expected, "{len} {at}");
        }
        assert_eq!(text.block(usize::MAX), &[0; WIDTH]);
    }
}

/// A block that is read beyond the bytes is read beyond the memory that there is, and ends the test.
#[cfg(target_os = "linux")]
#[test]
fn no_block_is_read_beyond_the_end() {
    use rustix::mm::{MapFlags, MprotectFlags, ProtFlags, mmap_anonymous, mprotect, munmap};

    let page = rustix::param::page_size();
    // SAFETY: the kernel chooses a free place; the second page is not touched again but to be given back.
    let pages = unsafe {
        let pages = mmap_anonymous(
            core::ptr::null_mut(),
            2 * page,
            ProtFlags::READ | ProtFlags::WRITE,
            MapFlags::PRIVATE,
        )
        .expect("two pages");
        mprotect(pages.cast::<u8>().add(page).cast(), page, MprotectFlags::empty())
            .expect("one of them closed");
        pages
    };
    for len in 0..=3 * WIDTH {
        // SAFETY: the bytes lie at the end of the first page, are zero, and nobody writes them.
        let bytes = unsafe { core::slice::from_raw_parts(pages.cast::<u8>().add(page - len), len) };
        let text = Text::new(bytes);
        assert!((0..=len + WIDTH).all(|at| text.block(at) == &[0; WIDTH]), "{len}");
    }
    // SAFETY: no slice of the pages is left.
    unsafe { munmap(pages, 2 * page).expect("both pages") };
}
