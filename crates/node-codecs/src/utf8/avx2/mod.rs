//! The same conversions in the vector instructions that x86-64 processors have
//! had since 2013. What belongs to a character is pushed together by shuffles,
//! which are looked up by a mask of what is to be kept.
//!
//! Nothing here reads or writes by a pointer: vectors are made of arrays and
//! turned back into arrays, of which the compiler makes plain loads and stores.
//! The callers choose them where the processor has the instructions. Of the files
//! above, `characters` alone is named here.

mod bytes;
pub(super) mod from_latin1;
pub(super) mod from_utf16;
pub(super) mod measure;
mod shuffles;
pub(super) mod to_latin1;
pub(super) mod to_utf16;
mod units;
mod up_to_two;
