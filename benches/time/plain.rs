//! The conversions by the shortest code that gives the right answer.

pub fn utf8(bytes: &[u8]) -> Vec<u16> {
    String::from_utf8_lossy(bytes).encode_utf16().collect()
}

pub fn utf16le(bytes: &[u8]) -> Vec<u16> {
    bytes
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect()
}

pub fn latin1(bytes: &[u8]) -> Vec<u16> {
    bytes.iter().map(|&byte| u16::from(byte)).collect()
}

pub fn ascii(bytes: &[u8]) -> Vec<u16> {
    bytes.iter().map(|&byte| u16::from(byte & 0x7f)).collect()
}

pub fn hex(bytes: &[u8]) -> Vec<u16> {
    let digit = |value: u8| u16::from(b"0123456789abcdef"[usize::from(value)]);
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

pub fn base64(bytes: &[u8]) -> Vec<u16> {
    let mut out = Vec::new();
    for part in bytes.chunks(3) {
        let bits = part
            .iter()
            .fold(0, |bits, &byte| bits << 8 | u32::from(byte))
            << (8 * (3 - part.len()));
        for index in 0..4 {
            let value = (bits >> (18 - 6 * index)) as usize & 63;
            let is_pad = index as usize > part.len();
            out.push(u16::from(if is_pad { b'=' } else { ALPHABET[value] }));
        }
    }
    out
}

pub fn from_utf16(units: &[u16]) -> Vec<u8> {
    String::from_utf16_lossy(units).into_bytes()
}

pub fn low_bytes(units: &[u16]) -> Vec<u8> {
    units.iter().map(|&unit| unit as u8).collect()
}

pub fn from_utf16le(units: &[u16]) -> Vec<u8> {
    units.iter().flat_map(|unit| unit.to_le_bytes()).collect()
}

pub fn from_hex(units: &[u16]) -> Vec<u8> {
    let digit = |unit: u16| char::from(unit as u8).to_digit(16);
    units
        .chunks_exact(2)
        .map_while(|pair| Some((digit(pair[0])? << 4 | digit(pair[1])?) as u8))
        .collect()
}

pub fn from_base64(units: &[u16]) -> Vec<u8> {
    let (mut out, mut bits, mut count) = (Vec::new(), 0u32, 0);
    for &unit in units.iter().take_while(|&&unit| unit != u16::from(b'=')) {
        let value = match u8::try_from(unit) {
            Ok(byte @ b'A'..=b'Z') => byte - b'A',
            Ok(byte @ b'a'..=b'z') => byte - b'a' + 26,
            Ok(byte @ b'0'..=b'9') => byte - b'0' + 52,
            Ok(b'+' | b'-') => 62,
            Ok(b'/' | b'_') => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    out
}
