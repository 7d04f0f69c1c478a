//! Bytes to text.

#[cfg(slabjs_runtime_avx2)]
use super::write_avx2;
use base64_simd::{AsOut, Base64, STANDARD, URL_SAFE_NO_PAD};
#[cfg(slabjs_runtime_avx2)]
use multiversion::{multiversion, target::match_target};

/// Bytes a step of vectors.
pub(super) const BLOCK: usize = 48;

/// Writes the text of `bytes`; `out` has just the room for it.
pub(super) fn write_text(bytes: &[u8], is_url: bool, out: &mut [u8]) {
    if bytes.len() < BLOCK {
        return write_rest(bytes, is_url, out);
    }
    let threes = write_threes(bytes, is_url, out);
    write_rest(&bytes[3 * threes..], is_url, &mut out[4 * threes..]);
}

/// Writes the text of all whole threes, where there are vectors for it; returns
/// how many. There is a block of bytes at least.
#[cfg(slabjs_runtime_avx2)]
#[multiversion(targets("x86_64+avx2"))]
fn write_threes(bytes: &[u8], is_url: bool, out: &mut [u8]) -> usize {
    match_target! {
        "x86_64+avx2" => write_avx2::write_threes(bytes, is_url, out),
        _ => {
            // All is left to the crate.
            _ = (bytes, is_url, out);
            0
        }
    }
}

#[cfg(not(slabjs_runtime_avx2))]
fn write_threes(_: &[u8], _: bool, _: &mut [u8]) -> usize {
    0
}

/// Writes any text, by the crate `base64-simd`.
pub(super) fn write_rest(bytes: &[u8], is_url: bool, out: &mut [u8]) {
    let alphabet: &Base64 = if is_url { &URL_SAFE_NO_PAD } else { &STANDARD };
    let written = alphabet.encode(bytes, out.as_out()).len();
    debug_assert_eq!(written, out.len());
}
