//! Bytes to text and back, in each of Node's encodings. No word of the engine.
//!
//! Text comes in as the engine holds it ([`Text`]) and goes out in the
//! narrower form that holds it ([`OwnedText`], or room of the caller's own by
//! way of [`Decoding`]), so that nothing takes a detour by `String`. One file
//! an encoding says how it reads and writes; on a strict, fast path where the
//! input allows, and by Node's lenient rules after the first refusal.

mod ascii;
mod base64;
#[cfg(any(test, feature = "oracle"))]
pub mod checks;
pub mod chunks;
mod copy;
mod decode;
mod encode;
mod encoding;
mod forgiving_base64;
mod hex;
mod latin1;
#[cfg(any(test, feature = "oracle"))]
pub mod oracle;
pub mod reverse;
mod strict_base64;
mod text;
mod transcode;
mod utf16le;
mod utf8;

#[cfg(test)]
mod tests;

pub use ascii::is_ascii;
pub use copy::{copy, copy_within, repeat};
pub use decode::{Decoding, decode};
pub use encode::{byte_length, encode, encode_into, encoded_len, encoded_len_upper};
pub use encoding::Encoding;
pub use forgiving_base64::{Base64Fault, decode_forgiving_base64};
pub use strict_base64::{LastChunk, StrictBase64, StrictBase64Fault, decode_strict_base64};
pub use text::{OwnedText, Text};
pub use transcode::{TranscodeFailure, transcode};
pub use utf8::{Progress, is_utf8, write_bytes as encode_utf8_into};
