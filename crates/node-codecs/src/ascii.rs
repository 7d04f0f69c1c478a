//! `ascii`: towards text, the low seven bits of each byte. (Towards bytes it
//! is `latin1`.)

use multiversion::multiversion;

/// Bytes looked at before what they say counts.
const BLOCK: usize = 512;

/// Whether every byte is below 0x80.
///
/// ```
/// assert!(node_codecs::is_ascii(b"abc"));
/// assert!(!node_codecs::is_ascii(b"\x80"));
/// ```
#[inline]
#[must_use]
pub fn is_ascii(bytes: &[u8]) -> bool {
    if bytes.len() < 2 * BLOCK {
        return bytes.is_ascii();
    }
    let (blocks, rest) = bytes.as_chunks();
    are_ascii(blocks) && rest.is_ascii()
}

#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2"))]
fn are_ascii(blocks: &[[u8; BLOCK]]) -> bool {
    let is_ascii = |block: &[u8; BLOCK]| block.iter().fold(0, |all, &byte| all | byte) < 0x80;
    blocks.iter().all(is_ascii)
}

/// Writes the text of `bytes`; the slices are of one length.
pub fn write_text(bytes: &[u8], out: &mut [u8]) {
    if bytes.len() < BLOCK {
        mask(bytes, out);
    } else {
        mask_long(bytes, out);
    }
}

#[multiversion(targets("x86_64+avx2"))]
fn mask_long(bytes: &[u8], out: &mut [u8]) {
    mask(bytes, out);
}

#[inline(always)]
fn mask(bytes: &[u8], out: &mut [u8]) {
    for (unit, &byte) in out.iter_mut().zip(bytes) {
        *unit = byte & 0x7f;
    }
}
