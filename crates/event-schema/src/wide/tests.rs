use alloc::vec::Vec;

use rand::{RngExt as _, SeedableRng};
use rand_pcg::Pcg64Mcg;

use event_schema_rules::AsciiSet;

use super::{Block, Isa, Pattern, Portable, Task, Text, WIDTH, best, plain_line};

/// What the routines are said to do, a byte at a time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plain;

impl Isa for Plain {
    type Common = Self;

    fn common(self) -> Self {
        self
    }

    fn matches(self, block: &Block, pattern: &Pattern, lead: usize) -> bool {
        let len = pattern.bits.count_ones() as usize;
        block[lead.min(len)..len] == pattern.bytes[lead.min(len)..len]
    }

    fn equal(self, block: &Block, other: &Block) -> u32 {
        (0..WIDTH).map(|at| u32::from(block[at] == other[at]) << at).sum()
    }

    fn all_match(self, blocks: [&Block; 4], pattern: &Pattern) -> bool {
        blocks.iter().all(|block| self.matches(block, pattern, 0))
    }

    fn first_special(self, block: &Block) -> usize {
        place(block, |byte| matches!(byte, b'"' | b'\\' | 0..0x20 | 0x80..))
    }

    fn first_special_of_two(self, blocks: [&Block; 2]) -> usize {
        place(&blocks.map(|block| *block).concat(), |byte| matches!(byte, b'"' | b'\\' | 0..0x20 | 0x80..))
    }

    fn first_delimiter(self, block: &Block) -> usize {
        place(block, |byte| matches!(byte, b'"' | b'\\' | 0..0x20))
    }

    fn is_utf8(self, block: &Block, len: usize) -> bool {
        core::str::from_utf8(&block[..len]).is_ok()
    }

    fn digits(self, block: &Block) -> usize {
        place(block, |byte| !byte.is_ascii_digit())
    }

    fn in_set(self, block: &Block, set: &AsciiSet) -> Option<u32> {
        let is_in = |byte: u8| byte.is_ascii() && set.has(byte);
        Some((0..WIDTH).map(|at| u32::from(is_in(block[at])) << at).sum())
    }
}

fn place(bytes: &[u8], is: impl Fn(u8) -> bool) -> usize {
    bytes.iter().position(|byte| is(*byte)).unwrap_or(bytes.len())
}

/// What all routines say of some blocks.
struct All<'b> {
    blocks: [&'b Block; 4],
    pattern: &'b Pattern,
    lead: usize,
}

impl Task for All<'_> {
    type Output = ([bool; 3], [usize; 4], u32);

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) -> Self::Output {
        let Self { blocks, pattern, lead } = self;
        let [one, two, ..] = blocks;
        (
            [
                isa.matches(one, pattern, lead),
                isa.all_match(blocks, pattern),
                isa.is_utf8(one, isa.first_delimiter(one)),
            ],
            [
                isa.first_special(one),
                isa.first_special_of_two([one, two]),
                isa.first_delimiter(one),
                isa.digits(one),
            ],
            isa.equal(one, pattern.bytes()),
        )
    }
}

/// A block of one of several mixtures.
fn mixture(random: &mut Pcg64Mcg) -> Block {
    let mut block: Block = random.random();
    match random.random_range(0..5) {
        0 => {}
        1 => block.iter_mut().for_each(|byte| *byte &= 0x7F),
        2 => block.as_chunks_mut().0.iter_mut().for_each(|[lead, rest]| {
            (*lead, *rest) = (0xC2 + *lead % 30, 0x80 + *rest % 64);
        }),
        3 => block.iter_mut().for_each(|byte| *byte = b'a' + *byte % 26),
        _ => block.iter_mut().for_each(|byte| *byte = b'0' + *byte % 10),
    }
    for _ in 0..random.random_range(0..3) {
        let edges = [
            b'"', b'\\', 0, 0x1F, 0x20, 0x2F, 0x30, 0x39, 0x3A, 0x7F, 0x80, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF,
            0xE0, 0xFF, 0x21, 0x5D,
        ];
        block[random.random_range(0..WIDTH)] = edges[random.random_range(0..edges.len())];
    }
    block
}

/// Blocks of every mixture, and patterns that differ from them in few places or none.
fn compare<I: Isa>(isa: I) {
    let mut random = Pcg64Mcg::seed_from_u64(7);
    // Miri interprets each instruction.
    for _ in 0..if cfg!(miri) { 300 } else { 200_000 } {
        let one = mixture(&mut random);
        let two = mixture(&mut random);
        let mut bytes = one;
        for _ in 0..random.random_range(0..3) {
            bytes[random.random_range(0..WIDTH)] ^= 1 << random.random_range(0..8);
        }
        let pattern = Pattern::new(&bytes[..random.random_range(0..=WIDTH)]);
        let mut others = [one; 3];
        if random.random_range(0..2) == 0 {
            others[random.random_range(0..3)][random.random_range(0..WIDTH)] ^= 1;
        }
        let lead = random.random_range(0..=2);
        let all = |blocks| All { blocks, pattern: &pattern, lead };
        for blocks in [[&one, &two, &one, &two], [&one, &others[0], &others[1], &others[2]]] {
            assert_eq!(isa.run(all(blocks)), Plain.run(all(blocks)), "{blocks:?} {pattern:?} {lead}");
        }
    }
}

#[test]
fn the_portable_routines_do_what_is_said() {
    compare(Portable);
}

#[cfg(target_arch = "x86_64")]
#[test]
fn sse2_does_what_is_said() {
    compare(super::Sse2);
}

/// All that four bytes can be, as far as UTF-8 tells bytes apart, amid a block and at its end.
#[test]
fn characters_are_whole_or_not() {
    const BYTES: [u8; 22] = [
        b'a', 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF,
        0xF0, 0xF1, 0xF4, 0xF5, 0xFF,
    ];
    struct AreUtf8<'b>(&'b [Block], usize);

    impl Task for AreUtf8<'_> {
        type Output = Vec<bool>;

        #[inline(always)]
        fn run<I: Isa>(self, isa: I) -> Vec<bool> {
            self.0.iter().map(|block| isa.is_utf8(block, self.1)).collect()
        }
    }

    let mut blocks = Vec::new();
    for number in 0..if cfg!(miri) { 500 } else { BYTES.len().pow(4) } {
        let mut block = [b'a'; WIDTH];
        for place in 0..4 {
            block[14 + place] = BYTES[number / BYTES.len().pow(place as u32) % BYTES.len()];
        }
        blocks.push(block);
    }
    for len in [15, 16, 17, 18, WIDTH] {
        let expected = Plain.run(AreUtf8(&blocks, len));
        for portable in [true, false] {
            assert!(best(portable, AreUtf8(&blocks, len)) == expected, "{len}");
        }
        #[cfg(target_arch = "x86_64")]
        assert!(super::Sse2.run(AreUtf8(&blocks, len)) == expected, "{len}");
    }
}

/// Each byte at each place, in sets of one byte and of many.
#[test]
fn sets_hold_their_members_and_no_others() {
    struct InSet<'b>(&'b Block, &'b AsciiSet);

    impl Task for InSet<'_> {
        type Output = Option<u32>;

        #[inline(always)]
        fn run<I: Isa>(self, isa: I) -> Option<u32> {
            isa.in_set(self.0, self.1)
        }
    }

    for members in [&b"a"[..], b"\0\x7F", b"0123456789", b"!$&'()*+,;=:@/?Zz~", b"\x80\xFF"] {
        let set = AsciiSet::of(&members[..1]).or(AsciiSet::of(&members[1..]));
        for byte in 0..=u8::MAX {
            let block = core::array::from_fn(|at| byte.wrapping_add(at as u8));
            let is_in = |byte: u8| byte.is_ascii() && members.contains(&byte);
            let expected = Some((0..WIDTH).map(|at| u32::from(is_in(block[at])) << at).sum());
            assert_eq!(Plain.run(InSet(&block, &set)), expected, "{members:?} {byte}");
            let best = best(false, InSet(&block, &set));
            assert!(best.is_none() || best == expected, "{members:?} {byte}");
        }
    }
}

/// Not run where the processor lacks it; what it would say there nobody asks.
#[cfg(target_arch = "x86_64")]
#[test]
fn avx2_does_what_is_said() {
    if let Some(avx2) = super::Avx2::detect() {
        compare(avx2);
    }
}

#[test]
fn windows_hold_the_bytes_and_end_with_them() {
    let bytes: Vec<u8> = (1..=if cfg!(miri) { 80 } else { 200 }).collect();
    for len in 0..=bytes.len() {
        let mut text = Text::empty();
        let text = text.of(&bytes[..len]);
        for at in (0..=len + 2 * WIDTH).chain([usize::MAX]) {
            let expected = bytes[..len].get(at..).and_then(|rest| rest.get(..2 * WIDTH + 2));
            let window = text.window(at);
            assert_eq!(window.map(|window| &window.0[..]), expected, "{len} {at}");
            if let (Some(window), Some(expected)) = (window, expected) {
                assert_eq!(window.block::<1>()[..], expected[1..=WIDTH]);
                assert_eq!(window.byte(2 * WIDTH + 1), expected[2 * WIDTH + 1]);
                assert_eq!(window.byte(2 * WIDTH + 2), 0);
            }
            let behind = bytes[..len].iter().copied().chain([0].repeat(4 * WIDTH)).skip(at);
            let expected: Vec<u8> = behind.chain([0].repeat(2 * WIDTH + 2)).take(2 * WIDTH + 2).collect();
            assert_eq!(text.any_window(at).0[..], expected, "{len} {at}");
        }
    }
}

/// Takes plain text, with each instruction set.
#[derive(Clone, Copy)]
struct PlainText<'t>(&'t Text<'t>, usize);

impl<'t> Task for PlainText<'t> {
    type Output = Option<&'t str>;

    fn run<I: Isa>(self, isa: I) -> Self::Output {
        self.0.plain(isa, self.1)
    }
}

fn plain<'t>(text: &'t Text<'t>, start: usize) -> Option<&'t str> {
    let task = PlainText(text, start);
    let plain = Portable.run(task);
    assert_eq!(best(false, task), plain);
    #[cfg(target_arch = "x86_64")]
    assert_eq!(super::Sse2.run(task), plain);
    plain
}

#[test]
fn plain_text_ends_at_the_first_special_byte() {
    let mut bytes = [b'a'; 3 * WIDTH];
    for (at, special) in (0..bytes.len()).zip([b'"', b'\\', 0, 0x1F, 0x80, 0xC3, 0xFF].into_iter().cycle()) {
        bytes[at] = special;
        let mut text = Text::empty();
        let text = text.of(&bytes);
        for start in 0..=at {
            assert_eq!(plain(text, start).map(str::as_bytes), Some(&bytes[start..at]));
        }
        bytes[at] = b'a';
    }
    // Behind the end there are zeros.
    let mut text = Text::empty();
    let text = text.of(&bytes);
    assert_eq!(plain(text, 1).map(str::len), Some(bytes.len() - 1));
    assert_eq!(plain(text, bytes.len()), Some(""));
    assert_eq!(plain(text, bytes.len() + 1), None);
}

/// One byte of each kind at each place of buffers of many lengths.
#[test]
fn a_plain_line_is_ascii_without_control_characters() {
    for len in 0..=if cfg!(miri) { 40 } else { 3 * WIDTH } {
        let mut bytes = [b'a'].repeat(len);
        assert_eq!(plain_line(&bytes).is_some(), len >= WIDTH, "{len}");
        for at in 0..len {
            for byte in [0, b'\n', 0x1F, b' ', b'"', 0x7F, 0x80, 0xC3, 0xFF] {
                bytes[at] = byte;
                let expected = core::str::from_utf8(&bytes);
                let expected = expected.ok().filter(|_| len >= WIDTH && matches!(byte, b' '..=0x7F));
                assert_eq!(plain_line(&bytes), expected, "{byte} at {at} of {len}");
            }
            bytes[at] = b'a';
        }
    }
}

#[test]
fn blocks_hold_the_bytes_and_zeros_behind_them() {
    let bytes: Vec<u8> = (1..=if cfg!(miri) { 40 } else { 100 }).collect();
    for len in 0..=bytes.len() {
        let mut text = Text::empty();
        let text = text.of(&bytes[..len]);
        for at in 0..=len + 2 * WIDTH {
            let expected: Vec<u8> =
                bytes[..len].iter().copied().chain([0].repeat(4 * WIDTH)).skip(at).take(WIDTH).collect();
            assert_eq!(&text.block(at)[..], expected, "{len} {at}");
        }
        assert_eq!(text.block(usize::MAX), &[0; WIDTH]);
    }
}

/// A block that is read beyond the bytes is read beyond the memory that there is, and ends the test.
#[cfg(all(target_os = "linux", not(miri)))]
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
        let mut text = Text::empty();
        let text = text.of(bytes);
        assert!((0..=len + WIDTH).all(|at| text.block(at) == &[0; WIDTH]), "{len}");
        assert!((0..=len + WIDTH).all(|at| text.any_window(at).0 == [0; 2 * WIDTH + 2]), "{len}");
    }
    // SAFETY: no slice of the pages is left.
    unsafe { munmap(pages, 2 * page).expect("both pages") };
}
