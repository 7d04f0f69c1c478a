//! Limits that more than one place keeps.

/// The longest string, in UTF-16 code units: V8's on 64-bit machines, and
/// `buffer.constants.MAX_STRING_LENGTH` of Node.
pub const MAX_STRING_LENGTH: usize = (1 << 29) - 24;

/// The largest integer below which all are doubles of their own: 2^53 - 1, as
/// `Number.MAX_SAFE_INTEGER`.
pub const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

/// The longest store that a script may name, in bytes: 2^53 - 1, as Node's
/// `buffer.constants.MAX_LENGTH`.
pub const MAX_LENGTH: u64 = (1 << 53) - 1;

/// Calls that may be open at once unless a host says otherwise: about what Node admits.
pub const RECURSION_LIMIT: usize = 10_000;

/// The most values on the engine's stack, 8 bytes each. After a caught error the engine keeps
/// those of the frames it left until the function that caught it returns, so a loop that catches
/// needs room for many; depth of recursion has a limit of its own.
pub const STACK_VALUES: usize = 8 << 20;
