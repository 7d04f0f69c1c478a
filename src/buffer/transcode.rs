//! `buffer.transcode`: from one text encoding to another, by the rules of the
//! library that Node uses (ICU): `?` for what the target lacks, nothing for
//! what is invisible anyway.

use super::{alloc, encoding, over_view};
use crate::codec::{self, Encoding, OwnedText, Text};
use crate::engine::error::{self, ErrorClass};
use crate::engine::native;
use crate::engine::view::ByteView;
use boa_engine::{Context, JsArgs, JsError, JsResult, JsValue, js_string};
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

/// Why there is no result, as ICU names and numbers it.
enum Failure {
    IllegalArgument,
    InvalidCharacter,
}

impl Failure {
    fn into_error(self, context: &mut Context) -> JsError {
        let (code, number) = match self {
            Self::IllegalArgument => ("U_ILLEGAL_ARGUMENT_ERROR", 1),
            Self::InvalidCharacter => ("U_INVALID_CHAR_FOUND", 10),
        };
        let message = js_string!(format!("Unable to transcode Buffer [{code}]"));
        match error::plain_object(ErrorClass::Error, message, context) {
            Ok(object) => {
                let visible = native::ENUMERABLE;
                native::set(&object, js_string!("code"), js_string!(code), visible);
                native::set(&object, js_string!("errno"), number, visible);
                JsError::from_opaque(object.into())
            }
            Err(thrown) => thrown,
        }
    }
}

/// `transcode(source, fromEncoding, toEncoding)`
pub(super) fn transcode(
    _: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let source = arguments.get_or_undefined(0);
    let view = source
        .as_object()
        .and_then(|object| ByteView::of_uint8_array(&object, context));
    let Some(view) = view else {
        let expected = ["Buffer", "Uint8Array"];
        return Err(error::invalid_arg_type(
            "source", &expected, source, context,
        ));
    };
    if view.is_empty() {
        return Ok(alloc::empty(context)?.into());
    }
    let from = encoding::normalize(arguments.get_or_undefined(1), context)?;
    let to = encoding::normalize(arguments.get_or_undefined(2), context)?;
    let bytes = match (from, to) {
        (Some(from), Some(to)) => view.read(|bytes| convert(bytes, from, to)),
        _ => Err(Failure::IllegalArgument),
    };
    match bytes {
        Ok(bytes) => unpooled(&bytes, context),
        Err(failure) => Err(failure.into_error(context)),
    }
}

fn unpooled(bytes: &[u8], context: &mut Context) -> JsResult<JsValue> {
    let room = alloc::dirty_room(bytes.len(), context)?;
    room.write(context, |out| out.copy_from_slice(bytes))?;
    Ok(over_view(&room, context)?.into())
}

fn convert(bytes: &[u8], from: Encoding, to: Encoding) -> Result<Vec<u8>, Failure> {
    use Encoding::{Ascii, Latin1, Utf8, Utf16Le};
    match (from, to) {
        (Ascii | Latin1, Utf16Le) => Ok(codec::encode(Text::Latin1(bytes), Utf16Le)),
        (Utf8, Utf16Le) if codec::is_utf8(bytes) => {
            Ok(codec::encode(codec::decode(bytes, Utf8).as_text(), Utf16Le))
        }
        (Utf8, Utf16Le) => Err(Failure::InvalidCharacter),
        (Utf16Le, Utf8) => from_utf16(bytes),
        (Utf16Le, Utf16Le) => Ok(mend(bytes)),
        (Ascii, Utf8 | Latin1 | Ascii) => Ok(encode(seven_bits(bytes).as_text(), to)),
        (Utf8 | Latin1 | Utf16Le, Utf8 | Latin1 | Ascii) => {
            Ok(encode(codec::decode(bytes, from).as_text(), to))
        }
        _ => Err(Failure::IllegalArgument),
    }
}

/// UTF-8 of UTF-16 that must be well-formed; an odd last byte is dropped, but
/// can't be all there is.
fn from_utf16(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let text = codec::decode(bytes, Encoding::Utf16Le);
    let is_valid = match text.as_text() {
        Text::Latin1(_) => true,
        Text::Utf16(units) => char::decode_utf16(units.iter().copied()).all(|c| c.is_ok()),
    };
    if is_valid && bytes.len() > 1 {
        return Ok(codec::encode(text.as_text(), Encoding::Utf8));
    }
    Err(Failure::InvalidCharacter)
}

/// UTF-16 with U+FFFD for lone surrogates and for an odd last byte, or both
/// where they are one truncated character.
fn mend(bytes: &[u8]) -> Vec<u8> {
    let units = codec::decode(bytes, Encoding::Utf16Le).to_utf16();
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
    codec::encode(Text::Utf16(&mended), Encoding::Utf16Le)
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
        _ => return codec::encode(text, to),
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
