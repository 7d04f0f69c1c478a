//! Every encoding against its oracle: at every length around the widths of
//! blocks and vectors, at every alignment, with every room to write into.

use proptest::prelude::*;

use super::checks::{UNTOUCHED, check_decode, check_encode, check_rooms, in_each_form};
use super::{
    Encoding, OwnedText, Text, byte_length, decode, encode, encode_into, encode_utf8_into,
    is_ascii, is_utf8, oracle,
};

/// Longest of the lengths that are all tried: beyond two of the largest block.
const LENGTHS: usize = 137;
const ALIGNMENTS: usize = 16;

/// Pieces of text that, repeated, put every kind of character at every place of a block.
const PATTERNS: [&str; 10] = [
    "plain ascii text ",
    "é",
    "Füße, Öl ",
    "съешь же ещё ",
    "é€ß日ñ本",
    "視野無限廣",
    "😀",
    "a😀é🎉€",
    "0123456789abcdefABCDEF",
    "QUJD+/-_ \n",
];

fn cycled<T: Copy>(pattern: &[T], len: usize) -> Vec<T> {
    pattern.iter().copied().cycle().take(len).collect()
}

/// Texts of one length, some cut within a surrogate pair.
fn texts(len: usize) -> impl Iterator<Item = Vec<u16>> {
    let odd = [
        &[0xd83d][..],
        &[0xde00],
        &[0x61, 0xd83d],
        &[0xde00, 0xd83d],
        &[0x141, 0x130, 0x13d],
    ];
    let patterns = PATTERNS
        .iter()
        .map(|pattern| pattern.encode_utf16().collect());
    let all = patterns.chain(odd.map(<[u16]>::to_vec));
    all.map(move |pattern: Vec<u16>| cycled(&pattern, len))
}

/// Bytes of one length, some cut within a character, some bad in other ways.
fn byte_strings(len: usize) -> impl Iterator<Item = Vec<u8>> {
    let odd = [
        &b"\x80"[..],
        b"a\xff",
        b"\xe2\x82",
        b"\xf0\x9f\x98a",
        b"\xed\xa0\x80",
        b"ok \xc3(",
        b"\0\x01\x02",
    ];
    let patterns = PATTERNS.iter().map(|pattern| pattern.as_bytes());
    patterns.chain(odd).map(move |pattern| cycled(pattern, len))
}

#[test]
fn decodes_every_length() {
    for len in 0..LENGTHS {
        for bytes in byte_strings(len) {
            Encoding::ALL
                .iter()
                .for_each(|&encoding| check_decode(&bytes, encoding));
        }
    }
}

#[test]
fn decodes_from_every_alignment() {
    for bytes in byte_strings(LENGTHS + ALIGNMENTS) {
        for start in 0..ALIGNMENTS {
            for len in [LENGTHS, 64, 31] {
                Encoding::ALL
                    .iter()
                    .for_each(|&encoding| check_decode(&bytes[start..start + len], encoding));
            }
        }
    }
}

#[test]
fn encodes_every_length() {
    for len in 0..LENGTHS {
        for units in texts(len) {
            in_each_form(&units, |text| {
                Encoding::ALL
                    .iter()
                    .for_each(|&encoding| check_encode(text, &units, encoding));
            });
        }
    }
}

#[test]
fn encodes_from_and_to_every_alignment() {
    for units in texts(LENGTHS + ALIGNMENTS) {
        for start in 0..ALIGNMENTS {
            let units = &units[start..];
            for encoding in Encoding::ALL {
                let expected = oracle::encode(units, encoding).concat();
                let mut out = vec![UNTOUCHED; start + expected.len()];
                let written = encode_into(Text::Utf16(units), encoding, &mut out[start..]);
                assert_eq!(out[start..start + written], expected);
            }
        }
    }
}

#[test]
fn encodes_into_every_room() {
    for len in [0, 1, 2, 3, 5, 31, 33, 36, 40, 70] {
        for units in texts(len) {
            in_each_form(&units, |text| {
                for encoding in Encoding::ALL {
                    check_rooms(text, &units, encoding, 0..=3 * len + 2);
                }
            });
        }
    }
}

#[test]
fn encodes_every_code_unit_alone_and_every_character() {
    let singles = (0..=u16::MAX).map(|unit| vec![unit]);
    let pairs = (0x1_0000..0x11_0000)
        .step_by(0x101)
        .filter_map(char::from_u32);
    for units in singles.chain(pairs.map(|char| char.to_string().encode_utf16().collect())) {
        let text = Text::Utf16(&units);
        assert_eq!(
            encode(text, Encoding::Utf8),
            String::from_utf16_lossy(&units).into_bytes()
        );
    }
}

#[test]
fn every_code_point_goes_there_and_back() {
    let all: Vec<u16> = ('\0'..=char::MAX)
        .flat_map(|char| {
            let mut units = [0; 2];
            char.encode_utf16(&mut units).to_vec()
        })
        .collect();
    let bytes = encode(Text::Utf16(&all), Encoding::Utf8);
    assert_eq!(bytes, String::from_iter('\0'..=char::MAX).into_bytes());
    assert_eq!(decode(&bytes, Encoding::Utf8), OwnedText::Utf16(all));
}

#[test]
fn hex_and_base64_characters_are_looked_up_by_their_low_byte() {
    for unit in 0..=u16::MAX {
        let units = [0x41, unit, 0x41, unit];
        for encoding in [Encoding::Hex, Encoding::Base64] {
            let expected = oracle::encode(&units, encoding).concat();
            assert_eq!(encode(Text::Utf16(&units), encoding), expected, "{unit:x}");
        }
    }
}

#[test]
fn junk_at_every_place_of_a_base64_chunk() {
    let clean = cycled(b"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY0", 8300);
    for place in (0..8300).step_by(7).chain(1020..1030).chain(8185..8195) {
        for junk in [b'\n', b'-', b'=', 0xe9] {
            let mut units: Vec<u16> = clean.iter().map(|&byte| u16::from(byte)).collect();
            units[place] = u16::from(junk);
            let expected = oracle::encode(&units, Encoding::Base64).concat();
            in_each_form(&units, |text| {
                assert_eq!(encode(text, Encoding::Base64), expected);
            });
        }
    }
}

#[test]
fn what_node_printed() {
    // Recorded from Node 26.12.1: Buffer.from(text, encoding).toString('hex').
    let printed = [
        (Encoding::Hex, "abc", "ab"),
        (Encoding::Hex, "ab cd", "ab"),
        (Encoding::Hex, "0x12", ""),
        (Encoding::Hex, "abc\u{131}", "abc1"),
        (Encoding::Hex, "ab\u{130}\u{130}", "ab00"),
        (Encoding::Base64, "YQ==YQ==", "61"),
        (Encoding::Base64, "YW=Jj", "61"),
        (Encoding::Base64, "=YWJj", ""),
        (Encoding::Base64, "Y W\nJ*j", "616263"),
        (Encoding::Base64, "YWJjZ", "616263"),
        (Encoding::Base64, "-_+/", "fbffbf"),
        (Encoding::Base64, "YR", "61"),
        (Encoding::Base64Url, "-_+/", "fbffbf"),
        (Encoding::Latin1, "\u{20ac}é😀", "ace93d00"),
        (Encoding::Ascii, "é", "e9"),
        (Encoding::Utf16Le, "é€", "e900ac20"),
        (Encoding::Utf8, "\u{feff}a\0", "efbbbf6100"),
    ];
    for (encoding, text, hex) in printed {
        let units: Vec<u16> = text.encode_utf16().collect();
        let bytes = encode(Text::Utf16(&units), encoding);
        assert_eq!(
            decode(&bytes, Encoding::Hex),
            OwnedText::Latin1(hex.into()),
            "{text:?}"
        );
    }
}

#[test]
fn lengths_by_rule_as_node_printed_them() {
    let printed = [
        ("YQ==", 1),
        ("YQ=", 1),
        ("=", 0),
        ("==", 0),
        ("===", 0),
        ("YWJj", 3),
        ("Y*J", 2),
        ("", 0),
    ];
    for (text, length) in printed {
        assert_eq!(
            byte_length(Text::Latin1(text.as_bytes()), Encoding::Base64),
            length,
            "{text}"
        );
    }
    assert_eq!(byte_length(Text::Latin1(b"zzz"), Encoding::Hex), 1);
    assert_eq!(byte_length(Text::Utf16(&[0xd83d]), Encoding::Utf8), 3);
}

#[test]
fn progress_tells_units_and_bytes() {
    let units: Vec<u16> = "ab😀".encode_utf16().collect();
    let mut out = [0; 5];
    let progress = encode_utf8_into(Text::Utf16(&units), &mut out);
    assert_eq!((progress.read, progress.written), (2, 2));
    let progress = encode_utf8_into(Text::Utf16(&units), &mut [0; 6]);
    assert_eq!((progress.read, progress.written), (4, 6));
    let progress = encode_utf8_into(Text::Latin1(b"a\xe9\xe9"), &mut out[..4]);
    assert_eq!((progress.read, progress.written), (2, 3));
}

#[test]
fn checks_of_bytes() {
    for len in 0..LENGTHS {
        for bytes in byte_strings(len) {
            assert_eq!(is_utf8(&bytes), std::str::from_utf8(&bytes).is_ok());
            assert_eq!(is_ascii(&bytes), bytes.iter().all(|&byte| byte < 0x80));
        }
    }
}

#[test]
fn one_byte_in_long_ones_is_not_ascii() {
    for len in [255, 256, 511, 512, 513, 1000] {
        let mut bytes = vec![0x7f; len];
        assert!(is_ascii(&bytes));
        for place in 0..len {
            bytes[place] = 0x80;
            assert!(!is_ascii(&bytes));
            bytes[place] = 0;
        }
    }
}

/// Text with runs of one kind of character after another.
pub(super) fn any_text() -> impl Strategy<Value = Vec<u16>> {
    let run = prop_oneof![
        prop::collection::vec(0..0x80u16, 0..80),
        prop::collection::vec(0..0x100u16, 0..80),
        prop::collection::vec(0x80..0x800u16, 0..80),
        prop::collection::vec(0x800..0xd800u16, 0..80),
        prop::collection::vec(0xd800..0xe000u16, 0..20),
        prop::collection::vec(any::<u16>(), 0..80),
        "[😀-🙏]{0,40}".prop_map(|text| text.encode_utf16().collect()),
        "[0-9a-fA-F]{0,80}".prop_map(|text| text.encode_utf16().collect()),
        "[-+/_A-Za-z0-9]{0,80}".prop_map(|text| text.encode_utf16().collect()),
    ];
    prop::collection::vec(run, 0..6).prop_map(|runs| runs.concat())
}

/// Bytes of text, some of them changed, or any.
pub(super) fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    let changed = (
        any_text(),
        prop::collection::vec((any::<usize>(), any::<u8>()), 0..4),
    );
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..400),
        changed.prop_map(|(units, changes)| {
            let mut bytes = String::from_utf16_lossy(&units).into_bytes();
            for (place, byte) in changes {
                let len = bytes.len().max(1);
                bytes
                    .get_mut(place % len)
                    .into_iter()
                    .for_each(|old| *old = byte);
            }
            bytes
        }),
    ]
}

proptest! {
    #[test]
    fn decodes_any_bytes(bytes in any_bytes()) {
        Encoding::ALL.iter().for_each(|&encoding| check_decode(&bytes, encoding));
    }

    #[test]
    fn encodes_any_text(units in any_text()) {
        in_each_form(&units, |text| Encoding::ALL.iter().for_each(|&encoding| check_encode(text, &units, encoding)));
    }

    #[test]
    fn encodes_any_text_into_any_room(units in any_text(), room in 0..600usize) {
        in_each_form(&units, |text| {
            for encoding in Encoding::ALL {
                check_rooms(text, &units, encoding, [room].into_iter());
            }
        });
    }

    #[test]
    fn bytes_come_back_from_every_lossless_encoding(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        for encoding in [Encoding::Latin1, Encoding::Hex, Encoding::Base64, Encoding::Base64Url] {
            prop_assert_eq!(&encode(decode(&bytes, encoding).as_text(), encoding), &bytes);
        }
    }
}
