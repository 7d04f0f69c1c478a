//! The characters of both alphabets.

/// The entry in [`SEXTETS`] for a byte of neither alphabet.
pub(super) const JUNK: u8 = 0x40;

/// The six bits that each byte encodes in either alphabet, or [`JUNK`].
pub(super) static SEXTETS: [u8; 256] = sextets();

const fn sextets() -> [u8; 256] {
    let mut table = [JUNK; 256];
    let mut byte = 0;
    while byte < table.len() {
        let character = byte as u8;
        table[byte] = match character {
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => JUNK,
        };
        byte += 1;
    }
    table
}

/// The character of the standard alphabet that each byte means, or zero.
pub(super) static CHARACTERS: [u8; 256] = characters();

const fn characters() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = match (byte as u8, SEXTETS[byte]) {
            (_, JUNK) => 0,
            (_, 62) => b'+',
            (_, 63) => b'/',
            (character, _) => character,
        };
        byte += 1;
    }
    table
}

/// Whole bytes in `count` characters: three quarters, rounded down.
pub(super) const fn bytes_of(count: usize) -> usize {
    count / 4 * 3 + count % 4 * 3 / 4
}
