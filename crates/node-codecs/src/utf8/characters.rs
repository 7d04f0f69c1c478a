//! What the conversions know of single characters, whichever instructions they use:
//! the slow path of each, and the tests that tell characters apart.

/// How far an encoder came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Code units of the text that were encoded.
    pub read: usize,
    /// Bytes that were written.
    pub written: usize,
}

impl Progress {
    /// What is done after that much `more`.
    pub(super) const fn plus(self, more: Self) -> Self {
        Self {
            read: self.read + more.read,
            written: self.written + more.written,
        }
    }
}

/// What must be known of bytes before room is made for their text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Measure {
    /// Length of the text in code units.
    pub(crate) units: usize,
    /// Whether every code unit is below 0x100.
    pub(crate) is_latin1: bool,
    /// Whether the bytes are well-formed.
    pub(crate) is_valid: bool,
}

/// Whether `byte` is the second or a later one of its character.
pub(super) const fn is_continuation(byte: u8) -> bool {
    // One signed comparison, where a mask and a comparison would be two steps.
    (byte as i8) < -0x40
}

/// Whether the two units are a surrogate pair.
pub(super) const fn is_pair(unit: u16, next: u16) -> bool {
    (unit & 0xfc00 == 0xd800) & (next & 0xfc00 == 0xdc00)
}

/// Fewer units are counted and written one by one, which is faster than to copy
/// them into a block and their bytes out of it.
pub(super) const SHORT_UTF16: usize = 12;

/// Fewer bytes are written character by character, which is faster than to copy
/// them into a block and their units out of it.
pub(super) const SHORT_UTF8: usize = 24;

/// The unit's bytes, the first one the lower half.
pub(super) const fn word(unit: u8) -> u16 {
    let unit = unit as u16;
    let of_two = 0x80c0 | unit >> 6 | (unit & 0x3f) << 8;
    if unit < 0x80 { unit } else { of_two }
}

/// Encodes characters of one byte each one by one, as far as there is room.
pub(super) fn encode_latin1(units: &[u8], out: &mut [u8]) -> Progress {
    let mut done = Progress::default();
    for &unit in units {
        let len = 1 + usize::from(!unit.is_ascii());
        let Some(room) = out.get_mut(done.written..done.written + len) else {
            break;
        };
        room.copy_from_slice(&word(unit).to_le_bytes()[..len]);
        done.read += 1;
        done.written += len;
    }
    done
}

/// Encodes characters one by one, as far as there is room.
pub(super) fn encode_utf16(units: &[u16], out: &mut [u8]) -> Progress {
    let mut done = Progress::default();
    for character in char::decode_utf16(units.iter().copied()) {
        let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
        let end = done.written + character.len_utf8();
        let Some(room) = out.get_mut(done.written..end) else {
            break;
        };
        character.encode_utf8(room);
        done.written = end;
        // A lone surrogate and its replacement are one unit both.
        done.read += character.len_utf16();
    }
    done
}

/// Decodes one by one the characters that start within the first `limit`
/// bytes, as far as there is room; bytes of one begun earlier are passed over.
pub(super) fn decode(bytes: &[u8], limit: usize, out: &mut [u16]) -> usize {
    let mut read = bytes
        .iter()
        .take_while(|&&byte| is_continuation(byte))
        .count();
    let mut written = 0;
    while read < limit
        && let Some((character, len)) = first_character(&bytes[read..])
        && let Some(count) = write_character(character, &mut out[written..])
    {
        read += len;
        written += count;
    }
    written
}

/// Writes one character, if there is room; returns the code units it took.
pub(super) fn write_character(character: char, out: &mut [u16]) -> Option<usize> {
    if let Ok(unit) = u16::try_from(u32::from(character)) {
        *out.first_mut()? = unit;
        return Some(1);
    }
    let room = out.first_chunk_mut::<2>()?;
    character.encode_utf16(room);
    Some(2)
}

/// The character well-formed `bytes` start with, and how many bytes it takes.
pub(super) fn first_character(bytes: &[u8]) -> Option<(char, usize)> {
    let bits = |byte: u8, count: u32| u32::from(byte) & ((1 << count) - 1);
    let (code, len) = match *bytes {
        [a, ..] if a < 0x80 => (u32::from(a), 1),
        [a, b, ..] if a < 0xe0 => (bits(a, 5) << 6 | bits(b, 6), 2),
        [a, b, c, ..] if a < 0xf0 => (bits(a, 4) << 12 | bits(b, 6) << 6 | bits(c, 6), 3),
        [a, b, c, d, ..] => (
            bits(a, 3) << 18 | bits(b, 6) << 12 | bits(c, 6) << 6 | bits(d, 6),
            4,
        ),
        _ => return None,
    };
    Some((char::from_u32(code)?, len))
}
