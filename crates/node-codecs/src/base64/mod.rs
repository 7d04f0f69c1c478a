//! `base64` and `base64url`: four characters of six bits for three bytes.
//!
//! Reading takes both alphabets mixed, skips every other character, ends at
//! the first `=` wherever it stands, needs no padding, ignores the spare bits
//! of the last character, and drops a character left over by itself. Node looks
//! characters up by the low byte of each code unit; so does this.
//!
//! - `alphabet`: the characters of both alphabets.
//! - `block_avx2`: a block of characters, looked at and decoded as two vectors of 32
//!   bytes.
//! - `decoded`: how far a fast path went.
//! - `decoder`: the decoder of a text in pieces: fast path and slow path.
//! - `fast_path`: characters that are all of the alphabets, decoded by vectors.
//! - `fast_path_avx2`: the same by vectors of 32 bytes: 64 characters a step, of both
//!   alphabets mixed.
//! - `fast_path_avx512`: whole blocks by vectors of 64 bytes.
//! - `portable`: the fast path of any processor, by the crate `base64-simd`.
//! - `write`: bytes to text.
//! - `write_avx2`: text written as vectors of 32 bytes do it: 48 bytes a step.

mod alphabet;
#[cfg(slabjs_runtime_avx2)]
mod block_avx2;
mod decoded;
mod decoder;
mod fast_path;
#[cfg(slabjs_runtime_avx2)]
mod fast_path_avx2;
#[cfg(slabjs_runtime_avx2)]
mod fast_path_avx512;
mod portable;
#[cfg(test)]
mod tests;
mod write;
#[cfg(slabjs_runtime_avx2)]
mod write_avx2;

use super::{Encoding, Text, latin1};
use alphabet::{JUNK, SEXTETS, bytes_of};
use decoder::Decoder;
use fast_path::read_fast;

/// Code units narrowed at a time: room for them is cleared at every call, which
/// a short text should not feel.
const NARROWED: usize = 1024;

/// Length of the text of `count` bytes, in characters.
pub fn text_len(count: usize, encoding: Encoding) -> usize {
    let spare = match (encoding, count % 3) {
        (_, 0) => 0,
        (Encoding::Base64Url, rest) => rest + 1,
        (_, _) => 4,
    };
    (count / 3).saturating_mul(4).saturating_add(spare)
}

/// Writes the text of `bytes`; `out` is [`text_len`] long.
pub fn write_text(bytes: &[u8], encoding: Encoding, out: &mut [u8]) {
    write::write_text(bytes, encoding == Encoding::Base64Url, out);
}

/// What `Buffer.byteLength` says: by the length alone, less up to two `=` at the end.
pub fn byte_length(text: Text<'_>) -> usize {
    let is_pad = |index: usize| text.unit(index) == Some(u16::from(b'='));
    let len = text.len();
    let pads = match len {
        2.. if is_pad(len - 1) && is_pad(len - 2) => 2,
        1.. if is_pad(len - 1) => 1,
        _ => 0,
    };
    bytes_of(len - pads)
}

/// How many bytes the text gives.
pub fn bytes_len(text: Text<'_>) -> usize {
    match text {
        Text::Latin1(units) => bytes_of(count_characters(units.iter().copied())),
        Text::Utf16(units) => bytes_of(count_characters(units.iter().map(|&unit| unit as u8))),
    }
}

fn count_characters(units: impl Iterator<Item = u8>) -> usize {
    units
        .take_while(|&unit| unit != b'=')
        .filter(|&unit| SEXTETS[usize::from(unit)] != JUNK)
        .count()
}

/// Writes as many of the text's bytes as find room; returns how many.
pub fn write_bytes(text: Text<'_>, out: &mut [u8]) -> usize {
    let mut decoder = Decoder::new(out, read_fast);
    match text {
        Text::Latin1(units) => decoder.read(units),
        Text::Utf16(units) => read_wide(&mut decoder, units),
    }
    decoder.finish()
}

fn read_wide(decoder: &mut Decoder<'_>, units: &[u16]) {
    let mut buffer = [0; NARROWED];
    for chunk in units.chunks(NARROWED) {
        if decoder.is_done() {
            return;
        }
        let bytes = &mut buffer[..chunk.len()];
        latin1::narrow(chunk, bytes);
        decoder.read(bytes);
    }
}

/// Reads whole quads, of both alphabets mixed, up to the first with anything else in
/// it or without room; returns how many.
pub(super) fn read_quads(text: &[u8], out: &mut [u8]) -> usize {
    let run = fast_path::read_blocks(text, out);
    let rest = decoder::read_quads(&text[run.read..], &mut out[run.written..]);
    run.read / 4 + rest
}
