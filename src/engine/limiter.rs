//! Who decides about growth.

use std::fmt::Debug;

/// What grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Resource {
    /// External memory: a backing store, or a host's native object.
    External,
    /// The heap: objects, strings, code. It is looked at in safe points, after
    /// a collection that left it past its limit.
    Heap,
}

/// A growth that a limiter is asked about. Sizes are bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Growth {
    /// What grows.
    pub resource: Resource,
    /// What there is already.
    pub current: usize,
    /// What is asked for on top of it; 0 for the heap, which has grown already.
    pub requested: usize,
    /// What it should not pass; `usize::MAX` for no limit.
    pub limit: usize,
}

impl Growth {
    /// Whether it stays within its limit.
    #[must_use]
    pub fn fits(&self) -> bool {
        let wanted = self.current.checked_add(self.requested);
        wanted.is_some_and(|wanted| wanted <= self.limit)
    }
}

/// What is to become of a growth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Decision {
    /// It is let in, past the limit too.
    Allow,
    /// The script gets a `RangeError` that it may catch. The heap has grown
    /// already, so there a run is ended.
    Refuse,
    /// The run is ended: the host gets an error, and no `catch` sees it.
    End,
}

/// Decides about growth, in place of the plain rule "what does not fit the
/// limit is refused".
///
/// It is asked on the isolate's thread, before each growth of external memory
/// and whenever the heap has passed its limit, after the collection that is due
/// then. It must not call into the engine: the engine is in the middle of an
/// allocation. What it allocates itself, should that be external memory, is
/// decided by the plain rule.
///
/// It needn't be `Send`, as a runtime stays on its thread.
///
/// ```
/// use slabjs::{Decision, Growth, MemoryLimiter};
///
/// /// Lets no single store be larger than a mebibyte.
/// #[derive(Debug)]
/// struct SmallStores;
///
/// impl MemoryLimiter for SmallStores {
///     fn growing(&mut self, growth: &Growth) -> Decision {
///         match growth.fits() && growth.requested <= 1 << 20 {
///             true => Decision::Allow,
///             false => Decision::Refuse,
///         }
///     }
/// }
/// # use test_allocator as _;
/// let mut runtime = slabjs::Runtime::builder().limiter(SmallStores).build()?;
/// assert!(runtime.evaluate("new Uint8Array(1 << 20)", "small.js").is_ok());
/// let error = runtime.evaluate("new Uint8Array(1 << 21)", "large.js").unwrap_err();
/// assert_eq!(error.class(), "RangeError");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait MemoryLimiter: Debug {
    /// Decides about `growth`.
    fn growing(&mut self, growth: &Growth) -> Decision;
}

/// The ready-made limiter: a number of requests that do not fit are refused, the next
/// one ends the run, so that a script which catches every `RangeError` can't continue
/// for ever.
///
/// ```
/// # use test_allocator as _;
/// use slabjs::{ErrorKind, PatientLimiter, Runtime};
///
/// let mut runtime = Runtime::builder()
///     .max_external_memory(1 << 20)
///     .limiter(PatientLimiter::new(10))
///     .build()?;
/// let stubborn = "for (;;) try { new Uint8Array(1 << 21) } catch {}";
/// let error = runtime.evaluate(stubborn, "stubborn.js").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::MemoryLimit);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct PatientLimiter {
    left: u32,
}

impl PatientLimiter {
    /// A limiter that refuses `refusals` requests. The next one that does not fit ends
    /// the run, and so does any in a later run.
    #[must_use]
    pub fn new(refusals: u32) -> Self {
        Self { left: refusals }
    }
}

impl MemoryLimiter for PatientLimiter {
    fn growing(&mut self, growth: &Growth) -> Decision {
        if growth.fits() {
            return Decision::Allow;
        }
        let Some(left) = self.left.checked_sub(1) else {
            return Decision::End;
        };
        self.left = left;
        Decision::Refuse
    }
}

/// How short of memory the host is, as V8's `MemoryPressureLevel`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[non_exhaustive]
pub enum PressureLevel {
    /// Enough.
    #[default]
    None,
    /// Collect now, and keep less free memory than usual.
    Moderate,
    /// Collect now, and give every free page back to the system, until told otherwise.
    Critical,
}
