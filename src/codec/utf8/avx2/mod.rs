//! The same conversions in the vector instructions that x86-64 processors have
//! had since 2013. What belongs to a character is pushed together by shuffles,
//! which are looked up by a mask of what is to be kept.
//!
//! Nothing here reads or writes by a pointer: vectors are made of arrays and
//! turned back into arrays, of which the compiler makes plain loads and stores.
//! That the processor has the instructions is for the callers to see to.

mod from_utf16;
mod measure;
mod shuffles;
mod to_utf16;

use std::arch::x86_64::*;

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

/// Bytes that are worked on side by side.
const LANES: usize = 32;

/// The bytes from `offset` on.
#[target_feature(enable = "avx2")]
#[inline]
fn at<const N: usize>(source: &[u8; N], offset: usize) -> __m256i {
    let mut lanes = [0; LANES];
    lanes.copy_from_slice(&source[offset..offset + LANES]);
    bytemuck::cast(lanes)
}

/// Whether each byte is the second or a later one of its character.
#[target_feature(enable = "avx2")]
#[inline]
fn is_later(bytes: __m256i) -> __m256i {
    _mm256_cmpgt_epi8(all(0xc0), bytes)
}

#[target_feature(enable = "avx2")]
#[inline]
fn all(byte: u8) -> __m256i {
    _mm256_set1_epi8(byte.cast_signed())
}
