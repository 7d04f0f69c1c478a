//! Validity, length and width of UTF-8 in one pass.
//!
//! Whether a byte may follow the one before it three tables tell, by half of a
//! byte each: of the kinds of error that the halves leave possible none must be
//! left after all three (Keiser and Lemire, "Validating UTF-8 in less than one
//! instruction per byte", 2021).

use std::arch::x86_64::*;

use bytemuck::cast;

use super::{LANES, all, at};

/// Source bytes a block covers.
const BLOCK: usize = 64;
/// Bytes before a block that tell what its first ones must be.
const BEFORE: usize = 3;
const SOURCE: usize = BEFORE + BLOCK;
/// Blocks whose count fits lanes of one byte, to each of which a block adds four at most.
const MOST: usize = 63;

/// Sets of half bytes, a bit each, that together make two bytes wrong: the
/// upper and the lower half of the first, the upper half of the second.
const KINDS: [[u16; 3]; 8] = [
    // The start of a longer character, and no later byte.
    [0xf000, 0xffff, 0xf0ff],
    // A character of one byte, and a later byte.
    [0x00ff, 0xffff, 0x0f00],
    // What would be two bytes for U+007F or less.
    [0x1000, 0x0003, 0x0f00],
    // Three for U+07FF or less.
    [0x4000, 0x0001, 0x0300],
    // Four for U+FFFF or less, or more than U+13FFFF.
    [0x8000, 0xffe1, 0x0100],
    // A surrogate.
    [0x4000, 0x2000, 0x0c00],
    // More than U+10FFFF.
    [0x8000, 0xfff0, 0x0e00],
    // Two later bytes: right if and only if a longer character began before.
    [0x0f00, 0xffff, 0x0f00],
];

/// For each value of one of the three halves, the kinds it is in.
const fn kinds(half: usize) -> [u8; 16] {
    let mut table = [0; 16];
    let mut kind = 0;
    while kind < KINDS.len() {
        let mut value = 0;
        while value < 16 {
            table[value] |= ((KINDS[kind][half] >> value & 1) as u8) << kind;
            value += 1;
        }
        kind += 1;
    }
    table
}

/// If `bytes` are well-formed, how many code units their text has and whether
/// each of them is below 0x100.
#[target_feature(enable = "avx2")]
pub(in super::super) fn measure(bytes: &[u8]) -> Option<(usize, bool)> {
    let mut tally = Tally::new();
    let mut read = 0;
    // The last block has a zero after the end, which shows that a character is cut.
    while read <= bytes.len() {
        tally.add_block(&edge(bytes, read));
        read += BLOCK;
        tally.add_counts();
        read += tally.add_blocks(&bytes[(read - BEFORE).min(bytes.len())..]);
    }
    tally.finish(read - bytes.len())
}

/// The block from `read` on, with zeros where there is nothing before or after it.
fn edge(bytes: &[u8], read: usize) -> [u8; SOURCE] {
    let mut source = [0; SOURCE];
    let start = read.saturating_sub(BEFORE);
    let end = bytes.len().min(read + BLOCK);
    source[start + BEFORE - read..][..end - start].copy_from_slice(&bytes[start..end]);
    source
}

struct Tally {
    /// Bits that are set where something was wrong.
    wrong: __m256i,
    /// The highest byte.
    highest: __m256i,
    /// Code units, in lanes of one byte.
    counts: __m256i,
    /// Those added up before.
    units: __m256i,
}

impl Tally {
    #[target_feature(enable = "avx2")]
    fn new() -> Self {
        Self {
            wrong: all(0),
            highest: all(0),
            counts: all(0),
            units: all(0),
        }
    }

    /// Adds the whole blocks of `bytes`, which start with those before the first; returns their length.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn add_blocks(&mut self, bytes: &[u8]) -> usize {
        let mut read = 0;
        loop {
            for _ in 0..MOST {
                let Some(source) = bytes[read..].first_chunk() else {
                    self.add_counts();
                    return read;
                };
                self.add_block(source);
                read += BLOCK;
            }
            self.add_counts();
        }
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn add_block(&mut self, source: &[u8; SOURCE]) {
        let [first, second] = [0, LANES].map(|start| at(source, start));
        let rest = at(source, SOURCE - LANES);
        let every = _mm256_or_si256(_mm256_or_si256(first, second), rest);
        if _mm256_movemask_epi8(every) == 0 {
            self.counts = _mm256_add_epi8(self.counts, all(2));
            return;
        }
        self.add_lanes(source, 0);
        self.add_lanes(source, LANES);
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn add_lanes(&mut self, source: &[u8; SOURCE], start: usize) {
        let [third, second, first, bytes] = [0, 1, 2, 3].map(|offset| at(source, start + offset));
        // Above 0x7f where a character began two or three bytes before that is not over yet.
        let of_three = _mm256_subs_epu8(second, all(0xe0 - 0x80));
        let of_four = _mm256_subs_epu8(third, all(0xf0 - 0x80));
        let is_owed = _mm256_and_si256(_mm256_or_si256(of_three, of_four), all(0x80));
        let wrong = _mm256_xor_si256(is_owed, wrong_kinds(first, bytes));
        self.wrong = _mm256_or_si256(self.wrong, wrong);
        self.highest = _mm256_max_epu8(self.highest, bytes);
        let ones = _mm256_cmpgt_epi8(bytes, all(0xbf));
        let twos = _mm256_cmpgt_epi8(all(0), of_four);
        self.counts = _mm256_sub_epi8(_mm256_sub_epi8(self.counts, ones), twos);
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn add_counts(&mut self) {
        self.units = _mm256_add_epi64(self.units, _mm256_sad_epu8(self.counts, all(0)));
        self.counts = all(0);
    }

    /// The result, `zeros` after the end not counted.
    #[target_feature(enable = "avx2")]
    fn finish(&self, zeros: usize) -> Option<(usize, bool)> {
        if _mm256_testz_si256(self.wrong, self.wrong) == 0 {
            return None;
        }
        let units: u64 = cast::<_, [u64; 4]>(self.units).iter().sum();
        // Characters above U+00FF start with 0xc4 and up.
        let excess = _mm256_subs_epu8(self.highest, all(0xc3));
        Some((
            units as usize - zeros,
            _mm256_testz_si256(excess, excess) == 1,
        ))
    }
}

/// The kinds of error that two bytes one after the other may be.
#[target_feature(enable = "avx2")]
#[inline]
fn wrong_kinds(first: __m256i, second: __m256i) -> __m256i {
    let by_first_high = look_up(const { kinds(0) }, high_half(first));
    let by_first_low = look_up(const { kinds(1) }, _mm256_and_si256(first, all(0x0f)));
    let by_second_high = look_up(const { kinds(2) }, high_half(second));
    _mm256_and_si256(
        _mm256_and_si256(by_first_high, by_first_low),
        by_second_high,
    )
}

#[target_feature(enable = "avx2")]
#[inline]
fn high_half(bytes: __m256i) -> __m256i {
    _mm256_and_si256(_mm256_srli_epi16::<4>(bytes), all(0x0f))
}

#[target_feature(enable = "avx2")]
#[inline]
fn look_up(table: [u8; 16], halves: __m256i) -> __m256i {
    _mm256_shuffle_epi8(cast([table; 2]), halves)
}
