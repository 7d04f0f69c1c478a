//! Buffer for hosts that own an engine context already.

use super::BuildError;
use crate::buffer;
use crate::engine::builtins::{guards, json};
use crate::engine::hooks::{self, Hooks};
use crate::engine::isolate::Isolate;
use crate::engine::{dom_exception, stack};
use crate::memory::is_installed;
use crate::node;
use boa_engine::object::builtins::JsArrayBuffer;
use boa_engine::realm::Realm;
use boa_engine::{Context, JsNativeError, JsResult};
use std::rc::Rc;

/// `Buffer`, `Blob`'s neighbours `atob` and `btoa`, and the guards that make
/// limits throw, for a context that the host builds itself.
///
/// It follows the convention of Boa's runtime extensions
/// (`register(self, realm, context)`), so a newtype of the host's can pass it
/// on to `boa_runtime::register`. It needs two things and says so when one is
/// missing: the program's allocator is [`crate::Allocator`], and the context was
/// built with [`Extension::hooks`] (or with hooks that pass
/// `max_buffer_size` and `ensure_can_compile_strings` on to them).
///
/// ```
/// use boa_engine::{Source, context::ContextBuilder};
/// use slabjs::Extension;
///
/// #[global_allocator]
/// static ALLOC: slabjs::Allocator = slabjs::Allocator::system();
///
/// let mut context = ContextBuilder::new().host_hooks(Extension::hooks()).build()?;
/// Extension.register(None, &mut context)?;
/// let text = context.eval(Source::from_bytes("Buffer.from('aGk=', 'base64').toString()"))?;
/// assert_eq!(text.as_string().unwrap().to_std_string_lossy(), "hi");
///
/// let isolate = slabjs::Isolate::of_this_thread();
/// isolate.set_hard_limit(1 << 20);
/// assert!(context.eval(Source::from_bytes("Buffer.alloc(1 << 21)")).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Extension;

impl Extension {
    /// The hooks that a context must be built with. They hold the thread's
    /// isolate; what they are told of rejected promises they leave alone.
    #[must_use]
    pub fn hooks() -> Rc<Hooks> {
        let isolate = Isolate::of_this_thread();
        Rc::new(Hooks::new(isolate, Rc::new(|_, _, _| {})))
    }

    /// Defines the globals, in `realm` or in the context's own.
    ///
    /// # Errors
    ///
    /// An `Error` that says what is missing: the allocator, or the hooks;
    /// `RangeError` when the pool's first block can't be had.
    pub fn register(self, realm: Option<Realm>, context: &mut Context) -> JsResult<()> {
        if !is_installed() {
            let message = BuildError::AllocatorMissing.to_string();
            return Err(JsNativeError::error().with_message(message).into());
        }
        require_hooks(context)?;
        let before = realm.map(|realm| context.enter_realm(realm));
        let installed = install(context);
        if let Some(before) = before {
            context.enter_realm(before);
        }
        installed
    }
}

/// Has the engine make a store, to see whether it asks.
fn require_hooks(context: &mut Context) -> JsResult<()> {
    let asked = hooks::asked();
    JsArrayBuffer::new(1, context)?;
    if hooks::asked() != asked && Isolate::current().is_some() {
        return Ok(());
    }
    let message = "slabjs: the context was built without slabjs's hooks; build it with \
                   ContextBuilder::new().host_hooks(slabjs::Extension::hooks())";
    Err(JsNativeError::error().with_message(message).into())
}

fn install(context: &mut Context) -> JsResult<()> {
    stack::install(context)?;
    guards::install(context)?;
    json::install(context)?;
    node::inspect::install_printer(context);
    dom_exception::install(context);
    buffer::install(context)
}
