//! Bytes in a vector.

use std::arch::x86_64::*;

use bytemuck::cast;

/// Bytes that are worked on side by side.
pub(super) const LANES: usize = 32;

/// The bytes from `offset` on.
#[target_feature(enable = "avx2")]
#[inline]
pub(super) fn at<const N: usize>(source: &[u8; N], offset: usize) -> __m256i {
    let mut lanes = [0; LANES];
    lanes.copy_from_slice(&source[offset..offset + LANES]);
    cast(lanes)
}

/// Whether each byte is the second or a later one of its character.
#[target_feature(enable = "avx2")]
#[inline]
pub(super) fn is_later(bytes: __m256i) -> __m256i {
    _mm256_cmpgt_epi8(all(0xc0), bytes)
}

#[target_feature(enable = "avx2")]
#[inline]
pub(super) fn all(byte: u8) -> __m256i {
    _mm256_set1_epi8(byte.cast_signed())
}

/// Whether each byte is below 0x80.
#[target_feature(enable = "avx2")]
#[inline]
pub(super) fn are_ascii(bytes: __m256i) -> bool {
    _mm256_movemask_epi8(bytes) == 0
}

/// The low byte of the unit of a character that ends with the byte `last` and
/// has, if it is longer than that, `before` before it.
#[target_feature(enable = "avx2")]
#[inline]
pub(super) fn low_byte(before: __m256i, last: __m256i) -> __m256i {
    let replaced = _mm256_and_si256(is_later(last), all(0xc0));
    let bits = _mm256_and_si256(_mm256_slli_epi16::<6>(before), replaced);
    _mm256_or_si256(_mm256_andnot_si256(replaced, last), bits)
}
