//! The fast path of any processor, by the crate `base64-simd`.

use super::alphabet::bytes_of;
use super::decoded::Decoded;
use base64_simd::{AsOut, Base64, STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// Characters classified at in one go; whole quads.
const CHUNK: usize = 8192;

/// The quads of a chunk that is all of one alphabet up to its end or its first
/// `=`, or nothing.
pub(super) fn read_fast(text: &[u8], out: &mut [u8]) -> Decoded {
    let chunk = &text[..text.len().min(CHUNK)];
    let end = memchr::memchr(b'=', chunk).unwrap_or(chunk.len());
    let quads = &chunk[..end / 4 * 4];
    match decode(quads, out) {
        Some(written @ 1..) => Decoded {
            read: quads.len(),
            written,
            slow: 0,
        },
        _ => Decoded {
            read: 0,
            written: 0,
            slow: chunk.len(),
        },
    }
}

/// Decodes quads of one alphabet; `None` when they are not, or lack room.
fn decode(quads: &[u8], out: &mut [u8]) -> Option<usize> {
    let room = out.get_mut(..bytes_of(quads.len()))?;
    // Checked first: a refusal half way would leave its bytes in the output.
    let is_of = |alphabet: &&Base64| alphabet.check(quads).is_ok();
    let alphabet = [&STANDARD_NO_PAD, &URL_SAFE_NO_PAD]
        .into_iter()
        .find(is_of)?;
    let written = alphabet.decode(quads, room.as_out()).ok()?.len();
    Some(written)
}
