//! Base64 as ECMAScript reads it, in `Uint8Array.fromBase64`: one alphabet, white
//! space between characters, and a say in what becomes of a last chunk that is
//! not whole.

use super::{Text, base64};

/// Characters read in one go where they are all of the alphabet.
const STRETCH: usize = 1024;

/// What is made of a last chunk of fewer than four characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastChunk {
    /// It may lack its padding, and have bits to spare.
    Loose,
    /// It must have its padding, and no bits but zeros to spare.
    Strict,
    /// It is left where it is, unless it has its padding.
    StopBeforePartial,
}

/// Why a text is not base64 by these rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StrictBase64Fault {
    /// A character of another alphabet, or padding where none belongs.
    InvalidCharacter,
    /// A last chunk that is not whole.
    PartialChunk,
    /// Bits to spare that are not zero.
    ExtraBits,
}

/// What came of reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StrictBase64 {
    /// The bytes, of a faulty text those before the fault.
    pub bytes: Vec<u8>,
    /// How many code units were read for them.
    pub read: usize,
    /// What ended the reading, if it was not the end or a lack of room.
    pub fault: Option<StrictBase64Fault>,
}

/// Up to four characters, as the six bits that each encodes.
#[derive(Clone, Copy, Default)]
struct Chunk {
    bits: u32,
    length: usize,
}

impl Chunk {
    fn push(&mut self, sextet: u32) {
        self.bits = self.bits << 6 | sextet;
        self.length += 1;
    }

    /// The whole bytes, and whether what is left over is not zero.
    fn bytes(self) -> ([u8; 3], usize, bool) {
        let [_, bytes @ ..] = (self.bits << (6 * (4 - self.length))).to_be_bytes();
        let count = self.length * 3 / 4;
        let has_extra = bytes[count..].iter().any(|&byte| byte != 0);
        (bytes, count, has_extra)
    }
}

struct StrictDecoder<'a> {
    text: Text<'a>,
    is_url: bool,
    last: LastChunk,
    room: usize,
    at: usize,
    done: StrictBase64,
}

/// Reads `text` in the alphabet of base64url or of base64, as far as `room` bytes.
///
/// ```
/// use node_codecs::{LastChunk, StrictBase64Fault, Text, decode_strict_base64};
///
/// let text = Text::Latin1(b"aGk=");
/// let decoded = decode_strict_base64(text, false, LastChunk::Strict, usize::MAX);
/// assert_eq!((decoded.bytes.as_slice(), decoded.read), (&b"hi"[..], 4));
/// let text = Text::Latin1(b"aGk");
/// let decoded = decode_strict_base64(text, false, LastChunk::Strict, usize::MAX);
/// assert_eq!(decoded.fault, Some(StrictBase64Fault::PartialChunk));
/// ```
#[must_use]
pub fn decode_strict_base64(
    text: Text<'_>,
    is_url: bool,
    last: LastChunk,
    room: usize,
) -> StrictBase64 {
    let mut decoder = StrictDecoder {
        text,
        is_url,
        last,
        room,
        at: 0,
        done: StrictBase64::default(),
    };
    if room > 0 {
        let bytes = &mut decoder.done.bytes;
        bytes.reserve(room.min(text.len().div_ceil(4) * 3));
        decoder.done.fault = decoder.read().err();
    }
    decoder.done
}

impl StrictDecoder<'_> {
    fn read(&mut self) -> Result<(), StrictBase64Fault> {
        let mut chunk = Chunk::default();
        loop {
            if chunk.length == 0 {
                self.read_stretches();
                if self.done.bytes.len() == self.room {
                    return Ok(());
                }
            }
            let Some(unit) = self.next() else {
                return self.end(chunk);
            };
            if unit == u16::from(b'=') {
                return self.read_padding(chunk);
            }
            let sextet = sextet(unit, self.is_url);
            let sextet = sextet.ok_or(StrictBase64Fault::InvalidCharacter)?;
            let left = self.room - self.done.bytes.len();
            if left < 3 && chunk.length == left + 1 {
                return Ok(());
            }
            chunk.push(sextet);
            if chunk.length == 4 {
                self.put(chunk);
                self.done.read = self.at;
                chunk = Chunk::default();
            }
        }
    }

    /// Reads whole chunks of nothing but the alphabet, as far as they come next,
    /// but for white space before them, and find room.
    fn read_stretches(&mut self) {
        let Text::Latin1(text) = self.text else {
            return;
        };
        let is_space = |unit: &&u8| is_space(u16::from(**unit));
        loop {
            self.at += text[self.at..].iter().take_while(is_space).count();
            let chunks = self.read_stretch(&text[self.at..]);
            if chunks == 0 {
                return;
            }
            self.at += 4 * chunks;
            self.done.read = self.at;
        }
    }

    /// Reads whole chunks; returns how many.
    fn read_stretch(&mut self, text: &[u8]) -> usize {
        // Where white space follows soon, the rest is not worth the fast path.
        let is_good = |&unit: &u8| sextet(unit.into(), self.is_url).is_some();
        if !text
            .first_chunk::<8>()
            .is_some_and(|next| next.iter().all(is_good))
        {
            return 0;
        }
        let mut bytes = [0; STRETCH / 4 * 3];
        let room = bytes.len().min(self.room - self.done.bytes.len());
        let chunks = base64::read_quads(&text[..text.len().min(STRETCH)], &mut bytes[..room]);
        // The other alphabet was read too.
        let [first, second] = if self.is_url { *b"+/" } else { *b"-_" };
        let other = memchr::memchr2(first, second, &text[..4 * chunks]);
        let chunks = other.map_or(chunks, |other| other / 4);
        self.done.bytes.extend_from_slice(&bytes[..3 * chunks]);
        chunks
    }

    /// The next code unit that is no white space.
    fn next(&mut self) -> Option<u16> {
        while let Some(unit) = self.text.unit(self.at) {
            self.at += 1;
            if !is_space(unit) {
                return Some(unit);
            }
        }
        None
    }

    fn put(&mut self, chunk: Chunk) -> bool {
        let (bytes, count, has_extra) = chunk.bytes();
        self.done.bytes.extend_from_slice(&bytes[..count]);
        has_extra
    }

    /// Continues after a first `=`.
    fn read_padding(&mut self, chunk: Chunk) -> Result<(), StrictBase64Fault> {
        if chunk.length < 2 {
            return Err(StrictBase64Fault::InvalidCharacter);
        }
        if chunk.length == 2 {
            match (self.next(), self.last) {
                (Some(0x3d), _) => {}
                (Some(_), _) | (None, LastChunk::Loose) => {
                    return Err(StrictBase64Fault::InvalidCharacter);
                }
                (None, LastChunk::Strict) => return Err(StrictBase64Fault::PartialChunk),
                (None, LastChunk::StopBeforePartial) => return Ok(()),
            }
        }
        if self.next().is_some() {
            return Err(StrictBase64Fault::InvalidCharacter);
        }
        let (.., has_extra) = chunk.bytes();
        if has_extra && self.last == LastChunk::Strict {
            return Err(StrictBase64Fault::ExtraBits);
        }
        self.put(chunk);
        self.done.read = self.text.len();
        Ok(())
    }

    /// The text has ended, within a chunk perhaps.
    fn end(&mut self, chunk: Chunk) -> Result<(), StrictBase64Fault> {
        match (chunk.length, self.last) {
            (0, _) => {}
            (_, LastChunk::StopBeforePartial) => return Ok(()),
            (1, _) | (_, LastChunk::Strict) => return Err(StrictBase64Fault::PartialChunk),
            (_, LastChunk::Loose) => _ = self.put(chunk),
        }
        self.done.read = self.text.len();
        Ok(())
    }
}

fn is_space(unit: u16) -> bool {
    matches!(unit, 0x20 | 0x09 | 0x0a | 0x0c | 0x0d)
}

/// The six bits that a character of the alphabet encodes.
fn sextet(unit: u16, is_url: bool) -> Option<u32> {
    let character = u8::try_from(unit).ok()?;
    let value = match (character, is_url) {
        (b'A'..=b'Z', _) => character - b'A',
        (b'a'..=b'z', _) => character - b'a' + 26,
        (b'0'..=b'9', _) => character - b'0' + 52,
        (b'+', false) | (b'-', true) => 62,
        (b'/', false) | (b'_', true) => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode_forgiving_base64;
    use proptest::prelude::*;

    fn read(text: &str, last: LastChunk, room: usize) -> StrictBase64 {
        decode_strict_base64(Text::Latin1(text.as_bytes()), false, last, room)
    }

    #[test]
    fn room_ends_the_reading_before_a_chunk_that_does_not_fit() {
        let done = read("YWJjZGVm", LastChunk::Loose, 4);
        assert_eq!((done.bytes.as_slice(), done.read), (&b"abc"[..], 4));
        let done = read("YWJjZA==", LastChunk::Loose, 4);
        assert_eq!((done.bytes.as_slice(), done.read), (&b"abcd"[..], 8));
        assert_eq!(read("*", LastChunk::Loose, 0), StrictBase64::default());
        let done = read("YWJjZGVm*", LastChunk::Loose, 6);
        assert_eq!((done.read, done.fault), (8, None));
    }

    #[test]
    fn a_last_chunk_is_taken_as_it_is_asked_for() {
        use StrictBase64Fault::{ExtraBits, InvalidCharacter, PartialChunk};
        let fault = |text, last| read(text, last, usize::MAX).fault;
        assert_eq!(fault("YQ", LastChunk::Loose), None);
        assert_eq!(fault("YQ", LastChunk::Strict), Some(PartialChunk));
        assert_eq!(fault("YR==", LastChunk::Strict), Some(ExtraBits));
        assert_eq!(fault("YQ==x", LastChunk::Loose), Some(InvalidCharacter));
        assert_eq!(read("YWJjYQ", LastChunk::StopBeforePartial, 9).read, 4);
    }

    /// Text of long runs, and what else there may be.
    fn any_text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            6 => "[A-Za-z0-9+/]{0,300}",
            2 => "[A-Za-z0-9]{0,300}[-_]?",
            4 => "([A-Za-z0-9/]{76}\r?\n){0,4}",
            2 => "([A-Za-z0-9]{1,9} ){0,30}",
            1 => "={0,2}",
            1 => "[ \n*é]?",
        ];
        prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn stretches_are_read_as_characters_are(
            text in any_text(),
            is_url in any::<bool>(),
            room in prop_oneof![0..2000usize, (0..100usize).prop_map(|chunks| 3 * chunks), Just(usize::MAX)],
        ) {
            let units: Vec<u16> = text.encode_utf16().collect();
            let bytes: Vec<u8> = units.iter().map(|&unit| unit as u8).collect();
            for last in [LastChunk::Loose, LastChunk::Strict, LastChunk::StopBeforePartial] {
                // Units of two bytes are read one by one.
                let one_by_one = decode_strict_base64(Text::Utf16(&units), is_url, last, room);
                let read = decode_strict_base64(Text::Latin1(&bytes), is_url, last, room);
                prop_assert_eq!(read, one_by_one);
            }
        }

        #[test]
        fn loosely_it_reads_what_the_web_reads(text in "[YWJj+/A= \n*]{0,30}") {
            let loose = read(&text, LastChunk::Loose, usize::MAX);
            let web = decode_forgiving_base64(text.into_bytes());
            prop_assert_eq!(loose.fault.is_none().then_some(loose.bytes), web.ok());
        }
    }
}
