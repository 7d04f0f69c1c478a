//! `utf16le`, also called `ucs2`: two bytes a code unit, little end first.

use super::Text;

/// Writes each code unit that finds room for both its bytes; returns the bytes written.
pub fn write_bytes(text: Text<'_>, out: &mut [u8]) -> usize {
    let count = text.len().min(out.len() / 2);
    let out = &mut out[..count * 2];
    match text {
        Text::Latin1(units) => widen(&units[..count], out),
        Text::Utf16(units) => {
            crate::kernels::copy(bytemuck::must_cast_slice(&units[..count]), out);
            little_end_first(out);
        }
    }
    count * 2
}

fn widen(units: &[u8], out: &mut [u8]) {
    let (pairs, _) = out.as_chunks_mut::<2>();
    for (pair, &unit) in pairs.iter_mut().zip(units) {
        *pair = [unit, 0];
    }
}

/// Turns the processor's own order of the bytes into this encoding's, or back.
fn little_end_first(bytes: &mut [u8]) {
    if cfg!(target_endian = "big") {
        let (pairs, _) = bytes.as_chunks_mut::<2>();
        pairs.iter_mut().for_each(|pair| pair.reverse());
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
    let count = out.len().min(bytes.len() / 2);
    let out: &mut [u8] = bytemuck::must_cast_slice_mut(&mut out[..count]);
    crate::kernels::copy(&bytes[..count * 2], out);
    little_end_first(out);
}
