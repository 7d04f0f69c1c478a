//! `base64` and `base64url`: four characters of six bits for three bytes.
//!
//! Reading takes both alphabets mixed, skips every other character, ends at
//! the first `=` wherever it stands, needs no padding, ignores the spare bits
//! of the last character, and drops a character left over by itself. Node looks
//! characters up by the low byte of each code unit; so does this.
//!
//! - `block_avx2`: a block of characters, looked at and decoded as two vectors of 32
//!   bytes.
//! - `decoder`: the decoder of a text in pieces: fast path and slow path.
//! - `fast_path`: characters that are all of the alphabets, decoded by vectors.
//! - `fast_path_avx2`: the same by vectors of 32 bytes: 64 characters a step, of both
//!   alphabets mixed.
//! - `fast_path_avx512`: whole blocks by vectors of 64 bytes.
//! - `portable`: the fast path of any processor, by the crate `base64-simd`.
//! - `write`: bytes to text.
//! - `write_avx2`: text written as vectors of 32 bytes do it: 48 bytes a step.

#[cfg(slabjs_runtime_avx2)]
mod block_avx2;
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
use decoder::Decoder;
use fast_path::read_fast;

/// Code units narrowed at a time: room for them is cleared at every call, which
/// a short text should not feel.
const NARROWED: usize = 1024;

/// The entry in [`SEXTETS`] for a byte of neither alphabet.
const JUNK: u8 = 0x40;

/// The six bits that each byte encodes in either alphabet, or [`JUNK`].
static SEXTETS: [u8; 256] = sextets();

const fn sextets() -> [u8; 256] {
    let mut table = [JUNK; 256];
    let mut byte = 0;
    while byte < table.len() {
        let character = byte as u8;
        table[byte] = match character {
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => JUNK,
        };
        byte += 1;
    }
    table
}

/// The character of the standard alphabet that each byte means, or zero.
static CHARACTERS: [u8; 256] = characters();

const fn characters() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = match (byte as u8, SEXTETS[byte]) {
            (_, JUNK) => 0,
            (_, 62) => b'+',
            (_, 63) => b'/',
            (character, _) => character,
        };
        byte += 1;
    }
    table
}

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

/// Whole bytes in `count` characters: three quarters, rounded down.
const fn bytes_of(count: usize) -> usize {
    count / 4 * 3 + count % 4 * 3 / 4
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
