//! Text written as vectors of 32 bytes do it: 48 bytes a step.

use super::write::BLOCK;
use bytemuck::must_cast;
use multiversion::target;
use std::arch::x86_64::{
    __m256i, _mm256_add_epi8, _mm256_and_si256, _mm256_cmpgt_epi8, _mm256_mulhrs_epi16,
    _mm256_mullo_epi16, _mm256_or_si256, _mm256_permutevar8x32_epi32, _mm256_set1_epi8,
    _mm256_set1_epi32, _mm256_setr_epi32, _mm256_shuffle_epi8, _mm256_sub_epi8, _mm256_subs_epu8,
};
use std::hint::black_box;

/// Characters a step.
const TEXT: usize = BLOCK / 3 * 4;

type Lane = [i8; 16];

/// How far the characters of an alphabet are from their sextets: those of the
/// upper case, of the lower case, of each digit, and the last two.
const fn distances(last_two: [u8; 2]) -> Lane {
    let mut distances = [0; 16];
    distances[0] = b'A' as i8;
    distances[1] = b'a' as i8 - 26;
    let mut digit = 2;
    while digit < 12 {
        distances[digit] = b'0' as i8 - 52;
        digit += 1;
    }
    distances[12] = last_two[0] as i8 - 62;
    distances[13] = last_two[1] as i8 - 63;
    distances
}

const STANDARD: Lane = distances(*b"+/");
const URL_SAFE: Lane = distances(*b"-_");

/// Where in twelve bytes those are that hold each two sextets.
const SPREAD: Lane = [1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10];

/// What stays the same from block to block.
struct Tools {
    /// [`distances`], for both halves of a vector.
    distances: __m256i,
    /// What to multiply by to move sextets up. Were it known, the compiler
    /// would rather shift, in three steps, which takes a tenth longer in all.
    up: __m256i,
}

/// Writes the text of all whole threes, of a block of bytes at least; returns how
/// many. What is left after the last block is written together with the end of it.
#[target("x86_64+avx2")]
pub(super) fn write_threes(bytes: &[u8], is_url: bool, out: &mut [u8]) -> usize {
    let distances = if is_url { URL_SAFE } else { STANDARD };
    let tools = Tools {
        distances: must_cast([distances, distances]),
        up: black_box(_mm256_set1_epi32(0x0100_0010)),
    };
    let (blocks, _) = bytes.as_chunks();
    let (texts, _) = out.as_chunks_mut();
    for (block, text) in blocks.iter().zip(texts) {
        *text = text_of(block, &tools);
    }
    let threes = bytes.len() / 3;
    let (bytes, text) = (&bytes[..3 * threes], &mut out[..4 * threes]);
    if let (Some(block), Some(text)) = (bytes.last_chunk(), text.last_chunk_mut()) {
        *text = text_of(block, &tools);
    }
    threes
}

#[target("x86_64+avx2")]
fn text_of(block: &[u8; BLOCK], tools: &Tools) -> [u8; TEXT] {
    let sextets = sextets(block, tools);
    must_cast(sextets.map(|sextets| characters(sextets, tools.distances)))
}

/// The sextets of a block, which is classified at from either end.
#[target("x86_64+avx2")]
fn sextets(block: &[u8; BLOCK], tools: &Tools) -> [__m256i; 2] {
    let (mut front, mut back) = ([0; 32], [0; 32]);
    front.copy_from_slice(&block[..32]);
    back.copy_from_slice(&block[16..]);
    // Four times four bytes a half, of which the last four are not wanted.
    let first = _mm256_setr_epi32(0, 1, 2, 3, 3, 4, 5, 6);
    let second = _mm256_setr_epi32(2, 3, 4, 5, 5, 6, 7, 7);
    [
        split(_mm256_permutevar8x32_epi32(must_cast(front), first), tools),
        split(_mm256_permutevar8x32_epi32(must_cast(back), second), tools),
    ]
}

/// The four sextets of each three bytes: two are moved down and two up, by
/// multiplying.
#[target("x86_64+avx2")]
fn split(twelves: __m256i, tools: &Tools) -> __m256i {
    let all = |word| _mm256_set1_epi32(word);
    let spread = _mm256_shuffle_epi8(twelves, must_cast([SPREAD, SPREAD]));
    let upper = _mm256_and_si256(spread, all(0x0fc0_fc00));
    let lower = _mm256_and_si256(spread, all(0x003f_03f0));
    // The upper half of a product, for which there is an instruction too, the
    // compiler puts together from wider ones. This product is signed.
    let down = _mm256_mulhrs_epi16(upper, all(0x0200_0020));
    let down = _mm256_and_si256(down, all(0x003f_003f));
    _mm256_or_si256(down, _mm256_mullo_epi16(lower, tools.up))
}

#[target("x86_64+avx2")]
fn characters(sextets: __m256i, distances: __m256i) -> __m256i {
    let digits = _mm256_subs_epu8(sextets, _mm256_set1_epi8(51));
    let is_not_upper = _mm256_cmpgt_epi8(sextets, _mm256_set1_epi8(25));
    // What is so counts as -1.
    let class = _mm256_sub_epi8(digits, is_not_upper);
    _mm256_add_epi8(sextets, _mm256_shuffle_epi8(distances, class))
}
