//! The arena: all slabs and extents of one isolate.
//!
//! Small requests are pieces of slabs, larger ones runs of granules. What is
//! freed stays with the arena, warm, and is handed out again before anything
//! fresh; past a bound its pages go back to the system. An arena serves one
//! isolate only, so whatever old bytes it shows are that isolate's own.

use super::slab::{Purpose, Slab};

use super::journal::Journal;
use super::movement::Change;
use super::region::{GRANULES, GranuleRun, Head, Region};
use super::region_map::{self, Owner};
use super::size_class::{self, GRANULE};
use super::{STORE_ALIGN, poison};
use std::ptr::NonNull;

/// What the bytes of a new block must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// All zero.
    Zero,
    /// Zero, or bytes that an earlier block of the same isolate left behind.
    Any,
}

/// How many free bytes an arena keeps warm unless told otherwise.
pub const DEFAULT_KEEP: usize = 64 * 1024 * 1024;

/// One slab or extent, as the instruments show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct SlabInfo {
    /// Address of its first byte.
    pub address: usize,
    /// Length in bytes.
    pub bytes: usize,
    /// Size in bytes of the pieces it is cut into; an extent is one piece.
    pub piece: usize,
    /// Pieces in all.
    pub pieces: usize,
    /// Pieces handed out.
    pub used: usize,
    /// What it is used for.
    pub purpose: Purpose,
}

impl SlabInfo {
    /// Its word in tables: `pool`, `extent` or `slab`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match (self.purpose, self.pieces) {
            (Purpose::Pool, _) => "pool",
            (Purpose::Store, 1) => "extent",
            (Purpose::Store, _) => "slab",
        }
    }
}

/// Slabs and extents of one isolate. Not synchronised: the isolate's memory
/// holds it behind a lock, because stores may be freed on any thread.
#[derive(Debug)]
pub struct Arena {
    regions: Vec<Region>,
    slabs: Vec<Option<Slab>>,
    vacant: Vec<u32>,
    /// Slabs with a free piece, by purpose and class.
    partial: [[Vec<u32>; size_class::COUNT]; 2],
    live: usize,
    keep: usize,
    /// Records what happens while somebody listens.
    pub(super) journal: Option<Journal>,
}

impl Default for Arena {
    fn default() -> Self {
        Self {
            regions: Vec::new(),
            slabs: Vec::new(),
            vacant: Vec::new(),
            partial: [const { [const { Vec::new() }; size_class::COUNT] }; 2],
            live: 0,
            keep: DEFAULT_KEEP,
            journal: None,
        }
    }
}

impl Arena {
    /// Takes `size` bytes from a region of `owner`'s, aligned to `alignment`, a power of two,
    /// or to 64 where that is more.
    ///
    /// Returns `None` when the system has no more. `size` 0 is served as 1.
    pub fn take(
        &mut self,
        size: usize,
        alignment: usize,
        fill: Fill,
        purpose: Purpose,
        owner: Owner,
    ) -> Option<NonNull<u8>> {
        let size = size.max(1);
        let block = match size_class::aligned(size, alignment) {
            Some(class) => self.take_piece(class, size, fill, purpose, owner),
            None => self.take_extent(size, alignment, fill, purpose, owner),
        }?;
        debug_assert!((block.as_ptr() as usize).is_multiple_of(alignment.max(STORE_ALIGN)));
        self.live += 1;
        Some(block)
    }

    /// Gives back the block at `address`. Returns `false`, changing nothing,
    /// when no block of this arena starts there.
    pub fn give_back(&mut self, address: usize) -> bool {
        let Some(index) = self.region_of(address) else {
            return false;
        };
        let region = &self.regions[index];
        let granule = region.granule_of(address);
        let returned = match region.head(granule) {
            Head::Extent(count, _) if region.address(granule) == address => {
                self.give_back_extent(index, granule, count as usize);
                true
            }
            Head::Slab(slab) => self.give_back_piece(slab, address),
            _ => false,
        };
        self.live -= usize::from(returned);
        returned
    }

    /// Shrinks the block at `address` to `size` bytes in place.
    pub fn shrink(&mut self, address: usize, size: usize) {
        let Some(index) = self.region_of(address) else {
            return;
        };
        let region = &mut self.regions[index];
        let granule = region.granule_of(address);
        let needed = granules_for(size.max(1));
        if let Head::Extent(count, purpose) = region.head(granule)
            && !region.is_dedicated()
            && needed < count as usize
        {
            region.set_head(granule, Head::Extent(needed as u32, purpose));
            poison::poison(
                region.address(granule + needed),
                (count as usize - needed) * GRANULE,
            );
            region.give_back(GranuleRun {
                first: granule + needed,
                count: count as usize - needed,
            });
            self.purge_surplus();
        }
    }

    /// The block at `address` uses `size` bytes from now on, which it has room for.
    pub fn grow(&mut self, address: usize, size: usize) {
        poison::unpoison(address, size);
        let Some(index) = self.region_of(address) else {
            return;
        };
        let region = &mut self.regions[index];
        let granule = region.granule_of(address);
        if matches!(region.head(granule), Head::Extent(..)) {
            region.mark_dirty(granule, size);
        }
    }

    /// The most bytes that the block at `address` could hold in place.
    #[must_use]
    pub fn room(&self, address: usize) -> usize {
        let Some(region) = self.region_of(address).map(|index| &self.regions[index]) else {
            return 0;
        };
        match region.head(region.granule_of(address)) {
            Head::Extent(..) if region.is_dedicated() => region.size(),
            Head::Extent(count, _) => count as usize * GRANULE,
            Head::Slab(slab) => self
                .slab(slab)
                .map_or(0, |s| size_class::piece_size(s.class)),
            Head::None => 0,
        }
    }

    /// What the block at `address` is used for.
    #[must_use]
    pub fn purpose(&self, address: usize) -> Option<Purpose> {
        let region = &self.regions[self.region_of(address)?];
        match region.head(region.granule_of(address)) {
            Head::Extent(_, purpose) => Some(purpose),
            Head::Slab(slab) => self.slab(slab).map(|slab| slab.purpose),
            Head::None => None,
        }
    }

    /// Blocks handed out at present.
    #[must_use]
    pub fn live(&self) -> usize {
        self.live
    }

    /// Bytes of slabs and extents that hold live blocks, plus free ones still warm.
    #[must_use]
    pub fn committed(&self) -> usize {
        let held: usize = self.regions.iter().map(Region::taken).sum();
        held + self.warm()
    }

    /// Free bytes whose pages are still the process's.
    #[must_use]
    pub fn warm(&self) -> usize {
        self.regions.iter().map(Region::dirty_free).sum()
    }

    /// Sets how many free bytes stay warm, and returns the rest to the system.
    pub fn set_keep(&mut self, bytes: usize) {
        self.keep = bytes;
        self.purge_past(bytes);
    }

    /// Returns every free page to the system. Returns how many bytes went.
    pub fn trim(&mut self) -> usize {
        self.drop_empty_slabs();
        let purged = self.purge_past(0);
        self.drop_unused_regions(0);
        purged
    }

    /// Every slab and extent that holds live blocks, or a slab kept for the next.
    pub fn slabs(&self) -> impl Iterator<Item = SlabInfo> + '_ {
        self.regions.iter().flat_map(|region| {
            (0..if region.is_dedicated() { 1 } else { GRANULES })
                .filter_map(|granule| self.info(region, granule))
        })
    }

    /// Address and length of every live block that is used for `purpose`.
    #[must_use]
    pub fn blocks(&self, purpose: Purpose) -> Vec<(usize, usize)> {
        let pieces = self.slabs.iter().flatten();
        let pieces = pieces.filter(|slab| slab.purpose == purpose);
        let mut blocks: Vec<_> = pieces.flat_map(Slab::live).collect();
        let extents = self
            .slabs()
            .filter(|slab| slab.purpose == purpose && slab.pieces == 1);
        blocks.extend(
            extents
                .filter(|extent| self.is_extent(extent.address))
                .map(|extent| (extent.address, extent.bytes)),
        );
        blocks
    }

    fn is_extent(&self, address: usize) -> bool {
        self.region_of(address).is_some_and(|index| {
            let region = &self.regions[index];
            matches!(region.head(region.granule_of(address)), Head::Extent(..))
        })
    }

    fn info(&self, region: &Region, granule: usize) -> Option<SlabInfo> {
        let address = region.address(granule);
        match region.head(granule) {
            Head::None => None,
            Head::Extent(count, purpose) => {
                let bytes = if region.is_dedicated() {
                    region.size()
                } else {
                    count as usize * GRANULE
                };
                Some(SlabInfo {
                    address,
                    bytes,
                    piece: bytes,
                    pieces: 1,
                    used: 1,
                    purpose,
                })
            }
            Head::Slab(index) => self.slab(index).map(|slab| SlabInfo {
                address,
                bytes: GRANULE,
                piece: size_class::piece_size(slab.class),
                pieces: slab.pieces(),
                used: slab.used(),
                purpose: slab.purpose,
            }),
        }
    }

    fn slab(&self, index: u32) -> Option<&Slab> {
        self.slabs.get(index as usize)?.as_ref()
    }

    fn region_of(&self, address: usize) -> Option<usize> {
        self.regions
            .iter()
            .position(|region| address.wrapping_sub(region.base()) < region.size())
    }

    fn take_piece(
        &mut self,
        class: usize,
        size: usize,
        fill: Fill,
        purpose: Purpose,
        owner: Owner,
    ) -> Option<NonNull<u8>> {
        let index = match self.partial[purpose as usize][class].last() {
            Some(&index) => index,
            None => self.new_slab(class, purpose, owner)?,
        };
        let slab = self.slabs.get_mut(index as usize)?.as_mut()?;
        let piece = slab.take()?;
        if slab.is_full() {
            self.partial[purpose as usize][class].pop();
        }
        let block = NonNull::new(piece.address as *mut u8)?;
        poison::unpoison(piece.address, size);
        if fill == Fill::Zero && !piece.zeroed {
            // SAFETY: the piece was just taken from a slab over mapped memory
            // and is at least `size` long.
            unsafe { block.as_ptr().write_bytes(0, size) };
        }
        Some(block)
    }

    fn new_slab(&mut self, class: usize, purpose: Purpose, owner: Owner) -> Option<u32> {
        let (region, run) = self.take_run(1, 1, owner)?;
        let zeroed = self.regions[region].dirty(run.first) == 0;
        self.regions[region].mark_dirty(run.first, GRANULE);
        let base = self.regions[region].address(run.first);
        let slab = Slab::new(base, class, purpose, zeroed);
        let index = match self.vacant.pop() {
            Some(index) => index,
            None => {
                self.slabs.push(None);
                u32::try_from(self.slabs.len() - 1).ok()?
            }
        };
        self.slabs[index as usize] = Some(slab);
        self.regions[region].set_head(run.first, Head::Slab(index));
        self.partial[purpose as usize][class].push(index);
        if let Some(journal) = &mut self.journal {
            journal.note(Change::SlabBorn {
                address: base,
                bytes: GRANULE,
                piece: size_class::piece_size(class),
                purpose,
            });
        }
        Some(index)
    }

    fn give_back_piece(&mut self, index: u32, address: usize) -> bool {
        let Some(slab) = self.slabs.get_mut(index as usize).and_then(Option::as_mut) else {
            return false;
        };
        let was_full = slab.is_full();
        if !slab.give_back(address) {
            return false;
        }
        poison::poison(address, size_class::piece_size(slab.class));
        let partial = &mut self.partial[slab.purpose as usize][slab.class];
        if was_full {
            partial.push(index);
        }
        // One empty slab of a class is kept for the next request.
        if slab.used() == 0 && partial.len() > 1 {
            self.drop_slab(index);
            self.purge_surplus();
        }
        true
    }

    fn drop_slab(&mut self, index: u32) {
        let Some(slab) = self.slabs[index as usize].take() else {
            return;
        };
        self.partial[slab.purpose as usize][slab.class].retain(|&other| other != index);
        self.vacant.push(index);
        if let Some(journal) = &mut self.journal {
            journal.note(Change::SlabDied {
                address: slab.base,
                bytes: GRANULE,
            });
        }
        if let Some(region) = self.region_of(slab.base) {
            let region = &mut self.regions[region];
            let first = region.granule_of(slab.base);
            region.set_head(first, Head::None);
            region.give_back(GranuleRun { first, count: 1 });
        }
    }

    fn drop_empty_slabs(&mut self) {
        for index in 0..self.slabs.len() {
            let empty = matches!(&self.slabs[index], Some(slab) if slab.used() == 0);
            if empty {
                self.drop_slab(index as u32);
            }
        }
    }

    fn take_extent(
        &mut self,
        size: usize,
        alignment: usize,
        fill: Fill,
        purpose: Purpose,
        owner: Owner,
    ) -> Option<NonNull<u8>> {
        let count = granules_for(size);
        let step = granules_for(alignment);
        if count > GRANULES || step > GRANULES {
            return self.take_dedicated(size, alignment, purpose, owner);
        }
        let (index, run) = self.take_run(count, step, owner)?;
        let region = &mut self.regions[index];
        poison::unpoison(region.address(run.first), size);
        if fill == Fill::Zero {
            clear(region, run, size);
        }
        region.mark_dirty(run.first, size);
        region.set_head(run.first, Head::Extent(count as u32, purpose));
        NonNull::new(region.address(run.first) as *mut u8)
    }

    /// An extent larger than a region, or aligned to more; its pages are always fresh.
    fn take_dedicated(
        &mut self,
        size: usize,
        alignment: usize,
        purpose: Purpose,
        owner: Owner,
    ) -> Option<NonNull<u8>> {
        let mut region = Region::reserve_for(size, alignment)?;
        if !region_map::set(region.base(), owner) {
            return None;
        }
        region.set_head(0, Head::Extent(1, purpose));
        let block = NonNull::new(region.base() as *mut u8);
        self.regions.push(region);
        block
    }

    /// `count` granules that begin at a multiple of `step` granules.
    fn take_run(&mut self, count: usize, step: usize, owner: Owner) -> Option<(usize, GranuleRun)> {
        for (index, region) in self.regions.iter_mut().enumerate() {
            if let Some(run) = region.take(count, step) {
                return Some((index, run));
            }
        }
        let mut region = Region::reserve()?;
        if !region_map::set(region.base(), owner) {
            return None;
        }
        let run = region.take(count, step)?;
        self.regions.push(region);
        Some((self.regions.len() - 1, run))
    }

    fn give_back_extent(&mut self, index: usize, granule: usize, count: usize) {
        let region = &mut self.regions[index];
        if region.is_dedicated() {
            self.drop_region(index);
            return;
        }
        poison::poison(region.address(granule), count * GRANULE);
        region.set_head(granule, Head::None);
        region.give_back(GranuleRun {
            first: granule,
            count,
        });
        self.purge_surplus();
        if self.regions[index].is_unused() {
            self.drop_unused_regions(1);
        }
    }

    /// Drops regions of which nothing is handed out and no page is warm, but `kept` of them.
    fn drop_unused_regions(&mut self, kept: usize) {
        let droppable = |region: &Region| region.is_unused() && region.dirty_free() == 0;
        let mut spare = self.regions.iter().filter(|r| droppable(r)).count();
        let mut index = self.regions.len();
        while spare > kept && index > 0 {
            index -= 1;
            if droppable(&self.regions[index]) {
                self.drop_region(index);
                spare -= 1;
            }
        }
    }

    fn drop_region(&mut self, index: usize) {
        let region = self.regions.remove(index);
        // The next mapping at this address is someone else's.
        poison::unpoison(region.base(), region.size());
        let removed = region_map::set(region.base(), Owner::NONE);
        debug_assert!(removed, "a region in the list is in the map");
    }

    /// Where more is warm than is to be kept, some of what is kept goes with the
    /// surplus: one call of the system's for many blocks, not one for each.
    fn purge_surplus(&mut self) {
        if self.warm() > self.keep {
            self.purge_past(self.keep - self.keep / 8);
        }
    }

    /// Returns warm bytes past `keep` to the system. Returns how many went.
    fn purge_past(&mut self, keep: usize) -> usize {
        let before = self.warm();
        let mut left = before.saturating_sub(keep);
        for region in self.regions.iter_mut().rev() {
            if left == 0 {
                break;
            }
            left = left.saturating_sub(region.purge(left));
        }
        before - self.warm()
    }
}

impl Drop for Arena {
    fn drop(&mut self) {
        debug_assert_eq!(self.live, 0, "an arena outlives its blocks");
        while !self.regions.is_empty() {
            self.drop_region(self.regions.len() - 1);
        }
    }
}

fn granules_for(size: usize) -> usize {
    size.div_ceil(GRANULE)
}

/// Clears what is dirty of a run, as far as `size` bytes reach.
fn clear(region: &Region, run: GranuleRun, size: usize) {
    let end = region.address(run.first) + size;
    for granule in run.first..run.first + run.count {
        let start = region.address(granule);
        let dirty = region.dirty(granule).min(end - start);
        // SAFETY: the granule belongs to a run just taken from this mapped
        // region, and `start < end` because the run is the shortest that
        // holds `size` bytes.
        unsafe { (start as *mut u8).write_bytes(0, dirty) };
    }
}
