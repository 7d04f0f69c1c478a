//! A block of characters, classified at and decoded as two vectors of 32 bytes.

use super::alphabet::{JUNK, SEXTETS};
use bytemuck::must_cast;
use multiversion::target;
use std::arch::x86_64::{
    __m256i, _mm256_add_epi8, _mm256_adds_epi8, _mm256_and_si256, _mm256_blend_epi32,
    _mm256_castsi256_si128, _mm256_madd_epi16, _mm256_maddubs_epi16, _mm256_movemask_epi8,
    _mm256_or_si256, _mm256_permutevar8x32_epi32, _mm256_set1_epi8, _mm256_set1_epi16,
    _mm256_set1_epi32, _mm256_setr_epi32, _mm256_shuffle_epi8, _mm256_srli_epi16,
};

/// Characters in a block.
pub(super) const BLOCK: usize = 64;
/// Bytes of a block.
pub(super) const ROOM: usize = BLOCK / 4 * 3;

// A character's class is the sum of its upper four bits and a shift that its
// lower four bits give, of which again the lower four bits count. A vector
// looks up sixteen entries at once, so two such sums say whether a character is
// of the alphabets and how far its sextet is from it. The shifts were searched
// for; that they do is checked where the tables of the classes are made.

/// Shifts to classes in which all characters below 0x80 that are junk come before
/// the first that is not.
const CHECK_SHIFTS: Table = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 5, 7, 5, 7, 5];
/// Shifts to classes of the alphabets' characters that are all equally far from
/// their sextets.
const VALUE_SHIFTS: Table = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 9];

/// What to add to a character, with saturation, to get less than zero when it
/// is of neither alphabet.
const CHECKS: Table = checks();
/// What to add to a character to get its sextet.
const VALUES: Table = values();

type Table = [i8; 16];

const fn class(character: u8, shifts: &Table) -> usize {
    ((character >> 4) as usize + shifts[character as usize & 15] as usize) & 15
}

const fn checks() -> Table {
    let mut checks = [i8::MIN; 16];
    let mut character = 0x7f;
    while character > 0 {
        if SEXTETS[character as usize] != JUNK {
            checks[class(character, &CHECK_SHIFTS)] = -(character as i8);
        }
        character -= 1;
    }
    while character < 0x80 {
        let check = checks[class(character, &CHECK_SHIFTS)];
        let is_good = check.saturating_add(character as i8) >= 0;
        assert!(is_good == (SEXTETS[character as usize] != JUNK));
        character += 1;
    }
    checks
}

const fn values() -> Table {
    let mut values = [0; 16];
    let mut character = 0;
    while character < 0x80 {
        let sextet = SEXTETS[character as usize];
        if sextet != JUNK {
            let class = class(character, &VALUE_SHIFTS);
            let distance = sextet as i8 - character as i8;
            assert!(values[class] == 0 || values[class] == distance);
            values[class] = distance;
        }
        character += 1;
    }
    values
}

/// What a block holds.
#[derive(Clone, Copy)]
pub(super) struct Classified {
    /// Its characters as sextets, where they are none of junk.
    sextets: [__m256i; 2],
    /// The upper bit is set of each character that is junk.
    junk: [__m256i; 2],
}

/// Looks at a block.
#[target("x86_64+avx2")]
pub(super) fn classify(block: &[u8; BLOCK]) -> Classified {
    let [first, second]: [__m256i; 2] = must_cast(*block);
    let [(first, junk), (second, more)] = [classify_half(first), classify_half(second)];
    Classified {
        sextets: [first, second],
        junk: [junk, more],
    }
}

/// The characters as sextets, and where they are junk.
#[target("x86_64+avx2")]
fn classify_half(characters: __m256i) -> (__m256i, __m256i) {
    let upper = _mm256_and_si256(_mm256_srli_epi16(characters, 4), _mm256_set1_epi8(15));
    let entry = |shifts, table| {
        let shift = _mm256_shuffle_epi8(twice(shifts), characters);
        _mm256_shuffle_epi8(twice(table), _mm256_add_epi8(upper, shift))
    };
    let junk = _mm256_adds_epi8(characters, entry(CHECK_SHIFTS, CHECKS));
    let sextets = _mm256_add_epi8(characters, entry(VALUE_SHIFTS, VALUES));
    (sextets, junk)
}

/// The same table for both halves of a vector, which classify up each in its own.
#[target("x86_64+avx2")]
fn twice(table: Table) -> __m256i {
    must_cast([table, table])
}

/// Whether there is no junk.
#[target("x86_64+avx2")]
pub(super) fn is_clean(classified: Classified) -> bool {
    let [first, second] = classified.junk;
    _mm256_movemask_epi8(_mm256_or_si256(first, second)) == 0
}

/// How many characters stand before the first junk.
#[target("x86_64+avx2")]
pub(super) fn good(classified: Classified) -> usize {
    let [first, second] = classified
        .junk
        .map(|junk| u64::from(_mm256_movemask_epi8(junk) as u32));
    (first | second << 32).trailing_zeros() as usize
}

/// The bytes of a block without junk; of one with junk those before it.
#[target("x86_64+avx2")]
pub(super) fn bytes(classified: Classified) -> [u8; ROOM] {
    let [first, second] = classified.sextets.map(|sextets| pack(sextets));
    // Six times four bytes of each: all of the first, then the first two of the
    // second; at the front of the second what is left of it.
    let first = _mm256_permutevar8x32_epi32(first, _mm256_setr_epi32(0, 1, 2, 4, 5, 6, 7, 7));
    let second = _mm256_permutevar8x32_epi32(second, _mm256_setr_epi32(2, 4, 5, 6, 7, 7, 0, 1));
    let front: [u8; 32] = must_cast(_mm256_blend_epi32(first, second, 0b1100_0000));
    let back: [u8; 16] = must_cast(_mm256_castsi256_si128(second));
    let mut bytes = [0; ROOM];
    bytes[..32].copy_from_slice(&front);
    bytes[32..].copy_from_slice(&back);
    bytes
}

/// The bytes of sextets, in order at the front of each half.
#[target("x86_64+avx2")]
fn pack(sextets: __m256i) -> __m256i {
    const ORDER: Table = [2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1];
    let pairs = _mm256_maddubs_epi16(sextets, _mm256_set1_epi16(0x0140));
    let quads = _mm256_madd_epi16(pairs, _mm256_set1_epi32(0x0001_1000));
    _mm256_shuffle_epi8(quads, twice(ORDER))
}
