//! The conversions by the shortest code that gives Node's answer, to test the real ones
//! against. Only there with the feature `oracle`.
//!
//! ```
//! use node_codecs::{Encoding, decode, oracle};
//!
//! let bytes = b"\xe2\x82!";
//! assert_eq!(decode(bytes, Encoding::Utf8).to_utf16(), oracle::decode(bytes, Encoding::Utf8));
//! ```

use super::Encoding;

/// What `Buffer.prototype.toString` gives.
pub fn decode(bytes: &[u8], encoding: Encoding) -> Vec<u16> {
    match encoding {
        Encoding::Utf8 => String::from_utf8_lossy(bytes).encode_utf16().collect(),
        Encoding::Utf16Le => bytes
            .chunks_exact(2)
            .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
            .collect(),
        Encoding::Latin1 => bytes.iter().map(|&byte| u16::from(byte)).collect(),
        Encoding::Ascii => bytes.iter().map(|&byte| u16::from(byte & 0x7f)).collect(),
        Encoding::Hex => bytes
            .iter()
            .flat_map(|byte| ascii(&format!("{byte:02x}")))
            .collect(),
        Encoding::Base64 => base64(bytes, b"+/", true),
        Encoding::Base64Url => base64(bytes, b"-_", false),
    }
}

fn ascii(text: &str) -> Vec<u16> {
    text.encode_utf16().collect()
}

fn base64(bytes: &[u8], last_two: &[u8; 2], is_padded: bool) -> Vec<u16> {
    let mut alphabet: Vec<u8> = (b'A'..=b'Z')
        .chain(b'a'..=b'z')
        .chain(b'0'..=b'9')
        .collect();
    alphabet.extend(last_two);
    let bits: Vec<u8> = bytes
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1))
        .collect();
    let value = |six: &[u8]| {
        (0..6).fold(0, |value, bit| {
            value << 1 | usize::from(six.get(bit).copied().unwrap_or(0))
        })
    };
    let mut out: Vec<u16> = bits
        .chunks(6)
        .map(|six| u16::from(alphabet[value(six)]))
        .collect();
    while is_padded && !out.len().is_multiple_of(4) {
        out.push(u16::from(b'='));
    }
    out
}

/// What `Buffer.from` gives, in the pieces that `Buffer.prototype.write` may stop between.
pub fn encode(units: &[u16], encoding: Encoding) -> Vec<Vec<u8>> {
    let low = units.iter().map(|&unit| unit as u8);
    match encoding {
        Encoding::Utf8 => char::decode_utf16(units.iter().copied())
            .map(|char| char.unwrap_or('\u{fffd}').to_string().into_bytes())
            .collect(),
        Encoding::Utf16Le => units
            .iter()
            .map(|unit| unit.to_le_bytes().to_vec())
            .collect(),
        Encoding::Latin1 | Encoding::Ascii => low.map(|byte| vec![byte]).collect(),
        Encoding::Hex => from_hex(&low.collect::<Vec<_>>()),
        Encoding::Base64 | Encoding::Base64Url => from_base64(low),
    }
}

fn from_hex(digits: &[u8]) -> Vec<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|value| value as u8);
    let pairs = digits
        .chunks_exact(2)
        .map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?));
    pairs
        .map_while(|byte| byte.map(|byte| vec![byte]))
        .collect()
}

fn from_base64(characters: impl Iterator<Item = u8>) -> Vec<Vec<u8>> {
    let value = |character| match character {
        b'A'..=b'Z' => Some(character - b'A'),
        b'a'..=b'z' => Some(character - b'a' + 26),
        b'0'..=b'9' => Some(character - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    };
    let values = characters
        .take_while(|&character| character != b'=')
        .filter_map(value);
    let bits: Vec<u8> = values
        .flat_map(|value| (0..6).rev().map(move |bit| value >> bit & 1))
        .collect();
    bits.chunks_exact(8)
        .map(|byte| vec![byte.iter().fold(0, |byte, bit| byte << 1 | bit)])
        .collect()
}
