//! Code units below U+0800 to UTF-8.

use std::arch::x86_64::*;

use bytemuck::cast;

use super::shuffles::{STEP, UP_TO_TWO, put};
use super::units::{field, pick, without};

/// Units below U+0800, in lanes of two bytes.
pub(super) struct UpToTwo {
    /// The first byte, and if there is one the second.
    lanes: __m256i,
    /// A bit for each unit of one byte: eight, then eight left out, twice.
    singles: u32,
}

impl UpToTwo {
    #[target_feature(enable = "avx2")]
    #[inline]
    pub(super) fn of(units: __m256i) -> Self {
        let is_single = without(units, 0xff80);
        let first = _mm256_srli_epi16::<6>(units);
        let double = _mm256_or_si256(first, field::<8>(units, 0x3f00, 0x80c0));
        let bits = _mm256_packs_epi16(is_single, is_single);
        Self {
            lanes: pick(is_single, units, double),
            singles: _mm256_movemask_epi8(bits).cast_unsigned(),
        }
    }

    #[target_feature(enable = "avx2,popcnt")]
    #[inline]
    pub(super) fn write<const ROOM: usize>(&self, room: &mut [u8; ROOM], start: usize) -> usize {
        let [first, _, second, _] = self.singles.to_le_bytes();
        let shuffles = cast(UP_TO_TWO.pair([first, second]));
        let steps: [[u8; STEP]; 2] = cast(_mm256_shuffle_epi8(self.lanes, shuffles));
        let middle = start + STEP - first.count_ones() as usize;
        put(room, start, steps[0]);
        put(room, middle, steps[1]);
        middle + STEP - second.count_ones() as usize
    }
}
