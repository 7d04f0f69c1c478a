//! One byte a code unit, to UTF-8.

use std::arch::x86_64::*;

use super::super::characters::{Progress, encode_latin1};
use super::bytes::{LANES as BLOCK, are_ascii, at};
use super::shuffles::STEP;
use super::up_to_two::UpToTwo;

/// Bytes a block leaves behind its end at most, which the units after it overwrite.
const JUNK: usize = STEP - STEP / 2;
/// A block, and the units after it.
const SOURCE: usize = BLOCK + JUNK;
/// Bytes of a block at most.
const MOST: usize = BLOCK * 2;
/// Room a block needs, so that the units after it find room too.
const ROOM: usize = MOST + STEP;

/// Writes each character that finds room whole, up to the first that does not.
#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
pub(in crate::utf8) fn write_bytes(units: &[u8], out: &mut [u8]) -> Progress {
    let mut done = Progress::default();
    while let Some(source) = units[done.read..].first_chunk::<SOURCE>()
        && let Some(room) = out[done.written..].first_chunk_mut()
    {
        done.read += BLOCK;
        let [block @ .., _, _, _, _, _, _, _, _] = source;
        done.written += write_block(block, room);
    }
    while done.read < units.len() {
        let rest = &units[done.read..];
        let mut bytes = [0; ROOM];
        let edge = write_edge(rest, &mut bytes);
        let Some(room) = out[done.written..].get_mut(..edge.written) else {
            return done.plus(encode_latin1(rest, &mut out[done.written..]));
        };
        room.copy_from_slice(&bytes[..edge.written]);
        done = done.plus(edge);
    }
    done
}

/// Writes what there is, a block's worth of units at most.
#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
#[inline]
fn write_edge(units: &[u8], room: &mut [u8; ROOM]) -> Progress {
    let mut block = [0; BLOCK];
    let read = units.len().min(BLOCK);
    block[..read].copy_from_slice(&units[..read]);
    // Each zero after the end of the text has become a byte.
    let written = write_block(&block, room) - (BLOCK - read);
    Progress { read, written }
}

#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
#[inline]
fn write_block(block: &[u8; BLOCK], room: &mut [u8; ROOM]) -> usize {
    let units = at(block, 0);
    if are_ascii(units) {
        room[..BLOCK].copy_from_slice(block);
        return BLOCK;
    }
    let first = _mm256_cvtepu8_epi16(_mm256_castsi256_si128(units));
    let second = _mm256_cvtepu8_epi16(_mm256_extracti128_si256::<1>(units));
    let middle = UpToTwo::of(first).write(room, 0);
    UpToTwo::of(second).write(room, middle)
}
