//! Whether bytes are well-formed UTF-8, by vectors of 64 bytes: in half the time of those of
//! 32 where characters are long. The tables are those that `avx2::measure` looks up.

use std::arch::x86_64::*;

use bytemuck::must_cast;

use super::error_kinds::kinds;

const LANES: usize = 64;
/// Bytes before a block that tell what its first ones must be.
const BEFORE: usize = 3;
const SOURCE: usize = BEFORE + LANES;
/// Blocks that are looked at together, in case there is nothing but ASCII.
const BLOCKS: usize = 4;

/// Whether `bytes` is well-formed UTF-8.
#[target_feature(enable = "avx512f,avx512bw")]
pub(super) fn is_utf8(bytes: &[u8]) -> bool {
    let (start, blocks) = bytes.split_at(bytes.len().min(LANES));
    let mut wrong = check(&padded(&[], start));
    let mut at = start.len();
    let (groups, _) = blocks.as_chunks::<{ BLOCKS * LANES }>();
    for group in groups {
        if !is_ascii(&bytes[at - BEFORE..at]) || !is_ascii(group) {
            for step in 0..BLOCKS {
                wrong = _mm512_or_si512(wrong, check(window(bytes, at + step * LANES)));
            }
        }
        at += BLOCKS * LANES;
    }
    while at < bytes.len() {
        let end = bytes.len().min(at + LANES);
        let block = padded(&bytes[at - BEFORE..at], &bytes[at..end]);
        wrong = _mm512_or_si512(wrong, check(&block));
        at = end;
    }
    // Zeros after the end show whether the last character is cut.
    let last = &bytes[bytes.len().saturating_sub(BEFORE)..];
    wrong = _mm512_or_si512(wrong, check(&padded(last, &[])));
    _mm512_test_epi8_mask(wrong, wrong) == 0
}

/// The block at `at` with what is before it.
#[target_feature(enable = "avx512f,avx512bw")]
#[inline]
fn window(bytes: &[u8], at: usize) -> &[u8; SOURCE] {
    const NONE: &[u8; SOURCE] = &[0xff; SOURCE];
    // There is always one; what was none would be wrong.
    bytes[at - BEFORE..].first_chunk().unwrap_or(NONE)
}

/// A block that is not whole, and what is before it: zeros on both sides.
fn padded(before: &[u8], block: &[u8]) -> [u8; SOURCE] {
    let mut source = [0; SOURCE];
    source[BEFORE - before.len()..BEFORE].copy_from_slice(before);
    source[BEFORE..BEFORE + block.len()].copy_from_slice(block);
    source
}

#[target_feature(enable = "avx512f,avx512bw")]
#[inline]
fn is_ascii(bytes: &[u8]) -> bool {
    bytes.iter().fold(0, |all, &byte| all | byte) < 0x80
}

/// Bits that are set where a byte can't follow those before it.
#[target_feature(enable = "avx512f,avx512bw")]
#[inline]
fn check(source: &[u8; SOURCE]) -> __m512i {
    let [third, second, first, bytes] = [0, 1, 2, 3].map(|start| at(source, start));
    // Above 0x7f where a character of three or four bytes goes on.
    let of_three = _mm512_subs_epu8(second, all(0xe0 - 0x80));
    let of_four = _mm512_subs_epu8(third, all(0xf0 - 0x80));
    let goes_on = _mm512_and_si512(_mm512_or_si512(of_three, of_four), all(0x80));
    _mm512_xor_si512(goes_on, wrong_kinds(first, bytes))
}

/// The kinds of error that two bytes one after the other may be.
#[target_feature(enable = "avx512f,avx512bw")]
#[inline]
fn wrong_kinds(first: __m512i, second: __m512i) -> __m512i {
    let by_first_high = look_up(const { kinds(0) }, high_half(first));
    let by_first_low = look_up(const { kinds(1) }, _mm512_and_si512(first, all(0x0f)));
    let by_second_high = look_up(const { kinds(2) }, high_half(second));
    let by_first = _mm512_and_si512(by_first_high, by_first_low);
    _mm512_and_si512(by_first, by_second_high)
}

#[target_feature(enable = "avx512f,avx512bw")]
#[inline]
fn at(source: &[u8; SOURCE], offset: usize) -> __m512i {
    let mut lanes = [0; LANES];
    lanes.copy_from_slice(&source[offset..offset + LANES]);
    must_cast(lanes)
}

#[target_feature(enable = "avx512f,avx512bw")]
#[inline]
fn all(byte: u8) -> __m512i {
    _mm512_set1_epi8(byte.cast_signed())
}

#[target_feature(enable = "avx512f,avx512bw")]
#[inline]
fn high_half(bytes: __m512i) -> __m512i {
    _mm512_and_si512(_mm512_srli_epi16::<4>(bytes), all(0x0f))
}

#[target_feature(enable = "avx512f,avx512bw")]
#[inline]
fn look_up(table: [u8; 16], halves: __m512i) -> __m512i {
    _mm512_shuffle_epi8(must_cast([table; 4]), halves)
}
