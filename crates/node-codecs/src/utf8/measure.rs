//! How long the text of some UTF-8 bytes is, and how wide.

use super::{avx2, lossy, tally};
use multiversion::multiversion;

/// What must be known of bytes before room is made for their text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Measure {
    /// Length of the text in code units.
    pub(crate) units: usize,
    /// Whether every code unit is below 0x100.
    pub(crate) is_latin1: bool,
    /// Whether the bytes are well-formed.
    pub(crate) is_valid: bool,
}

/// Measures the text of `bytes`.
pub(crate) fn measure(bytes: &[u8]) -> Measure {
    avx2::measure(bytes)
}

/// The same of bytes that are not well-formed.
pub(super) fn measure_bad(bytes: &[u8]) -> Measure {
    Measure {
        units: lossy::count_units(bytes),
        is_latin1: false,
        is_valid: false,
    }
}

/// The same, in what every processor has.
pub(super) fn measure_portably(bytes: &[u8]) -> Measure {
    if !super::is_utf8(bytes) {
        return measure_bad(bytes);
    }
    Measure {
        units: count_units(bytes),
        is_latin1: is_latin1(bytes),
        is_valid: true,
    }
}

/// Whether well-formed bytes hold no character above U+00FF: those start with 0xC4 and up.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2"))]
fn is_latin1(bytes: &[u8]) -> bool {
    let (blocks, rest) = bytes.as_chunks::<64>();
    let is_wide = |block: &[u8]| block.iter().fold(false, |any, &byte| any | (byte >= 0xc4));
    !blocks.iter().any(|block| is_wide(block)) && !is_wide(rest)
}

/// How many code units well-formed bytes give: one a character, two one of four bytes.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2"))]
fn count_units(bytes: &[u8]) -> usize {
    let characters = tally::count_bytes(bytes, |byte| !is_continuation(byte));
    characters + tally::count_bytes(bytes, |byte| byte >= 0xf0)
}

/// Whether `byte` is the second or a later one of its character.
pub(super) const fn is_continuation(byte: u8) -> bool {
    // One signed comparison, where a mask and a comparison would be two steps.
    (byte as i8) < -0x40
}
