//! `ascii`: towards text, the low seven bits of each byte. (Towards bytes it
//! is `latin1`.)

/// Writes the text of `bytes`; the slices are of one length.
pub fn write_text(bytes: &[u8], out: &mut [u8]) {
    for (unit, &byte) in out.iter_mut().zip(bytes) {
        *unit = byte & 0x7f;
    }
}
