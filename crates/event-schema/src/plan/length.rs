use core::hint::select_unpredictable;
use core::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};

use crate::wide::{NULL, is_one_zero};

/// How long a text is, if it mostly is as long, like an identifier or a date: what follows such a text is read without
/// waiting for its end to be found. That it does end there is proven meanwhile.
#[derive(Debug)]
pub(crate) struct Length {
    /// The length that is expected, twice: what is returned must not hang on what is compared. Threads may share it, so
    /// both are read at once.
    expected: AtomicU64,
    /// The length that came last, above it how often in a row, above that how often another one came.
    came: AtomicU32,
}

impl Length {
    /// No text is as long, so none is expected.
    const NONE: u64 = u64::MAX;
    /// The same, and nothing is learned any more.
    const VARIES: u64 = (u32::MAX as u64 - 1) << 32 | (u32::MAX as u64 - 1);
    /// A length is expected once it came so often in a row; it then outlives one exception, but not two.
    const OFTEN: u32 = 8;
    /// Once others came so often before that, none is looked for.
    const EFFORT: u32 = 64;

    /// The length of a text; if it was expected, known before.
    #[inline(always)]
    pub(crate) fn of_text(&self, len: usize) -> usize {
        let (expected, known) = self.expected();
        if len == expected as usize {
            return known;
        }
        self.other(len)
    }

    /// The length of a text with its quotes, or of `null`: the word that it begins with tells. Which of the two comes
    /// cannot be foretold, so nothing hangs on it.
    #[inline(always)]
    pub(crate) fn of_text_or_null(&self, len: usize, word: u32) -> usize {
        let (expected, known) = self.expected();
        if is_one_zero(len as u32 ^ expected, word ^ NULL) {
            return select_unpredictable(word == NULL, 4, known + 2);
        }
        self.other(len) + 2
    }

    #[inline(always)]
    fn expected(&self) -> (u32, usize) {
        let expected = self.expected.load(Relaxed);
        (expected as u32, (expected >> 32) as usize)
    }

    #[inline(always)]
    fn other(&self, len: usize) -> usize {
        if self.expected.load(Relaxed) != Self::VARIES {
            self.learn(len);
        }
        len
    }

    #[inline(never)]
    fn learn(&self, len: usize) {
        let Ok(len) = u16::try_from(len) else { return };
        let [low, high, often, others] = self.came.load(Relaxed).to_le_bytes();
        let (last, mut often, mut others) =
            (u16::from_le_bytes([low, high]), u32::from(often), u32::from(others));
        let mut expected = self.expected.load(Relaxed);
        let mut came = len;
        if len == last {
            often += 1;
            if often >= Self::OFTEN {
                expected = u64::from(len) << 32 | u64::from(len);
                others = 0;
            }
        } else if often >= Self::OFTEN {
            expected = Self::NONE;
            came = last;
            often = Self::OFTEN - 1;
        } else {
            often = 0;
            others += 1;
            if others > Self::EFFORT {
                expected = Self::VARIES;
            }
        }
        let [low, high] = came.to_le_bytes();
        self.came.store(u32::from_le_bytes([low, high, often as u8, others as u8]), Relaxed);
        self.expected.store(expected, Relaxed);
    }
}

impl Default for Length {
    fn default() -> Self {
        Self { expected: AtomicU64::new(Self::NONE), came: AtomicU32::new(0) }
    }
}

impl Clone for Length {
    fn clone(&self) -> Self {
        Self {
            expected: AtomicU64::new(self.expected.load(Relaxed)),
            came: AtomicU32::new(self.came.load(Relaxed)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUOTE: u32 = u32::from_le_bytes(*b"\"abc");

    fn is_expected(length: &Length, len: usize) -> bool {
        length.expected() == (len as u32, len)
    }

    /// Whatever is expected, what is returned is right.
    fn comes(length: &Length, len: usize) {
        assert_eq!(length.of_text(len), len);
    }

    #[test]
    fn a_length_is_expected_that_came_often_and_outlives_one_exception() {
        let length = Length::default();
        (0..Length::OFTEN).for_each(|_| comes(&length, 36));
        assert!(!is_expected(&length, 36), "the first one was the one that came last");
        comes(&length, 36);
        assert!(is_expected(&length, 36));
        comes(&length, 5);
        assert!(!is_expected(&length, 36));
        comes(&length, 36);
        assert!(is_expected(&length, 36));
        comes(&length, 5);
        comes(&length, 6);
        comes(&length, 36);
        assert!(!is_expected(&length, 36));
        assert!(is_expected(&length.clone(), 36) == is_expected(&length, 36));
    }

    #[test]
    fn exceptions_that_are_rare_are_forgotten() {
        let length = Length::default();
        for _ in 0..4 * Length::EFFORT {
            (0..20).for_each(|_| comes(&length, 13));
            comes(&length, 14);
        }
        comes(&length, 13);
        assert!(is_expected(&length, 13));
    }

    #[test]
    fn what_varies_is_not_learned_for_ever() {
        let length = Length::default();
        (0..1000).for_each(|at| comes(&length, at % 17));
        assert_eq!(length.expected.load(Relaxed), Length::VARIES);
        (0..1000).for_each(|_| comes(&length, 3));
        assert_eq!(length.expected.load(Relaxed), Length::VARIES);
        comes(&length, usize::MAX);
    }

    #[test]
    fn null_has_its_own_length() {
        for length in [Length::default(), Length::default()] {
            for at in 0..100 {
                assert_eq!(length.of_text_or_null(at % 7, NULL), 4);
                assert_eq!(length.of_text_or_null(36, QUOTE), 38);
            }
            assert!(is_expected(&length, 36));
            assert_eq!(length.of_text_or_null(u32::MAX as usize, QUOTE), u32::MAX as usize + 2);
        }
    }
}
