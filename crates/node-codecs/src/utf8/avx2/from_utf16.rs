//! UTF-16 to UTF-8; a surrogate without its other half becomes U+FFFD.
//!
//! The bytes of sixteen units are worked out side by side, in lanes that hold
//! the longest, and pushed together four or eight units at a time. Of a
//! surrogate pair each half gives two of the four bytes.

use std::arch::x86_64::*;

use bytemuck::cast;

use super::super::characters::{Progress, SHORT_UTF16, encode_utf16, is_pair};
use super::shuffles::{STEP, UP_TO_THREE, put};
use super::units::{LANES, all, are_none, at, field, pick, without};
use super::up_to_two::UpToTwo;

/// Code units of a block.
const BLOCK: usize = 2 * LANES;
/// The most of them that a block leaves behind its end, where the units after it overwrite them.
const JUNK: usize = STEP - 4;
/// The unit before a block, the block, and the units after it.
const SOURCE: usize = 1 + BLOCK + JUNK;
/// Bytes of a block, three a unit at most, rounded up to a power of two.
const MOST: usize = 128;
/// Room a block needs. It takes 96 bytes of it at most, so that the units after
/// it find room too.
const ROOM: usize = MOST + STEP;

/// Writes each character that finds room whole, up to the first that does not.
#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
pub(in crate::utf8) fn write_bytes(units: &[u16], out: &mut [u8]) -> Progress {
    let mut done = Progress::default();
    while units.len() - done.read >= SHORT_UTF16 {
        let mut bytes = [0; ROOM];
        let edge = write_edge(&units[done.read..], &mut bytes);
        let Some(room) = out[done.written..].get_mut(..edge.written) else {
            break;
        };
        room.copy_from_slice(&bytes[..edge.written]);
        done = done.plus(edge);
        let rest = &units[done.read - 1..];
        done = done.plus(write_blocks(rest, &mut out[done.written..]));
        if is_cut(&units[done.read - 1..]) {
            done.read -= 1;
            done.written -= 2;
        }
    }
    let rest = &units[done.read..];
    done.plus(encode_utf16(rest, &mut out[done.written..]))
}

/// Whether a pair begins the units, of which the first is written.
fn is_cut(units: &[u16]) -> bool {
    matches!(*units, [unit, next, ..] if is_pair(unit, next))
}

/// Writes as many whole blocks as there are and find room, after the unit before the first.
// The only caller of what it calls, which is inlined for that.
#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
fn write_blocks(units: &[u16], out: &mut [u8]) -> Progress {
    let mut rest = units;
    let mut written = 0;
    while let Some(source) = rest.first_chunk()
        && let Some(room) = out[written..].first_chunk_mut()
    {
        written += write_block(source, room);
        rest = &rest[BLOCK..];
    }
    let read = units.len() - rest.len();
    Progress { read, written }
}

/// Writes whole characters, a block's worth of units at most.
#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
fn write_edge(units: &[u16], room: &mut [u8; ROOM]) -> Progress {
    let mut source = [0; SOURCE];
    let len = units.len().min(BLOCK + 1);
    source[1..=len].copy_from_slice(&units[..len]);
    let read = len.min(BLOCK);
    // Each zero after the end of the text has become a byte.
    let written = write_blocks(&source, room).written - (BLOCK - read);
    let cut = usize::from(is_cut(&source[BLOCK..]));
    Progress {
        read: read - cut,
        written: written - 2 * cut,
    }
}

#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
#[inline]
fn write_block(source: &[u16; SOURCE], room: &mut [u8; ROOM]) -> usize {
    let halves = [at(source, 1), at(source, 1 + LANES)];
    if are_none(_mm256_and_si256(
        _mm256_or_si256(halves[0], halves[1]),
        all(0xff80),
    )) {
        let bytes = _mm256_packus_epi16(halves[0], halves[1]);
        let bytes: [u8; BLOCK] = cast(_mm256_permute4x64_epi64::<0b11_01_10_00>(bytes));
        room[..BLOCK].copy_from_slice(&bytes);
        return BLOCK;
    }
    let mut end = 0;
    for offset in [1, 1 + LANES] {
        end = write_lanes(source, offset, room, end);
    }
    end
}

/// Writes the units from `offset` on to `start`; returns where their bytes end.
#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
#[inline]
fn write_lanes(
    source: &[u16; SOURCE],
    offset: usize,
    room: &mut [u8; ROOM],
    start: usize,
) -> usize {
    let units = at(source, offset);
    let top = _mm256_and_si256(units, all(0xf800));
    if are_none(top) {
        return UpToTwo::of(units).write(room, start);
    }
    let is_surrogate = _mm256_cmpeq_epi16(top, all(0xd800));
    let expanded = if are_none(is_surrogate) {
        UpToThree::of_plain(units)
    } else {
        UpToThree::of_any(
            [offset - 1, offset, offset + 1].map(|offset| at(source, offset)),
            is_surrogate,
        )
    };
    expanded.write(room, start)
}

/// Any units, in lanes of four bytes.
///
/// Of one byte it is the first; of two the last and the second; of three the
/// third, the last and the second.
struct UpToThree {
    /// Units 0 to 3 and 8 to 11.
    even: __m256i,
    /// Units 4 to 7 and 12 to 15.
    odd: __m256i,
    /// Two bits a unit: set if it has one byte, if it has not three.
    absent: u32,
}

impl UpToThree {
    /// Of units that are no surrogates.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn of_plain(units: __m256i) -> Self {
        let is_short = without(units, 0xf800);
        Self::join(
            last_byte(units),
            lead_bytes(units, is_short),
            without(units, 0xff80),
            is_short,
        )
    }

    /// Of units of which some are surrogates, and those before and after each.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn of_any([before, units, next]: [__m256i; 3], is_surrogate: __m256i) -> Self {
        let starts = is_pair_at(units, next);
        let ends = is_pair_at(before, units);
        let is_half = _mm256_or_si256(starts, ends);
        let units = pick(
            _mm256_andnot_si256(is_half, is_surrogate),
            all(0xfffd),
            units,
        );
        let is_short = _mm256_or_si256(without(units, 0xf800), is_half);
        // The first two bytes of a pair, which its first half alone decides.
        let bits = _mm256_add_epi16(_mm256_and_si256(units, all(0x3ff)), all(0x40));
        let first = field::<0>(bits, 0x0700, 0xf000);
        let second = field::<6>(bits, 0x3f00, 0x8000);
        let third = _mm256_or_si256(
            field::<12>(before, 0x3000, 0x8000),
            _mm256_and_si256(_mm256_slli_epi16::<2>(units), all(0x0f00)),
        );
        let lead = pick(
            ends,
            third,
            pick(starts, first, lead_bytes(units, is_short)),
        );
        let last = pick(starts, second, last_byte(units));
        Self::join(last, lead, without(units, 0xff80), is_short)
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn join(last: __m256i, lead: __m256i, is_single: __m256i, is_short: __m256i) -> Self {
        let absent = _mm256_and_si256(is_short, _mm256_or_si256(is_single, all(0xff00)));
        Self {
            even: _mm256_unpacklo_epi16(last, lead),
            odd: _mm256_unpackhi_epi16(last, lead),
            absent: _mm256_movemask_epi8(absent).cast_unsigned(),
        }
    }

    #[target_feature(enable = "avx2,popcnt")]
    #[inline]
    fn write(&self, room: &mut [u8; ROOM], start: usize) -> usize {
        if self.absent == 0 {
            return self.write_whole(room, start);
        }
        let masks = self.absent.to_le_bytes();
        let end = |count: usize| {
            let absent = self.absent << (32 - 8 * count);
            start + 12 * count - absent.count_ones() as usize
        };
        let [first, third] = shuffled(self.even, [masks[0], masks[2]]);
        let [second, fourth] = shuffled(self.odd, [masks[1], masks[3]]);
        put(room, start, first);
        put(room, end(1), second);
        put(room, end(2), third);
        put(room, end(3), fourth);
        end(4)
    }

    /// The same where each unit has three bytes.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn write_whole(&self, room: &mut [u8; ROOM], start: usize) -> usize {
        let [first, third] = shuffled(self.even, [0, 0]);
        let [second, fourth] = shuffled(self.odd, [0, 0]);
        let steps = [first, second, third, fourth];
        for (index, step) in steps.into_iter().enumerate() {
            put(room, start + 12 * index, step);
        }
        start + 12 * steps.len()
    }
}

/// The only byte of a unit, and the last of one that has more.
#[target_feature(enable = "avx2")]
#[inline]
fn last_byte(units: __m256i) -> __m256i {
    let low = _mm256_and_si256(units, all(0x7f));
    _mm256_or_si256(low, field::<8>(units, 0x3f00, 0x8000))
}

/// The first byte of three, and the one before the last.
#[target_feature(enable = "avx2")]
#[inline]
fn lead_bytes(units: __m256i, is_short: __m256i) -> __m256i {
    let of_three = _mm256_or_si256(
        _mm256_srli_epi16::<12>(units),
        field::<2>(units, 0x3f00, 0x80e0),
    );
    _mm256_or_si256(of_three, _mm256_and_si256(is_short, all(0x4000)))
}

/// Whether the units make a pair with those after them.
#[target_feature(enable = "avx2")]
#[inline]
fn is_pair_at(units: __m256i, nexts: __m256i) -> __m256i {
    let [high, low] = [units, nexts].map(|units| _mm256_and_si256(units, all(0xfc00)));
    _mm256_and_si256(
        _mm256_cmpeq_epi16(high, all(0xd800)),
        _mm256_cmpeq_epi16(low, all(0xdc00)),
    )
}

#[target_feature(enable = "avx2")]
#[inline]
fn shuffled(lanes: __m256i, masks: [u8; 2]) -> [[u8; STEP]; 2] {
    cast(_mm256_shuffle_epi8(lanes, cast(UP_TO_THREE.pair(masks))))
}
