//! Code units of two bytes in a vector, and the bytes written for them.

use std::arch::x86_64::*;

use bytemuck::cast;

/// Code units that are worked on side by side.
pub(super) const LANES: usize = 16;

/// Sixteen code units from `offset` on.
#[target_feature(enable = "avx2")]
#[inline]
pub(super) fn at<const N: usize>(source: &[u16; N], offset: usize) -> __m256i {
    let mut lanes = [0; LANES];
    lanes.copy_from_slice(&source[offset..offset + LANES]);
    cast(lanes)
}

#[target_feature(enable = "avx2")]
#[inline]
pub(super) fn all(unit: u16) -> __m256i {
    _mm256_set1_epi16(unit.cast_signed())
}

/// Whether no bit is set.
#[target_feature(enable = "avx2")]
#[inline]
pub(super) fn are_none(lanes: __m256i) -> bool {
    _mm256_testz_si256(lanes, lanes) == 1
}

/// Which units have none of the bits set.
#[target_feature(enable = "avx2")]
#[inline]
pub(super) fn without(units: __m256i, bits: u16) -> __m256i {
    _mm256_cmpeq_epi16(_mm256_and_si256(units, all(bits)), all(0))
}

/// Where `mask` is set `yes`, else `no`.
#[target_feature(enable = "avx2")]
#[inline]
pub(super) fn pick(mask: __m256i, yes: __m256i, no: __m256i) -> __m256i {
    _mm256_blendv_epi8(no, yes, mask)
}

/// Bits of `lanes`, moved up by `UP` places, and others set.
#[target_feature(enable = "avx2")]
#[inline]
pub(super) fn field<const UP: i32>(lanes: __m256i, mask: u16, set: u16) -> __m256i {
    let bits = _mm256_and_si256(_mm256_slli_epi16::<UP>(lanes), all(mask));
    _mm256_or_si256(bits, all(set))
}
