//! Copying bytes between blocks.
//!
//! From about 3 KiB to 512 KiB the C library copies with one instruction, `rep movsb`.
//! On AMD processors it is 14 to 30 times slower where the target lies 1 to 31 bytes
//! after the source, modulo the page size. Large blocks begin on a page, so copying a
//! body behind a header of 16 bytes hits this case. Smaller pieces are copied with
//! vector instructions, as fast as `rep movsb` is elsewhere. It is kept for all other
//! distances, because it takes 0.8 of the time where the target is not cached.

/// The distance, in bytes, at which addresses alias in the processor.
const PAGE: usize = 4096;

/// The size of a piece, in bytes: below the range of that instruction.
const PIECE: usize = 2048;

/// Copies of this many bytes or more no longer use that instruction.
const LARGE: usize = 512 << 10;

/// The largest distance from source to target, modulo the page size, at which the
/// instruction was measured to be slow: slow at 31, fast at 32.
const NEAR: usize = 31;

/// Copies `from` to `to`.
///
/// ```
/// let mut room = [0; 3];
/// node_codecs::kernels::copy(b"abc", &mut room);
/// assert_eq!(&room, b"abc");
/// ```
///
/// # Panics
///
/// When they are not of one length.
#[inline]
pub fn copy(from: &[u8], to: &mut [u8]) {
    if (PIECE..LARGE).contains(&from.len()) && is_near(from, to) {
        copy_pieces(from, to);
    } else {
        to.copy_from_slice(from);
    }
}

fn is_near(from: &[u8], to: &[u8]) -> bool {
    let distance = to.as_ptr().addr().wrapping_sub(from.as_ptr().addr());
    (1..=NEAR).contains(&(distance % PAGE))
}

fn copy_pieces(from: &[u8], to: &mut [u8]) {
    assert!(from.len() == to.len(), "room made for other bytes");
    for (to, from) in to.chunks_mut(PIECE).zip(from.chunks(PIECE)) {
        to.copy_from_slice(from);
    }
}

/// Copies `count` bytes of `bytes` from one place in it to another, which may overlap.
///
/// ```
/// let mut bytes = *b"abcd--";
/// node_codecs::kernels::copy_within(&mut bytes, 0, 2, 4);
/// assert_eq!(&bytes, b"ababcd");
/// ```
///
/// # Panics
///
/// When either reaches past the end.
pub fn copy_within(bytes: &mut [u8], from: usize, to: usize, count: usize) {
    if from + count <= to {
        let (before, after) = bytes.split_at_mut(to);
        copy(&before[from..from + count], &mut after[..count]);
    } else if to + count <= from {
        let (before, after) = bytes.split_at_mut(from);
        copy(&after[..count], &mut before[to..to + count]);
    } else {
        bytes.copy_within(from..from + count, to);
    }
}

/// Repeats the first `filled` bytes over all that follow them, by doubling. Nothing
/// happens when `filled` is 0.
///
/// ```
/// let mut bytes = *b"abc....";
/// node_codecs::kernels::repeat(&mut bytes, 3);
/// assert_eq!(&bytes, b"abcabca");
/// ```
pub fn repeat(bytes: &mut [u8], mut filled: usize) {
    if let Some(&[byte]) = bytes.get(..filled) {
        return bytes.fill(byte);
    }
    while filled > 0 && filled < bytes.len() {
        let count = filled.min(bytes.len() - filled);
        copy_within(bytes, 0, filled, count);
        filled += count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_byte_is_the_patterns(pattern in proptest::collection::vec(any::<u8>(), 1..9), length in 0usize..70) {
            let mut out = vec![0; length];
            let count = pattern.len().min(length);
            out[..count].copy_from_slice(&pattern[..count]);
            repeat(&mut out, count);
            for (at, byte) in out.iter().enumerate() {
                prop_assert_eq!(*byte, pattern[at % pattern.len()]);
            }
        }
    }

    fn numbered(count: usize) -> Vec<u8> {
        (0..count).map(|at| (at * 7 + at / 256) as u8).collect()
    }

    #[test]
    fn every_byte_arrives_and_no_other_is_touched() {
        let from = numbered(LARGE + PAGE);
        let mut to = vec![0xa5; LARGE + 3 * PAGE];
        let start = to.as_ptr().addr().wrapping_sub(from.as_ptr().addr()) % PAGE;
        for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 5000, LARGE - 1, LARGE] {
            for distance in [0, 1, 16, NEAR, NEAR + 1, PAGE - 1] {
                let at = PAGE - start + distance;
                assert_eq!(is_near(&from, &to[at..]), (1..=NEAR).contains(&distance));
                copy(&from[..length], &mut to[at..at + length]);
                assert!(
                    to[at..at + length] == from[..length],
                    "{length}, {distance}"
                );
                assert_eq!(
                    [to[at - 1], to[at + length]],
                    [0xa5; 2],
                    "{length}, {distance}"
                );
                to[at..at + length].fill(0xa5);
            }
        }
    }

    #[test]
    #[should_panic(expected = "length")]
    fn lengths_must_agree() {
        copy(&[0; 5000], &mut [0; 4999]);
    }

    #[test]
    fn within_is_as_the_slices_own() {
        let count = 3 * PIECE + 5;
        let places = [0, 1, 16, PIECE, count - 1, count, count + 16, 2 * count];
        for from in places {
            for to in places {
                let mut bytes = numbered(4 * count);
                let mut expected = bytes.clone();
                copy_within(&mut bytes, from, to, count);
                expected.copy_within(from..from + count, to);
                assert!(bytes == expected, "{from} to {to}");
            }
        }
    }
}
