//! The functions that choose by the processor and those that every processor
//! has, both against the standard library's.

use proptest::prelude::*;

use super::characters::Measure;
use super::measure::{measure, measure_portably};
use super::{Progress, from_latin1, from_utf16, is_utf8, lossy, to_latin1, to_utf16};
use crate::tests::{any_bytes, any_text};

/// What must not be written.
const UNTOUCHED: u8 = 0xa5;

fn encoded(units: &[u16]) -> Vec<u8> {
    String::from_utf16_lossy(units).into_bytes()
}

/// How far whole characters go into the room.
fn fitting(units: &[u16], room: usize) -> Progress {
    let mut done = Progress::default();
    for character in char::decode_utf16(units.iter().copied()) {
        let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
        let next = done.plus(Progress {
            read: character.len_utf16(),
            written: character.len_utf8(),
        });
        if next.written > room {
            break;
        }
        done = next;
    }
    done
}

fn check_from<T>(write: fn(&[T], &mut [u8]) -> Progress, text: &[T], units: &[u16], room: usize) {
    let expected = fitting(units, room);
    let mut out = vec![UNTOUCHED; room];
    assert_eq!(write(text, &mut out), expected, "{units:x?} into {room}");
    let (written, rest) = out.split_at(expected.written);
    assert_eq!(written, &encoded(units)[..expected.written], "{units:x?}");
    assert!(rest.iter().all(|&byte| byte == UNTOUCHED), "{units:x?}");
}

fn check_from_utf16(units: &[u16], room: usize) {
    check_from(from_utf16::write_bytes, units, units, room);
    check_from(from_utf16::write_portably, units, units, room);
}

fn check_from_latin1(text: &[u8], room: usize) {
    let units: Vec<u16> = text.iter().copied().map(u16::from).collect();
    check_from(from_latin1::write_bytes, text, &units, room);
    check_from(from_latin1::write_portably, text, &units, room);
}

/// Whole characters, as many as there is room for.
fn check_to_utf16(text: &str, room: usize) {
    let expected: Vec<u16> = text.encode_utf16().collect();
    let mut ends = text.chars().scan(0, |end, character| {
        *end += character.len_utf16();
        Some(*end)
    });
    let len = ends.by_ref().take_while(|&end| end <= room).last();
    for (path, write) in [to_utf16::write_utf16, to_utf16::write_portably]
        .iter()
        .enumerate()
    {
        let mut out = vec![0; room];
        assert_eq!(
            write(text.as_bytes(), &mut out),
            len.unwrap_or(0),
            "{text} into {room}, path {path}"
        );
        out.truncate(len.unwrap_or(0));
        assert_eq!(out, expected[..out.len()], "{text} into {room}");
    }
}

fn check_to_latin1(units: &[u8]) {
    let text: String = units.iter().copied().map(char::from).collect();
    for write in [to_latin1::write_latin1, to_latin1::write_portably] {
        let mut out = vec![0; units.len()];
        write(text.as_bytes(), &mut out);
        assert_eq!(out, units);
    }
}

fn check_measure(bytes: &[u8]) {
    let expected = std::str::from_utf8(bytes).map_or_else(
        |_| Measure {
            units: lossy::count_units(bytes),
            is_latin1: false,
            is_valid: false,
        },
        |text| Measure {
            units: text.encode_utf16().count(),
            is_latin1: text.chars().all(|character| character <= '\u{ff}'),
            is_valid: true,
        },
    );
    assert_eq!(measure(bytes), expected, "{bytes:x?}");
    assert_eq!(measure_portably(bytes), expected, "{bytes:x?}");
}

/// Places around the ends of lanes and blocks.
const PLACES: [usize; 12] = [0, 1, 29, 30, 31, 32, 34, 61, 62, 64, 94, 127];

#[test]
fn every_two_bytes_around_the_ends_of_vectors() {
    for lead in 0x7f..=0xff {
        for second in [
            0, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xe0, 0xf0, 0xff,
        ] {
            for tail in [&b""[..], b"\x80", b"\x80\x80", b"\x80\x80\x80", b"\xbfz"] {
                for place in PLACES {
                    let mut bytes = vec![b'a'; place];
                    bytes.extend([lead, second]);
                    bytes.extend(tail);
                    check_measure(&bytes);
                    bytes.resize(140, b'z');
                    check_measure(&bytes);
                }
            }
        }
    }
}

#[test]
fn every_character_is_measured() {
    for character in ('\0'..=char::MAX).step_by(0x35) {
        for place in PLACES {
            let text = format!("{:place$}{character}{:40}", "", "");
            check_measure(text.as_bytes());
            check_measure(text.trim_end().as_bytes());
        }
    }
}

#[test]
fn text_into_every_room() {
    for pattern in ["😀", "a😀é🎉€", "€", "é", "ab", "€😀"] {
        for len in [1, 23, 24, 25, 63, 64, 65, 68, 130, 200] {
            let text: String = pattern.chars().cycle().take(len).collect();
            (0..=2 * len).for_each(|room| check_to_utf16(&text, room));
        }
    }
}

#[test]
fn counts_of_long_text_are_added_up() {
    for len in [8100, 8191, 8192, 8193, 8220, 8256, 17_000] {
        check_measure(&vec![b'a'; len]);
        for text in ["aé", "ab€", "😀", "bcdefghé"] {
            check_measure(text.repeat(len / text.len()).as_bytes());
        }
    }
}

#[test]
fn a_pair_across_the_ends_of_spans() {
    for len in [510, 511, 512, 513, 1022, 1023, 1024, 1500] {
        for place in [0, 31, 32, 509, 510, 511, 512, 1022, 1023] {
            for surrogates in [&[0xd83d, 0xde00][..], &[0xd83d, 0xd83d], &[0xde00, 0xd83d]] {
                let mut units = vec![0x4e00; len];
                let rest = units.iter_mut().skip(place);
                rest.zip(surrogates).for_each(|(unit, &half)| *unit = half);
                assert_eq!(from_utf16::bytes_len(&units), encoded(&units).len());
                check_from_utf16(&units, 3 * len);
            }
        }
    }
}

/// Text that goes over several of the largest blocks and spans.
fn long_text() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(any_text(), 0..8).prop_map(|texts| texts.concat())
}

proptest! {
    #[test]
    fn any_units_to_bytes(units in long_text(), room in 0..4000usize) {
        let len = encoded(&units).len();
        prop_assert_eq!(from_utf16::bytes_len(&units), len);
        for room in [len, room, len.saturating_sub(room % 100)] {
            check_from_utf16(&units, room);
        }
    }

    #[test]
    fn any_latin1_to_bytes_and_back(units in prop::collection::vec(any::<u8>(), 0..600), room in 0..1200usize) {
        check_from_latin1(&units, room);
        check_from_latin1(&units, 2 * units.len());
        check_to_latin1(&units);
    }

    #[test]
    fn runs_of_latin1_to_bytes_and_back(text in "([a-z]{0,70}[é-ü]{0,9}){0,6}", room in 0..600usize) {
        let units: Vec<u8> = text.chars().filter_map(|character| u8::try_from(character).ok()).collect();
        check_from_latin1(&units, room);
        check_to_latin1(&units);
    }

    #[test]
    fn any_text_to_units(units in long_text(), room in 0..1200usize) {
        let text = String::from_utf16_lossy(&units);
        let len = text.encode_utf16().count();
        for room in [len, room, len.saturating_sub(room % 80)] {
            check_to_utf16(&text, room);
        }
        check_measure(text.as_bytes());
    }

    #[test]
    fn any_bytes_are_measured(bytes in any_bytes(), more in any_bytes()) {
        check_measure(&bytes);
        check_measure(&[bytes, more].concat());
    }
}

proptest! {
    /// Long texts, cut, and with a byte of them changed: validity is the standard library's.
    #[test]
    fn long_texts_are_as_valid_as_the_standard_library_says(
        text in proptest::collection::vec(any::<char>(), 900..1400),
        ascii in 0usize..900,
        cut in 0usize..5,
        change in proptest::option::of((any::<prop::sample::Index>(), any::<u8>())),
    ) {
        let mut bytes = vec![b'a'; ascii];
        bytes.extend(text.iter().collect::<String>().into_bytes());
        bytes.truncate(bytes.len() - cut);
        if let Some((at, byte)) = change {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        prop_assert_eq!(is_utf8(&bytes), std::str::from_utf8(&bytes).is_ok());
    }
}
