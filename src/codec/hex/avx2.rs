//! Digits as vectors of 32 bytes read them, 64 a step.

use bytemuck::must_cast;
use multiversion::target;
use std::arch::x86_64::{
    __m256i, _mm256_add_epi8, _mm256_adds_epu8, _mm256_and_si256, _mm256_maddubs_epi16,
    _mm256_min_epu8, _mm256_or_si256, _mm256_packus_epi16, _mm256_permute4x64_epi64,
    _mm256_set1_epi8, _mm256_set1_epi16, _mm256_sub_epi8, _mm256_subs_epu8, _mm256_testz_si256,
};

use super::BLOCK;

/// Writes the bytes of whole blocks, up to the first with anything but digits
/// or as many as find room; returns how many bytes. A last block that is not
/// whole is read together with the end of the one before.
#[target("x86_64+avx2")]
pub(super) fn write_blocks(digits: &[u8], out: &mut [u8]) -> usize {
    let (blocks, _) = digits.as_chunks();
    let (rooms, _) = out.as_chunks_mut();
    let mut count = 0;
    for (block, room) in blocks.iter().zip(rooms) {
        if !write_block(block, room) {
            return count * BLOCK / 2;
        }
        count += 1;
    }
    count * BLOCK / 2
}

/// Writes the bytes of a block, if it is all digits.
#[target("x86_64+avx2")]
fn write_block(block: &[u8; BLOCK], room: &mut [u8; BLOCK / 2]) -> bool {
    let [first, second]: [__m256i; 2] = must_cast(*block);
    let [first, second] = [nibbles(first), nibbles(second)];
    let is_good = are_nibbles(_mm256_or_si256(first, second));
    if is_good {
        let packed = _mm256_packus_epi16(pairs(first), pairs(second));
        // Packing goes by halves, which leaves the quarters in the wrong order.
        *room = must_cast(_mm256_permute4x64_epi64(packed, 0b11_01_10_00));
    }
    is_good
}

/// What each digit stands for; of what is none, something above 15.
#[target("x86_64+avx2")]
fn nibbles(digits: __m256i) -> __m256i {
    let all = |byte| _mm256_set1_epi8(byte);
    // To the top of the range, from where what is above '9' falls to its bottom;
    // six less closes the gap down to 0xf0, and leaves all else below it.
    let topped = _mm256_add_epi8(digits, all((0xff - b'9') as i8));
    let closed = _mm256_subs_epu8(topped, all(6));
    let decimal = _mm256_sub_epi8(closed, all(0xf0_u8 as i8));
    let upper = _mm256_and_si256(digits, all(!0x20));
    let letter = _mm256_adds_epu8(_mm256_sub_epi8(upper, all(b'A' as i8)), all(10));
    _mm256_min_epu8(decimal, letter)
}

#[target("x86_64+avx2")]
fn are_nibbles(values: __m256i) -> bool {
    _mm256_testz_si256(values, _mm256_set1_epi8(0xf0_u8 as i8)) != 0
}

/// The byte of each two nibbles.
#[target("x86_64+avx2")]
fn pairs(nibbles: __m256i) -> __m256i {
    _mm256_maddubs_epi16(nibbles, _mm256_set1_epi16(0x0110))
}
