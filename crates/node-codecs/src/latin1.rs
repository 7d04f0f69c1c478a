//! `latin1`, also called `binary`: one byte a code unit.

use super::Text;
use multiversion::multiversion;

/// Writes the low byte of each code unit that finds room; returns how many.
pub fn write_bytes(text: Text<'_>, out: &mut [u8]) -> usize {
    let count = text.len().min(out.len());
    let out = &mut out[..count];
    match text {
        Text::Latin1(units) => crate::kernels::copy(&units[..count], out),
        Text::Utf16(units) => narrow(&units[..count], out),
    }
    count
}

// Neither is inlined, being called by way of a pointer: of a block whose length
// is known there the compiler would make something slower than these loops.

/// Cuts each code unit to its low byte; the slices are of one length.
#[multiversion(targets("x86_64+avx2"))]
pub(super) fn narrow(units: &[u16], out: &mut [u8]) {
    for (byte, &unit) in out.iter_mut().zip(units) {
        *byte = unit as u8;
    }
}

/// Widens each byte to a code unit; the slices are of one length.
#[multiversion(targets("x86_64+avx2"))]
pub(super) fn widen(bytes: &[u8], out: &mut [u16]) {
    for (unit, &byte) in out.iter_mut().zip(bytes) {
        *unit = u16::from(byte);
    }
}
