//! `hex`: two digits a byte.
//!
//! Reading stops before the first pair that is not two digits, and drops an
//! odd last digit. Node looks digits up by the low byte of each code unit, so
//! U+0131 reads as `1`; so does this.

use super::{Text, latin1};

/// Code units narrowed at a time; whole pairs, and room that clears quickly.
const CHUNK: usize = 1024;

/// Writes two digits a byte; `out` is twice as long as `bytes`.
pub fn write_text(bytes: &[u8], out: &mut [u8]) {
    // The one error there is says that `out` is shorter than the contract.
    let written = faster_hex::hex_encode(bytes, out).map_or(0, |digits| digits.len());
    debug_assert_eq!(written, bytes.len() * 2);
}

/// Writes the bytes of the leading good pairs that find room; returns how many.
pub fn write_bytes(text: Text<'_>, out: &mut [u8]) -> usize {
    match text {
        Text::Latin1(units) => write_digits(units, out),
        Text::Utf16(units) => write_wide(units, out),
    }
}

fn write_wide(units: &[u16], out: &mut [u8]) -> usize {
    let mut buffer = [0; CHUNK];
    let mut written = 0;
    for chunk in units.chunks(CHUNK) {
        let digits = &mut buffer[..chunk.len()];
        latin1::narrow(chunk, digits);
        let count = write_digits(digits, &mut out[written..]);
        written += count;
        if count < CHUNK / 2 {
            break;
        }
    }
    written
}

fn write_digits(digits: &[u8], out: &mut [u8]) -> usize {
    let pairs = (digits.len() / 2).min(out.len());
    let digits = &digits[..pairs * 2];
    match faster_hex::hex_decode(digits, out) {
        Ok(bytes) => bytes.len(),
        Err(faster_hex::Error::InvalidChar { index, .. }) => {
            faster_hex::hex_decode(&digits[..index & !1], out).map_or(0, |bytes| bytes.len())
        }
        Err(_) => 0,
    }
}

/// How many bytes the leading good pairs give.
pub fn bytes_len(text: Text<'_>) -> usize {
    match text {
        Text::Latin1(units) => good_pairs(units, |unit| unit),
        Text::Utf16(units) => good_pairs(units, |unit| unit as u8),
    }
}

fn good_pairs<T: Copy>(units: &[T], low_byte: impl Fn(T) -> u8) -> usize {
    let (pairs, _) = units.as_chunks::<2>();
    let is_digit = |unit| low_byte(unit).is_ascii_hexdigit();
    let bad = pairs
        .iter()
        .position(|&[high, low]| !is_digit(high) || !is_digit(low));
    bad.unwrap_or(pairs.len())
}
