//! What the targets of the decoders ask: each conversion against the shortest
//! code that gives Node's answer, the same that the tests ask.
//!
//! These targets build and run without the engine.
//!
//! - `input`: from the fuzzer's bytes to a target's input.
//! - `pieces`: chunks of bytes that may split characters.
//! - `transcode`: `transcode` against the standard library.
//! - `web`: `atob` and `Uint8Array.fromBase64` against the steps of the standards.

#![allow(clippy::expect_used)]

use node_codecs as codec;
use node_codecs::checks;

mod input;
mod pieces;
mod transcode;
mod web;

pub use pieces::check as pieces;
pub use transcode::check as transcode;
pub use web::check as forgiving_base64;

use codec::Encoding;
use input::Input;

/// Both ways through each of the encodings, and into rooms too small.
pub fn both_ways(data: &[u8], encodings: &[Encoding]) {
    let Some(input) = Input::new(data) else {
        return;
    };
    for &encoding in encodings {
        checks::check_decode(&input.bytes, encoding);
    }
    let units = input.units();
    let room = usize::from(input.number).min(units.len() * 3 + 1);
    checks::in_each_form(&units, |text| {
        for &encoding in encodings {
            checks::check_encode(text, &units, encoding);
            checks::check_rooms(text, &units, encoding, [room].into_iter());
        }
    });
}

/// Whether bytes are well-formed, by the codec and by the standard library.
pub fn well_formed(data: &[u8]) {
    assert_eq!(codec::is_utf8(data), std::str::from_utf8(data).is_ok());
    assert_eq!(codec::is_ascii(data), data.iter().all(|&byte| byte < 0x80));
}
