//! From one text encoding to another, by the rules of the library that Node
//! uses for `buffer.transcode` (ICU): `?` for what the target lacks, nothing for
//! what is invisible anyway.

use super::{Encoding, OwnedText, Text};
use std::ops::RangeInclusive;

/// Characters that are dropped when the target lacks them: Unicode's
/// "default ignorable" ones, as ICU lists them.
const IGNORABLE: [RangeInclusive<u32>; 16] = [
    0xad..=0xad,
    0x34f..=0x34f,
    0x61c..=0x61c,
    0x115f..=0x1160,
    0x17b4..=0x17b5,
    0x180b..=0x180f,
    0x200b..=0x200f,
    0x202a..=0x202e,
    0x2060..=0x206f,
    0x3164..=0x3164,
    0xfe00..=0xfe0f,
    0xfeff..=0xfeff,
    0xffa0..=0xffa0,
    0xfff0..=0xfff8,
    0x1bca0..=0x1bca3,
    0x1d173..=0x1d17a,
];

/// More of them.
const IGNORABLE_TAGS: RangeInclusive<u32> = 0xe0000..=0xe0fff;

const REPLACEMENT: u16 = 0xfffd;

/// Why bytes could not be transcoded, as ICU tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TranscodeFailure {
    /// The pair of encodings is not one that can be transcoded between.
    IllegalArgument,
    /// The bytes are not well-formed in their encoding.
    InvalidCharacter,
}

/// The bytes of the text that `bytes` are in `from`, in `to`.
///
/// ```
/// use node_codecs::{Encoding, transcode};
///
/// let bytes = transcode("\u{20ac}1".as_bytes(), Encoding::Utf8, Encoding::Latin1);
/// assert_eq!(bytes, Ok(b"?1".to_vec()));
/// ```
///
/// # Errors
///
/// A pair of encodings that is not served, or bytes that are not well-formed
/// where that is asked for.
pub fn transcode(bytes: &[u8], from: Encoding, to: Encoding) -> Result<Vec<u8>, TranscodeFailure> {
    use Encoding::{Ascii, Latin1, Utf8, Utf16Le};
    match (from, to) {
        (Ascii | Latin1, Utf16Le) => Ok(super::encode(Text::Latin1(bytes), Utf16Le)),
        (Utf8, Utf16Le) if super::is_utf8(bytes) => {
            Ok(super::encode(super::decode(bytes, Utf8).as_text(), Utf16Le))
        }
        (Utf8, Utf16Le) => Err(TranscodeFailure::InvalidCharacter),
        (Utf16Le, Utf8) => from_utf16(bytes),
        (Utf16Le, Utf16Le) => Ok(mend(bytes)),
        (Ascii, Utf8 | Latin1 | Ascii) => Ok(encode(seven_bits(bytes).as_text(), to)),
        (Utf8 | Latin1 | Utf16Le, Utf8 | Latin1 | Ascii) => {
            Ok(encode(super::decode(bytes, from).as_text(), to))
        }
        _ => Err(TranscodeFailure::IllegalArgument),
    }
}

/// UTF-8 of UTF-16 that must be well-formed; an odd last byte is dropped, but
/// can't be all there is.
fn from_utf16(bytes: &[u8]) -> Result<Vec<u8>, TranscodeFailure> {
    let text = super::decode(bytes, Encoding::Utf16Le);
    let is_valid = match text.as_text() {
        Text::Latin1(_) => true,
        Text::Utf16(units) => char::decode_utf16(units.iter().copied()).all(|c| c.is_ok()),
    };
    if is_valid && bytes.len() > 1 {
        return Ok(super::encode(text.as_text(), Encoding::Utf8));
    }
    Err(TranscodeFailure::InvalidCharacter)
}

/// UTF-16 with U+FFFD for lone surrogates and for an odd last byte, or both
/// where they are one truncated character.
fn mend(bytes: &[u8]) -> Vec<u8> {
    let units = super::decode(bytes, Encoding::Utf16Le).to_utf16();
    let mut mended: Vec<u16> = Vec::with_capacity(units.len().saturating_add(1));
    for character in char::decode_utf16(units.iter().copied()) {
        match character {
            Ok(character) => mended.extend_from_slice(character.encode_utf16(&mut [0; 2])),
            Err(_) => mended.push(REPLACEMENT),
        }
    }
    let ends_in_half = units
        .last()
        .is_some_and(|unit| (0xd800..0xdc00).contains(unit));
    if bytes.len() % 2 == 1 && !ends_in_half {
        mended.push(REPLACEMENT);
    }
    super::encode(Text::Utf16(&mended), Encoding::Utf16Le)
}

/// ASCII as it is meant: the upper half is no character.
fn seven_bits(bytes: &[u8]) -> OwnedText {
    if bytes.is_ascii() {
        return OwnedText::Latin1(bytes.to_vec());
    }
    let unit = |&byte: &u8| {
        if byte < 0x80 {
            u16::from(byte)
        } else {
            REPLACEMENT
        }
    };
    OwnedText::Utf16(bytes.iter().map(unit).collect())
}

fn encode(text: Text<'_>, to: Encoding) -> Vec<u8> {
    let highest = match to {
        Encoding::Latin1 => 0xff,
        Encoding::Ascii => 0x7f,
        _ => return super::encode(text, to),
    };
    match text {
        Text::Latin1(units) => {
            let characters = units.iter().map(|&unit| u32::from(unit));
            characters.filter_map(|c| narrow(c, highest)).collect()
        }
        Text::Utf16(units) => {
            let characters = char::decode_utf16(units.iter().copied());
            let code_points = characters.map(|c| c.map_or(u32::from(REPLACEMENT), u32::from));
            code_points.filter_map(|c| narrow(c, highest)).collect()
        }
    }
}

/// The byte of a character up to `highest`, `?` for another, nothing for what
/// can't be seen.
fn narrow(character: u32, highest: u8) -> Option<u8> {
    match u8::try_from(character) {
        Ok(byte) if byte <= highest => Some(byte),
        _ if is_ignorable(character) => None,
        _ => Some(b'?'),
    }
}

fn is_ignorable(character: u32) -> bool {
    IGNORABLE_TAGS.contains(&character) || IGNORABLE.iter().any(|range| range.contains(&character))
}
