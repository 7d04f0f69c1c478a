//! The class and its state, and the views that it makes.

use super::deprecation::Deprecation;
use super::pinning;
use super::pool::Pool;
use super::primordials::Primordials;
use crate::engine::view::ByteView;
use crate::engine::{pool_book, store};
use boa_engine::object::JsObject;
use boa_engine::{Context, JsNativeError, JsResult, JsValue};
use std::cell::Cell;
use std::rc::Rc;

/// The class and its state, one of each a context.
#[derive(Debug)]
pub struct Intrinsics {
    pub(super) constructor: JsObject,
    pub(super) species: JsObject,
    pub(super) pool: Pool,
    pub(super) deprecation: Deprecation,
    pub(super) primordials: Primordials,
    pub(super) inspect_max_bytes: Cell<f64>,
}

impl Intrinsics {
    /// Those of `context`.
    ///
    /// # Errors
    ///
    /// When [`install`](super::install) has not run there.
    pub fn of(context: &Context) -> JsResult<Rc<Self>> {
        context.get_data::<Rc<Self>>().cloned().ok_or_else(|| {
            JsNativeError::error()
                .with_message("slabjs: Buffer is not installed")
                .into()
        })
    }

    /// The function `Buffer`.
    #[must_use]
    pub fn constructor(&self) -> &JsObject {
        &self.constructor
    }

    /// The class that makes instances.
    #[must_use]
    pub fn species(&self) -> &JsObject {
        &self.species
    }

    /// The pool that small Buffers are cut from.
    #[must_use]
    pub fn pool(&self) -> &Pool {
        &self.pool
    }

    /// How many bytes the printed form shows.
    #[must_use]
    pub fn inspect_max_bytes(&self) -> f64 {
        self.inspect_max_bytes.get()
    }

    /// Sets how many bytes the printed form shows: from 0 on, perhaps infinite.
    pub fn set_inspect_max_bytes(&self, max: f64) {
        self.inspect_max_bytes.set(max);
    }

    /// A Buffer over the bytes of `view`: [`over_view`] for callers that already have
    /// the intrinsics; looking them up costs 2 % of an allocation.
    ///
    /// # Errors
    ///
    /// As [`over`].
    pub fn over_view(&self, view: &ByteView, context: &mut Context) -> JsResult<JsObject> {
        self.over(view.store().clone(), view.offset(), view.len(), context)
    }

    fn over(
        &self,
        store: impl Into<JsValue>,
        offset: usize,
        length: usize,
        context: &mut Context,
    ) -> JsResult<JsObject> {
        let view = store::view(&self.species, store, offset, length, context)?;
        if pool_book::is_tracking() {
            pinning::track(&view, context)?;
        }
        Ok(view)
    }

    pub(super) fn deprecation(&self) -> &Deprecation {
        &self.deprecation
    }

    pub(super) fn primordials(&self) -> &Primordials {
        &self.primordials
    }
}

/// A Buffer over `length` bytes of `store` from `offset`.
///
/// # Errors
///
/// A detached store, a range outside it.
pub fn over(
    store: impl Into<JsValue>,
    offset: usize,
    length: usize,
    context: &mut Context,
) -> JsResult<JsObject> {
    Intrinsics::of(context)?.over(store, offset, length, context)
}

/// A Buffer over the bytes of `view`.
///
/// # Errors
///
/// As [`over`].
pub fn over_view(view: &ByteView, context: &mut Context) -> JsResult<JsObject> {
    over(view.store().clone(), view.offset(), view.len(), context)
}
