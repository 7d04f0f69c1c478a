//! The memory of one isolate: its arena, its ledger, its limits; and which
//! isolate the running thread uses.

use super::arena::{Arena, Fill, Purpose, SlabInfo};
use super::clock::Moment;
use super::journal::{Balance, Change, Journal, Movement, SiteId};
use super::ledger::Ledger;
use super::movement_pages::MovementPages;
use super::process;
use super::region_map;
use std::cell::Cell;
use std::ptr::{self, NonNull};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Asked before a backing store is taken on the isolate's own thread: may
/// `size` bytes be had? It may run a collection first.
pub type SafePoint = fn(size: usize) -> bool;

/// The external memory of one isolate.
///
/// Shared by the isolate and by every block it handed out, so it lives until
/// the last of them is freed, on whatever thread.
#[derive(Debug)]
pub struct IsolateMemory {
    ledger: Ledger,
    arena: Mutex<Arena>,
    /// No backing store takes the external count past this many bytes.
    hard_limit: AtomicUsize,
}

impl Drop for IsolateMemory {
    fn drop(&mut self) {
        process::leave();
    }
}

thread_local! {
    /// The isolate whose thread this is; null elsewhere. Without a destructor,
    /// so that the allocator may read it at any time of a thread's life.
    static CURRENT: Cell<*const IsolateMemory> = const { Cell::new(ptr::null()) };
    static SAFE_POINT: Cell<Option<SafePoint>> = const { Cell::new(None) };
    /// Whether the next backing store asked of the allocator comes straight
    /// from the engine's own check, where a collection is sound.
    static EXPECTED: Cell<bool> = const { Cell::new(false) };
    /// Where the next store is asked for, when it is sampled.
    static SITE: Cell<SiteId> = const { Cell::new(0) };
}

impl IsolateMemory {
    /// Fresh external memory with an empty arena and no limit.
    #[must_use]
    pub fn new() -> Arc<Self> {
        let memory = Arc::new(Self {
            ledger: Ledger::default(),
            arena: Mutex::default(),
            hard_limit: AtomicUsize::new(usize::MAX),
        });
        process::enter(&memory);
        memory
    }

    /// The exact count of its bytes.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The hard limit in bytes; `usize::MAX` for none.
    #[must_use]
    pub fn hard_limit(&self) -> usize {
        self.hard_limit.load(Ordering::Relaxed)
    }

    /// Sets the hard limit in bytes. Bytes already live past it stay.
    pub fn set_hard_limit(&self, bytes: usize) {
        self.hard_limit.store(bytes, Ordering::Relaxed);
    }

    /// Whether `size` more bytes stay within the hard limit.
    #[must_use]
    pub fn fits(&self, size: usize) -> bool {
        self.ledger
            .external()
            .checked_add(size)
            .is_some_and(|sum| sum <= self.hard_limit())
    }

    /// Takes a block of `size` bytes, aligned to 64, and counts it.
    ///
    /// Does not look at the limits: see [`IsolateMemory::request`]. Returns
    /// `None` when the system has no more. The block goes back by
    /// [`IsolateMemory::give_back`], or by deallocating it through the
    /// [`super::Allocator`] with alignment 64 and the same size.
    #[must_use]
    pub fn take(
        self: &Arc<Self>,
        size: usize,
        fill: Fill,
        purpose: Purpose,
    ) -> Option<NonNull<u8>> {
        self.take_counted(size, fill, purpose)
    }

    /// [`IsolateMemory::take`] after asking this thread's safe point.
    #[must_use]
    pub fn request(
        self: &Arc<Self>,
        size: usize,
        fill: Fill,
        purpose: Purpose,
    ) -> Option<NonNull<u8>> {
        if !ask_safe_point(size) {
            set_site(0);
            return None;
        }
        self.take(size, fill, purpose)
    }

    fn take_counted(&self, size: usize, fill: Fill, purpose: Purpose) -> Option<NonNull<u8>> {
        let mut arena = self.lock();
        let first = arena.live() == 0;
        let block = arena.take(size, fill, purpose, self)?;
        self.ledger.taken(size);
        if let Some(journal) = &mut arena.journal {
            let change = Change::Allocated {
                address: block.as_ptr() as usize,
                bytes: size,
                purpose,
                site: SITE.take(),
            };
            journal.note_with(change, self.balance());
        }
        if first {
            // SAFETY: every IsolateMemory lives in an Arc (`new` is the only
            // maker). The count added here stands for all live blocks together
            // and is taken off when the last one is given back.
            unsafe { Arc::increment_strong_count(self) };
        }
        Some(block)
    }

    /// Gives back the block at `address`, which was counted with `size` bytes.
    ///
    /// Returns `false`, changing nothing, when no such block is live.
    pub fn give_back(self: &Arc<Self>, address: usize, size: usize) -> bool {
        // SAFETY: the caller's Arc keeps the isolate's memory alive throughout.
        unsafe { Self::give_back_to(Arc::as_ptr(self), address, size) }
    }

    /// [`IsolateMemory::give_back`] for one who holds nothing but a block.
    ///
    /// # Safety
    ///
    /// `owner` is alive, if only because the block at `address` is live; it
    /// may be gone when this returns.
    pub(super) unsafe fn give_back_to(owner: *const Self, address: usize, size: usize) -> bool {
        // SAFETY: the caller's contract; this reference ends before the count
        // that may free the memory is taken off.
        let last = unsafe { (*owner).return_block(address, size) };
        if last == Some(true) {
            // SAFETY: takes off the count that the first live block added.
            unsafe { Arc::decrement_strong_count(owner) };
        }
        last.is_some()
    }

    /// Returns whether it was the last live block; `None` when there is no such block.
    fn return_block(&self, address: usize, size: usize) -> Option<bool> {
        let mut arena = self.lock();
        if !arena.give_back(address) {
            return None;
        }
        self.ledger.returned(size);
        if let Some(journal) = &mut arena.journal {
            let change = Change::Released {
                address,
                bytes: size,
            };
            journal.note_with(change, self.balance());
        }
        Some(arena.live() == 0)
    }

    /// Changes the size that the block at `address` counts for, where it
    /// stands. Returns `false`, changing nothing, when it has no room.
    pub(super) fn resize_in_place(&self, address: usize, old: usize, new: usize) -> bool {
        let mut arena = self.lock();
        if new > arena.room(address) {
            return false;
        }
        if new >= old {
            arena.grow(address, new);
            self.ledger.taken(new - old);
        } else {
            arena.shrink(address, new);
            self.ledger.returned(old - new);
        }
        if let Some(journal) = &mut arena.journal {
            let change = Change::Resized {
                address,
                from: old,
                to: new,
            };
            journal.note_with(change, self.balance());
        }
        true
    }

    /// A host's region at `address` is a backing store from now on.
    pub(super) fn note_lent(&self, address: usize, bytes: usize) {
        let mut arena = self.lock();
        self.ledger.taken(bytes);
        if let Some(journal) = &mut arena.journal {
            let change = Change::Allocated {
                address,
                bytes,
                purpose: Purpose::Store,
                site: SITE.take(),
            };
            journal.note_with(change, self.balance());
        }
    }

    /// The region at `address` went back to its host.
    pub(super) fn note_given_back(&self, address: usize, bytes: usize) {
        let mut arena = self.lock();
        self.ledger.returned(bytes);
        if let Some(journal) = &mut arena.journal {
            journal.note_with(Change::Released { address, bytes }, self.balance());
        }
    }

    /// Adds `delta` bytes of a host's own native objects to the count and
    /// returns their new sum.
    pub fn adjust(&self, delta: i64) -> usize {
        let mut arena = self.lock();
        let before = self.ledger.reported();
        let after = self.ledger.adjust(delta);
        if let Some(journal) = &mut arena.journal {
            // Both lie below 2^63, so the difference is exact.
            let delta = after.wrapping_sub(before).cast_signed() as i64;
            journal.tick();
            journal.note_with(Change::Reported { delta }, self.balance());
        }
        after
    }

    /// What the ledger says now.
    #[must_use]
    pub fn balance(&self) -> Balance {
        Balance {
            array_buffers: self.ledger.array_buffers(),
            reported: self.ledger.reported(),
        }
    }

    /// Begins to write down what happens to the bytes, with times that count
    /// from `began`, unless that is done already. Returns what the ledger says
    /// at that moment; `None` when the system has no address space for it.
    pub fn keep_journal(&self, began: Moment) -> Option<Balance> {
        let mut arena = self.lock();
        if arena.journal.is_none() {
            arena.journal = Some(Journal::new(began, self.balance())?);
        }
        Some(self.balance())
    }

    /// Ends [`IsolateMemory::keep_journal`]; what nobody read is forgotten.
    pub fn close_journal(&self) {
        let journal = self.lock().journal.take();
        drop(journal);
    }

    /// Looks at the clock for movements that have no time of their own.
    ///
    /// It may be called where the lock is held further up; then it does nothing.
    pub fn tick(&self) {
        if let Ok(mut arena) = self.arena.try_lock()
            && let Some(journal) = &mut arena.journal
        {
            journal.tick();
        }
    }

    /// Gives `read`, whose movements are forgotten, what was written down since
    /// the last time; and the sum of what there was no room for.
    pub fn read_journal(&self, read: &mut MovementPages) -> Option<Movement> {
        match &mut self.lock().journal {
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
        self.lock().blocks(Purpose::Pool)
    }

    /// What the block at `address` is used for; `None` when none starts there.
    #[must_use]
    pub fn purpose(&self, address: usize) -> Option<Purpose> {
        self.lock().purpose(address)
    }

    /// Sets how many free bytes stay warm.
    pub fn set_keep(&self, bytes: usize) {
        self.lock().set_keep(bytes);
    }

    /// Returns free pages to the system. Returns how many bytes went.
    pub fn trim(&self) -> usize {
        self.lock().trim()
    }

    /// Bytes of slabs and extents in use, plus free ones still warm.
    #[must_use]
    pub fn committed(&self) -> usize {
        self.lock().committed()
    }

    /// Every slab and extent.
    #[must_use]
    pub fn slabs(&self) -> Vec<SlabInfo> {
        self.lock().slabs().collect()
    }

    /// Binds the running thread to this isolate: backing stores asked of the
    /// allocator here are its own from now on.
    pub fn bind(self: &Arc<Self>, safe_point: SafePoint) {
        CURRENT.set(Arc::as_ptr(self));
        SAFE_POINT.set(Some(safe_point));
    }

    /// The isolate whose arena the block at `address` was cut from.
    ///
    /// # Safety
    ///
    /// A store lives at `address`.
    #[must_use]
    pub unsafe fn holding(address: usize) -> Option<Arc<Self>> {
        let owner = region_map::owner(address);
        if owner.is_null() {
            return None;
        }
        // SAFETY: the live block keeps its isolate's memory alive, which lives
        // in an Arc (`new` is the only maker).
        unsafe {
            Arc::increment_strong_count(owner);
            Some(Arc::from_raw(owner))
        }
    }

    /// Ends [`IsolateMemory::bind`] if this isolate is the one bound.
    pub fn unbind(&self) {
        if ptr::eq(CURRENT.get(), self) {
            CURRENT.set(ptr::null());
            SAFE_POINT.set(None);
        }
    }

    /// A poisoned lock means a panic inside the arena's books, which are
    /// changed step by step and stay usable.
    fn lock(&self) -> MutexGuard<'_, Arena> {
        self.arena.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The isolate of the running thread.
pub(super) fn current() -> Option<&'static IsolateMemory> {
    let current = CURRENT.get();
    // SAFETY: the pointer is set by `bind` from a live Arc, and the engine's
    // isolate, which holds that Arc, unbinds before letting go of it. The
    // reference does not leave the allocator's call.
    unsafe { current.as_ref() }
}

/// Announces that the next backing store asked of the allocator on this thread
/// comes from the engine at a place where a collection is sound.
pub fn expect_store() {
    EXPECTED.set(true);
}

/// Says where the next store of this thread is asked for. 0 takes it back.
pub fn set_site(site: SiteId) {
    SITE.set(site);
}

/// Takes the announcement back and tells whether there was one.
pub(super) fn store_was_expected() -> bool {
    EXPECTED.replace(false)
}

/// Asks the thread's safe point; where there is none, everything may be had.
pub(super) fn ask_safe_point(size: usize) -> bool {
    SAFE_POINT.get().is_none_or(|ask| ask(size))
}

impl IsolateMemory {
    /// A block for the engine, which fills it itself.
    pub(super) fn take_for_engine(&self, size: usize, fill: Fill) -> Option<NonNull<u8>> {
        if store_was_expected() && !ask_safe_point(size) {
            return None;
        }
        self.take_counted(size, fill, Purpose::Store)
    }

    /// A block for a store that moves, without asking the safe point.
    pub(super) fn take_uncalled(&self, size: usize) -> Option<NonNull<u8>> {
        self.take_counted(size, Fill::Any, Purpose::Store)
    }
}
