//! The fast path: characters that are all of the alphabets, decoded by vectors.

#[cfg(slabjs_runtime_avx2)]
use super::decoded::Decoded;
#[cfg(not(slabjs_runtime_avx2))]
pub(super) use super::portable::{read_fast, read_fast as read_blocks};
#[cfg(slabjs_runtime_avx2)]
use super::{fast_path_avx2, fast_path_avx512, portable};
#[cfg(slabjs_runtime_avx2)]
use multiversion::{multiversion, target::match_target};

/// Decodes the front of `text`, as far as it is all of the alphabets and there is room.
#[cfg(slabjs_runtime_avx2)]
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vbmi", "x86_64+avx2"))]
pub(super) fn read_fast(text: &[u8], out: &mut [u8]) -> Decoded {
    match_target! {
        "x86_64+avx512f+avx512bw+avx512vbmi" => fast_path_avx512::read_fast(text, out),
        "x86_64+avx2" => fast_path_avx2::read_fast(text, out),
        _ => portable::read_fast(text, out),
    }
}

/// The same, but nothing beyond the first character of neither alphabet.
#[cfg(slabjs_runtime_avx2)]
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vbmi", "x86_64+avx2"))]
pub(super) fn read_blocks(text: &[u8], out: &mut [u8]) -> Decoded {
    match_target! {
        "x86_64+avx512f+avx512bw+avx512vbmi" => fast_path_avx512::read_blocks(text, out),
        "x86_64+avx2" => fast_path_avx2::read_blocks(text, out),
        _ => portable::read_fast(text, out),
    }
}
