//! Bytes to text and back, in each of Node's encodings. No word of the engine.
//!
//! Text comes in as the engine holds it ([`Text`]) and goes out in the
//! narrower form that holds it ([`OwnedText`], or room of the caller's own by
//! way of [`Decoding`]), so that nothing takes a detour by `String`. One file
//! an encoding says how it reads and writes; on a strict, fast path where the
//! input allows, and by Node's lenient rules after the first refusal.
//!
//! - `ascii`: towards text, the low seven bits of each byte.
//! - `base64`: `base64` and `base64url`: four characters of six bits for three bytes.
//! - `checks`: the real conversions against the oracle's: what is asked of every text,
//!   every bytes, every room.
//! - `chunks`: where a chunk of bytes must be cut so that no character is torn.
//! - `copy`: copying bytes between blocks.
//! - `decode`: bytes to text: what `Buffer.prototype.toString` does.
//! - `encode`: text to bytes: what `Buffer.from`, `Buffer.prototype.write` and
//!   `Buffer.byteLength` do.
//! - `encoding`: the encodings Node knows, and the names it knows them by.
//! - `forgiving_base64`: base64 as the web reads it: strict about its characters and its
//!   padding.
//! - `hex`: two digits a byte.
//! - `latin1`: `latin1`, also called `binary`: one byte a code unit.
//! - `oracle`: the conversions by the shortest code that gives Node's answer, to test the
//!   real ones against.
//! - `reverse`: reversing the bytes of each element, with the widest instructions there
//!   are.
//! - `strict_base64`: base64 as ECMAScript reads it, in `Uint8Array.fromBase64`: one
//!   alphabet, white space between characters, and a say in what becomes of a last chunk
//!   that is not whole.
//! - `text`: text as the engine holds it: one byte a code unit, or two.
//! - `transcode`: from one text encoding to another, by the rules of the library that
//!   Node uses for `buffer.transcode` (ICU): `?` for what the target lacks, nothing for
//!   what is invisible anyway.
//! - `utf16le`: `utf16le`, also called `ucs2`: two bytes a code unit, little end first.
//! - `utf8`: one to four bytes a character.

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
