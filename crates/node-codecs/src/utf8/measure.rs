//! How long the text of some UTF-8 bytes is, and how wide.

#[cfg(slabjs_runtime_avx2)]
use super::avx2;
use super::characters::{Measure, is_continuation};
use super::{lossy, tally};
use multiversion::multiversion;
#[cfg(slabjs_runtime_avx2)]
use multiversion::target::match_target;

/// Measures the text of `bytes`.
pub(crate) fn measure(bytes: &[u8]) -> Measure {
    measure_by_vectors(bytes)
}

/// The same, by the vectors of 32 bytes that the processor has, or portably.
#[cfg(slabjs_runtime_avx2)]
#[multiversion(targets("x86_64+avx2+bmi1+bmi2+popcnt"))]
fn measure_by_vectors(bytes: &[u8]) -> Measure {
    match_target! {
        "x86_64+avx2+bmi1+bmi2+popcnt" => {
            avx2::measure::measure(bytes).unwrap_or_else(|| measure_bad(bytes))
        }
        _ => measure_portably(bytes),
    }
}

#[cfg(not(slabjs_runtime_avx2))]
use measure_portably as measure_by_vectors;

/// The same of bytes that are not well-formed.
fn measure_bad(bytes: &[u8]) -> Measure {
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
