//! `utf16le`, also called `ucs2`: two bytes a code unit, little end first.

use super::Text;

/// Writes each code unit that finds room for both its bytes; returns the bytes written.
pub fn write_bytes(text: Text<'_>, out: &mut [u8]) -> usize {
    let (pairs, _) = out.as_chunks_mut::<2>();
    let count = text.len().min(pairs.len());
    match text {
        Text::Latin1(units) => fill(pairs, units.iter().map(|&unit| u16::from(unit))),
        Text::Utf16(units) => fill(pairs, units.iter().copied()),
    }
    count * 2
}

fn fill(pairs: &mut [[u8; 2]], units: impl Iterator<Item = u16>) {
    for (pair, unit) in pairs.iter_mut().zip(units) {
        *pair = unit.to_le_bytes();
    }
}

/// Whether every whole code unit of `bytes` is below 0x100.
pub(super) fn is_latin1(bytes: &[u8]) -> bool {
    let (pairs, _) = bytes.as_chunks::<2>();
    let (blocks, rest) = pairs.as_chunks::<32>();
    let narrow = |block: &[[u8; 2]]| block.iter().fold(0, |high, pair| high | pair[1]) == 0;
    blocks.iter().all(|block| narrow(block)) && narrow(rest)
}

/// Writes code units known to be below 0x100, one byte each.
pub(super) fn write_latin1(bytes: &[u8], out: &mut [u8]) {
    let (pairs, _) = bytes.as_chunks::<2>();
    for (unit, pair) in out.iter_mut().zip(pairs) {
        *unit = pair[0];
    }
}

/// Writes the code units; an odd last byte is dropped.
pub(super) fn write_utf16(bytes: &[u8], out: &mut [u16]) {
    let (pairs, _) = bytes.as_chunks::<2>();
    for (unit, pair) in out.iter_mut().zip(pairs) {
        *unit = u16::from_le_bytes(*pair);
    }
}
