//! Strings of scripts, made from bytes without a copy in between, and their code units.

use crate::codec::{Decoding, Text};
use boa_engine::JsString;
use boa_engine::string::{JsStr, JsStrVariant, Latin1JsStringBuilder, Utf16JsStringBuilder};

/// Room that is cleared in one go before a string is written into it.
const ZEROS: usize = 4096;

/// The code units of a script's string, borrowed.
#[must_use]
pub fn units(string: &JsString) -> Text<'_> {
    match string.as_str().variant() {
        JsStrVariant::Latin1(units) => Text::Latin1(units),
        JsStrVariant::Utf16(units) => Text::Utf16(units),
    }
}

/// The text of `decoding` as a string, which holds one byte a code unit where that is enough.
#[must_use]
pub fn string(decoding: &Decoding<'_>) -> JsString {
    if let Some(bytes) = decoding.verbatim() {
        return JsString::from(JsStr::latin1(bytes));
    }
    if decoding.is_latin1() {
        return latin1(decoding.units(), |out| decoding.write_latin1(out));
    }
    utf16(decoding.units(), |out| decoding.write_utf16(out))
}

/// A string of `length` code units below 0x100, written by `write`.
fn latin1(length: usize, write: impl FnOnce(&mut [u8])) -> JsString {
    let mut builder = Latin1JsStringBuilder::with_capacity(length);
    for cleared in (0..length).step_by(ZEROS) {
        builder.extend_from_slice(&[0; ZEROS][..ZEROS.min(length - cleared)]);
    }
    // SAFETY: any byte is a valid Latin-1 code unit.
    write(unsafe { builder.as_mut_slice() });
    // SAFETY: as above.
    unsafe { builder.build_as_latin1() }
}

/// A string of `length` code units, written by `write`.
fn utf16(length: usize, write: impl FnOnce(&mut [u16])) -> JsString {
    let mut builder = Utf16JsStringBuilder::with_capacity(length);
    for cleared in (0..length).step_by(ZEROS) {
        builder.extend_from_slice(&[0; ZEROS][..ZEROS.min(length - cleared)]);
    }
    // SAFETY: a string may hold any code units, paired or not.
    write(unsafe { builder.as_mut_slice() });
    builder.build()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::{Encoding, decode};

    /// Lengths around the step in which room is cleared.
    const LENGTHS: [usize; 6] = [0, 1, 2, ZEROS - 1, ZEROS, 3 * ZEROS + 7];

    #[test]
    fn strings_hold_the_decoded_text() {
        for length in LENGTHS {
            let bytes: Vec<u8> = (0..length).map(|at| (at * 7 + at / 256) as u8).collect();
            for encoding in Encoding::ALL {
                let made = string(&Decoding::new(&bytes, encoding));
                let expected = decode(&bytes, encoding).to_utf16();
                assert_eq!(made.to_vec(), expected, "{encoding:?}, {length} bytes");
            }
        }
    }
}
