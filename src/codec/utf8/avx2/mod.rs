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

pub(super) use from_utf16::write_bytes as write_bytes_of_utf16;
pub(super) use measure::measure;
pub(super) use to_utf16::write_utf16;

use std::arch::x86_64::*;

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
