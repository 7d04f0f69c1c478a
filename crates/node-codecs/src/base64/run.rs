//! Runs of characters that are all of the alphabets, which vectors read.

#[cfg(not(slabjs_runtime_avx2))]
pub(super) use super::portable::{read_run, read_run as read_blocks};
#[cfg(slabjs_runtime_avx2)]
use super::{portable, read_avx2};
#[cfg(slabjs_runtime_avx2)]
use multiversion::{multiversion, target::match_target};

/// How far a run went: whole quads only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Run {
    /// Characters read.
    pub(super) read: usize,
    /// Bytes written for them.
    pub(super) written: usize,
    /// Characters after them to read one by one before the next run is tried;
    /// at least one when none was read.
    pub(super) rough: usize,
}

/// Something that reads a run from the front of a text. It writes no byte but
/// those it reports.
pub(super) type ReadRun = fn(&[u8], &mut [u8]) -> Run;

/// The run at the front of `text`, as far as there is room for it.
#[cfg(slabjs_runtime_avx2)]
#[multiversion(targets("x86_64+avx2"))]
pub(super) fn read_run(text: &[u8], out: &mut [u8]) -> Run {
    match_target! {
        "x86_64+avx2" => read_avx2::read_run(text, out),
        _ => portable::read_run(text, out),
    }
}

/// The same, but nothing beyond the first character of neither alphabet.
#[cfg(slabjs_runtime_avx2)]
#[multiversion(targets("x86_64+avx2"))]
pub(super) fn read_blocks(text: &[u8], out: &mut [u8]) -> Run {
    match_target! {
        "x86_64+avx2" => read_avx2::read_blocks(text, out),
        _ => portable::read_run(text, out),
    }
}
