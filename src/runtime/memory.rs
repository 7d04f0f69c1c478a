//! What a host does about memory.

use super::instance::Runtime;
use crate::engine::error;
use crate::engine::events::{Collection, Reason};
use crate::engine::isolate::{Isolate, Usage};
use crate::engine::ledger_view::LedgerView;
use crate::engine::limiter::{MemoryLimiter, PressureLevel};
use crate::engine::{thread_end, thrown};
use crate::memory::{IsolateMemory, SlabInfo};

/// Bytes of a native object, counted as external memory until this is dropped,
/// on whatever thread.
///
/// ```
/// # use test_allocator as _;
/// let runtime = slabjs::Runtime::builder().build()?;
/// let mut pixels = runtime.native_memory(1 << 20)?;
/// assert_eq!(runtime.usage().reported, 1 << 20);
/// pixels.resize(100);
/// assert_eq!(runtime.usage().reported, 100);
/// drop(pixels);
/// assert_eq!(runtime.usage().reported, 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct NativeMemory {
    account: IsolateMemory,
    bytes: usize,
}

impl NativeMemory {
    /// Counts `bytes` of the running isolate, as `new Uint8Array(bytes)` would
    /// be: after a collection if one is due.
    ///
    /// # Errors
    ///
    /// `RangeError` when they do not fit the hard limit.
    pub fn new(bytes: usize, isolate: &Isolate) -> boa_engine::JsResult<Self> {
        if !isolate.before_allocation(bytes) {
            return Err(error::allocation_failed());
        }
        let mut memory = Self {
            account: isolate.memory().clone(),
            bytes: 0,
        };
        memory.resize(bytes);
        Ok(memory)
    }

    /// How many bytes it counts for.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Has it count for `bytes` from now on. Nothing is refused here.
    pub fn resize(&mut self, bytes: usize) {
        let size = |bytes: usize| i64::try_from(bytes).unwrap_or(i64::MAX);
        self.account.adjust(size(bytes) - size(self.bytes));
        self.bytes = bytes;
    }
}

impl Drop for NativeMemory {
    fn drop(&mut self) {
        self.resize(0);
    }
}

impl Runtime {
    /// What the isolate holds now.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// runtime.evaluate("globalThis.kept = new Uint8Array(1000)", "kept.js")?;
    /// let usage = runtime.usage();
    /// assert_eq!(usage.external, usage.array_buffers + usage.reported);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn usage(&self) -> Usage {
        self.isolate.usage()
    }

    /// Figures of external memory that any thread may read.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let runtime = slabjs::Runtime::builder().build()?;
    /// let ledger = runtime.ledger();
    /// let monitor = std::thread::spawn(move || ledger.external());
    /// assert_eq!(monitor.join().unwrap(), runtime.usage().external);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn ledger(&self) -> LedgerView {
        self.isolate.ledger()
    }

    /// Every slab and extent that external memory lies in.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// runtime.evaluate("globalThis.kept = new Uint8Array(1 << 20)", "kept.js")?;
    /// assert!(runtime.slabs().iter().any(|slab| slab.bytes >= 1 << 20));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn slabs(&self) -> Vec<SlabInfo> {
        self.isolate.slabs()
    }

    /// Adds `delta` bytes of the host's own native objects to the count and
    /// returns their new sum, as V8's `AdjustAmountOfExternalAllocatedMemory`.
    /// Growth may make a collection due; nothing is refused.
    /// [`Runtime::native_memory`] takes itself back.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// assert_eq!(runtime.adjust(5000), 5000);
    /// assert_eq!(runtime.usage().reported, 5000);
    /// assert_eq!(runtime.adjust(-5000), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn adjust(&self, delta: i64) -> usize {
        self.isolate.adjust(delta)
    }

    /// Counts `bytes` of a native object for as long as the guard lives.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let image = runtime.native_memory(5000)?;
    /// assert_eq!(runtime.usage().reported, 5000);
    /// drop(image);
    /// assert_eq!(runtime.usage().reported, 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `RangeError` when they do not fit the hard limit.
    pub fn native_memory(&self, bytes: usize) -> Result<NativeMemory, OutOfMemory> {
        NativeMemory::new(bytes, &self.isolate).map_err(|_| OutOfMemory {
            requested: bytes,
            limit: self.isolate.memory().hard_limit(),
        })
    }

    /// Sets the growth in bytes that makes a collection due.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// runtime.set_soft_limit(8 << 20);
    /// assert!(runtime.usage().soft_limit <= 8 << 20);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_soft_limit(&self, bytes: usize) {
        self.isolate.set_soft_limit(bytes);
    }

    /// Sets what external memory may not pass, in bytes. What is live already stays.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// runtime.set_max_external_memory(1 << 20);
    /// assert!(runtime.evaluate("new Uint8Array(2 << 20)", "large.js").is_err());
    /// runtime.set_max_external_memory(4 << 20);
    /// assert!(runtime.evaluate("new Uint8Array(2 << 20)", "large.js").is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_max_external_memory(&self, bytes: usize) {
        self.isolate.set_hard_limit(bytes);
    }

    /// Sets what the heap (objects, strings, code) may not pass, in bytes;
    /// `usize::MAX` for no limit. See [`RuntimeBuilder::heap_limit`](crate::RuntimeBuilder::heap_limit).
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// runtime.set_heap_limit(8 << 20);
    /// let error = runtime.evaluate("const k = []; for (;;) k.push({})", "keep.js").unwrap_err();
    /// assert_eq!(error.kind(), slabjs::ErrorKind::HeapLimit);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_heap_limit(&self, bytes: usize) {
        self.isolate.heap_limit().set(bytes);
    }

    /// Has `limiter` decide about growth from now on.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// runtime.set_max_external_memory(1 << 20);
    /// runtime.set_limiter(slabjs::PatientLimiter::new(0));
    /// let error = runtime.evaluate("try { new Uint8Array(2 << 20) } catch {}; for (;;);", "a.js");
    /// assert_eq!(error.unwrap_err().kind(), slabjs::ErrorKind::MemoryLimit);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_limiter(&self, limiter: impl MemoryLimiter + 'static) {
        self.isolate.set_limiter(Box::new(limiter));
    }

    /// Runs a collection. The bytes of dead stores have left
    /// [`Runtime::usage`] when this returns.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// runtime.evaluate("new Uint8Array(1000); 0", "garbage.js")?;
    /// let collection = runtime.collect();
    /// assert!(collection.external_after + 1000 <= collection.external_before);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn collect(&self) -> Collection {
        self.forget_unwanted();
        self.in_heap(|| self.isolate.collect(Reason::Testing))
    }

    /// Tells how short of memory the host is: see [`PressureLevel`].
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// runtime.evaluate("new Uint8Array(1 << 20).fill(1); 0", "garbage.js")?;
    /// runtime.notify_pressure(slabjs::PressureLevel::Critical);
    /// assert!(runtime.usage().committed < 1 << 20);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn notify_pressure(&self, level: PressureLevel) {
        self.forget_unwanted();
        self.in_heap(|| self.isolate.notify_pressure(level));
        if level == PressureLevel::Critical
            && let Some(stack) = &self.stack
        {
            stack.trim();
        }
    }

    /// Gives free slabs back to the system. Returns how many bytes went.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// runtime.evaluate("new Uint8Array(1 << 20).fill(1); 0", "garbage.js")?;
    /// runtime.collect();
    /// assert!(runtime.trim() >= 1 << 20);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn trim(&self) -> usize {
        self.isolate.memory().trim()
    }

    /// What errors kept that the host has dropped since.
    fn forget_unwanted(&self) {
        if !thread_end::has_come() {
            thrown::forget_unwanted(&self.context);
        }
    }

    /// What `work` frees is the heap's.
    fn in_heap<R>(&self, work: impl FnOnce() -> R) -> R {
        let heap = self.isolate.heap_limit();
        heap.run_begins();
        let result = work();
        heap.run_ended();
        result
    }
}

/// Bytes that do not fit a hard limit.
///
/// ```
/// # use test_allocator as _;
/// # let mut runtime = slabjs::Runtime::builder().build()?;
/// runtime.set_max_external_memory(1 << 20);
/// assert!(runtime.native_memory(2 << 20).is_err());
/// assert_eq!(runtime.usage().reported, 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("slabjs: {requested} bytes of native memory do not fit the limit of {limit} bytes")]
#[non_exhaustive]
pub struct OutOfMemory {
    /// Bytes asked for.
    pub requested: usize,
    /// The hard limit.
    pub limit: usize,
}

impl From<OutOfMemory> for boa_engine::JsError {
    /// What a script sees of it: V8's `RangeError`.
    fn from(_: OutOfMemory) -> Self {
        error::allocation_failed()
    }
}
