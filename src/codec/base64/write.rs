//! Bytes to text.

#[cfg(target_arch = "x86_64")]
use super::write_avx2;
use base64_simd::{AsOut, Base64, STANDARD, URL_SAFE_NO_PAD};
use multiversion::multiversion;
use multiversion::target::match_target;

/// Bytes a step of vectors.
pub(super) const BLOCK: usize = 48;

/// Writes the text of `bytes`; `out` has just the room for it.
pub(super) fn write_text(bytes: &[u8], is_url: bool, out: &mut [u8]) {
    let whole = bytes.len() / 3 * 3;
    let (quads, end) = out.split_at_mut(whole / 3 * 4);
    if whole < BLOCK {
        return write_rest(bytes, is_url, out);
    }
    write_blocks(&bytes[..whole], is_url, quads);
    write_rest(&bytes[whole..], is_url, end);
}

/// Writes the text of bytes by threes, a block of them at least.
#[multiversion(targets("x86_64+avx2"))]
fn write_blocks(bytes: &[u8], is_url: bool, out: &mut [u8]) {
    match_target! {
        "x86_64+avx2" => write_avx2::write_text(bytes, is_url, out),
        _ => write_rest(bytes, is_url, out),
    }
}

/// Writes any text, by the crate `base64-simd`.
pub(super) fn write_rest(bytes: &[u8], is_url: bool, out: &mut [u8]) {
    let alphabet: &Base64 = if is_url { &URL_SAFE_NO_PAD } else { &STANDARD };
    let written = alphabet.encode(bytes, out.as_out()).len();
    debug_assert_eq!(written, out.len());
}
