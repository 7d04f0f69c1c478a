//! Memory that a host lends to back an `ArrayBuffer`.
//!
//! A loan is known by its address. When the engine frees the store, the
//! allocator finds the loan here and calls its release callback, once.

use super::memory::IsolateMemory;
use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Called when the store over a loan is freed: on any thread, perhaps in the
/// middle of a collection, so it must not call into an engine. A panic in it
/// aborts the process, since no panic may leave an allocator.
pub type Release = Box<dyn FnOnce() + Send>;

struct Loan {
    bytes: usize,
    account: IsolateMemory,
    /// For a block of another isolate's arena: that isolate, whose count the
    /// bytes have left for as long as the loan lasts.
    home: Option<IsolateMemory>,
    release: Release,
}

impl fmt::Debug for Loan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Loan")
            .field("bytes", &self.bytes)
            .finish_non_exhaustive()
    }
}

static LOANS: Mutex<Option<HashMap<usize, Loan>>> = Mutex::new(None);
/// How many there are, so that a process without loans never takes the lock.
static COUNT: AtomicUsize = AtomicUsize::new(0);
/// Those over a block of an arena, which is found by its region first.
static OVER_ARENA: AtomicUsize = AtomicUsize::new(0);

fn loans() -> MutexGuard<'static, Option<HashMap<usize, Loan>>> {
    LOANS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Records that the `bytes` bytes at `address` are lent to `account`'s isolate, and
/// counts them there: they back a store that is freed by deallocating `address`
/// through the [`Allocator`](crate::Allocator), with the alignment of a store.
///
/// `home` is the isolate whose arena the region was cut from, if any: the
/// bytes leave its count until they are given back.
///
/// # Safety
///
/// - From now until that deallocation the bytes at `address` are the caller's to
///   hand out; `release` is what makes them somebody else's again.
/// - `home` is given where a live block of an arena begins at `address`, and names
///   the isolate that the block counts for, with `bytes` bytes.
///
/// # Errors
///
/// The release callback, not called, when a region at that address is lent already.
pub unsafe fn lend(
    address: usize,
    bytes: usize,
    account: &IsolateMemory,
    home: Option<IsolateMemory>,
    release: Release,
) -> Result<(), Release> {
    let mut book = loans();
    let book = book.get_or_insert_default();
    if book.contains_key(&address) {
        return Err(release);
    }
    account.count_loan(address, bytes);
    if let Some(home) = &home {
        home.uncount_loan(address, bytes);
        OVER_ARENA.fetch_add(1, Ordering::Release);
    }
    let loan = Loan {
        bytes,
        account: account.clone(),
        home,
        release,
    };
    book.insert(address, loan);
    COUNT.fetch_add(1, Ordering::Release);
    Ok(())
}

/// Counts the region at `address`, which is on loan, for `account` from now on. Returns `false` when there is no such loan.
pub fn move_to(address: usize, account: &IsolateMemory) -> bool {
    let mut book = loans();
    let Some(loan) = book.as_mut().and_then(|book| book.get_mut(&address)) else {
        return false;
    };
    account.count_loan(address, loan.bytes);
    loan.account.uncount_loan(address, loan.bytes);
    loan.account = account.clone();
    true
}

/// Ends the loan of the region at `address` and runs its callback.
/// Returns `false` when there is no such loan.
pub(crate) fn end(address: usize) -> bool {
    if COUNT.load(Ordering::Acquire) == 0 {
        return false;
    }
    let Some(loan) = loans().as_mut().and_then(|book| book.remove(&address)) else {
        return false;
    };
    COUNT.fetch_sub(1, Ordering::Release);
    if let Some(home) = &loan.home {
        OVER_ARENA.fetch_sub(1, Ordering::Release);
        home.count_loan(address, loan.bytes);
    }
    loan.account.uncount_loan(address, loan.bytes);
    release(loan.release);
    true
}

/// A panic ends at this kind of function: the process is aborted, because an
/// allocator that unwinds is undefined behaviour.
#[expect(
    improper_ctypes_definitions,
    reason = "called by nothing but Rust; the kind is chosen for the abort"
)]
extern "C" fn release(callback: Release) {
    callback();
}

/// Whether the region at `address` is a block of an arena that is on loan to
/// another isolate.
#[must_use]
#[inline]
pub(crate) fn is_lent_by_arena(address: usize) -> bool {
    OVER_ARENA.load(Ordering::Acquire) > 0 && is_on_loan(address)
}

/// The isolate that the region at `address` counts for, if it is on loan.
#[must_use]
pub fn account_of(address: usize) -> Option<IsolateMemory> {
    if on_loan() == 0 {
        return None;
    }
    let book = loans();
    let loan = book.as_ref()?.get(&address)?;
    Some(loan.account.clone())
}

/// Whether a region at `address` is on loan.
#[inline]
#[must_use]
pub fn is_on_loan(address: usize) -> bool {
    on_loan() > 0
        && loans()
            .as_ref()
            .is_some_and(|book| book.contains_key(&address))
}

/// How many regions are on loan in the whole process.
#[inline]
#[must_use]
pub fn on_loan() -> usize {
    COUNT.load(Ordering::Acquire)
}
