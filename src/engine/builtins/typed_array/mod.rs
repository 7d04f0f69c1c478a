//! Methods of typed arrays (ECMAScript 23.2), replaced.
//!
//! The engine's own handle an element at a time by the full rules of properties. These work
//! on the bytes, where no script can tell.
//!
//! - `bytes`: the bytes of a typed array, taken as its elements.
//! - `copies`: `set`, `from`, `join`, `filter`.
//! - `order`: `reverse`, `sort`, `toSorted`.
//! - `search`: `indexOf`, `lastIndexOf`, `includes`.

mod bytes;
mod copies;
mod order;
mod search;

use super::array::plain::Plain;
use super::replace::{self, Attempt, Whole};
use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult, JsValue};

const ATTEMPTS: [(&str, Attempt); 6] = [
    ("includes", search::includes),
    ("indexOf", search::index_of),
    ("join", copies::join),
    ("lastIndexOf", search::last_index_of),
    ("reverse", order::reverse),
    ("set", copies::set),
];

const WHOLE: [(&str, Whole); 3] = [
    ("filter", copies::filter),
    ("sort", order::sort),
    ("toSorted", order::to_sorted),
];

/// Puts them in place.
///
/// # Errors
///
/// When the engine's globals have been tampered with before.
pub(super) fn install(plain: &Plain, context: &mut Context) -> JsResult<()> {
    let typed = context.intrinsics().constructors().typed_array();
    let (prototype, constructor) = (typed.prototype(), typed.constructor());
    for (name, attempt) in ATTEMPTS {
        replace::attempt(&prototype, name, attempt, plain, context)?;
    }
    for (name, whole) in WHOLE {
        replace::whole(&prototype, name, whole, plain, context)?;
    }
    replace::attempt(&constructor, "from", copies::from, plain, context)
}

/// The elements of a typed array in the running thread's own store, as values.
pub(super) fn elements_of(object: &JsObject, context: &mut Context) -> Option<Vec<JsValue>> {
    let typed = bytes::Typed::of(&object.clone().into(), context)?;
    typed.view.read(|bytes| bytes::values(typed.kind, bytes))
}
