//! A region: 64 MiB of address space, aligned to its own size, cut into granules.
//!
//! An extent larger than a region gets a region of its own, as many times
//! 64 MiB long as it needs.

use super::pages::{PAGE, Pages};
use super::size_class::GRANULE;

/// Size and alignment of an ordinary region, in bytes.
pub const REGION: usize = 64 * 1024 * 1024;

/// Granules in an ordinary region.
pub const GRANULES: usize = REGION / GRANULE;

const WORDS: usize = GRANULES / 64;

/// What starts at a granule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// Nothing: the granule is free, or lies inside an extent.
    None,
    /// An extent of this many granules and its purpose.
    Extent(u32, super::slab::Purpose),
    /// A slab, by its place in the arena's list.
    Slab(u32),
}

/// A run of granules taken from a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GranuleRun {
    /// Index of the first granule.
    pub first: usize,
    /// How many granules.
    pub count: usize,
}

/// Bookkeeping of one region of address space.
#[derive(Debug)]
pub struct Region {
    pages: Pages,
    free: [u64; WORDS],
    /// How many pages of each granule, from its start, may hold something other than zeros.
    dirty: Box<[u8]>,
    free_count: usize,
    /// The sum of `dirty` over free granules.
    dirty_free_pages: usize,
    heads: Box<[Head]>,
}

impl Region {
    /// Reserves address space for an ordinary region, all granules free and zero.
    #[must_use]
    pub fn reserve() -> Option<Self> {
        Self::with_size(REGION, REGION, GRANULES)
    }

    /// Reserves a region of its own for one extent of `size` bytes, which begins at a
    /// multiple of `alignment`, a power of two.
    #[must_use]
    pub fn reserve_for(size: usize, alignment: usize) -> Option<Self> {
        let size = size.max(1).checked_next_multiple_of(REGION)?;
        Self::with_size(size, alignment.max(REGION), 1)
    }

    fn with_size(size: usize, alignment: usize, heads: usize) -> Option<Self> {
        Some(Self {
            pages: Pages::reserve(size, alignment)?,
            free: [u64::MAX; WORDS],
            dirty: vec![0; if heads == 1 { 0 } else { GRANULES }].into_boxed_slice(),
            free_count: GRANULES,
            dirty_free_pages: 0,
            heads: vec![Head::None; heads].into_boxed_slice(),
        })
    }

    /// Address of the first byte.
    #[must_use]
    pub fn base(&self) -> usize {
        self.pages.start().as_ptr() as usize
    }

    /// Length in bytes.
    #[must_use]
    pub fn size(&self) -> usize {
        self.pages.len()
    }

    /// Whether it belongs to one extent alone.
    #[must_use]
    pub fn is_dedicated(&self) -> bool {
        self.heads.len() == 1
    }

    /// Whether nothing is handed out.
    #[must_use]
    pub fn is_unused(&self) -> bool {
        self.free_count == GRANULES && !self.is_dedicated()
    }

    /// Bytes that are handed out.
    #[must_use]
    pub fn taken(&self) -> usize {
        match self.is_dedicated() {
            true => self.size(),
            false => (GRANULES - self.free_count) * GRANULE,
        }
    }

    /// Bytes of free granules whose pages are still the process's.
    #[must_use]
    pub fn dirty_free(&self) -> usize {
        self.dirty_free_pages * PAGE
    }

    /// What starts at `granule`.
    #[must_use]
    pub fn head(&self, granule: usize) -> Head {
        self.heads.get(granule).copied().unwrap_or(Head::None)
    }

    /// Records what starts at `granule`.
    pub fn set_head(&mut self, granule: usize, head: Head) {
        if let Some(place) = self.heads.get_mut(granule) {
            *place = head;
        }
    }

    /// The address of `granule`.
    #[must_use]
    pub fn address(&self, granule: usize) -> usize {
        self.base() + granule * GRANULE
    }

    /// The granule that holds `address`.
    #[must_use]
    pub fn granule_of(&self, address: usize) -> usize {
        (address - self.base()) / GRANULE
    }

    /// Takes the lowest run of `count` free granules that begins at a multiple of `step`
    /// granules, a power of two.
    ///
    /// The lowest addresses are the ones used last time, so their pages are warm.
    pub fn take(&mut self, count: usize, step: usize) -> Option<GranuleRun> {
        if count == 0 || self.free_count < count || self.is_dedicated() {
            return None;
        }
        let run = GranuleRun {
            first: self.find(count, step)?,
            count,
        };
        for granule in run.first..run.first + count {
            let (word, mask) = place(granule);
            self.free[word] &= !mask;
            self.dirty_free_pages -= self.dirty_pages(granule);
        }
        self.free_count -= count;
        Some(run)
    }

    fn find(&self, count: usize, step: usize) -> Option<usize> {
        let mut from = 0;
        loop {
            let first = next_set(&self.free, from)?;
            let end = next_clear(&self.free, first);
            let aligned = first.next_multiple_of(step);
            if end.saturating_sub(aligned) >= count {
                return Some(aligned);
            }
            from = end;
        }
    }

    fn dirty_pages(&self, granule: usize) -> usize {
        self.dirty.get(granule).copied().map_or(0, usize::from)
    }

    /// How many bytes of `granule`, from its start, may hold something other than zeros.
    #[must_use]
    pub fn dirty(&self, granule: usize) -> usize {
        self.dirty_pages(granule) * PAGE
    }

    /// Notes that the first `bytes` of a run taken from `first` on may be written.
    pub fn mark_dirty(&mut self, first: usize, bytes: usize) {
        let mut pages = bytes.div_ceil(PAGE);
        for dirty in self.dirty.iter_mut().skip(first) {
            if pages == 0 {
                return;
            }
            let here = pages.min(GRANULE / PAGE);
            // Sixteen pages at most.
            *dirty = (*dirty).max(here as u8);
            pages -= here;
        }
    }

    /// Gives the run back. Its pages stay with the process.
    pub fn give_back(&mut self, run: GranuleRun) {
        for granule in run.first..run.first + run.count {
            let (word, mask) = place(granule);
            self.free[word] |= mask;
            self.dirty_free_pages += self.dirty_pages(granule);
        }
        self.free_count += run.count;
    }

    /// Returns the pages of free granules to the system, highest addresses
    /// first, until at least `enough` bytes went. Returns how many did.
    pub fn purge(&mut self, enough: usize) -> usize {
        let before = self.dirty_free();
        let goal = before.saturating_sub(enough);
        let mut end = GRANULES;
        while self.dirty_free() > goal {
            let Some(last) = (0..end).rev().find(|&granule| self.is_purgeable(granule)) else {
                break;
            };
            let mut first = last;
            let mut gone = self.dirty(last);
            while first > 0 && self.dirty_free() - gone > goal && self.is_purgeable(first - 1) {
                first -= 1;
                gone += self.dirty(first);
            }
            self.decommit(first, last + 1 - first);
            end = first;
        }
        before - self.dirty_free()
    }

    fn is_purgeable(&self, granule: usize) -> bool {
        let (word, mask) = place(granule);
        self.free[word] & mask != 0 && self.dirty_pages(granule) > 0
    }

    fn decommit(&mut self, first: usize, count: usize) {
        let range = first * GRANULE..(first + count) * GRANULE;
        // SAFETY: `purge`, the only caller, picks granules that are free: nobody
        // has a block there.
        unsafe { self.pages.decommit(range) };
        for dirty in self.dirty.iter_mut().skip(first).take(count) {
            self.dirty_free_pages -= usize::from(std::mem::take(dirty));
        }
    }
}

fn place(granule: usize) -> (usize, u64) {
    (granule / 64, 1 << (granule % 64))
}

fn next_set(bits: &[u64; WORDS], from: usize) -> Option<usize> {
    next(bits, from, |word| word)
}

fn next_clear(bits: &[u64; WORDS], from: usize) -> usize {
    next(bits, from, |word| !word).unwrap_or(GRANULES)
}

fn next(bits: &[u64; WORDS], from: usize, view: impl Fn(u64) -> u64) -> Option<usize> {
    let mut word = from / 64;
    let mut mask = u64::MAX.checked_shl((from % 64) as u32)?;
    while word < WORDS {
        let found = view(bits[word]) & mask;
        if found != 0 {
            return Some(word * 64 + found.trailing_zeros() as usize);
        }
        word += 1;
        mask = u64::MAX;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn purging_makes_free_granules_zero_and_leaves_taken_ones() {
        let mut region = Region::reserve().expect("address space");
        let kept = region.take(2, 1).expect("two granules");
        let gone = region.take(3, 1).expect("three granules");
        region.mark_dirty(kept.first, kept.count * GRANULE);
        region.mark_dirty(gone.first, gone.count * GRANULE);
        // SAFETY: both runs are taken from a live region.
        unsafe {
            (region.address(kept.first) as *mut u8).write_bytes(1, kept.count * GRANULE);
            (region.address(gone.first) as *mut u8).write_bytes(2, gone.count * GRANULE);
        }
        region.give_back(gone);
        assert_eq!(region.dirty_free(), 3 * GRANULE);
        assert_eq!(region.purge(2 * GRANULE), 2 * GRANULE);
        assert_eq!(region.purge(usize::MAX), GRANULE);
        assert_eq!(region.dirty_free(), 0);
        // SAFETY: the region is still mapped.
        unsafe {
            assert_eq!(*(region.address(kept.first) as *const u8), 1);
            assert_eq!(*(region.address(gone.first) as *const u8), 0);
        }
        assert_eq!(region.dirty(gone.first), 0);
    }

    #[test]
    fn only_pages_that_were_used_count_as_warm() {
        let mut region = Region::reserve().expect("address space");
        let run = region.take(2, 1).expect("two granules");
        region.mark_dirty(run.first, GRANULE + 1);
        assert_eq!(
            (region.dirty(run.first), region.dirty(run.first + 1)),
            (GRANULE, PAGE)
        );
        // Less than before changes nothing.
        region.mark_dirty(run.first, 1);
        region.give_back(run);
        assert_eq!(region.dirty_free(), GRANULE + PAGE);
        let again = region.take(1, 1).expect("a granule");
        assert_eq!((again.first, region.dirty_free()), (run.first, PAGE));
    }

    proptest! {
        #[test]
        fn runs_never_overlap(sizes in prop::collection::vec(1usize..200, 1..60), seed in any::<u64>()) {
            let mut region = Region::reserve().expect("address space");
            let mut live: Vec<GranuleRun> = Vec::new();
            let mut dice = seed;
            for count in sizes {
                dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                if dice >> 62 == 0 && !live.is_empty() {
                    let gone = live.swap_remove((dice >> 32) as usize % live.len());
                    region.give_back(gone);
                }
                if let Some(run) = region.take(count, 1) {
                    for other in &live {
                        prop_assert!(run.first + run.count <= other.first
                            || other.first + other.count <= run.first);
                    }
                    live.push(run);
                }
                let taken: usize = live.iter().map(|run| run.count).sum();
                prop_assert_eq!(region.free_count, GRANULES - taken);
            }
        }
    }
}
