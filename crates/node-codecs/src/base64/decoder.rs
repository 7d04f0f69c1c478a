//! The decoder of a text in pieces: by vectors where all characters are of the
//! alphabets (the fast path), the rest a character at a time (the slow path).

use super::alphabet::{CHARACTERS, JUNK, SEXTETS, bytes_of};
use super::decoded::FastPath;
use base64_simd::{AsOut, STANDARD_NO_PAD};

/// Characters compacted in one go.
const COMPACTED: usize = 1024;
/// A text shorter than this is read as quickly without vectors.
const SHORT: usize = 64;
/// Fewer characters than this are not worth compacting.
const FEW: usize = 8;

/// Turns pieces of a text into bytes, keeping what is short of a quad between pieces.
pub(super) struct Decoder<'a> {
    out: &'a mut [u8],
    written: usize,
    /// The characters of a quad that is not whole yet.
    waiting: [u8; 4],
    count: usize,
    /// Whether a `=` was met.
    has_ended: bool,
    read_fast: FastPath,
}

impl<'a> Decoder<'a> {
    pub(super) fn new(out: &'a mut [u8], read_fast: FastPath) -> Self {
        Self {
            out,
            written: 0,
            waiting: [0; 4],
            count: 0,
            has_ended: false,
            read_fast,
        }
    }

    /// Whether what follows changes nothing.
    pub(super) fn is_done(&self) -> bool {
        self.has_ended || self.written == self.out.len()
    }

    pub(super) fn read(&mut self, piece: &[u8]) {
        let mut rest = self.complete(piece);
        while !rest.is_empty() && !self.is_done() {
            let slow;
            (rest, slow) = self.read_at_once(rest);
            let (slow, after) = rest.split_at(slow.min(rest.len()));
            self.read_slowly(slow);
            rest = self.complete(after);
        }
    }

    /// Reads the quads at the front of a text that begins with a quad. Returns
    /// what follows, and how much of that is not worth trying the same with.
    fn read_at_once<'t>(&mut self, text: &'t [u8]) -> (&'t [u8], usize) {
        if text.len() < SHORT {
            let quads = self.read_quads(text);
            return (&text[4 * quads..], SHORT);
        }
        let run = (self.read_fast)(text, &mut self.out[self.written..]);
        self.written += run.written;
        (&text[run.read..], run.slow)
    }

    /// Reads whole quads as long as they fit, one by one; returns how many.
    fn read_quads(&mut self, text: &[u8]) -> usize {
        let count = read_quads(text, &mut self.out[self.written..]);
        self.written += 3 * count;
        count
    }

    /// Reads on to the end of the quad that is begun; returns what follows it.
    fn complete<'t>(&mut self, text: &'t [u8]) -> &'t [u8] {
        let mut characters = text.iter();
        while self.count != 0 && !self.has_ended {
            let Some(&character) = characters.next() else {
                break;
            };
            self.push(character);
        }
        characters.as_slice()
    }

    fn push(&mut self, character: u8) {
        if sextet(character) == JUNK {
            self.has_ended |= character == b'=';
            return;
        }
        self.waiting[self.count] = character;
        self.count += 1;
        if self.count == 4 {
            self.count = 0;
            self.write_part(3);
        }
    }

    /// Reads characters of any kind: the slow path.
    fn read_slowly(&mut self, text: &[u8]) {
        if text.len() <= FEW {
            self.read_each(text);
        } else if text.len() <= SHORT {
            self.compact::<SHORT>(text);
        } else {
            let chunks = text.chunks(COMPACTED);
            chunks.for_each(|chunk| self.compact::<COMPACTED>(chunk));
        }
    }

    fn read_each(&mut self, text: &[u8]) {
        for &character in text {
            if self.is_done() {
                return;
            }
            self.push(character);
        }
    }

    /// Picks out of at most `MOST` characters those that count, without a
    /// branch for each, and reads them.
    fn compact<const MOST: usize>(&mut self, chunk: &[u8]) {
        let chunk = self.complete(chunk);
        if self.is_done() {
            return;
        }
        let end = memchr::memchr(b'=', chunk);
        let mut compacted = [0; MOST];
        let mut count = 0;
        for &byte in &chunk[..end.unwrap_or(chunk.len())] {
            let character = CHARACTERS[usize::from(byte)];
            compacted[count] = character;
            count += usize::from(character != 0);
        }
        let fitting = count.min((self.out.len() - self.written) / 3 * 4) / 4 * 4;
        self.decode_compacted(&compacted[..fitting]);
        self.read_each(&compacted[fitting..count]);
        self.has_ended |= end.is_some();
    }

    /// Reads quads of the standard alphabet, for which there is room.
    fn decode_compacted(&mut self, quads: &[u8]) {
        if quads.len() < SHORT {
            self.read_quads(quads);
            return;
        }
        let bytes = STANDARD_NO_PAD.decode(quads, self.out[self.written..].as_out());
        self.written += bytes.map_or(0, |bytes| bytes.len());
    }

    /// Writes the first `count` bytes of the quad that waits, or as many as
    /// there is room for.
    fn write_part(&mut self, count: usize) {
        let bytes = join(self.waiting.map(sextet)).into_iter().take(count);
        for (to, byte) in self.out[self.written..].iter_mut().zip(bytes) {
            *to = byte;
            self.written += 1;
        }
    }

    pub(super) fn finish(mut self) -> usize {
        let count = bytes_of(self.count);
        self.waiting[self.count..].fill(b'A');
        self.write_part(count);
        self.written
    }
}

/// Reads whole quads, one by one, up to the first with anything else in it or
/// without room; returns how many.
pub(super) fn read_quads(text: &[u8], out: &mut [u8]) -> usize {
    let (quads, _) = text.as_chunks();
    let (rooms, _) = out.as_chunks_mut();
    let mut count = 0;
    for (quad, room) in quads.iter().zip(rooms) {
        let quad = quad.map(sextet);
        // All six bits or the junk's one: together they show it without a branch for each.
        if quad.into_iter().fold(0, |all, sextet| all | sextet) >= JUNK {
            break;
        }
        *room = join(quad);
        count += 1;
    }
    count
}

/// The three bytes of four times six bits.
pub(super) fn join(quad: [u8; 4]) -> [u8; 3] {
    let bits = quad
        .into_iter()
        .fold(0, |bits, sextet| bits << 6 | u32::from(sextet));
    let [_, bytes @ ..] = bits.to_be_bytes();
    bytes
}

fn sextet(character: u8) -> u8 {
    SEXTETS[usize::from(character)]
}
