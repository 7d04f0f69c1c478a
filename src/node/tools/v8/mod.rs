//! `node:v8`: figures of the heap under V8's names, flags, V8's serialisation.
//!
//! Node's documentation, "V8". Absent: coverage, heap snapshots, profilers,
//! promise hooks, start-up snapshots, and figures that only V8 has.
//!
//! - `flags`: `v8.setFlagsFromString(flags)`: those of V8's flags that slabjs has too.
//! - `statistics`: `getHeapStatistics` and `getHeapSpaceStatistics`.
//! - `v8.js`: the module, with V8's serialisation.

mod flags;
mod statistics;

pub use flags::install_tracers;

use crate::engine::native::Definition;

/// What the part in JavaScript is given.
pub(crate) const FUNCTIONS: [Definition; 3] = [
    ("getHeapStatistics", 0, statistics::heap),
    ("getHeapSpaceStatistics", 0, statistics::spaces),
    ("setFlagsFromString", 1, flags::set_flags_from_string),
];
