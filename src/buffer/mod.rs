//! The `Buffer` class, a file per family as Node's documentation groups them.
//!
//! A Buffer is a genuine `Uint8Array` whose prototype is `Buffer.prototype`.
//! As in Node, two constructors share that prototype: `Buffer`, which scripts
//! know, and the class behind it (`Buffer[Symbol.species]`), which makes the
//! instances.

pub mod alloc;
mod array_like;
mod base64_text;
pub mod compare;
mod concat;
pub mod construct;
pub mod copy;
mod copy_bytes_from;
mod deprecation;
pub mod encoding;
pub mod fill;
pub mod from;
pub mod inspect;
mod list;
pub mod numbers;
mod pinning;
pub mod pool;
mod primordials;
mod prototype;
mod receiver;
pub mod search;
pub mod slice;
mod species;
pub mod swap;
mod transcode;
pub mod transcribe;
mod uint8_array;
mod validity;
mod warning;

use crate::engine::native::{self, Definition};
use crate::engine::pool_book;
use crate::engine::store;
use crate::engine::view::ByteView;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsNativeError, JsResult, JsValue, js_string};
use deprecation::Deprecation;
use pool::Pool;
use primordials::Primordials;
use std::cell::Cell;
use std::rc::Rc;

/// Functions that `node:buffer` exports.
pub const FUNCTIONS: &[Definition] = &[
    ("transcode", 3, transcode::transcode),
    ("isUtf8", 1, validity::is_utf8),
    ("isAscii", 1, validity::is_ascii),
];

/// Functions that are globals, and exports of `node:buffer` too.
pub const GLOBALS: &[Definition] = &[
    ("btoa", 1, base64_text::btoa),
    ("atob", 1, base64_text::atob),
];

/// The class and its state, one of each a context.
#[derive(Debug)]
pub struct Intrinsics {
    constructor: JsObject,
    species: JsObject,
    pool: Pool,
    deprecation: Deprecation,
    primordials: Primordials,
    inspect_max_bytes: Cell<f64>,
}

impl Intrinsics {
    /// Those of `context`.
    ///
    /// # Errors
    ///
    /// When [`install`] has not run there.
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

    /// A Buffer over the bytes of `view`: [`over_view`] for who holds these already,
    /// as a look for them is a fiftieth of an allocation.
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

    fn deprecation(&self) -> &Deprecation {
        &self.deprecation
    }

    fn primordials(&self) -> &Primordials {
        &self.primordials
    }
}

/// Makes the class, its pool's first block, and the global `Buffer`.
///
/// # Errors
///
/// When the pool's first block can't be had.
pub fn install(context: &mut Context) -> JsResult<()> {
    uint8_array::install(context);
    let prototype = prototype::make(context);
    let species = species::make(&prototype, context);
    let constructor = construct::make(&prototype, context);
    let hidden = native::HIDDEN;
    native::set(
        &prototype,
        js_string!("constructor"),
        constructor.clone(),
        hidden,
    );
    prototype::fill(&prototype, context)?;
    native::set(
        &context.global_object(),
        js_string!("Buffer"),
        constructor.clone(),
        hidden,
    );
    native::define(
        &context.global_object(),
        GLOBALS,
        native::ENUMERABLE,
        context,
    );
    let intrinsics = Intrinsics {
        constructor,
        species,
        pool: Pool::new(context)?,
        deprecation: Deprecation::default(),
        primordials: Primordials::take(context)?,
        inspect_max_bytes: Cell::new(inspect::DEFAULT_MAX_BYTES),
    };
    context.insert_data(Rc::new(intrinsics));
    Ok(())
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
