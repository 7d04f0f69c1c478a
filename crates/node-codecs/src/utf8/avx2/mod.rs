//! The same conversions in the vector instructions that x86-64 processors have
//! had since 2013. What belongs to a character is pushed together by shuffles,
//! which are looked up by a mask of what is to be kept.
//!
//! Nothing here reads or writes by a pointer: vectors are made of arrays and
//! turned back into arrays, of which the compiler makes plain loads and stores.
//! That the processor has the instructions is for the callers to see to.
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
mod from_latin1;
mod from_utf16;
mod measure;
mod shuffles;
mod to_latin1;
mod to_utf16;
mod units;
mod up_to_two;

use multiversion::{multiversion, target::match_target};

use super::Progress;
use super::measure::Measure;

/// [`from_utf16`](super::from_utf16), by these instructions if the processor has them.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2+popcnt"))]
pub(super) fn write_bytes_of_utf16(units: &[u16], out: &mut [u8]) -> Progress {
    match_target! {
        "x86_64+avx2+bmi1+bmi2+popcnt" => from_utf16::write_bytes(units, out),
        _ => super::from_utf16::write_portably(units, out),
    }
}

/// [`from_latin1`](super::from_latin1), by these instructions if the processor has them.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2+popcnt"))]
pub(super) fn write_bytes_of_latin1(units: &[u8], out: &mut [u8]) -> Progress {
    match_target! {
        "x86_64+avx2+bmi1+bmi2+popcnt" => from_latin1::write_bytes(units, out),
        _ => super::from_latin1::write_portably(units, out),
    }
}

/// [`to_latin1`](super::to_latin1), by these instructions if the processor has them.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2+popcnt"))]
pub(super) fn write_latin1(bytes: &[u8], out: &mut [u8]) {
    match_target! {
        "x86_64+avx2+bmi1+bmi2+popcnt" => to_latin1::write_latin1(bytes, out),
        _ => super::to_latin1::write_portably(bytes, out),
    }
}

/// [`to_utf16`](super::to_utf16), by these instructions if the processor has them.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2+popcnt"))]
pub(super) fn write_utf16(bytes: &[u8], out: &mut [u16]) -> usize {
    match_target! {
        "x86_64+avx2+bmi1+bmi2+popcnt" => to_utf16::write_utf16(bytes, out),
        _ => super::to_utf16::write_portably(bytes, out),
    }
}

/// [`measure`](super::measure), by these instructions if the processor has them.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2+popcnt"))]
pub(super) fn measure(bytes: &[u8]) -> Measure {
    match_target! {
        "x86_64+avx2+bmi1+bmi2+popcnt" => measure::measure(bytes),
        _ => super::measure::measure_portably(bytes),
    }
}
