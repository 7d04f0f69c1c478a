//! What a Rust host holds: [`Runtime`], its builder, errors and observers.

mod builder;
mod error;
pub mod histogram;
pub mod json_text;
pub mod trace_file;
pub mod trace_gc;
mod trace_summary;
#[cfg(feature = "tracing")]
pub mod tracing_forwarder;

pub use builder::{BuildError, RuntimeBuilder};
pub use error::Error;

use crate::engine::events::{Collection, Observer, Reason};
use crate::engine::isolate::{Isolate, Usage};
use crate::engine::ownership::{self, Adoption, OwnedBytes};
use crate::engine::spans::{self, SpanKind};
use crate::engine::view::ByteView;
use boa_engine::{Context, JsValue, Source};
use std::path::Path;
use std::rc::Rc;

/// A JavaScript program's world: globals, event loop, and the isolate whose
/// memory it uses.
///
/// Belongs to one thread. Runtimes of the same thread share an isolate, and so
/// the limits and the ledger.
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
    // Dropped first of all: whoever listens sees what the program has kept.
    _ending: Ending,
    // Dropped next: its values die with the collection that `_last` runs.
    context: Context,
    _last: LastCollection,
    isolate: Rc<Isolate>,
}

/// Says that the runtime is about to be taken down.
#[derive(Debug)]
struct Ending(Rc<Isolate>);

impl Drop for Ending {
    fn drop(&mut self) {
        self.0.leave_runtime();
    }
}

/// Collects when the context is gone, so that its stores are too.
#[derive(Debug)]
struct LastCollection(Rc<Isolate>);

impl Drop for LastCollection {
    fn drop(&mut self) {
        self.0.collect(Reason::LowMemory);
    }
}

impl Runtime {
    /// Begins a runtime's configuration.
    #[must_use]
    pub fn builder() -> RuntimeBuilder {
        RuntimeBuilder::default()
    }

    fn new(context: Context, isolate: Rc<Isolate>) -> Self {
        Self {
            _ending: Ending(Rc::clone(&isolate)),
            context,
            _last: LastCollection(Rc::clone(&isolate)),
            isolate,
        }
    }

    /// Evaluates `source` as a script named `name` and returns its completion
    /// value.
    ///
    /// # Errors
    ///
    /// What the script throws, or a syntax error.
    pub fn evaluate(&mut self, source: &str, name: &str) -> Result<JsValue, Error> {
        let source = Source::from_bytes(source).with_path(Path::new(name));
        let span = spans::begin(SpanKind::Script, || name.into());
        let result = self.context.eval(source);
        drop(span);
        self.isolate.settle();
        result.map_err(|thrown| Error::new(thrown, &mut self.context))
    }

    /// Lends the bytes of a Buffer, typed array, `DataView` or buffer to
    /// `read`, without a copy. `None` when `value` has no bytes.
    pub fn bytes<R>(&mut self, value: &JsValue, read: impl FnOnce(&[u8]) -> R) -> Option<R> {
        let object = value.as_object()?;
        ByteView::of(&object, &mut self.context).map(|view| view.read(read))
    }

    /// Makes an `ArrayBuffer` over the bytes of `owner`, without a copy where
    /// their address allows (see [`Adoption`]). The owner is dropped when the
    /// store is freed.
    ///
    /// # Errors
    ///
    /// `RangeError` when the bytes do not fit the hard limit.
    pub fn adopt<T>(&mut self, owner: T) -> Result<(JsValue, Adoption), Error>
    where
        T: AsMut<[u8]> + Send + 'static,
    {
        let adopted = ownership::adopt(owner, &mut self.context);
        adopted
            .map(|(buffer, how)| (buffer.into(), how))
            .map_err(|thrown| Error::new(thrown, &mut self.context))
    }

    /// Takes the bytes of a Buffer, typed array, `DataView` or `ArrayBuffer`
    /// out of the script's hands: see [`ownership::take`]. `None` when `value`
    /// has no bytes.
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

    /// The engine's context, for all that Boa itself offers.
    pub fn context(&mut self) -> &mut Context {
        &mut self.context
    }

    /// The isolate whose memory this runtime uses.
    #[must_use]
    pub fn isolate(&self) -> &Rc<Isolate> {
        &self.isolate
    }

    /// What the isolate holds now.
    #[must_use]
    pub fn usage(&self) -> Usage {
        self.isolate.usage()
    }

    /// Runs a collection. The bytes of dead stores have left
    /// [`Runtime::usage`] when this returns.
    pub fn collect(&self) -> Collection {
        self.isolate.collect(Reason::Testing)
    }

    /// Adds a listener to the isolate's events.
    pub fn observe(&self, observer: Rc<dyn Observer>) {
        self.isolate.observe(observer);
    }
}
