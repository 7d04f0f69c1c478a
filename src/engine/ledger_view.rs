//! Figures of external memory that any thread may read.

use crate::memory::IsolateMemory;

/// Figures of one isolate's external memory, in bytes: they may be read on any
/// thread, while the isolate's runs and after it has ended. Two views are equal
/// when they are of the same isolate.
///
/// ```
/// # use test_allocator as _;
/// let mut runtime = slabjs::Runtime::builder().build()?;
/// let ledger = runtime.ledger();
/// runtime.evaluate("globalThis.kept = new Uint8Array(5000)", "kept.js")?;
/// assert!(ledger.array_buffers() >= 5000);
/// drop(runtime);
/// let left = std::thread::spawn(move || ledger.external());
/// assert_eq!(left.join().unwrap(), 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerView(IsolateMemory);

impl LedgerView {
    pub(super) fn new(memory: IsolateMemory) -> Self {
        Self(memory)
    }

    /// Live backing stores.
    #[must_use]
    pub fn array_buffers(&self) -> usize {
        self.0.ledger().array_buffers()
    }

    /// What the host reported for its own native objects.
    #[must_use]
    pub fn reported(&self) -> usize {
        self.0.ledger().reported()
    }

    /// `array_buffers + reported`.
    #[must_use]
    pub fn external(&self) -> usize {
        self.0.ledger().external()
    }

    /// The most that [`LedgerView::external`] has been.
    #[must_use]
    pub fn peak(&self) -> usize {
        self.0.ledger().peak()
    }

    /// Slabs and extents that hold live stores, plus free ones still warm.
    #[must_use]
    pub fn committed(&self) -> usize {
        self.0.committed()
    }

    /// What external memory may not pass; `usize::MAX` for no limit.
    #[must_use]
    pub fn hard_limit(&self) -> usize {
        self.0.hard_limit()
    }
}
