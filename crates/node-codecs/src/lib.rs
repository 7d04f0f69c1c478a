#![doc = include_str!("../README.md")]
//!
//! # Files
//!
//! One file or folder an encoding says how it reads and writes: on a strict, fast path
//! where the input allows, and by Node's lenient rules after the first refusal.
//!
//! | file | what |
//! | --- | --- |
//! | `encoding`, `text` | the encodings' names; text in one or two bytes a code unit |
//! | `decode`, `encode` | bytes to text, text to bytes: they choose the encoding's file |
//! | `ascii`, `latin1`, `hex`, `utf16le` | an encoding each |
//! | `utf8/`, `base64/` | an encoding each, with kernels for vectors |
//! | `forgiving_base64`, `strict_base64` | base64 as the web and as ECMAScript read it |
//! | `transcode` | from one text encoding to another |
//! | [`chunks`] | incremental decoding |
//! | [`kernels`] | copying, repeating, reversing and finding bytes |
//! | `oracle`, `checks` | with feature `oracle`: the plainest code that does the same, for tests |

#![forbid(unsafe_code)]
// The table of files names the private ones too.
#![allow(rustdoc::private_intra_doc_links)]

mod ascii;
mod base64;
#[cfg(any(test, feature = "oracle"))]
pub mod checks;
pub mod chunks;
mod decode;
mod encode;
mod encoding;
mod forgiving_base64;
mod hex;
pub mod kernels;
mod latin1;
#[cfg(any(test, feature = "oracle"))]
pub mod oracle;
mod strict_base64;
mod text;
mod transcode;
mod utf16le;
mod utf8;

#[cfg(test)]
mod tests;

pub use ascii::is_ascii;
pub use decode::{Decoding, decode};
pub use encode::{byte_length, encode, encode_into, encoded_len, encoded_len_upper};
pub use encoding::Encoding;
pub use forgiving_base64::{Base64Fault, decode_forgiving_base64};
pub use strict_base64::{LastChunk, StrictBase64, StrictBase64Fault, decode_strict_base64};
pub use text::{OwnedText, Text};
pub use transcode::{TranscodeFailure, transcode};
pub use utf8::{Progress, is_utf8, write_bytes as encode_utf8_into};
