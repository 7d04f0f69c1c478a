//! Well-formed UTF-8 to UTF-16.
//!
//! A block of source bytes is expanded all at once: at every position, the
//! code unit of the character that would start there is worked out, whether
//! one does or not, which the compiler turns into vector instructions. Then
//! the units that do start a character are pushed together, four at a time and
//! without a branch, so that the cost does not depend on the mix of lengths.

#[cfg(slabjs_runtime_avx2)]
use super::avx2;
use super::characters::{SHORT_UTF8, decode, first_character, is_continuation};
use crate::latin1;
use multiversion::multiversion;
#[cfg(slabjs_runtime_avx2)]
use multiversion::target::match_target;

/// Source bytes a block covers.
const BLOCK: usize = 64;
/// The byte before a block, the block, and the rest of a character that starts in its last byte.
const SOURCE: usize = 1 + BLOCK + 3;
/// Most code units a block gives, rounded up to a power of two, and those that
/// are written beyond the end before they are overwritten.
const ROOM: usize = BLOCK + 4;
/// Positions are worked on in pairs.
const PAIRS: usize = BLOCK / 2;
/// And written in fours.
const FOURS: usize = BLOCK / 4;

/// Writes the text of well-formed `bytes`, as far as there is room; returns
/// the code units written.
pub(super) fn write_utf16(bytes: &[u8], out: &mut [u16]) -> usize {
    if bytes.len() < SHORT_UTF8 {
        return decode(bytes, bytes.len(), out);
    }
    write_by_vectors(bytes, out)
}

/// The same, by the vectors of 32 bytes that the processor has, or portably.
#[cfg(slabjs_runtime_avx2)]
#[multiversion(targets("x86_64+avx2+bmi1+bmi2+popcnt"))]
fn write_by_vectors(bytes: &[u8], out: &mut [u16]) -> usize {
    match_target! {
        "x86_64+avx2+bmi1+bmi2+popcnt" => avx2::to_utf16::write_utf16(bytes, out),
        _ => write_portably(bytes, out),
    }
}

#[cfg(not(slabjs_runtime_avx2))]
use write_portably as write_by_vectors;

/// The same, in what every processor has.
pub(super) fn write_portably(bytes: &[u8], out: &mut [u16]) -> usize {
    let Some((_, len)) = first_character(bytes) else {
        return 0;
    };
    // Each block sees the byte before it, so the first character is no block's.
    let mut written = decode(bytes, len, out);
    if written == 0 {
        return 0;
    }
    let mut before = len - 1;
    while let Some(source) = bytes[before..].first_chunk::<SOURCE>()
        && let Some(room) = out[written..].first_chunk_mut::<ROOM>()
    {
        written += write_block(source, room);
        before += BLOCK;
    }
    // A block that ends after the first byte of four has written half a pair.
    let is_cut = bytes[before] >= 0xf0;
    let rest = &bytes[before + usize::from(!is_cut)..];
    written -= usize::from(is_cut);
    written + decode(rest, rest.len(), &mut out[written..])
}

/// Writes the characters that start within the block.
fn write_block(source: &[u8; SOURCE], room: &mut [u16; ROOM]) -> usize {
    let [before, block @ .., _, _, _] = source;
    if block.is_ascii() {
        latin1::widen(block, &mut room[..BLOCK]);
        return BLOCK;
    }
    let has_four = *before >= 0xf0 || has_four_byte_lead(block);
    let expanded = if has_four {
        expand_any(source)
    } else {
        expand_plain(source)
    };
    expanded.write(room)
}

/// Whether a byte of the block is 0xf0 or above: its four upper bits are set.
fn has_four_byte_lead(block: &[u8; BLOCK]) -> bool {
    let (words, _) = block.as_chunks::<8>();
    let found = words.iter().fold(0, |found, word| {
        let word = u64::from_le_bytes(*word);
        found | word & word << 1 & word << 2 & word << 3
    });
    found & 0x8080_8080_8080_8080 != 0
}

/// A block's code units, four positions in a word.
struct Expanded {
    /// The units that count of each four, the first one lowest; junk above them.
    words: [u64; FOURS],
    /// How many count.
    counts: [u16; FOURS],
}

// Apart from the loop over blocks the compiler keeps both halves simple: vectors
// here, compiled once more for those of 32 bytes, plain loads and stores there.

#[multiversion(targets("x86_64+avx2"))]
fn expand_plain(source: &[u8; SOURCE]) -> Expanded {
    let [even, odd, next, last] = [1, 2, 3, 4].map(|offset| pairs_at(source, offset));
    let [mut front, mut back, mut counts] = [[0; PAIRS]; 3];
    for i in 0..PAIRS {
        let starts = [is_start(even[i]), is_start(odd[i])];
        back[i] = unit(odd[i], last[i]);
        front[i] = pick(starts[0] != 0, unit(even[i], next[i]), back[i]);
        counts[i] = starts[0] + starts[1];
    }
    Expanded::join(&front, &back, counts)
}

/// The same with characters of four bytes: the first of them gives the
/// high surrogate, and the second the low one.
#[multiversion(targets("x86_64+avx2"))]
fn expand_any(source: &[u8; SOURCE]) -> Expanded {
    let [before, even, odd, next, last] = [0, 1, 2, 3, 4].map(|offset| pairs_at(source, offset));
    let [mut front, mut back, mut counts] = [[0; PAIRS]; 3];
    for i in 0..PAIRS {
        let starts = [
            is_start(even[i]) | is_of_four(before[i]),
            is_start(odd[i]) | is_of_four(even[i]),
        ];
        back[i] = unit_of_any(even[i], odd[i], last[i]);
        front[i] = pick(
            starts[0] != 0,
            unit_of_any(before[i], even[i], next[i]),
            back[i],
        );
        counts[i] = starts[0] + starts[1];
    }
    Expanded::join(&front, &back, counts)
}

impl Expanded {
    #[inline(always)]
    fn join(front: &Lanes, back: &Lanes, counts: Lanes) -> Self {
        let mut joined = Self {
            words: [0; FOURS],
            counts: [0; FOURS],
        };
        let pair = |i: usize| u64::from(front[i]) | u64::from(back[i]) << 16;
        for i in 0..FOURS {
            let bits = 16 * u64::from(counts[2 * i]);
            let first = pair(2 * i) & ((1 << bits) - 1);
            joined.words[i] = first | pair(2 * i + 1) << bits;
            joined.counts[i] = counts[2 * i] + counts[2 * i + 1];
        }
        joined
    }

    fn write(&self, room: &mut [u16; ROOM]) -> usize {
        let mut end = 0;
        for (&word, &count) in self.words.iter().zip(&self.counts) {
            let units = [0, 16, 32, 48].map(|bits| (word >> bits) as u16);
            // The mask changes nothing; it spares a bounds check.
            room[end % BLOCK..][..4].copy_from_slice(&units);
            end += usize::from(count);
        }
        end
    }
}

type Lanes = [u16; PAIRS];

/// The pairs of bytes from `offset` on, the earlier byte of each the lower half.
#[inline(always)]
fn pairs_at(source: &[u8; SOURCE], offset: usize) -> Lanes {
    let (pairs, _) = source[offset..].as_chunks::<2>();
    let mut lanes = [0; PAIRS];
    for (lane, pair) in lanes.iter_mut().zip(pairs) {
        *lane = u16::from_le_bytes(*pair);
    }
    lanes
}

/// The code unit of a character of up to three bytes whose first two are
/// `pair`, and whose third is the lower half of `next`.
const fn unit(pair: u16, next: u16) -> u16 {
    let second = (pair >> 8) & 0x3f;
    let of_one = pair & 0x7f;
    let of_two = (pair & 0x1f) << 6 | second;
    let of_three = pair << 12 | second << 6 | next & 0x3f;
    let long = pick(pair & 0x20 != 0, of_three, of_two);
    pick(pair & 0x80 != 0, long, of_one)
}

/// The same, or half a surrogate pair, where `pair` is the first two bytes of
/// a character of four, or `before` is and `pair` the second and third.
const fn unit_of_any(before: u16, pair: u16, next: u16) -> u16 {
    let high = 0xd7c0 + ((pair & 7) << 8 | (pair >> 6) & 0xfc | (next >> 4) & 3);
    let low = 0xdc00 | (pair >> 2) & 0x3c0 | next & 0x3f;
    let start = pick(is_of_four(pair) != 0, high, unit(pair, next));
    pick(is_of_four(before) != 0, low, start)
}

/// A choice without a branch.
const fn pick(condition: bool, yes: u16, no: u16) -> u16 {
    no ^ (no ^ yes) & (condition as u16).wrapping_neg()
}

/// One if the lower half of `pair` starts a character.
const fn is_start(pair: u16) -> u16 {
    !is_continuation(pair as u8) as u16
}

/// One if the lower half of `pair` starts a character of four bytes.
const fn is_of_four(pair: u16) -> u16 {
    (pair & 0xff >= 0xf0) as u16
}
