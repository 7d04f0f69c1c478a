//! `base64` and `base64url`: four characters of six bits for three bytes.
//!
//! Reading takes both alphabets mixed, skips every other character, ends at
//! the first `=` wherever it stands, needs no padding, ignores the spare bits
//! of the last character, and drops a character left over by itself. Node looks
//! characters up by the low byte of each code unit; so does this.

use base64_simd::{AsOut, Base64, STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};

use super::{Encoding, Text, latin1};

/// Characters looked at in one go; whole quads.
const CHUNK: usize = 8192;
/// The same where they must be copied first: room for them is cleared at every
/// call, which a short text should not feel.
const COPIED: usize = 1024;

/// What is not of either alphabet; it is no character of the alphabets itself.
const JUNK: u8 = 0;

/// Each byte's character of the standard alphabet, or [`JUNK`].
static CHARACTER: [u8; 256] = character_table();

const fn character_table() -> [u8; 256] {
    let mut table = [JUNK; 256];
    let mut byte = 0;
    while byte < table.len() {
        let character = byte as u8;
        table[byte] = match character {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' => character,
            b'-' => b'+',
            b'_' => b'/',
            _ => JUNK,
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
    let alphabet = match encoding {
        Encoding::Base64Url => &URL_SAFE_NO_PAD,
        _ => &STANDARD,
    };
    let written = alphabet.encode(bytes, out.as_out()).len();
    debug_assert_eq!(written, text_len(bytes.len(), encoding));
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
    let mut count = 0;
    each_chunk(text, |chunk| {
        count += chunk
            .iter()
            .filter(|&&byte| CHARACTER[usize::from(byte)] != JUNK)
            .count();
        true
    });
    bytes_of(count)
}

/// Writes as many of the text's bytes as find room; returns how many.
pub fn write_bytes(text: Text<'_>, out: &mut [u8]) -> usize {
    let mut reader = Reader::new(out);
    each_chunk(text, |chunk| {
        reader.read(chunk);
        !reader.is_full()
    });
    reader.finish()
}

/// Hands on the text up to its first `=`, as bytes, in chunks of at most
/// [`CHUNK`], while `take` returns true.
fn each_chunk(text: Text<'_>, mut take: impl FnMut(&[u8]) -> bool) {
    let mut go_on = |chunk: &[u8]| match memchr::memchr(b'=', chunk) {
        Some(end) => {
            take(&chunk[..end]);
            false
        }
        None => take(chunk),
    };
    match text {
        Text::Latin1(units) => _ = units.chunks(CHUNK).all(go_on),
        Text::Utf16(units) => {
            let mut buffer = [0; COPIED];
            _ = units.chunks(COPIED).all(|chunk| {
                let bytes = &mut buffer[..chunk.len()];
                latin1::narrow(chunk, bytes);
                go_on(bytes)
            });
        }
    }
}

/// Turns chunks of characters into bytes, keeping what is short of a quad between chunks.
struct Reader<'a> {
    out: &'a mut [u8],
    written: usize,
    /// Characters of the standard alphabet waiting for the rest of their quad.
    waiting: [u8; 3],
    count: usize,
}

impl<'a> Reader<'a> {
    fn new(out: &'a mut [u8]) -> Self {
        Self {
            out,
            written: 0,
            waiting: [0; 3],
            count: 0,
        }
    }

    fn is_full(&self) -> bool {
        self.written == self.out.len()
    }

    fn read(&mut self, chunk: &[u8]) {
        let clean = if self.count == 0 {
            self.read_clean(chunk)
        } else {
            None
        };
        let rest = clean.unwrap_or(chunk);
        rest.chunks(COPIED).for_each(|chunk| self.read_any(chunk));
    }

    /// Decodes the quads of a chunk that is all of one alphabet straight into
    /// the output, and returns what is left; `None` when it is not.
    fn read_clean<'c>(&mut self, chunk: &'c [u8]) -> Option<&'c [u8]> {
        let (quads, rest) = chunk.split_at(chunk.len() / 4 * 4);
        let room = &mut self.out[self.written..];
        if room.len() < bytes_of(quads.len()) {
            return None;
        }
        // Checked first: a refusal half way would leave its bytes in the output.
        let is_of = |alphabet: &&Base64| alphabet.check(quads).is_ok();
        let alphabet = [&STANDARD_NO_PAD, &URL_SAFE_NO_PAD]
            .into_iter()
            .find(is_of)?;
        self.written += alphabet.decode(quads, room.as_out()).ok()?.len();
        Some(rest)
    }

    /// Decodes at most [`COPIED`] characters of any kind: sifts out those of
    /// the alphabets, then decodes their quads.
    fn read_any(&mut self, chunk: &[u8]) {
        let mut sifted = [0; COPIED + 3];
        let mut end = self.count;
        sifted[..end].copy_from_slice(&self.waiting[..end]);
        for &byte in chunk {
            let character = CHARACTER[usize::from(byte)];
            sifted[end] = character;
            end += usize::from(character != JUNK);
        }
        let (quads, rest) = sifted[..end].split_at(end / 4 * 4);
        self.write_quads(quads);
        self.count = rest.len();
        self.waiting[..rest.len()].copy_from_slice(rest);
    }

    fn write_quads(&mut self, quads: &[u8]) {
        let room = &mut self.out[self.written..];
        let (fitting, rest) = quads.split_at(quads.len().min(room.len() / 3 * 4));
        let decoded = STANDARD_NO_PAD.decode(fitting, room.as_out());
        self.written += decoded.map_or(0, |bytes| bytes.len());
        if let Some(&quad) = rest.first_chunk() {
            self.write_part(quad, 3);
        }
    }

    /// Writes the first `count` bytes of a quad, or as many as there is room for.
    fn write_part(&mut self, quad: [u8; 4], count: usize) {
        let mut bytes = [0; 3];
        if STANDARD_NO_PAD
            .decode(&quad, bytes.as_mut_slice().as_out())
            .is_err()
        {
            return;
        }
        let room = &mut self.out[self.written..];
        let count = count.min(room.len());
        room[..count].copy_from_slice(&bytes[..count]);
        self.written += count;
    }

    fn finish(mut self) -> usize {
        let mut quad = *b"AAAA";
        quad[..self.count].copy_from_slice(&self.waiting[..self.count]);
        self.write_part(quad, bytes_of(self.count));
        self.written
    }
}
