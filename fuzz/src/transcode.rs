//! `transcode` against what the standard library makes of the same bytes.

use crate::input::Input;
use node_codecs::{self as codec, Encoding, TranscodeFailure};

const TEXTUAL: [Encoding; 4] = [
    Encoding::Ascii,
    Encoding::Latin1,
    Encoding::Utf8,
    Encoding::Utf16Le,
];

/// Every pair of encodings.
pub fn check(data: &[u8]) {
    let Some(input) = Input::new(data) else {
        return;
    };
    for from in TEXTUAL {
        let characters = characters(&input.bytes, from);
        for to in TEXTUAL {
            check_pair(&input.bytes, &characters, from, to);
        }
        for to in [Encoding::Hex, Encoding::Base64, Encoding::Base64Url] {
            for (from, to) in [(from, to), (to, from)] {
                let answer = codec::transcode(&input.bytes, from, to);
                assert_eq!(answer, Err(TranscodeFailure::IllegalArgument));
            }
        }
    }
}

fn characters(bytes: &[u8], from: Encoding) -> Vec<char> {
    let units = || {
        let pairs = bytes.as_chunks::<2>().0.iter();
        pairs.map(|&pair| u16::from_le_bytes(pair))
    };
    match from {
        Encoding::Utf8 => String::from_utf8_lossy(bytes).chars().collect(),
        Encoding::Utf16Le => char::decode_utf16(units())
            .map(|c| c.unwrap_or('\u{fffd}'))
            .collect(),
        _ => bytes.iter().map(|&byte| char::from(byte)).collect(),
    }
}

fn check_pair(bytes: &[u8], characters: &[char], from: Encoding, to: Encoding) {
    let answer = codec::transcode(bytes, from, to);
    let refuses = is_refused(bytes, from, to);
    assert_eq!(answer.is_err(), refuses, "{from:?} to {to:?} of {bytes:x?}");
    let Ok(answer) = answer else {
        return;
    };
    match to {
        Encoding::Utf8 => {
            let text = std::str::from_utf8(&answer).expect("well-formed");
            let meant = characters.iter().map(|&c| meant(c, from));
            assert!(text.chars().eq(meant));
        }
        Encoding::Utf16Le => check_wide(&answer, bytes, characters, from),
        _ => check_narrow(&answer, characters.iter().map(|&c| meant(c, from)), to),
    }
}

/// The upper half of ASCII is no character.
fn meant(character: char, from: Encoding) -> char {
    match from {
        Encoding::Ascii if character >= '\u{80}' => '\u{fffd}',
        _ => character,
    }
}

/// Bad bytes are refused on the way between the two encodings of Unicode only.
fn is_refused(bytes: &[u8], from: Encoding, to: Encoding) -> bool {
    match (from, to) {
        (Encoding::Utf8, Encoding::Utf16Le) => std::str::from_utf8(bytes).is_err(),
        (Encoding::Utf16Le, Encoding::Utf8) => {
            let pairs = bytes.as_chunks::<2>().0.iter();
            let units: Vec<u16> = pairs.map(|&pair| u16::from_le_bytes(pair)).collect();
            units.is_empty() || String::from_utf16(&units).is_err()
        }
        _ => false,
    }
}

fn check_wide(answer: &[u8], bytes: &[u8], characters: &[char], from: Encoding) {
    let (pairs, odd) = answer.as_chunks::<2>();
    assert!(odd.is_empty());
    let units: Vec<u16> = pairs.iter().map(|&pair| u16::from_le_bytes(pair)).collect();
    let text = String::from_utf16(&units).expect("well-formed");
    let mut meant: Vec<char> = characters.to_vec();
    let is_odd = from == Encoding::Utf16Le && bytes.len() % 2 == 1;
    let ends_in_half = matches!(bytes, [.., 0xd8..=0xdb, _]);
    if is_odd && !ends_in_half {
        meant.push('\u{fffd}');
    }
    assert!(text.chars().eq(meant), "{from:?} of {bytes:x?}");
}

/// What the target has is there, in order; of the rest, no more than a `?` each.
fn check_narrow(answer: &[u8], characters: impl Iterator<Item = char>, to: Encoding) {
    let highest = if to == Encoding::Latin1 {
        '\u{ff}'
    } else {
        '\u{7f}'
    };
    let (kept, others): (Vec<char>, Vec<char>) = characters.partition(|c| *c <= highest);
    let plain = |byte: &u8| *byte != b'?';
    let meant = kept.iter().map(|&c| c as u8).filter(plain);
    assert!(answer.iter().copied().filter(plain).eq(meant));
    let marks = answer.len() - answer.iter().filter(|&byte| plain(byte)).count();
    let own = kept.iter().filter(|&&c| c == '?').count();
    assert!((own..=own + others.len()).contains(&marks));
}
