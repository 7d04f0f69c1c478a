//! Well-formed UTF-8 to UTF-16.
//!
//! At every position the code unit is worked out of the character that would
//! end there, whether one does or not, from its byte and the two or three
//! before. Then those units that do end a character are pushed together, eight
//! positions at a time. As each step goes on by as many source bytes, whatever
//! they are, none waits for the one before.

use std::arch::x86_64::*;

use bytemuck::cast;

use super::super::characters::{Progress, SHORT_UTF8, decode, is_continuation};
use super::bytes::{LANES, all, are_ascii, at, is_later, low_byte};
use super::shuffles::KEPT_LANES;

/// Source bytes a block covers.
const BLOCK: usize = 64;
/// Bytes before a block that its first character may have begun with.
const BEFORE: usize = 3;
/// Those, a block, and the byte that tells whether its last one ends a character.
const SOURCE: usize = BEFORE + BLOCK + 1;
/// Positions whose units are pushed together at once.
const STEP: usize = 8;
/// Most code units a block gives, and those written beyond the end.
const ROOM: usize = BLOCK + STEP;

/// Writes the text of well-formed `bytes`, as far as there is room; returns the
/// code units written. The units after those may be overwritten.
#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
pub(in crate::utf8) fn write_utf16(bytes: &[u8], out: &mut [u16]) -> usize {
    let mut done = Progress::default();
    while done.read + SHORT_UTF8 <= bytes.len() {
        let mut units = [0; ROOM];
        let edge = write_edge(bytes, done.read, &mut units);
        let Some(room) = out[done.written..].get_mut(..edge.written) else {
            break;
        };
        room.copy_from_slice(&units[..edge.written]);
        done = done.plus(edge);
        let rest = bytes.get(done.read - BEFORE..).unwrap_or_default();
        done = done.plus(write_blocks(rest, &mut out[done.written..]));
    }
    write_rest(bytes, done, out)
}

/// Writes as many whole blocks as there are and find room, after the bytes before the first.
// The only caller of what it calls, which is inlined for that.
#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
fn write_blocks(bytes: &[u8], out: &mut [u16]) -> Progress {
    let mut rest = bytes;
    let mut written = 0;
    while let Some(source) = rest.first_chunk()
        && let Some(room) = out[written..].first_chunk_mut()
    {
        written += write_block(source, room);
        rest = &rest[BLOCK..];
    }
    let read = bytes.len() - rest.len();
    Progress { read, written }
}

/// Writes a block from `read` on that may have less around it than a block needs.
#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
fn write_edge(bytes: &[u8], read: usize, room: &mut [u16; ROOM]) -> Progress {
    let mut source = [0; SOURCE];
    let start = read.saturating_sub(BEFORE);
    let end = bytes.len().min(read + BLOCK + 1);
    source[start + BEFORE - read..][..end - start].copy_from_slice(&bytes[start..end]);
    // Each zero after the end of the bytes has become a unit.
    let zeros = (read + BLOCK).saturating_sub(bytes.len());
    let done = write_blocks(&source, room);
    Progress {
        read: done.read,
        written: done.written - zeros,
    }
}

/// Writes character by character from the one on that what is `done` ends in or
/// before; returns all the units written.
fn write_rest(bytes: &[u8], done: Progress, out: &mut [u16]) -> usize {
    let Some(begun) = bytes.get(..=done.read) else {
        return done.written;
    };
    let begun = begun
        .iter()
        .rev()
        .take_while(|&&byte| is_continuation(byte))
        .count();
    let rest = &bytes[done.read - begun..];
    // Of a character's four bytes the third has given half a pair.
    let written = done.written - usize::from(begun == 3);
    written + decode(rest, rest.len(), &mut out[written..])
}

/// Writes the units of the characters that end in the block, and of those of
/// four bytes whose third byte is in it the first.
#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
#[inline]
fn write_block(source: &[u8; SOURCE], room: &mut [u16; ROOM]) -> usize {
    let halves = [at(source, BEFORE), at(source, BEFORE + LANES)];
    if are_ascii(_mm256_or_si256(halves[0], halves[1])) {
        widen(&source[BEFORE..], room);
        return BLOCK;
    }
    let [first, second] = if has_four_byte_lead(source) {
        [Expanded::of_any(source, 0), Expanded::of_any(source, LANES)]
    } else {
        [
            Expanded::of_plain(source, 0),
            Expanded::of_plain(source, LANES),
        ]
    };
    let middle = first.write(room, 0);
    second.write(room, middle)
}

#[target_feature(enable = "avx2")]
#[inline]
fn widen(bytes: &[u8], room: &mut [u16; ROOM]) {
    for (unit, &byte) in room[..BLOCK].iter_mut().zip(bytes) {
        *unit = u16::from(byte);
    }
}

/// Whether a character of four bytes may have begun in the block or before it.
#[target_feature(enable = "avx2")]
#[inline]
fn has_four_byte_lead(source: &[u8; SOURCE]) -> bool {
    let ends = _mm256_max_epu8(at(source, 0), at(source, SOURCE - LANES));
    let middle = at(source, LANES);
    let leads = is_of_four(_mm256_max_epu8(ends, middle));
    _mm256_movemask_epi8(leads) != 0
}

/// Whether each byte is at least 0xf0.
#[target_feature(enable = "avx2")]
#[inline]
fn is_of_four(bytes: __m256i) -> __m256i {
    _mm256_cmpeq_epi8(_mm256_max_epu8(bytes, all(0xf0)), bytes)
}

/// The code units of some positions, whether they count or not.
struct Expanded {
    /// Those of positions 0 to 7 and 16 to 23.
    even: __m256i,
    /// Those of positions 8 to 15 and 24 to 31.
    odd: __m256i,
    /// A bit for each position whose unit counts.
    kept: u32,
}

impl Expanded {
    /// Where there is no character of four bytes.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn of_plain(source: &[u8; SOURCE], start: usize) -> Self {
        let [a, b, c] = [
            at(source, start + 1),
            at(source, start + 2),
            at(source, start + 3),
        ];
        let next = at(source, start + 4);
        let [low, high] = halves(a, b, c);
        Self {
            even: _mm256_unpacklo_epi8(low, high),
            odd: _mm256_unpackhi_epi8(low, high),
            kept: !_mm256_movemask_epi8(is_later(next)).cast_unsigned(),
        }
    }

    /// Where there may be: its third byte gives the first unit of a pair, its last the other.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn of_any(source: &[u8; SOURCE], start: usize) -> Self {
        let [a, b, c] = [
            at(source, start + 1),
            at(source, start + 2),
            at(source, start + 3),
        ];
        let next = at(source, start + 4);
        let is_third = is_of_four(a);
        let is_fourth = is_of_four(at(source, start));
        let [low, high] = halves_of_pairs(halves(a, b, c), [a, b, c], is_third, is_fourth);
        // The rest of the first unit is a sum that carries, of lanes of two bytes.
        let more_low = _mm256_and_si256(is_third, all(0xc0));
        let more_high = _mm256_and_si256(is_third, all(0xd7));
        let even = _mm256_unpacklo_epi8(more_low, more_high);
        let odd = _mm256_unpackhi_epi8(more_low, more_high);
        let ends = !_mm256_movemask_epi8(is_later(next));
        let thirds = _mm256_movemask_epi8(is_third);
        Self {
            even: _mm256_add_epi16(_mm256_unpacklo_epi8(low, high), even),
            odd: _mm256_add_epi16(_mm256_unpackhi_epi8(low, high), odd),
            kept: (ends | thirds).cast_unsigned(),
        }
    }

    /// Writes the units that count from `start` on; returns where they end.
    #[target_feature(enable = "avx2,popcnt")]
    #[inline]
    fn write(&self, room: &mut [u16; ROOM], start: usize) -> usize {
        let masks = self.kept.to_le_bytes();
        let ends = [0, 1, 2].map(|i| start + (self.kept << (24 - 8 * i)).count_ones() as usize);
        let [first, third] = kept_lanes(self.even, [masks[0], masks[2]]);
        let [second, fourth] = kept_lanes(self.odd, [masks[1], masks[3]]);
        put(room, start, first);
        put(room, ends[0], second);
        put(room, ends[1], third);
        put(room, ends[2], fourth);
        start + self.kept.count_ones() as usize
    }
}

/// The low and the high byte of the unit of a character that ends with the byte
/// `c` and has, if it is as long, `b` before it and `a` before that.
#[target_feature(enable = "avx2")]
#[inline]
fn halves(a: __m256i, b: __m256i, c: __m256i) -> [__m256i; 2] {
    let of_three = _mm256_and_si256(is_later(b), all(0xf0));
    let from_a = _mm256_and_si256(_mm256_slli_epi16(a, 4), of_three);
    let from_b = _mm256_and_si256(_mm256_srli_epi16(b, 2), all(0x0f));
    let high = _mm256_and_si256(is_later(c), _mm256_or_si256(from_b, from_a));
    [low_byte(b, c), high]
}

/// The halves, with those of surrogates at the third byte of four, but for what
/// is added to them, and at the fourth.
#[target_feature(enable = "avx2")]
#[inline]
fn halves_of_pairs(
    [low, high]: [__m256i; 2],
    [a, b, c]: [__m256i; 3],
    is_third: __m256i,
    is_fourth: __m256i,
) -> [__m256i; 2] {
    let third_low = _mm256_or_si256(
        _mm256_and_si256(_mm256_slli_epi16(b, 2), all(0xfc)),
        _mm256_and_si256(_mm256_srli_epi16(c, 4), all(0x03)),
    );
    let third_high = _mm256_and_si256(a, all(0x07));
    let fourth_high = _mm256_or_si256(_mm256_and_si256(high, all(0x03)), all(0xdc));
    let high = _mm256_blendv_epi8(high, fourth_high, is_fourth);
    [
        _mm256_blendv_epi8(low, third_low, is_third),
        _mm256_blendv_epi8(high, third_high, is_third),
    ]
}

/// Of both halves the lanes whose bit is set, pushed together.
#[target_feature(enable = "avx2")]
#[inline]
fn kept_lanes(lanes: __m256i, masks: [u8; 2]) -> [[u16; STEP]; 2] {
    cast(_mm256_shuffle_epi8(lanes, cast(KEPT_LANES.pair(masks))))
}

#[inline(always)]
fn put(room: &mut [u16; ROOM], end: usize, units: [u16; STEP]) {
    // The mask changes nothing; it spares a bounds check.
    room[end % BLOCK..][..STEP].copy_from_slice(&units);
}
