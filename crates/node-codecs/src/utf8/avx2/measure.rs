//! Validity, length and width of UTF-8 in one pass.
//!
//! Whether a byte may follow the one before it three tables tell, by half of a
//! byte each: of the kinds of error that the halves leave possible none must be
//! left after all three (Keiser and Lemire, "Validating UTF-8 in less than one
//! instruction per byte", 2021).

use std::arch::x86_64::*;

use bytemuck::cast;

use super::super::characters::Measure;
use super::super::error_kinds::kinds;
use super::bytes::{LANES, all, are_ascii, at};

/// Source bytes a block covers.
const BLOCK: usize = 64;
/// Bytes before a block that tell what its first ones must be.
const BEFORE: usize = 3;
const SOURCE: usize = BEFORE + BLOCK;
/// Blocks whose count fits lanes of one byte, to each of which a block of good
/// text adds two at most.
const MOST: usize = 127;

/// Measures the text of `bytes`; `None` where they are not well-formed.
#[target_feature(enable = "avx2,popcnt")]
pub(in crate::utf8) fn measure(bytes: &[u8]) -> Option<Measure> {
    let mut tally = Tally::new();
    if let Some(start) = bytes.first_chunk()
        && let Some(end) = bytes.last_chunk()
    {
        tally.add_long(bytes, start, end);
    } else {
        tally.add_short(bytes);
    }
    tally.finish()
}

/// Bytes, and those one, two and three places before each.
struct Lanes {
    bytes: __m256i,
    first: __m256i,
    second: __m256i,
    third: __m256i,
}

impl Lanes {
    /// Those that begin the text.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn at_start(bytes: &[u8; LANES]) -> Self {
        let bytes = at(bytes, 0);
        let lower = _mm256_permute2x128_si256::<0x08>(bytes, bytes);
        Self {
            bytes,
            first: _mm256_alignr_epi8::<15>(bytes, lower),
            second: _mm256_alignr_epi8::<14>(bytes, lower),
            third: _mm256_alignr_epi8::<13>(bytes, lower),
        }
    }

    /// Those after the first three from `start` on.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn at<const N: usize>(source: &[u8; N], start: usize) -> Self {
        Self {
            bytes: at(source, start + 3),
            first: at(source, start + 2),
            second: at(source, start + 1),
            third: at(source, start),
        }
    }
}

/// Which bytes begin a character, and which come fourth.
struct Units {
    starts: __m256i,
    fourths: __m256i,
}

struct Tally {
    /// Bits that are set where something was wrong.
    wrong: __m256i,
    /// The highest byte of each lane.
    highest: __m256i,
    units: usize,
}

impl Tally {
    #[target_feature(enable = "avx2")]
    #[inline]
    fn new() -> Self {
        Self {
            wrong: all(0),
            highest: all(0),
            units: 0,
        }
    }

    /// Adds a text that is too short for [`Self::add_long`]. Zeros are put after
    /// it, which also show if its last character is cut.
    #[target_feature(enable = "avx2,popcnt")]
    #[inline]
    fn add_short(&mut self, bytes: &[u8]) {
        let mut source = [0; 2 * LANES];
        source[..bytes.len()].copy_from_slice(bytes);
        let mut read = LANES;
        let [start, _] = bytemuck::cast::<_, [[u8; LANES]; 2]>(source);
        self.add_some(&Lanes::at_start(&start), 0);
        if bytes.len() >= LANES {
            self.add_some(&Lanes::at(&source, LANES - BEFORE), 0);
            read += LANES;
        }
        self.units -= read - bytes.len();
    }

    /// Adds a text, given with its first bytes and its last.
    #[target_feature(enable = "avx2,popcnt")]
    #[inline]
    fn add_long(&mut self, bytes: &[u8], start: &[u8; LANES], end: &[u8; BEFORE + LANES]) {
        self.add_some(&Lanes::at_start(start), 0);
        let mut read = LANES;
        read += self.add_blocks(&bytes[LANES - BEFORE..]);
        if let Some(source) = bytes[read - BEFORE..].first_chunk::<{ BEFORE + LANES }>() {
            self.add_some(&Lanes::at(source, 0), 0);
            read += LANES;
        }
        self.add_some(&Lanes::at(end, 0), read + LANES - bytes.len());
        let [.., third, second, first] = *end;
        if third >= 0xf0 || second >= 0xe0 || first >= 0xc0 {
            self.wrong = all(0xff);
        }
    }

    /// Adds lanes, of which the first `counted` bytes have been counted before.
    #[target_feature(enable = "avx2,popcnt")]
    #[inline]
    fn add_some(&mut self, lanes: &Lanes, counted: usize) {
        let units = self.check(lanes);
        for mask in [units.starts, units.fourths] {
            let mask = u64::from(_mm256_movemask_epi8(mask).cast_unsigned());
            self.units += (mask >> counted).count_ones() as usize;
        }
    }

    /// Adds as many whole blocks as there are, after the bytes before the first;
    /// returns their length.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn add_blocks(&mut self, bytes: &[u8]) -> usize {
        let mut rest = bytes;
        while rest.len() >= SOURCE {
            let mut counts = all(0);
            let mut left = MOST;
            while left > 0
                && let Some(source) = rest.first_chunk()
            {
                counts = _mm256_sub_epi8(counts, self.add_block(source));
                rest = &rest[BLOCK..];
                left -= 1;
            }
            let sums: [u64; 4] = cast(_mm256_sad_epu8(counts, all(0)));
            self.units += sums.iter().sum::<u64>() as usize;
        }
        bytes.len() - rest.len()
    }

    /// Adds a block but for its code units; returns these, below zero, in lanes of one byte.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn add_block(&mut self, source: &[u8; SOURCE]) -> __m256i {
        let [start, middle] = [0, LANES].map(|start| at(source, start));
        let end = at(source, SOURCE - LANES);
        let every = _mm256_or_si256(_mm256_or_si256(start, middle), end);
        if are_ascii(every) {
            return all(2u8.wrapping_neg());
        }
        let [left, right] = [0, LANES].map(|start| self.check(&Lanes::at(source, start)));
        _mm256_add_epi8(
            _mm256_add_epi8(left.starts, left.fourths),
            _mm256_add_epi8(right.starts, right.fourths),
        )
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn check(&mut self, lanes: &Lanes) -> Units {
        // Above 0x7f where a character of three or four bytes goes on.
        let of_three = _mm256_subs_epu8(lanes.second, all(0xe0 - 0x80));
        let of_four = _mm256_subs_epu8(lanes.third, all(0xf0 - 0x80));
        let goes_on = _mm256_and_si256(_mm256_or_si256(of_three, of_four), all(0x80));
        let wrong = _mm256_xor_si256(goes_on, wrong_kinds(lanes.first, lanes.bytes));
        self.wrong = _mm256_or_si256(self.wrong, wrong);
        self.highest = _mm256_max_epu8(self.highest, lanes.bytes);
        Units {
            starts: _mm256_cmpgt_epi8(lanes.bytes, all(0xbf)),
            fourths: _mm256_cmpgt_epi8(all(0), of_four),
        }
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn finish(&self) -> Option<Measure> {
        if _mm256_testz_si256(self.wrong, self.wrong) == 0 {
            return None;
        }
        // Characters above U+00FF begin with 0xc4 and up.
        let excess = _mm256_subs_epu8(self.highest, all(0xc3));
        Some(Measure {
            units: self.units,
            is_latin1: _mm256_testz_si256(excess, excess) == 1,
            is_valid: true,
        })
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
