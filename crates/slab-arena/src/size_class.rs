//! Sizes of the pieces that slabs are cut into.
//!
//! Four classes to each doubling, so that a piece is at most a quarter larger
//! than what was asked for; every class is a multiple of 64 bytes.

/// One granule: the unit regions are cut into, and the size of one slab, in bytes.
pub const GRANULE: usize = 64 * 1024;

/// The largest piece cut from a slab, in bytes; anything larger is an extent.
pub const LARGEST_PIECE: usize = 16 * 1024;

const SIZES: [u32; 28] = [
    64, 128, 192, 256, 320, 384, 448, 512, 640, 768, 896, 1024, 1280, 1536, 1792, 2048, 2560, 3072,
    3584, 4096, 5120, 6144, 7168, 8192, 10240, 12288, 14336, 16384,
];

/// How many classes there are.
pub const COUNT: usize = SIZES.len();

/// The class of the smallest pieces that hold `size` bytes, or `None` past [`LARGEST_PIECE`].
#[must_use]
pub fn of(size: usize) -> Option<usize> {
    if size > LARGEST_PIECE {
        return None;
    }
    if size <= 512 {
        return Some(size.saturating_sub(1) / 64);
    }
    // Above 512 the four steps of a doubling differ in the two bits under the leading one.
    let below = size - 1;
    let doubling = below.ilog2();
    let step = (below >> (doubling - 2)) & 3;
    Some(8 + (doubling as usize - 9) * 4 + step)
}

/// The class of the smallest pieces that hold `size` bytes and all begin at multiples of
/// `alignment`, a power of two; `None` when an extent has to serve it.
#[must_use]
pub fn aligned(size: usize, alignment: usize) -> Option<usize> {
    let first = of(size)?;
    (first..COUNT).find(|&class| piece_size(class).is_multiple_of(alignment))
}

/// The size in bytes of the pieces of `class`.
#[must_use]
pub fn piece_size(class: usize) -> usize {
    SIZES
        .get(class)
        .map_or(LARGEST_PIECE, |&size| size as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_gets_the_smallest_class_that_holds_it() {
        for size in 0..=LARGEST_PIECE {
            let class = of(size).expect("a class");
            let best = SIZES.iter().position(|&piece| piece as usize >= size);
            assert_eq!(Some(class), best, "size {size}");
        }
        assert_eq!(of(LARGEST_PIECE + 1), None);
    }

    #[test]
    fn aligned_pieces_hold_the_size_and_begin_at_multiples() {
        for size in [1, 64, 65, 700, 5000, 16_384] {
            for alignment in (0..=14).map(|bits| 1 << bits) {
                let piece = piece_size(aligned(size, alignment).expect("a class"));
                assert!(piece >= size && piece.is_multiple_of(alignment));
            }
            assert_eq!(aligned(size, 32_768), None);
        }
    }

    #[test]
    fn pieces_waste_at_most_a_quarter_past_the_smallest() {
        for size in 257..=LARGEST_PIECE {
            let piece = piece_size(of(size).expect("a class"));
            assert!(piece - size <= size / 4 + 64, "size {size} in {piece}");
        }
    }
}
