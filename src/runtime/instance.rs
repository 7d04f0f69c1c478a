//! [`Runtime`] itself: its parts, its limits, bytes that go in and out.

use super::builder::RuntimeBuilder;
use super::error::Error;
use super::persistent::RuntimeId;
use crate::engine::deadline::Deadline;
use crate::engine::events::{Observer, Reason};
use crate::engine::isolate::Isolate;
use crate::engine::limits::RECURSION_LIMIT;
use crate::engine::native_stack::NativeStack;
use crate::engine::ownership::{self, Adoption, OwnedBytes, SharedBytes};
use crate::engine::thread_end::{self, Held};
use crate::engine::view::ByteView;
use crate::engine::watch::{Interrupter, Watch};
use boa_engine::{Context, JsValue};
use std::ptr::NonNull;
use std::rc::Rc;
use std::time::Duration;

/// A JavaScript program's world: globals, event loop, and the isolate whose
/// memory it uses.
///
/// Belongs to one thread. Runtimes of the same thread share an isolate, and so
/// the limits and the ledger.
///
/// A runtime may be kept in a `thread_local!`, but is better dropped before its
/// thread ends. If the engine's own thread-local heap is destroyed first, the
/// runtime is not taken down: its stores are freed, and owners released, by the
/// engine, and observers hear nothing of its end. Should the destructor of another
/// thread-local variable call it after that, methods that return an [`Error`] do so,
/// and those that can't panic; none touches freed memory. What slabjs can't guard
/// are bare values of the engine's (`JsValue`, `JsObject`, ...) that a host keeps in
/// a `thread_local!`: they dangle then, in every program that uses the engine.
///
/// ```
/// #[global_allocator]
/// static ALLOC: slabjs::Allocator = slabjs::Allocator::system();
///
/// let mut runtime = slabjs::Runtime::builder().build()?;
/// let value = runtime.evaluate("Buffer.from('hi').toString('hex')", "greeting.js")?;
/// assert_eq!(value.as_string().unwrap().to_std_string_escaped(), "6869");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Runtime {
    pub(super) id: RuntimeId,
    // Dropped first: observers see what the program still holds.
    _ending: Ending,
    // Dropped next: its values die with the collection that `_last` runs.
    pub(super) context: Held<Context>,
    _last: LastCollection,
    pub(super) isolate: Rc<Isolate>,
    pub(super) watch: Watch,
    pub(super) time_limit: Option<Duration>,
    /// Calls that may be open at once, where the stack has room for them.
    pub(super) recursion_limit: usize,
    /// Wakes the task that drives the loop when the next timer is due.
    pub(super) alarm: Option<Deadline>,
    /// Whether such a task has begun.
    pub(super) driven: bool,
    /// Instructions that are left; `None` for no bound.
    #[cfg(feature = "fuel")]
    pub(super) fuel: Option<u64>,
    /// The stack that scripts run on; without one, the thread's own.
    pub(super) stack: Option<NativeStack>,
}

/// Says that the runtime is about to be taken down.
#[derive(Debug)]
struct Ending(Rc<Isolate>);

impl Drop for Ending {
    fn drop(&mut self) {
        // Nobody is told of an end that can't be looked at any more.
        if !thread_end::has_come() {
            self.0.leave_runtime();
        }
    }
}

/// Collects when the context is gone, so that its stores are too.
#[derive(Debug)]
struct LastCollection(Rc<Isolate>);

impl Drop for LastCollection {
    fn drop(&mut self) {
        if thread_end::has_come() {
            return;
        }
        let heap = self.0.heap_limit();
        if self.0.runtimes() == 0 {
            heap.runtimes_gone();
        }
        heap.host_enters();
        self.0.collect(Reason::LowMemory);
        heap.run_ended();
    }
}

impl Runtime {
    /// Begins a runtime's configuration.
    ///
    /// ```
    /// # use test_allocator as _;
    /// let runtime = slabjs::Runtime::builder().max_external_memory(64 << 20).build()?;
    /// assert_eq!(runtime.usage().hard_limit, 64 << 20);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn builder() -> RuntimeBuilder {
        RuntimeBuilder::default()
    }

    pub(super) fn new(mut context: Context, isolate: Rc<Isolate>) -> Self {
        let id = RuntimeId::give(&mut context);
        isolate.heap_limit().runtime_built();
        isolate.heap_limit().run_ended();
        Self {
            id,
            _ending: Ending(Rc::clone(&isolate)),
            context: Held::new(context),
            _last: LastCollection(Rc::clone(&isolate)),
            isolate,
            watch: Watch::default(),
            time_limit: None,
            recursion_limit: RECURSION_LIMIT,
            alarm: None,
            #[cfg(feature = "fuel")]
            fuel: None,
            driven: false,
            stack: NativeStack::largest(),
        }
    }

    /// A handle that ends runs from any thread.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let interrupter = runtime.interrupter();
    /// // Nothing runs, so there is nothing to end.
    /// assert!(!interrupter.interrupt());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn interrupter(&self) -> Interrupter {
        self.watch.interrupter()
    }

    /// Sets how long each call into the runtime may take ([`Runtime::evaluate`],
    /// [`Runtime::run`], ...); `None` for no limit. How far that reaches is told
    /// at [`Interrupter`].
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// runtime.set_time_limit(Some(std::time::Duration::from_millis(10)));
    /// let error = runtime.evaluate("for (;;);", "endless.js").unwrap_err();
    /// assert_eq!(error.kind(), slabjs::ErrorKind::TimedOut);
    /// runtime.set_time_limit(None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_time_limit(&mut self, limit: Option<Duration>) {
        self.time_limit = limit;
    }

    /// Lends the bytes of a Buffer, typed array, `DataView` or buffer to
    /// `read`, without a copy. `None` when `value` has no bytes.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let buffer = runtime.evaluate("Buffer.from([1, 2, 3])", "bytes.js")?;
    /// assert_eq!(runtime.bytes(&buffer, |bytes| bytes.iter().sum::<u8>()), Some(6));
    /// assert_eq!(runtime.bytes(&7.into(), <[u8]>::len), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn bytes<R>(&mut self, value: &JsValue, read: impl FnOnce(&[u8]) -> R) -> Option<R> {
        let object = value.as_object()?;
        ByteView::of(&object, &mut self.context).map(|view| view.read(read))
    }

    /// Lends the bytes of a Buffer, typed array, `DataView` or buffer to
    /// `write` for changing, without a copy; those of a `SharedArrayBuffer` are
    /// copied out and in. `None` when `value` has no bytes.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let buffer = runtime.evaluate("globalThis.b = Buffer.from('abc')", "make.js")?;
    /// runtime.bytes_mut(&buffer, |bytes| bytes.reverse())?;
    /// let text = runtime.evaluate("b.toString()", "read.js")?;
    /// assert_eq!(text.as_string().unwrap().to_std_string_lossy(), "cba");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Only for a `SharedArrayBuffer`, when its copy can't be had.
    pub fn bytes_mut<R>(
        &mut self,
        value: &JsValue,
        write: impl FnOnce(&mut [u8]) -> R,
    ) -> Result<Option<R>, Error> {
        let Some(object) = value.as_object() else {
            return Ok(None);
        };
        let Some(view) = ByteView::of(&object, &mut self.context) else {
            return Ok(None);
        };
        let written = view.write(&mut self.context, write);
        written
            .map(Some)
            .map_err(|thrown| Error::new(thrown, &mut self.context))
    }

    /// Makes an `ArrayBuffer` over the bytes of `owner` (a `Vec<u8>`, a
    /// `Box<[u8]>`, a memory map, ...), without a copy where their address
    /// allows. The owner is dropped when the store is freed: see [`ownership::adopt`].
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let bytes = vec![7_u8; 100_000];
    /// let address = bytes.as_ptr();
    /// let (buffer, how) = runtime.adopt(bytes)?;
    /// assert_eq!(how, slabjs::Adoption::InPlace);
    /// assert_eq!(runtime.bytes(&buffer, <[u8]>::as_ptr), Some(address));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `RangeError` when the bytes do not fit the hard limit.
    pub fn adopt<T>(&mut self, owner: T) -> Result<(JsValue, Adoption), Error>
    where
        T: AsMut<[u8]> + Send + 'static,
    {
        self.adopted(|context| ownership::adopt(owner, context))
    }

    /// [`Runtime::adopt`], with `release` called in place of the owner's drop.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let (back, returned) = std::sync::mpsc::channel();
    /// let release = move |bytes: Vec<u8>| drop(back.send(bytes));
    /// let (buffer, _) = runtime.adopt_with(vec![7_u8; 100_000], release)?;
    /// drop(buffer);
    /// runtime.collect();
    /// assert_eq!(returned.try_recv()?.len(), 100_000);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Runtime::adopt`]; `release` is called then too.
    pub fn adopt_with<T, F>(&mut self, owner: T, release: F) -> Result<(JsValue, Adoption), Error>
    where
        T: AsMut<[u8]> + Send + 'static,
        F: FnOnce(T) + Send + 'static,
    {
        self.adopted(|context| ownership::adopt_with(owner, release, context))
    }

    /// [`Runtime::adopt`] of `bytes`, in place when nobody else holds them: see
    /// [`ownership::adopt_bytes`].
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let bytes = bytes::Bytes::from(vec![7; 100_000]);
    /// let address = bytes.as_ptr();
    /// let (buffer, how) = runtime.adopt_bytes(bytes)?;
    /// assert_eq!(how, slabjs::Adoption::InPlace);
    /// assert_eq!(runtime.bytes(&buffer, <[u8]>::as_ptr), Some(address));
    /// // Somebody else holds these: they are copied.
    /// let held = bytes::Bytes::from(vec![7; 100_000]);
    /// assert_eq!(runtime.adopt_bytes(held.clone())?.1, slabjs::Adoption::Copied);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Runtime::adopt`].
    #[cfg(feature = "bytes")]
    pub fn adopt_bytes(&mut self, bytes: bytes::Bytes) -> Result<(JsValue, Adoption), Error> {
        self.adopted(|context| ownership::adopt_bytes(bytes, context))
    }

    /// Makes an `ArrayBuffer` over `length` bytes at `start` that the host goes
    /// on using: see [`ownership::share`].
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// use std::ptr::NonNull;
    ///
    /// let mut memory = vec![0_u64; 1000];
    /// let start = NonNull::from(memory.as_mut_slice()).cast();
    /// // SAFETY: the vector outlives the runtime, and is not used while it runs.
    /// let buffer = unsafe { runtime.share(start, 8000, || ())? };
    /// runtime.set_global("shared", buffer)?;
    /// runtime.evaluate("new BigUint64Array(shared)[2] = 42n", "write.js")?;
    /// assert_eq!(memory[2], 42);
    /// # drop(runtime);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Safety
    ///
    /// That of [`ownership::share`]: until `release` is called the bytes are
    /// valid, initialised, not moved, and used by nobody else while the runtime
    /// is called into.
    ///
    /// # Errors
    ///
    /// That of [`ownership::share`]; `release` is called then too.
    pub unsafe fn share<F>(
        &mut self,
        start: NonNull<u8>,
        length: usize,
        release: F,
    ) -> Result<JsValue, Error>
    where
        F: FnOnce() + Send + 'static,
    {
        // SAFETY: the caller's contract.
        let shared = unsafe { ownership::share(start, length, release, &mut self.context) };
        let shared = shared.map(|buffer| (buffer, Adoption::InPlace));
        self.adopted(|_| shared).map(|(buffer, _)| buffer)
    }

    fn adopted<B: Into<JsValue>>(
        &mut self,
        adopt: impl FnOnce(&mut Context) -> boa_engine::JsResult<(B, Adoption)>,
    ) -> Result<(JsValue, Adoption), Error> {
        let adopted = adopt(&mut self.context);
        adopted
            .map(|(buffer, how)| (buffer.into(), how))
            .map_err(|thrown| Error::new(thrown, &mut self.context))
    }

    /// Takes the bytes of a Buffer, typed array, `DataView` or `ArrayBuffer`
    /// away from the script: see [`ownership::take`]. `None` when `value`
    /// has no bytes.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let buffer = runtime.evaluate("globalThis.b = Buffer.alloc(100_000, 7)", "make.js")?;
    /// let bytes = runtime.take_bytes(&buffer)?.expect("a Buffer has bytes");
    /// assert_eq!(bytes[99_999], 7);
    /// assert_eq!(runtime.evaluate("b.length", "left.js")?.as_number(), Some(0.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What detaching or copying throws.
    pub fn take_bytes(&mut self, value: &JsValue) -> Result<Option<OwnedBytes>, Error> {
        let Some(object) = value.as_object() else {
            return Ok(None);
        };
        let taken = ownership::take(&object, &mut self.context);
        taken.map_err(|thrown| Error::new(thrown, &mut self.context))
    }

    /// Puts bytes that were taken, here or from another isolate, into an
    /// `ArrayBuffer`, without a copy: see [`OwnedBytes::into_array_buffer`].
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let buffer = runtime.evaluate("new Uint8Array(100_000)", "make.js")?;
    /// let mut bytes = runtime.take_bytes(&buffer)?.expect("an array has bytes");
    /// let address = bytes.as_ptr();
    /// bytes[0] = 1;
    /// let again = runtime.give_bytes(bytes)?;
    /// assert_eq!(runtime.bytes(&again, |bytes| (bytes.as_ptr(), bytes[0])), Some((address, 1)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `RangeError` when they come from another isolate and do not fit this
    /// one's hard limit.
    pub fn give_bytes(&mut self, bytes: OwnedBytes) -> Result<JsValue, Error> {
        let given = bytes.into_array_buffer(&mut self.context);
        given
            .map(Into::into)
            .map_err(|thrown| Error::new(thrown, &mut self.context))
    }

    /// The bytes of a `SharedArrayBuffer` or a view of one, for other isolates;
    /// `None` when `value` is neither.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let value = runtime.evaluate("globalThis.s = new SharedArrayBuffer(8)", "make.js")?;
    /// let shared = runtime.shared_bytes(&value).expect("it is shared");
    /// let other = std::thread::spawn(move || {
    ///     let mut runtime = slabjs::Runtime::builder().build().unwrap();
    ///     let value = runtime.use_shared_bytes(shared);
    ///     runtime.set_global("s", value).unwrap();
    ///     runtime.evaluate("new Uint8Array(s)[3] = 42; 0", "write.js").is_ok()
    /// });
    /// assert!(other.join().unwrap());
    /// assert_eq!(runtime.evaluate("new Uint8Array(s)[3]", "read.js")?.as_number(), Some(42.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn shared_bytes(&mut self, value: &JsValue) -> Option<SharedBytes> {
        SharedBytes::of(&value.as_object()?, &mut self.context)
    }

    /// A `SharedArrayBuffer` over bytes that other isolates use too.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let value = runtime.evaluate("globalThis.s = new SharedArrayBuffer(8)", "make.js")?;
    /// let shared = runtime.shared_bytes(&value).expect("it is shared");
    /// let other = std::thread::spawn(move || {
    ///     let mut runtime = slabjs::Runtime::builder().build().unwrap();
    ///     let value = runtime.use_shared_bytes(shared);
    ///     runtime.set_global("s", value).unwrap();
    ///     runtime.evaluate("new Uint8Array(s)[3] = 42; 0", "write.js").is_ok()
    /// });
    /// assert!(other.join().unwrap());
    /// assert_eq!(runtime.evaluate("new Uint8Array(s)[3]", "read.js")?.as_number(), Some(42.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn use_shared_bytes(&mut self, bytes: SharedBytes) -> JsValue {
        bytes.into_shared_array_buffer(&mut self.context).into()
    }

    /// The engine's context, for all that Boa itself offers. What is run through
    /// it runs on the thread's own stack and is not ended by the runtime's
    /// limits: [`Runtime::with_context`] lends it as runs have it.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let global = runtime.context().global_object();
    /// assert!(global.is_ordinary());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn context(&mut self) -> &mut Context {
        self.isolate.heap_limit().host_enters();
        &mut self.context
    }

    /// The isolate whose memory this runtime uses.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// assert_eq!(runtime.isolate().runtimes(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn isolate(&self) -> &Rc<Isolate> {
        &self.isolate
    }

    /// Adds a listener to the isolate's events.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// use slabjs::instruments::{Event, Observer};
    /// use std::{cell::Cell, rc::Rc};
    ///
    /// #[derive(Debug, Default)]
    /// struct Collections(Cell<u32>);
    ///
    /// impl Observer for Collections {
    ///     fn on_event(&self, event: &Event) {
    ///         if let Event::Collection(_) = event {
    ///             self.0.set(self.0.get() + 1);
    ///         }
    ///     }
    /// }
    ///
    /// let collections = Rc::new(Collections::default());
    /// runtime.observe(collections.clone());
    /// runtime.collect();
    /// assert_eq!(collections.0.get(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn observe(&self, observer: impl Observer + 'static) {
        self.isolate.observe(Rc::new(observer));
    }
}
