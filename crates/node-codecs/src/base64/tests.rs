//! Each way of reading and writing against the oracle.

use super::decoded::FastPath;
use super::decoder::Decoder;
use super::fast_path::read_fast;
use super::{bytes_len, portable, text_len, write};
use crate::checks::UNTOUCHED;
use crate::{Encoding, Text, oracle};
use proptest::prelude::*;

/// What this processor would use, and what any can.
const WAYS: [FastPath; 2] = [read_fast, portable::read_fast];

/// Reads into `room` bytes by each way, in pieces as texts of wide units are.
fn check(text: &[u8], room: usize, piece: usize) {
    let units: Vec<u16> = text.iter().copied().map(u16::from).collect();
    let expected = oracle::encode(&units, Encoding::Base64).concat();
    let count = room.min(expected.len());
    for way in WAYS {
        let mut out = vec![UNTOUCHED; room];
        let mut decoder = Decoder::new(&mut out, way);
        text.chunks(piece).for_each(|piece| decoder.read(piece));
        assert_eq!(decoder.finish(), count, "{text:?} into {room}");
        assert_eq!(out[..count], expected[..count], "{text:?} into {room}");
        assert!(out[count..].iter().all(|&byte| byte == UNTOUCHED));
    }
    assert_eq!(bytes_len(Text::Latin1(text)), expected.len());
}

#[test]
fn every_byte_at_every_place_of_a_block() {
    let clean: Vec<u8> = b"QUJD-_+/wxyz0189".repeat(10);
    for byte in 0..=u8::MAX {
        for place in 60..130 {
            let mut text = clean.clone();
            text[place] = byte;
            check(&text, 150, usize::MAX);
        }
    }
}

#[test]
fn lines_of_every_length_into_rooms_that_end_anywhere() {
    for length in 1..140 {
        for end in ["\n", "\r\n", "\n  "] {
            let line = "abcdefghijklmnop+/-_".repeat(8)[..length].to_owned() + end;
            let text = line.repeat(1500 / line.len());
            for room in [0, 1, 47, 383, 384, 385, 500, 1000, 1200] {
                check(text.as_bytes(), room, usize::MAX);
            }
        }
    }
}

/// Writes by way of vectors, where there are some, and by the crate.
fn check_write(bytes: &[u8]) {
    for encoding in [Encoding::Base64, Encoding::Base64Url] {
        let expected = oracle::decode(bytes, encoding);
        for write in [write::write_text, write::write_rest] {
            let mut out = vec![UNTOUCHED; text_len(bytes.len(), encoding)];
            write(bytes, encoding == Encoding::Base64Url, &mut out);
            assert!(out.iter().copied().map(u16::from).eq(expected.clone()));
        }
    }
}

#[test]
fn every_three_bytes_are_written() {
    // Each sextet in each place, among others.
    let bytes: Vec<u8> = (0..1_u32 << 24)
        .step_by(263)
        .flat_map(|bits| bits.to_le_bytes().into_iter().take(3))
        .collect();
    check_write(&bytes);
    (0..200).for_each(|len| check_write(&bytes[len..2 * len]));
}

/// Text of clean runs, lines and junk, with a `=` now and then.
fn any_text() -> impl Strategy<Value = Vec<u8>> {
    let run = prop_oneof![
        8 => "[A-Za-z0-9+/]{0,200}",
        4 => "[-_A-Za-z0-9+/]{0,200}",
        4 => "([A-Za-z0-9]{60,80}\r?\n){0,6}",
        2 => "[A-Za-z0-9 *\n]{0,100}",
        1 => "[ -~é]{0,20}",
        1 => "={0,2}",
    ];
    let pieces = prop::collection::vec(run, 0..12);
    pieces.prop_map(|pieces| pieces.concat().into_bytes())
}

proptest! {
    #[test]
    fn any_text_into_any_room(text in any_text(), room in 0..1500usize, piece in 1..2000usize) {
        check(&text, room, piece);
        check(&text, text.len(), usize::MAX);
    }

    #[test]
    fn any_bytes_are_written(bytes in prop::collection::vec(any::<u8>(), 0..1000)) {
        check_write(&bytes);
    }

    #[test]
    fn a_run_is_whole_quads_and_touches_nothing_else(text in any_text(), room in 0..1500usize) {
        let mut out = vec![UNTOUCHED; room];
        for way in WAYS {
            let run = way(&text, &mut out);
            prop_assert!(run.read > 0 || run.slow > 0 || text.is_empty());
            prop_assert_eq!(run.written % 3, 0);
            prop_assert!(out[run.written..].iter().all(|&byte| byte == UNTOUCHED));
            out.fill(UNTOUCHED);
        }
    }
}
