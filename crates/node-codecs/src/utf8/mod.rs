//! `utf8`: one to four bytes a character.
//!
//! Towards text, each maximal part of a bad sequence becomes one U+FFFD, as
//! the WHATWG Encoding Standard asks, and a byte order mark is kept. Towards
//! bytes, a lone surrogate becomes U+FFFD.
//!
//! - `avx2`: the same conversions in the vector instructions that x86-64 processors have
//!   had since 2013.
//! - `avx512`: validity, by vectors of 64 bytes.
//! - `characters`: what all of them know of single characters.
//! - `error_kinds`: what can be wrong with two bytes, in tables.
//! - `from_latin1`: one byte a code unit, to UTF-8: one byte below U+0080, two from there
//!   on.
//! - `from_utf16`: UTF-16 to UTF-8; a surrogate without its other half becomes U+FFFD.
//! - `lossy`: UTF-8 with bad bytes in it: each maximal part of a bad sequence is one
//!   U+FFFD.
//! - `measure`: how long the text of some UTF-8 bytes is, and how wide.
//! - `tally`: counting side by side, in a form the compiler turns into vector
//!   instructions.
//! - `to_latin1`: well-formed UTF-8 without a character above U+00FF, to one byte a code
//!   unit.
//! - `to_utf16`: well-formed UTF-8 to UTF-16.

#[cfg(slabjs_runtime_avx2)]
mod avx2;
#[cfg(slabjs_runtime_avx2)]
mod avx512;
mod characters;
#[cfg(slabjs_runtime_avx2)]
mod error_kinds;
mod from_latin1;
mod from_utf16;
mod lossy;
mod measure;
mod tally;
mod to_latin1;
mod to_utf16;

#[cfg(test)]
mod tests;

pub use characters::Progress;
pub(super) use measure::measure;
pub(super) use to_latin1::write_latin1;

use super::Text;
#[cfg(slabjs_runtime_avx2)]
use multiversion::{multiversion, target::match_target};

/// Writes each whole character that finds room, up to the first that does not, as
/// UTF-8.
///
/// ```
/// use node_codecs::{Progress, Text, encode_utf8_into};
///
/// let mut room = [0; 3];
/// let done = encode_utf8_into(Text::Latin1(b"a\xe9\xe9"), &mut room);
/// assert_eq!(done, Progress { read: 2, written: 3 });
/// ```
pub fn write_bytes(text: Text<'_>, out: &mut [u8]) -> Progress {
    match text {
        Text::Latin1(units) => from_latin1::write_bytes(units, out),
        Text::Utf16(units) => from_utf16::write_bytes(units, out),
    }
}

/// How many bytes the text takes.
pub fn bytes_len(text: Text<'_>) -> usize {
    match text {
        Text::Latin1(units) => from_latin1::bytes_len(units),
        Text::Utf16(units) => from_utf16::bytes_len(units),
    }
}

/// Whether `bytes` is well-formed UTF-8.
///
/// ```
/// assert!(node_codecs::is_utf8("\u{20ac}".as_bytes()));
/// assert!(!node_codecs::is_utf8(b"\xe2\x82"));
/// ```
#[must_use]
pub fn is_utf8(bytes: &[u8]) -> bool {
    if bytes.len() < LONG {
        return simdutf8::basic::from_utf8(bytes).is_ok();
    }
    is_utf8_by_vectors(bytes)
}

/// Bytes from which wider vectors pay.
const LONG: usize = 1024;

/// The same of long texts, by the vectors of 64 bytes that the processor has, or the crate.
#[cfg(slabjs_runtime_avx2)]
#[multiversion(targets("x86_64+avx512f+avx512bw"))]
fn is_utf8_by_vectors(bytes: &[u8]) -> bool {
    match_target! {
        "x86_64+avx512f+avx512bw" => avx512::is_utf8(bytes),
        _ => simdutf8::basic::from_utf8(bytes).is_ok(),
    }
}

#[cfg(not(slabjs_runtime_avx2))]
fn is_utf8_by_vectors(bytes: &[u8]) -> bool {
    simdutf8::basic::from_utf8(bytes).is_ok()
}

/// Writes the text of `bytes`; `out` is as long as [`measure`] said.
pub(super) fn write_utf16(bytes: &[u8], is_valid: bool, out: &mut [u16]) {
    let write = if is_valid {
        to_utf16::write_utf16
    } else {
        lossy::write_utf16
    };
    let written = write(bytes, out);
    debug_assert_eq!(written, out.len());
}
