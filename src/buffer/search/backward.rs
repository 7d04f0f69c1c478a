//! The last place of a sequence of bytes.
//!
//! `memchr` has a fast search forward and a steady one backward. This one
//! tests a block of places at a time for the sequence's first and last byte,
//! in a loop that compilers turn into vector instructions, and looks closer
//! only where both are met. Where that happens too often it hands over to the
//! steady search, so that no input makes it slow.

use memchr::memmem;

/// Places tested in one go.
const BLOCK: usize = 64;

/// Bytes that closer looks may cost for each block, before the steady search takes over.
const PATIENCE: usize = 8 * BLOCK;

/// The last place where `needle` lies in `bytes`.
pub fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    let (&[first, .., last], true) = (needle, needle.len() <= bytes.len()) else {
        return memmem::rfind(bytes, needle);
    };
    let places = bytes.len() - needle.len() + 1;
    let (firsts, lasts) = (&bytes[..places], &bytes[needle.len() - 1..]);
    let (rest, first_blocks) = firsts.as_rchunks::<BLOCK>();
    let (_, last_blocks) = lasts.as_rchunks::<BLOCK>();
    let mut spent = 0;
    let blocks = first_blocks.iter().zip(last_blocks).enumerate().rev();
    for (index, (first_block, last_block)) in blocks {
        if !both_met(first_block, first, last_block, last) {
            continue;
        }
        let start = rest.len() + index * BLOCK;
        let reach = start + BLOCK + needle.len() - 1;
        if spent > PATIENCE {
            return memmem::rfind(&bytes[..reach], needle);
        }
        let (found, cost) = find_in_block(bytes, needle, start);
        if found.is_some() {
            return found;
        }
        spent = (spent + cost).saturating_sub(BLOCK);
    }
    memmem::rfind(&bytes[..rest.len() + needle.len() - 1], needle)
}

/// Whether some place of the block has both bytes.
fn both_met(firsts: &[u8; BLOCK], first: u8, lasts: &[u8; BLOCK], last: u8) -> bool {
    let mut met = 0;
    for (a, b) in firsts.iter().zip(lasts) {
        met |= u8::from(*a == first) & u8::from(*b == last);
    }
    met != 0
}

/// The last place within the block from `start`, and how many bytes were compared.
fn find_in_block(bytes: &[u8], needle: &[u8], start: usize) -> (Option<usize>, usize) {
    let mut cost = BLOCK;
    for place in (start..start + BLOCK).rev() {
        let here = &bytes[place..place + needle.len()];
        let matching = here.iter().zip(needle).take_while(|(a, b)| a == b).count();
        if matching == needle.len() {
            return (Some(place), cost);
        }
        cost += matching;
    }
    (None, cost)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_the_steady_search(
            bytes in proptest::collection::vec(0u8..2, 0..400),
            needle in proptest::collection::vec(0u8..2, 0..9),
        ) {
            prop_assert_eq!(find(&bytes, &needle), memmem::rfind(&bytes, &needle));
        }

        #[test]
        fn finds_what_is_there(
            mut bytes in proptest::collection::vec(any::<u8>(), 300..400),
            at in 0usize..290,
        ) {
            bytes[at..at + 7].copy_from_slice(b"\xffneedle");
            prop_assert_eq!(find(&bytes, b"\xffneedle"), memmem::rfind(&bytes, b"\xffneedle"));
        }
    }

    #[test]
    fn a_repetitive_haystack_is_no_trap() {
        let bytes = vec![b'a'; 1 << 20];
        let mut needle = vec![b'a'; 1 << 16];
        needle[1 << 15] = b'b';
        assert_eq!(find(&bytes, &needle), None);
    }
}
