//! UTF-16 to UTF-8; a surrogate without its other half becomes U+FFFD.
//!
//! Units are encoded a block at a time: the bytes of each and their number are
//! worked out side by side, which the compiler turns into vector instructions;
//! then the bytes are pushed together without a branch, so that the cost does
//! not depend on the mix of lengths.

use std::array::from_fn;

#[cfg(slabjs_runtime_avx2)]
use super::avx2;
use super::characters::{Progress, SHORT_UTF16, encode_utf16, is_pair};
use crate::latin1;
use multiversion::multiversion;
#[cfg(slabjs_runtime_avx2)]
use multiversion::target::match_target;

/// Code units encoded together.
const BLOCK: usize = 32;
/// A block, and the units whose bytes go over the three, at most, that a block
/// leaves behind its end. The first may be the other half of the block's last.
const SOURCE: usize = BLOCK + 4;
/// Bytes of a block, three a unit at most, rounded up to a power of two.
const MOST: usize = 128;
/// Room a block needs, as four bytes are written at a time. It takes 96 of them
/// at most, so that the units after it find room too.
const ROOM: usize = MOST + 4;

/// How many bytes the units take.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2"))]
pub(super) fn bytes_len(units: &[u16]) -> usize {
    if units.len() < SHORT_UTF16 {
        return char::decode_utf16(units.iter().copied())
            .map(|character| character.map_or(3, char::len_utf8))
            .sum();
    }
    let mut total = units.len();
    for start in (0..units.len()).step_by(SPAN) {
        let rest = &units[start..];
        let span = count_span(&rest[..rest.len().min(SPAN)]);
        total = total.saturating_add(span.later_bytes);
        if span.has_surrogate {
            // A pair takes four bytes, where each half by itself would take three.
            total -= 2 * count_pairs(&rest[..rest.len().min(SPAN + 1)]);
        }
    }
    total
}

/// Units in which surrogates are looked for at once: no more than lanes of two bytes count.
const SPAN: usize = 4096;
/// Units that are counted side by side: a multiple of any vector.
const LANES: usize = 32;

/// What is known of a span once each unit has been looked at by itself.
struct Span {
    /// Bytes of its units but for the first of each.
    later_bytes: usize,
    has_surrogate: bool,
}

#[inline(always)]
fn count_span(span: &[u16]) -> Span {
    let mut lanes = Lanes {
        later_bytes: [0; LANES],
        above_surrogates: [u16::MAX; LANES],
    };
    let (blocks, rest) = span.as_chunks();
    for block in blocks {
        lanes.add(block);
    }
    let mut last = [0; LANES];
    last[..rest.len()].copy_from_slice(rest);
    lanes.add(&last);
    let above = lanes.above_surrogates.iter();
    Span {
        later_bytes: lanes.later_bytes.iter().sum::<u16>().into(),
        has_surrogate: above.fold(false, |any, &above| any | (above < 0x800)),
    }
}

struct Lanes {
    later_bytes: [u16; LANES],
    /// How far above the first surrogate the lowest unit is that is not below it.
    above_surrogates: [u16; LANES],
}

impl Lanes {
    // By minima, which vectors have for units, and not by comparisons: a third less time.
    #[inline(always)]
    fn add(&mut self, block: &[u16; LANES]) {
        for (i, &unit) in block.iter().enumerate() {
            self.later_bytes[i] += (unit.min(0x80) >> 7) + (unit.min(0x800) >> 11);
            self.above_surrogates[i] = self.above_surrogates[i].min(unit.wrapping_sub(0xd800));
        }
    }
}

/// How many pairs of surrogates there are in the span.
#[inline(always)]
fn count_pairs(span: &[u16]) -> usize {
    let nexts = span.get(1..).unwrap_or_default();
    let (blocks, rest) = span[..nexts.len()].as_chunks::<LANES>();
    let (next_blocks, next_rest) = nexts.as_chunks::<LANES>();
    let mut counts = [0; LANES];
    for (block, next) in blocks.iter().zip(next_blocks) {
        for i in 0..LANES {
            counts[i] += u16::from(is_pair(block[i], next[i]));
        }
    }
    let of_blocks: u16 = counts.iter().sum();
    let rest = rest.iter().zip(next_rest);
    let of_rest: u16 = rest
        .map(|(&unit, &next)| u16::from(is_pair(unit, next)))
        .sum();
    (of_blocks + of_rest).into()
}

/// Bytes of the unit by itself.
fn unit_len(unit: u16) -> u16 {
    1 + u16::from(unit >= 0x80) + u16::from(unit >= 0x800)
}

/// Writes each character that finds room whole, up to the first that does not.
pub(super) fn write_bytes(units: &[u16], out: &mut [u8]) -> Progress {
    if units.len() < SHORT_UTF16 {
        return encode_utf16(units, out);
    }
    write_by_vectors(units, out)
}

/// The same, by the vectors of 32 bytes that the processor has, or portably.
#[cfg(slabjs_runtime_avx2)]
#[multiversion(targets("x86_64+avx2+bmi1+bmi2+popcnt"))]
fn write_by_vectors(units: &[u16], out: &mut [u8]) -> Progress {
    match_target! {
        "x86_64+avx2+bmi1+bmi2+popcnt" => avx2::from_utf16::write_bytes(units, out),
        _ => write_portably(units, out),
    }
}

#[cfg(not(slabjs_runtime_avx2))]
use write_portably as write_by_vectors;

/// The same, in what every processor has.
pub(super) fn write_portably(units: &[u16], out: &mut [u8]) -> Progress {
    let mut total = Progress::default();
    while let Some(source) = units[total.read..].first_chunk::<SOURCE>()
        && let Some(room) = out[total.written..].first_chunk_mut::<ROOM>()
    {
        total = total.plus(write_block(source, room));
    }
    let done = encode_utf16(&units[total.read..], &mut out[total.written..]);
    total.plus(done)
}

/// Writes a block, and the other half of its last unit if there is one.
fn write_block(source: &[u16; SOURCE], room: &mut [u8; ROOM]) -> Progress {
    let [block @ .., next, _, _, _] = source;
    let last = block[BLOCK - 1];
    if block.iter().fold(0, |all, &unit| all | unit) < 0x80 {
        latin1::narrow(block, &mut room[..BLOCK]);
        return Progress {
            read: BLOCK,
            written: BLOCK,
        };
    }
    let has_surrogate = block
        .iter()
        .fold(false, |any, &unit| any | (unit & 0xf800 == 0xd800));
    let expanded = if has_surrogate {
        expand_any(source)
    } else {
        expand_plain(block)
    };
    let read = BLOCK + usize::from(is_pair(last, *next));
    Progress {
        read,
        written: expanded.write(room),
    }
}

/// The bytes of a block's code units, before they are pushed together.
struct Expanded {
    /// Bytes of each unit, the first one lowest; in halves, to be worked out by shorter lanes.
    words: [[u16; 2]; BLOCK],
    /// How many of the four bytes of each unit count.
    lens: [u16; BLOCK],
}

// Apart from the loop over blocks the compiler keeps both halves simple: vectors
// here, compiled once more for those of 32 bytes, plain loads and stores there.

#[multiversion(targets("x86_64+avx2"))]
fn expand_plain(units: &[u16; BLOCK]) -> Expanded {
    Expanded::join(
        units.map(first_bytes),
        units.map(third_byte),
        units.map(unit_len),
    )
}

/// The same with surrogates: a pair's bytes are written by its first half.
#[multiversion(targets("x86_64+avx2"))]
fn expand_any(source: &[u16; SOURCE]) -> Expanded {
    let units: [u16; BLOCK] = from_fn(|i| source[i]);
    let nexts: [u16; BLOCK] = from_fn(|i| source[i + 1]);
    let starts: [u16; BLOCK] = from_fn(|i| mask(is_pair(units[i], nexts[i])));
    // A block is never begun inside a pair.
    let ends: [u16; BLOCK] = from_fn(|i| if i == 0 { 0 } else { starts[i - 1] });
    let alone = units.map(mended);
    let first = from_fn(|i| pick(starts[i], pair_start(units[i]), first_bytes(alone[i])));
    let last = from_fn(|i| {
        pick(
            starts[i],
            pair_end(units[i], nexts[i]),
            third_byte(alone[i]),
        )
    });
    let lens = from_fn(|i| !ends[i] & pick(starts[i], 4, unit_len(alone[i])));
    Expanded::join(first, last, lens)
}

impl Expanded {
    #[inline(always)]
    fn join(first: [u16; BLOCK], last: [u16; BLOCK], lens: [u16; BLOCK]) -> Self {
        Self {
            words: from_fn(|index| [first[index], last[index]]),
            lens,
        }
    }

    fn write(&self, room: &mut [u8; ROOM]) -> usize {
        let mut end = 0;
        for (&[first, last], &len) in self.words.iter().zip(&self.lens) {
            let word = u32::from(first) | u32::from(last) << 16;
            // The mask changes nothing; it spares a bounds check.
            room[end % MOST..][..4].copy_from_slice(&word.to_le_bytes());
            end += usize::from(len);
        }
        end
    }
}

const fn mask(condition: bool) -> u16 {
    (condition as u16).wrapping_neg()
}

/// A choice by a mask of all ones or none, without a branch.
const fn pick(mask: u16, yes: u16, no: u16) -> u16 {
    no ^ (no ^ yes) & mask
}

/// The unit, or U+FFFD if it is a lone surrogate.
fn mended(unit: u16) -> u16 {
    if unit & 0xf800 == 0xd800 {
        0xfffd
    } else {
        unit
    }
}

/// The first two bytes of a unit that is no surrogate, or its only one.
fn first_bytes(unit: u16) -> u16 {
    let of_two = 0x80c0 | unit >> 6 | (unit & 0x3f) << 8;
    let of_three = 0x80e0 | unit >> 12 | (unit & 0xfc0) << 2;
    let long = if unit < 0x800 { of_two } else { of_three };
    if unit < 0x80 { unit } else { long }
}

const fn third_byte(unit: u16) -> u16 {
    0x80 | unit & 0x3f
}

/// The first two bytes of a pair, which its first half alone decides.
const fn pair_start(high: u16) -> u16 {
    let bits = (high & 0x3ff) + 0x40;
    0x80f0 | bits >> 8 | (bits & 0xfc) << 6
}

/// The last two bytes of a pair.
const fn pair_end(high: u16, low: u16) -> u16 {
    0x8080 | (high & 3) << 4 | (low >> 6) & 0xf | (low & 0x3f) << 8
}
