//! The same conversions in the vector instructions that x86-64 processors have
//! had since 2013. What belongs to a character is pushed together by shuffles,
//! which are looked up by a mask of what is to be kept.
//!
//! Nothing here reads or writes by a pointer: vectors are made of arrays and
//! turned back into arrays, of which the compiler makes plain loads and stores.
//! The callers choose them where the processor has the instructions. Of the files
//! above, `characters` and `error_kinds` alone are named here.
//!
//! - `bytes`: bytes in a vector.
//! - `from_latin1`: one byte a code unit, to UTF-8.
//! - `from_utf16`: UTF-16 to UTF-8; a surrogate without its other half becomes U+FFFD.
//! - `measure`: validity, length and width of UTF-8 in one pass.
//! - `shuffles`: shuffles that push bytes together, in tables to be looked up by a mask.
//! - `to_latin1`: well-formed UTF-8 without a character above U+00FF, to one byte a code
//!   unit.
//! - `to_utf16`: well-formed UTF-8 to UTF-16.
//! - `units`: code units of two bytes in a vector, and the bytes written for them.
//! - `up_to_two`: code units below U+0800 to UTF-8.

mod bytes;
pub(super) mod from_latin1;
pub(super) mod from_utf16;
pub(super) mod measure;
mod shuffles;
pub(super) mod to_latin1;
pub(super) mod to_utf16;
mod units;
mod up_to_two;
