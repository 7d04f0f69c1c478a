//! Well-formed UTF-8 without a character above U+00FF, to one byte a code unit.
//!
//! It goes as in [`to_utf16`](super::to_utf16), of which the low byte is all.

use std::arch::x86_64::*;
use std::array;

use bytemuck::cast;

use super::bytes::{LANES, are_ascii, at, is_later, low_byte};
use super::shuffles::KEPT_BYTES;

/// Source bytes a block covers.
const BLOCK: usize = LANES;
/// The byte before a block, the block, and the one that tells whether its last ends a character.
const SOURCE: usize = 1 + BLOCK + 1;
/// Positions whose units are pushed together at once.
const STEP: usize = 8;
/// Most units of a block, and those written beyond the end.
const ROOM: usize = BLOCK + STEP;

/// Writes the text of well-formed `bytes` that hold no character above U+00FF.
#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
pub(in crate::utf8) fn write_latin1(bytes: &[u8], out: &mut [u8]) {
    let (mut read, mut written) = (0, 0);
    while read < bytes.len() {
        let mut units = [0; ROOM];
        let count = write_edge(bytes, read, &mut units).min(out.len() - written);
        out[written..written + count].copy_from_slice(&units[..count]);
        read += BLOCK;
        written += count;
        let mut rest = bytes.get(read - 1..).unwrap_or_default();
        while let Some(source) = rest.first_chunk()
            && let Some(room) = out[written..].first_chunk_mut()
        {
            written += write_block(source, room);
            read += BLOCK;
            rest = &rest[BLOCK..];
        }
    }
}

/// Writes a block from `read` on that may have less around it than a block needs.
#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
#[inline]
fn write_edge(bytes: &[u8], read: usize, room: &mut [u8; ROOM]) -> usize {
    let mut source = [0; SOURCE];
    let start = read.saturating_sub(1);
    let end = bytes.len().min(read + BLOCK + 1);
    source[start + 1 - read..][..end - start].copy_from_slice(&bytes[start..end]);
    // Each zero after the end of the bytes has become a unit.
    let zeros = (read + BLOCK).saturating_sub(bytes.len());
    write_block(&source, room) - zeros
}

/// Writes the units of the characters that end in the block.
#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
#[inline]
fn write_block(source: &[u8; SOURCE], room: &mut [u8; ROOM]) -> usize {
    let bytes = at(source, 1);
    if are_ascii(bytes) {
        room[..BLOCK].copy_from_slice(&source[1..=BLOCK]);
        return BLOCK;
    }
    let units = low_byte(at(source, 0), bytes);
    let kept = !_mm256_movemask_epi8(is_later(at(source, 2))).cast_unsigned();
    // Every other step comes from the upper half of what is shuffled together.
    let halves: [u8; BLOCK] = array::from_fn(|i| i as u8 & 8);
    let shuffles = _mm256_or_si256(cast(KEPT_BYTES.each(kept.to_le_bytes())), cast(halves));
    let steps: [[u8; STEP]; 4] = cast(_mm256_shuffle_epi8(units, shuffles));
    for (index, step) in steps.into_iter().enumerate() {
        let before = kept & ((1 << (STEP * index)) - 1);
        // The remainder changes nothing; it spares a bounds check.
        let end = before.count_ones() as usize % BLOCK;
        room[end..][..STEP].copy_from_slice(&step);
    }
    kept.count_ones() as usize
}
