//! The real conversions against the oracle's: what is asked of every text, every
//! bytes, every room. The tests and the fuzzer's targets both ask it. Only there with the
//! feature `oracle`.
//!
//! # Panics
//!
//! Every function here, where a conversion answers otherwise than the oracle.

use super::{
    Decoding, Encoding, OwnedText, Text, byte_length, decode, encode, encode_into, encoded_len,
    encoded_len_upper, oracle,
};

/// What a byte holds that must not be written.
pub const UNTOUCHED: u8 = 0xa5;

fn narrowed(units: &[u16]) -> Option<Vec<u8>> {
    units.iter().map(|&unit| u8::try_from(unit).ok()).collect()
}

/// Decodes `bytes` in every way there is.
pub fn check_decode(bytes: &[u8], encoding: Encoding) {
    let expected = oracle::decode(bytes, encoding);
    let decoding = Decoding::new(bytes, encoding);
    assert_eq!(
        decoding.units(),
        expected.len(),
        "{encoding:?} of {bytes:x?}"
    );
    let mut wide = vec![0; decoding.units()];
    decoding.write_utf16(&mut wide);
    assert_eq!(wide, expected, "{encoding:?} of {bytes:x?}");
    match decode(bytes, encoding) {
        OwnedText::Latin1(units) => assert_eq!(Some(units), narrowed(&expected)),
        OwnedText::Utf16(units) => {
            assert_eq!(units, expected);
            assert_eq!(narrowed(&expected), None, "wider than need be");
        }
    }
    if let Some(verbatim) = decoding.verbatim() {
        assert_eq!(Some(verbatim.to_vec()), narrowed(&expected));
    }
}

/// Encodes `text`, whose code units are `units`, and measures it.
pub fn check_encode(text: Text<'_>, units: &[u16], encoding: Encoding) {
    let expected = oracle::encode(units, encoding).concat();
    assert_eq!(
        encode(text, encoding),
        expected,
        "{encoding:?} of {units:x?}"
    );
    assert_eq!(encoded_len(text, encoding), expected.len());
    let bound = encoded_len_upper(text, encoding);
    assert!(bound >= expected.len());
    let by_length = matches!(
        encoding,
        Encoding::Hex | Encoding::Base64 | Encoding::Base64Url
    );
    assert_eq!(
        byte_length(text, encoding),
        if by_length { bound } else { expected.len() }
    );
}

/// Writes into each room given: whole pieces, as many as fit, and nothing after them.
pub fn check_rooms(
    text: Text<'_>,
    units: &[u16],
    encoding: Encoding,
    rooms: impl Iterator<Item = usize>,
) {
    let pieces = oracle::encode(units, encoding);
    let ends: Vec<usize> = pieces
        .iter()
        .scan(0, |end, piece| {
            *end += piece.len();
            Some(*end)
        })
        .collect();
    let expected = pieces.concat();
    for room in rooms {
        let written = ends
            .iter()
            .copied()
            .take_while(|&end| end <= room)
            .last()
            .unwrap_or(0);
        let mut out = vec![UNTOUCHED; room];
        assert_eq!(
            encode_into(text, encoding, &mut out),
            written,
            "{encoding:?} of {units:x?} into {room}"
        );
        assert_eq!(out[..written], expected[..written]);
        assert!(
            out[written..].iter().all(|&byte| byte == UNTOUCHED),
            "{encoding:?} of {units:x?} into {room}"
        );
    }
}

/// The text in each form that holds it.
pub fn in_each_form(units: &[u16], mut check: impl FnMut(Text<'_>)) {
    check(Text::Utf16(units));
    if let Some(bytes) = narrowed(units) {
        check(Text::Latin1(&bytes));
    }
}
