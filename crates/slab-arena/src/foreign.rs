//! Foreign memory: regions a host lends to back an `ArrayBuffer`.
//!
//! A lent region is known by its address. When the engine drops the store, the
//! allocator finds the region here and gives it back to its owner, once.

use super::isolate::IsolateMemory;
use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What is to be done with a region when its store is gone. It may run on any
/// thread and in the middle of a collection: it must not call into an engine.
pub type Release = Box<dyn FnOnce() + Send>;

struct Loan {
    bytes: usize,
    account: Arc<IsolateMemory>,
    /// For a block of another isolate's arena: that isolate, whose count the
    /// bytes have left for as long as the loan lasts.
    home: Option<Arc<IsolateMemory>>,
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

/// Writes down that the region at `address`, `bytes` long, is lent to
/// `account`'s isolate, and counts it there.
///
/// `home` is the isolate whose arena the region was cut from, if any: the
/// bytes leave its count until they are given back.
///
/// # Errors
///
/// The release callback, unused, when a region at that address is lent already.
pub fn lend(
    address: usize,
    bytes: usize,
    account: &Arc<IsolateMemory>,
    home: Option<Arc<IsolateMemory>>,
    release: Release,
) -> Result<(), Release> {
    let mut book = loans();
    let book = book.get_or_insert_default();
    if book.contains_key(&address) {
        return Err(release);
    }
    account.note_lent(address, bytes);
    if let Some(home) = &home {
        home.note_given_back(address, bytes);
        OVER_ARENA.fetch_add(1, Ordering::Release);
    }
    let loan = Loan {
        bytes,
        account: Arc::clone(account),
        home,
        release,
    };
    book.insert(address, loan);
    COUNT.fetch_add(1, Ordering::Release);
    Ok(())
}

/// Has the region at `address`, which is on loan, counted for `account` from
/// now on. Returns `false` when there is no such loan.
pub fn move_to(address: usize, account: &Arc<IsolateMemory>) -> bool {
    let mut book = loans();
    let Some(loan) = book.as_mut().and_then(|book| book.get_mut(&address)) else {
        return false;
    };
    account.note_lent(address, loan.bytes);
    loan.account.note_given_back(address, loan.bytes);
    loan.account = Arc::clone(account);
    true
}

/// Ends the loan of the region at `address` and runs its callback.
/// Returns `false` when there is no such loan.
pub fn give_back(address: usize) -> bool {
    if COUNT.load(Ordering::Acquire) == 0 {
        return false;
    }
    let Some(loan) = loans().as_mut().and_then(|book| book.remove(&address)) else {
        return false;
    };
    COUNT.fetch_sub(1, Ordering::Release);
    if let Some(home) = &loan.home {
        OVER_ARENA.fetch_sub(1, Ordering::Release);
        home.note_lent(address, loan.bytes);
    }
    loan.account.note_given_back(address, loan.bytes);
    (loan.release)();
    true
}

/// Whether the region at `address` is a block of an arena that is on loan to
/// another isolate.
#[must_use]
pub fn is_lent_by_arena(address: usize) -> bool {
    OVER_ARENA.load(Ordering::Acquire) > 0 && is_on_loan(address)
}

/// The isolate that the region at `address` counts for, if it is on loan.
#[must_use]
pub fn account_of(address: usize) -> Option<Arc<IsolateMemory>> {
    if on_loan() == 0 {
        return None;
    }
    let book = loans();
    let loan = book.as_ref()?.get(&address)?;
    Some(Arc::clone(&loan.account))
}

/// Whether a region at `address` is on loan.
#[must_use]
pub fn is_on_loan(address: usize) -> bool {
    on_loan() > 0
        && loans()
            .as_ref()
            .is_some_and(|book| book.contains_key(&address))
}

/// How many regions are on loan in the whole process.
#[must_use]
pub fn on_loan() -> usize {
    COUNT.load(Ordering::Acquire)
}
