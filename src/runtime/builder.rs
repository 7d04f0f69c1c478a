//! Configuring a [`Runtime`].

use super::Runtime;
use crate::buffer;
use crate::engine::events::Observer;
use crate::engine::hooks::Hooks;
use crate::engine::isolate::Isolate;
use crate::engine::{guards, stack};
use crate::memory::allocator;
use crate::node;
use boa_engine::context::ContextBuilder;
use boa_engine::{Context, JsResult};
use std::rc::Rc;

/// Why a runtime could not be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The program's global allocator is not slabjs's, so backing stores can't
    /// be counted.
    #[error(
        "slabjs: the program does not use slabjs's allocator, through which the bytes of every \
         ArrayBuffer come; add these two lines to it:\n\n    \
         #[global_allocator]\n    \
         static ALLOC: slabjs::Allocator = slabjs::Allocator::system();\n"
    )]
    AllocatorMissing,
    /// The engine could not set up its globals.
    #[error("slabjs: the engine could not be set up: {0}")]
    Engine(String),
}

/// Configures a [`Runtime`]. Sizes are bytes.
#[derive(Debug, Default)]
pub struct RuntimeBuilder {
    soft_limit: Option<usize>,
    max_external_memory: Option<usize>,
    zero_fill_buffers: bool,
    expose_gc: bool,
    observers: Vec<Rc<dyn Observer>>,
}

impl RuntimeBuilder {
    /// The growth of external memory that makes a collection due; 64 MiB
    /// unless set. Where collections are cheap they come sooner.
    #[must_use]
    pub fn soft_limit(mut self, bytes: usize) -> Self {
        self.soft_limit = Some(bytes);
        self
    }

    /// What external memory may not pass: a request that does not fit after a
    /// collection throws `RangeError`. Three quarters of the memory that the
    /// process may use unless set.
    #[must_use]
    pub fn max_external_memory(mut self, bytes: usize) -> Self {
        self.max_external_memory = Some(bytes);
        self
    }

    /// Whether memory for `allocUnsafe` is zeroed too.
    #[must_use]
    pub fn zero_fill_buffers(mut self, zero: bool) -> Self {
        self.zero_fill_buffers = zero;
        self
    }

    /// Whether scripts have a global function `gc`.
    #[must_use]
    pub fn expose_gc(mut self, expose: bool) -> Self {
        self.expose_gc = expose;
        self
    }

    /// Adds a listener to the isolate's events.
    #[must_use]
    pub fn observer(mut self, observer: Rc<dyn Observer>) -> Self {
        self.observers.push(observer);
        self
    }

    /// Builds the runtime on the running thread.
    ///
    /// # Errors
    ///
    /// [`BuildError::AllocatorMissing`] when the program's global allocator is
    /// not slabjs's; [`BuildError::Engine`] when the engine fails to start.
    pub fn build(self) -> Result<Runtime, BuildError> {
        if !allocator::is_installed() {
            return Err(BuildError::AllocatorMissing);
        }
        let isolate = Isolate::of_this_thread();
        self.configure(&isolate);
        let context = self
            .context(&isolate)
            .map_err(|error| BuildError::Engine(error.to_string()))?;
        Ok(Runtime::new(context, isolate))
    }

    fn configure(&self, isolate: &Rc<Isolate>) {
        if let Some(bytes) = self.soft_limit {
            isolate.set_soft_limit(bytes);
        }
        if let Some(bytes) = self.max_external_memory {
            isolate.set_hard_limit(bytes);
        }
        isolate.set_zero_fill(self.zero_fill_buffers);
        for observer in &self.observers {
            isolate.observe(Rc::clone(observer));
        }
    }

    fn context(&self, isolate: &Rc<Isolate>) -> JsResult<Context> {
        let hooks = Hooks::new(Rc::clone(isolate), Rc::new(|_, _, _| {}));
        let mut context = ContextBuilder::new().host_hooks(Rc::new(hooks)).build()?;
        stack::install(&mut context)?;
        guards::install(&mut context)?;
        buffer::install(&mut context)?;
        if self.expose_gc {
            node::gc::install(&mut context);
        }
        Ok(context)
    }
}
