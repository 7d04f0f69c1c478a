//! Methods of arrays (ECMAScript 23.1), replaced.
//!
//! Some of the engine's bring the process down, and most handle an element at a time by the
//! full rules of properties. These take a plain array for the list that it is, where no
//! script can tell, and leave all others to the engine's own.
//!
//! - `changes`: `splice`, `unshift`, `reverse`, `fill`, `copyWithin`.
//! - `copies`: `slice`, `concat`, `toReversed`.
//! - `elements`: the elements as the engine keeps them.
//! - `flat`: `flat`, `flatMap`, at any depth.
//! - `join`: `join`, `toLocaleString`, at any depth.
//! - `merge`: a stable merge sort that any order will do for.
//! - `plain`: which arrays are plain.
//! - `positions`: arguments that name places in a list, and searches that find them.
//! - `search`: `indexOf`, `lastIndexOf`, `includes`.
//! - `sort`: `sort`, `toSorted`.
//! - `species`: `ArraySpeciesCreate`.

mod changes;
mod copies;
pub(super) mod elements;
mod flat;
mod join;
pub(super) mod merge;
pub(super) mod plain;
pub(super) mod positions;
mod search;
pub(super) mod sort;
mod species;

use super::replace::{self, Attempt, Whole};
use boa_engine::{Context, JsResult};
use plain::Plain;

/// Methods that handle plain arrays themselves.
const ATTEMPTS: [(&str, Attempt); 11] = [
    ("concat", copies::concat),
    ("copyWithin", changes::copy_within),
    ("fill", changes::fill),
    ("includes", search::includes),
    ("indexOf", search::index_of),
    ("lastIndexOf", search::last_index_of),
    ("reverse", changes::reverse),
    ("slice", copies::slice),
    ("splice", changes::splice),
    ("toReversed", copies::to_reversed),
    ("unshift", changes::unshift),
];

/// Methods that are replaced for all objects.
const WHOLE: [(&str, Whole); 6] = [
    ("flat", flat::flat),
    ("flatMap", flat::flat_map),
    ("join", join::join),
    ("sort", sort::sort),
    ("toLocaleString", join::to_locale_string),
    ("toSorted", sort::to_sorted),
];

/// Puts them in place.
///
/// # Errors
///
/// When the engine's globals have been tampered with before.
pub(super) fn install(plain: &Plain, context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().constructors().array().prototype();
    for (name, attempt) in ATTEMPTS {
        replace::attempt(&prototype, name, attempt, plain, context)?;
    }
    for (name, whole) in WHOLE {
        replace::whole(&prototype, name, whole, plain, context)?;
    }
    Ok(())
}
