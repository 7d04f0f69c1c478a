//! A slab: one granule cut into pieces of equal size.

use super::size_class::{self, GRANULE};

/// A slab holds at most this many pieces (64 KiB of 64 bytes).
const MOST_PIECES: usize = GRANULE / 64;
const WORDS: usize = MOST_PIECES / 64;

/// What a piece or extent is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Purpose {
    /// The whole backing store of one `ArrayBuffer` or `SharedArrayBuffer`.
    #[default]
    Store,
    /// A pool that many small Buffers are cut from; it can't be transferred.
    Pool,
}

/// Bookkeeping of one granule's pieces. It never touches the memory itself.
#[derive(Debug)]
pub struct Slab {
    /// Address of the first piece.
    pub base: usize,
    /// Index into the size classes.
    pub class: usize,
    /// What all its pieces are used for.
    pub purpose: Purpose,
    pieces: usize,
    used: usize,
    free: [u64; WORDS],
    /// Pieces that were handed out since their pages were last zero.
    dirty: [u64; WORDS],
}

/// A piece taken from a slab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Its address.
    pub address: usize,
    /// Whether all its bytes are zero.
    pub zeroed: bool,
}

impl Slab {
    /// A slab over the granule at `base`, all of whose pieces are free.
    /// `zeroed` tells whether the granule's bytes are all zero.
    #[must_use]
    pub fn new(base: usize, class: usize, purpose: Purpose, zeroed: bool) -> Self {
        let pieces = GRANULE / size_class::piece_size(class);
        let mut free = [0; WORDS];
        for piece in 0..pieces {
            free[piece / 64] |= 1 << (piece % 64);
        }
        Self {
            base,
            class,
            purpose,
            pieces,
            used: 0,
            free,
            dirty: if zeroed {
                [0; WORDS]
            } else {
                [u64::MAX; WORDS]
            },
        }
    }

    /// Takes the free piece of the lowest address, or `None` when the slab is full.
    pub fn take(&mut self) -> Option<Piece> {
        let word = self.free.iter().position(|&bits| bits != 0)?;
        let bit = self.free[word].trailing_zeros();
        let mask = 1 << bit;
        let zeroed = self.dirty[word] & mask == 0;
        self.free[word] &= !mask;
        self.dirty[word] |= mask;
        self.used += 1;
        let index = word * 64 + bit as usize;
        Some(Piece {
            address: self.base + index * size_class::piece_size(self.class),
            zeroed,
        })
    }

    /// Gives back the piece at `address`. Returns `false`, changing nothing,
    /// when no piece starts there or it is free already.
    pub fn give_back(&mut self, address: usize) -> bool {
        let Some(offset) = address.checked_sub(self.base) else {
            return false;
        };
        let size = size_class::piece_size(self.class);
        let index = offset / size;
        let mask = 1 << (index % 64);
        if !offset.is_multiple_of(size) || index >= self.pieces || self.free[index / 64] & mask != 0
        {
            return false;
        }
        self.free[index / 64] |= mask;
        self.used -= 1;
        true
    }

    /// Address and length of every piece that is handed out.
    pub fn live(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let size = size_class::piece_size(self.class);
        (0..self.pieces)
            .filter(|piece| self.free[piece / 64] & (1 << (piece % 64)) == 0)
            .map(move |piece| (self.base + piece * size, size))
    }

    /// Pieces handed out.
    #[must_use]
    pub fn used(&self) -> usize {
        self.used
    }

    /// Pieces in all.
    #[must_use]
    pub fn pieces(&self) -> usize {
        self.pieces
    }

    /// Whether every piece is handed out.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.used == self.pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_fresh_slab_gives_each_piece_once_and_zeroed() {
        for class in 0..size_class::COUNT {
            let mut slab = Slab::new(0x10000, class, Purpose::Store, true);
            let mut seen = BTreeSet::new();
            while let Some(piece) = slab.take() {
                assert!(piece.zeroed);
                assert!(seen.insert(piece.address));
                assert!(piece.address + size_class::piece_size(class) <= 0x10000 + GRANULE);
            }
            assert_eq!(seen.len(), slab.pieces());
            assert!(slab.is_full());
        }
    }

    #[test]
    fn a_piece_given_back_twice_or_never_handed_out_is_refused() {
        let mut slab = Slab::new(0x10000, 3, Purpose::Store, true);
        let piece = slab.take().expect("a piece");
        assert!(!slab.give_back(piece.address + 1));
        assert!(!slab.give_back(0x10000 - 64));
        assert!(!slab.give_back(0x10000 + GRANULE));
        assert!(slab.give_back(piece.address));
        assert!(!slab.give_back(piece.address));
        assert_eq!(slab.used(), 0);
    }

    proptest! {
        #[test]
        fn pieces_never_overlap_whatever_the_order(
            class in 0..size_class::COUNT,
            moves in prop::collection::vec(any::<u16>(), 1..400),
        ) {
            let mut slab = Slab::new(0, class, Purpose::Store, true);
            let mut live: Vec<usize> = Vec::new();
            let mut handed_out = BTreeSet::new();
            for step in moves {
                if step % 3 == 0 && !live.is_empty() {
                    let gone = live.swap_remove(usize::from(step) % live.len());
                    prop_assert!(slab.give_back(gone));
                } else if let Some(piece) = slab.take() {
                    prop_assert!(!live.contains(&piece.address));
                    prop_assert_eq!(piece.zeroed, handed_out.insert(piece.address));
                    live.push(piece.address);
                }
                prop_assert_eq!(slab.used(), live.len());
            }
        }
    }
}
