//! The same conversions in the vector instructions that x86-64 processors have
//! had since 2013. What belongs to a character is pushed together by shuffles,
//! which are looked up by a mask of what is to be kept.
//!
//! Nothing here reads or writes by a pointer: vectors are made of arrays and
//! turned back into arrays, of which the compiler makes plain loads and stores.
//! That the processor has the instructions is for the callers to see to.

mod from_utf16;
mod shuffles;
mod to_utf16;

pub(super) use from_utf16::write_bytes as write_bytes_of_utf16;
pub(super) use to_utf16::write_utf16;
