//! Values that a host keeps beside their runtime.

use super::host::{FromJs, IntoJs};
use crate::engine::thread_end::{self, Held};
use boa_engine::{Context, JsResult, JsValue};
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

/// Which runtime of the process: no two are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RuntimeId(u64);

static NEXT: AtomicU64 = AtomicU64::new(1);

impl RuntimeId {
    /// Numbers the runtime of `context`.
    pub(super) fn give(context: &mut Context) -> Self {
        let id = Self(NEXT.fetch_add(1, Ordering::Relaxed));
        context.insert_data(id);
        id
    }
}

/// A value of a script that the host keeps for as long as it likes: the collector
/// leaves it alone, and only the runtime that it belongs to gives it out again.
///
/// It stays on its thread. It may outlive its runtime, and the engine's heap at the
/// end of the thread: dropping it does no harm then, and there is nobody left who
/// would give out its value.
///
/// ```
/// # use test_allocator as _;
/// use slabjs::{JsValue, Runtime};
///
/// let mut runtime = Runtime::builder().build()?;
/// let handler = runtime.evaluate("name => `hello ${name}`", "handler.js")?;
/// let handler = runtime.persist(handler);
///
/// // Later, wherever the runtime is at hand:
/// let function = runtime.restore(&handler)?;
/// let name = runtime.to_js("you")?;
/// let text = runtime.call(&function, &JsValue::undefined(), &[name])?;
/// assert_eq!(text.as_string().unwrap().to_std_string_lossy(), "hello you");
///
/// let other = Runtime::builder().build()?;
/// assert!(other.restore(&handler).is_err());
/// drop(runtime);
/// drop(handler);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Persistent {
    value: Held<JsValue>,
    runtime: RuntimeId,
}

impl Clone for Persistent {
    fn clone(&self) -> Self {
        // At the thread's end there is no heap for the clone to count itself in.
        let value = match thread_end::has_come() {
            true => JsValue::undefined(),
            false => (*self.value).clone(),
        };
        Self {
            value: Held::new(value),
            runtime: self.runtime,
        }
    }
}

impl fmt::Debug for Persistent {
    /// Without the value, which may be gone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Persistent")
            .field("runtime", &self.runtime.0)
            .finish_non_exhaustive()
    }
}

/// Why a [`Persistent`] does not give its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RestoreError {
    /// It belongs to another runtime.
    #[error("slabjs: the value belongs to another runtime")]
    OtherRuntime,
    /// The thread is ending, and the engine's heap is gone.
    #[error("slabjs: the thread is ending, and its values are gone")]
    ThreadEnded,
}

impl Persistent {
    pub(super) fn of(value: JsValue, runtime: RuntimeId) -> Self {
        Self {
            value: Held::new(value),
            runtime,
        }
    }

    pub(super) fn restore(&self, runtime: RuntimeId) -> Result<JsValue, RestoreError> {
        if self.runtime != runtime {
            return Err(RestoreError::OtherRuntime);
        }
        match thread_end::has_come() {
            false => Ok((*self.value).clone()),
            true => Err(RestoreError::ThreadEnded),
        }
    }
}

impl FromJs for Persistent {
    /// Any value.
    fn from_js(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Self> {
        let Some(runtime) = context.get_data::<RuntimeId>().copied() else {
            let expected = ["a value of a Runtime"];
            return Err(crate::engine::error::invalid_arg_type(
                name, &expected, value, context,
            ));
        };
        Ok(Self::of(value.clone(), runtime))
    }
}

impl IntoJs for &Persistent {
    /// Throws an `Error` where it belongs to another runtime.
    fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
        let own = context.get_data::<RuntimeId>().copied();
        let restored = own.map_or(Err(RestoreError::OtherRuntime), |own| self.restore(own));
        restored.into_js(context)
    }
}

impl IntoJs for Persistent {
    fn into_js(self, context: &mut Context) -> JsResult<JsValue> {
        (&self).into_js(context)
    }
}
