//! The memory of one isolate: its arena, its ledger, its limits.

use super::STORE_ALIGN;
use super::arena::{Arena, Fill, SlabInfo};
use super::binding;
use super::block::Block;
use super::clock::Moment;
use super::journal::Journal;
use super::ledger::Ledger;
use super::movement::{Balance, Change, Movement};
use super::movement_pages::MovementPages;
use super::process;
use super::region_map::{self, Owner};
use super::slab::Purpose;
use super::thread_state;
use std::fmt;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

/// The external memory of one isolate: a handle, of which a clone is another one.
///
/// The memory lives as long as a handle or a block of it, on whatever thread.
/// Two handles are equal when they are of the same isolate.
///
/// ```
/// use slab_arena::{Fill, IsolateMemory, Purpose};
///
/// let memory = IsolateMemory::new();
/// memory.set_hard_limit(1 << 20);
/// assert!(memory.fits(1 << 20) && !memory.fits((1 << 20) + 1));
/// let block = memory.allocate(1000, Fill::Zero, Purpose::Store).expect("memory");
/// assert_eq!(memory.ledger().array_buffers(), 1000);
/// assert_eq!(memory.slabs()[0].piece, 1024);
/// drop(block);
/// assert_eq!((memory.ledger().array_buffers(), memory.ledger().peak()), (0, 1000));
/// ```
#[derive(Clone)]
pub struct IsolateMemory(Arc<Inner>);

impl PartialEq for IsolateMemory {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for IsolateMemory {}

impl fmt::Debug for IsolateMemory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IsolateMemory")
            .field("ledger", self.ledger())
            .field("hard_limit", &self.hard_limit())
            .finish_non_exhaustive()
    }
}

impl Default for IsolateMemory {
    fn default() -> Self {
        Self::new()
    }
}

impl IsolateMemory {
    /// Fresh external memory with an empty arena and no limit.
    #[must_use]
    pub fn new() -> Self {
        let inner = Arc::new(Inner {
            ledger: Ledger::default(),
            arena: Mutex::default(),
            hard_limit: AtomicUsize::new(usize::MAX),
        });
        let member: Weak<Inner> = Arc::downgrade(&inner);
        process::enter(member);
        Self(inner)
    }

    /// The memory that the running thread is bound to: see [`Binding`](crate::Binding).
    #[must_use]
    pub fn current() -> Option<Self> {
        binding::current()
    }

    /// The exact count of its bytes.
    #[inline]
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.0.ledger
    }

    /// The hard limit in bytes; `usize::MAX` for none.
    #[inline]
    #[must_use]
    pub fn hard_limit(&self) -> usize {
        self.0.hard_limit.load(Ordering::Relaxed)
    }

    /// Sets the hard limit in bytes. Bytes already live past it stay.
    pub fn set_hard_limit(&self, bytes: usize) {
        self.0.hard_limit.store(bytes, Ordering::Relaxed);
    }

    /// Whether `size` more bytes stay within the hard limit.
    #[inline]
    #[must_use]
    pub fn fits(&self, size: usize) -> bool {
        self.ledger()
            .external()
            .checked_add(size)
            .is_some_and(|sum| sum <= self.hard_limit())
    }

    /// A block of `size` bytes. Returns `None` when the system has no more.
    ///
    /// The limit is not looked at: see [`IsolateMemory::fits`] and
    /// [`IsolateMemory::allocate_at_safe_point`].
    #[must_use]
    pub fn allocate(&self, size: usize, fill: Fill, purpose: Purpose) -> Option<Block> {
        self.allocate_aligned(size, STORE_ALIGN, fill, purpose)
    }

    /// [`IsolateMemory::allocate`], with an address that is a multiple of `alignment`:
    /// a power of two, of which less than 64 means 64. `None` when it is no power of two.
    ///
    /// ```
    /// use slab_arena::{Fill, IsolateMemory, Purpose};
    ///
    /// let memory = IsolateMemory::new();
    /// let block = memory.allocate_aligned(100, 4096, Fill::Any, Purpose::Store).expect("memory");
    /// assert_eq!(block.as_ptr().addr() % 4096, 0);
    /// assert_eq!(memory.ledger().array_buffers(), 100);
    /// ```
    #[must_use]
    pub fn allocate_aligned(
        &self,
        size: usize,
        alignment: usize,
        fill: Fill,
        purpose: Purpose,
    ) -> Option<Block> {
        if !alignment.is_power_of_two() {
            return None;
        }
        let start = self.0.allocate(size, alignment, fill, purpose)?;
        let owner = NonNull::from(&*self.0);
        // SAFETY: the arena has just handed out this block, counted with `size` bytes.
        Some(unsafe { Block::new(start, size, fill == Fill::Zero, owner) })
    }

    /// [`IsolateMemory::allocate`] after asking the safe point of the running thread,
    /// which may run a collection; `None` also when it refuses.
    #[must_use]
    pub fn allocate_at_safe_point(
        &self,
        size: usize,
        fill: Fill,
        purpose: Purpose,
    ) -> Option<Block> {
        self.allocate_aligned_at_safe_point(size, STORE_ALIGN, fill, purpose)
    }

    /// [`IsolateMemory::allocate_aligned`] after asking the safe point of the running
    /// thread, which may run a collection; `None` also when it refuses.
    #[must_use]
    pub fn allocate_aligned_at_safe_point(
        &self,
        size: usize,
        alignment: usize,
        fill: Fill,
        purpose: Purpose,
    ) -> Option<Block> {
        if !thread_state::ask_safe_point(size) {
            thread_state::set_site(0);
            return None;
        }
        self.allocate_aligned(size, alignment, fill, purpose)
    }

    /// A host's region at `address` is a backing store from now on.
    pub(crate) fn count_loan(&self, address: usize, bytes: usize) {
        let mut arena = self.0.lock();
        self.0.ledger.allocated(bytes);
        if let Some(journal) = &mut arena.journal {
            let change = Change::Allocated {
                address,
                bytes,
                purpose: Purpose::Store,
                site: thread_state::take_site(),
            };
            journal.note_with(change, self.0.ledger.balance());
        }
    }

    /// The region at `address` went back to its host.
    pub(crate) fn uncount_loan(&self, address: usize, bytes: usize) {
        let mut arena = self.0.lock();
        self.0.ledger.freed(bytes);
        if let Some(journal) = &mut arena.journal {
            journal.note_with(Change::Released { address, bytes }, self.0.ledger.balance());
        }
    }

    /// Adds `delta` bytes of a host's own native objects to the count and
    /// returns their new sum, which stops at 0 and at `i64::MAX`.
    ///
    /// ```
    /// let memory = slab_arena::IsolateMemory::new();
    /// assert_eq!(memory.adjust(4096), 4096);
    /// assert_eq!(memory.ledger().external(), 4096);
    /// assert_eq!(memory.adjust(-5000), 0);
    /// ```
    pub fn adjust(&self, delta: i64) -> usize {
        let mut arena = self.0.lock();
        let before = self.0.ledger.reported();
        let after = self.0.ledger.adjust(delta);
        if let Some(journal) = &mut arena.journal {
            // Both lie below 2^63, so the difference is exact.
            let delta = after.wrapping_sub(before).cast_signed() as i64;
            journal.tick();
            journal.note_with(Change::Reported { delta }, self.0.ledger.balance());
        }
        after
    }

    /// Begins to record what happens to the bytes, with times that count
    /// from `began`, unless that is done already. Returns what the ledger says
    /// at that moment; `None` when the system has no address space for it.
    pub fn open_journal(&self, began: Moment) -> Option<Balance> {
        let mut arena = self.0.lock();
        let balance = self.0.ledger.balance();
        if arena.journal.is_none() {
            arena.journal = Some(Journal::new(began, balance)?);
        }
        Some(balance)
    }

    /// Ends [`IsolateMemory::open_journal`]; movements that were not read are forgotten.
    pub fn close_journal(&self) {
        let journal = self.0.lock().journal.take();
        drop(journal);
    }

    /// Looks at the clock for movements that have no time of their own.
    ///
    /// It may be called where the lock is held further up; then it does nothing.
    pub fn tick(&self) {
        if let Ok(mut arena) = self.0.arena.try_lock()
            && let Some(journal) = &mut arena.journal
        {
            journal.tick();
        }
    }

    /// A collection has ended: [`Ledger::low`] begins anew at the present count, and
    /// movements that follow are later than those of the collection.
    pub fn collection_ended(&self) {
        self.0.ledger.restart_low();
        self.tick();
    }

    /// Replaces the movements in `read` by those since the last reading, and returns
    /// the sum of those for which there was no room.
    pub fn read_journal(&self, read: &mut MovementPages) -> Option<Movement> {
        match &mut self.0.lock().journal {
            Some(journal) => journal.take(read),
            None => {
                read.clear();
                None
            }
        }
    }

    /// Address and length of every block of the pool.
    #[must_use]
    pub fn pool_blocks(&self) -> Vec<(usize, usize)> {
        self.0.lock().blocks(Purpose::Pool)
    }

    /// What the block at `address` is used for; `None` when none starts there.
    #[must_use]
    pub fn purpose(&self, address: usize) -> Option<Purpose> {
        self.0.lock().purpose(address)
    }

    /// Sets how many free bytes stay warm.
    pub fn set_keep(&self, bytes: usize) {
        self.0.lock().set_keep(bytes);
    }

    /// Returns free pages to the system. Returns how many bytes went.
    pub fn trim(&self) -> usize {
        self.0.lock().trim()
    }

    /// Bytes of slabs and extents in use, plus free ones still warm.
    #[must_use]
    pub fn committed(&self) -> usize {
        self.0.lock().committed()
    }

    /// Every slab and extent.
    #[must_use]
    pub fn slabs(&self) -> Vec<SlabInfo> {
        self.0.lock().slabs().collect()
    }

    /// The isolate whose arena the block at `address` was cut from.
    ///
    /// # Safety
    ///
    /// A store lives at `address`: a block of an arena, a loan, or memory of the
    /// inner allocator.
    #[must_use]
    pub unsafe fn holding(address: usize) -> Option<Self> {
        let owner = region_map::owner(address);
        if owner.is_none() {
            return None;
        }
        // SAFETY: the map names the memory of the arena that mapped the region, so the
        // address was made from an `Inner` in an `Arc`; the live block keeps it alive.
        Some(unsafe { Self::of_inner(owner.address()) })
    }

    /// Where the allocator finds it.
    pub(crate) fn as_inner(&self) -> *const Inner {
        Arc::as_ptr(&self.0)
    }

    /// # Safety
    ///
    /// `inner` was got from [`IsolateMemory::as_inner`] and is alive.
    pub(crate) unsafe fn of_inner(inner: *const Inner) -> Self {
        // SAFETY: every `Inner` lives in an `Arc` (`new` is the only maker, and its
        // `Arc` is never given away), and this one is alive.
        unsafe {
            Arc::increment_strong_count(inner);
            Self(Arc::from_raw(inner))
        }
    }
}

/// What the handles of one isolate's memory share, and the allocator works on.
/// It lives in an `Arc` always, at one address.
pub(crate) struct Inner {
    ledger: Ledger,
    arena: Mutex<Arena>,
    /// No backing store takes the external count past this many bytes.
    hard_limit: AtomicUsize,
}

impl Drop for Inner {
    fn drop(&mut self) {
        process::leave();
    }
}

impl process::Member for Inner {
    fn array_buffers(&self) -> usize {
        self.ledger.array_buffers()
    }

    fn reported(&self) -> usize {
        self.ledger.reported()
    }

    fn committed(&self) -> usize {
        self.lock().committed()
    }

    fn trim(&self) {
        self.lock().trim();
    }
}

impl Inner {
    /// Takes a block from the arena and counts it.
    pub(crate) fn allocate(
        &self,
        size: usize,
        alignment: usize,
        fill: Fill,
        purpose: Purpose,
    ) -> Option<NonNull<u8>> {
        let mut arena = self.lock();
        let first = arena.live() == 0;
        let block = arena.take(size, alignment, fill, purpose, Owner::new(self))?;
        self.ledger.allocated(size);
        if let Some(journal) = &mut arena.journal {
            let change = Change::Allocated {
                address: block.as_ptr() as usize,
                bytes: size,
                purpose,
                site: thread_state::take_site(),
            };
            journal.note_with(change, self.ledger.balance());
        }
        if first {
            // SAFETY: every `Inner` lives in an `Arc` (`IsolateMemory::new` is the only
            // maker). The count added here stands for all live blocks together and is
            // taken off when the last one is given back.
            unsafe { Arc::increment_strong_count(self) };
        }
        Some(block)
    }

    /// Gives back the block at `address`, which was counted with `size` bytes. Returns
    /// `false`, changing nothing, when no such block is live.
    ///
    /// # Safety
    ///
    /// `owner` is alive, if only because the block at `address` is live; it
    /// may be gone when this returns. Nobody uses the block any more.
    pub(crate) unsafe fn free(owner: *const Self, address: usize, size: usize) -> bool {
        // SAFETY: the caller's contract; this reference ends before the count
        // that may free the memory is taken off.
        let last = unsafe { (*owner).free_counted(address, size) };
        if last == Some(true) {
            // SAFETY: takes off the count that the first live block added.
            unsafe { Arc::decrement_strong_count(owner) };
        }
        last.is_some()
    }

    /// Returns whether it was the last live block; `None` when there is no such block.
    fn free_counted(&self, address: usize, size: usize) -> Option<bool> {
        let mut arena = self.lock();
        if !arena.give_back(address) {
            return None;
        }
        self.ledger.freed(size);
        if let Some(journal) = &mut arena.journal {
            let change = Change::Released {
                address,
                bytes: size,
            };
            journal.note_with(change, self.ledger.balance());
        }
        Some(arena.live() == 0)
    }

    /// Changes the size that the block at `address` counts for, where it
    /// stands. Returns `false`, changing nothing, when it has no room.
    pub(crate) fn resize_in_place(&self, address: usize, old: usize, new: usize) -> bool {
        let mut arena = self.lock();
        if new > arena.room(address) {
            return false;
        }
        if new >= old {
            arena.grow(address, new);
            self.ledger.allocated(new - old);
        } else {
            arena.shrink(address, new);
            self.ledger.freed(old - new);
        }
        if let Some(journal) = &mut arena.journal {
            let change = Change::Resized {
                address,
                from: old,
                to: new,
            };
            journal.note_with(change, self.ledger.balance());
        }
        true
    }

    /// A poisoned lock means a panic inside the arena's bookkeeping, which is
    /// changed step by step and stays usable.
    fn lock(&self) -> MutexGuard<'_, Arena> {
        self.arena.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
