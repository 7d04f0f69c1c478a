//! The fast path: characters that are all of the alphabets, decoded by vectors.

#[cfg(not(slabjs_runtime_avx2))]
pub(super) use super::portable::{read_fast, read_fast as read_blocks};
#[cfg(slabjs_runtime_avx2)]
use super::{fast_path_avx2, fast_path_avx512, portable};
#[cfg(slabjs_runtime_avx2)]
use multiversion::{multiversion, target::match_target};

/// How far the fast path went: whole quads only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Decoded {
    /// Characters read.
    pub(super) read: usize,
    /// Bytes written for them.
    pub(super) written: usize,
    /// Characters after them to read on the slow path before the fast one is tried again;
    /// at least one when none was read.
    pub(super) slow: usize,
}

/// Decodes the front of a text, as far as it can. It writes no byte but
/// those it reports.
pub(super) type FastPath = fn(&[u8], &mut [u8]) -> Decoded;

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
