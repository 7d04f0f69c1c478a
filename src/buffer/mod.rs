//! The `Buffer` class, a file per family as Node's documentation groups them.
//!
//! A Buffer is a genuine `Uint8Array` whose prototype is `Buffer.prototype`.
//! As in Node, two constructors share that prototype: `Buffer`, which scripts
//! know, and the class behind it (`Buffer[Symbol.species]`), which makes the
//! instances.
//!
//! - `alloc`: `Buffer.alloc`, `Buffer.allocUnsafe`, `Buffer.allocUnsafeSlow`,
//!   `Buffer.of`.
//! - `array_like`: bytes out of arrays, typed arrays and whatever else has a `length`.
//! - `base64_text`: `atob` and `btoa`: base64 as the HTML standard has it, between
//!   strings.
//! - `compare`: `equals` and `compare`.
//! - `concat`: `Buffer.concat`.
//! - `construct`: the function `Buffer` with its statics.
//! - `copy`: bytes from one view to another, which may overlap.
//! - `copy_bytes_from`: `Buffer.copyBytesFrom`: the memory of a typed array, whatever its
//!   elements.
//! - `deprecation`: DEP0005: the warning that `Buffer(...)` and `new Buffer(...)` give.
//! - `encoding`: from a script's encoding argument to a codec.
//! - `fill`: one byte or a pattern, over and over.
//! - `from`: `Buffer.from`, by the kind of its source.
//! - `inspect`: the printed form, `<Buffer 68 69>`.
//! - `list`: a list of Buffers that a script hands over: an array, or a proxy of one.
//! - `numbers`: reading and writing numbers: `readUInt8` to `writeDoubleBE`.
//! - `pinning`: tracked views, and the warning that few bytes keep many pool slabs alive.
//! - `pool`: the pool that small Buffers are cut from.
//! - `primordials`: built-in functions as they were before any script ran.
//! - `prototype`: `Buffer.prototype`: put together from the tables of the families.
//! - `receiver`: `this` of a method, which may be anything.
//! - `search`: `indexOf`, `lastIndexOf`, `includes`.
//! - `slice`: views of the same bytes and what describes them: `slice`, `subarray`,
//!   `toJSON`, `parent`, `offset`.
//! - `species`: the class that makes Buffers: `Buffer[Symbol.species]`, which Node names
//!   `FastBuffer`.
//! - `swap`: `swap16`, `swap32`, `swap64`: reversing the bytes of each element in place.
//! - `transcode`: `buffer.transcode`: from one text encoding to another.
//! - `transcribe`: to and from strings: `toString`, `write`, and the methods named by
//!   encoding.
//! - `uint8_array`: the methods about text that ECMAScript 2026 gives `Uint8Array`, which
//!   Buffers inherit and the engine has not: to and from hexadecimal digits and base64.
//! - `validity`: what bytes and text are: `buffer.isUtf8`, `buffer.isAscii`,
//!   `buffer.isLatin1`, and how long bytes are as text: `Buffer.stringLength`.
//! - `warning`: warnings of the class, through `process.emitWarning` where there is one.
//! - `intrinsics`: the class and its state, and the views that it makes.

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
    ("isLatin1", 1, validity::is_latin1),
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
    native::define_ordinary(&context.global_object(), GLOBALS, context);
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
