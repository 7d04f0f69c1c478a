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
mod intrinsics;
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

pub use intrinsics::{Intrinsics, over};

use crate::engine::native::{self, Definition};
use boa_engine::{Context, JsResult, js_string};
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
