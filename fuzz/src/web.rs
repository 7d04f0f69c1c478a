//! `atob` and `Uint8Array.fromBase64` against the steps of the standards, written
//! down one by one.

use crate::input::Input;
use node_codecs::oracle;
use node_codecs::{
    Encoding, LastChunk, StrictBase64, Text, decode_forgiving_base64, decode_strict_base64,
};

/// The bytes of the text, or that it is none; by `fromBase64` as far as there is room.
pub fn check(data: &[u8]) {
    let Some(input) = Input::new(data) else {
        return;
    };
    let expected = by_the_steps(&input.bytes);
    let answer = decode_forgiving_base64(input.bytes.clone()).ok();
    assert_eq!(answer, expected, "{:x?}", input.bytes);
    let loose = read(&input.bytes, LastChunk::Loose, usize::MAX);
    let whole = loose.fault.is_none().then(|| loose.bytes.clone());
    assert_eq!(whole, expected, "{:x?}", input.bytes);
    for last in [LastChunk::Strict, LastChunk::StopBeforePartial] {
        let other = read(&input.bytes, last, usize::MAX);
        assert!(loose.bytes.starts_with(&other.bytes) || loose.fault.is_some());
        check_room(&input, last);
    }
    check_room(&input, LastChunk::Loose);
}

fn read(text: &[u8], last: LastChunk, room: usize) -> StrictBase64 {
    decode_strict_base64(Text::Latin1(text), false, last, room)
}

/// With less room, the same bytes as far as they go, and no more read than there is.
fn check_room(input: &Input, last: LastChunk) {
    let room = usize::from(input.number) % (input.bytes.len() + 1);
    let whole = read(&input.bytes, last, usize::MAX);
    let part = read(&input.bytes, last, room);
    assert!(part.bytes.len() <= room && part.read <= input.bytes.len());
    assert!(whole.bytes.starts_with(&part.bytes));
    let again = read(&input.bytes[..part.read], last, room);
    assert!(part.fault.is_some() || again.bytes == part.bytes);
}

fn by_the_steps(text: &[u8]) -> Option<Vec<u8>> {
    let is_space = |byte: u8| b" \t\n\x0c\r".contains(&byte);
    let mut text: Vec<u8> = text
        .iter()
        .copied()
        .filter(|&byte| !is_space(byte))
        .collect();
    if text.len().is_multiple_of(4) {
        let end = text.strip_suffix(b"==").or(text.strip_suffix(b"="));
        if let Some(end) = end {
            text = end.to_vec();
        }
    }
    let belongs = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/".contains(byte);
    if text.len() % 4 == 1 || !text.iter().all(belongs) {
        return None;
    }
    let units: Vec<u16> = text.iter().map(|&byte| u16::from(byte)).collect();
    Some(oracle::encode(&units, Encoding::Base64).concat())
}
