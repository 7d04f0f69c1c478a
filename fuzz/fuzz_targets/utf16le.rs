//! UTF-16, little end first, both ways.
#![no_main]

use node_codecs::Encoding;

libfuzzer_sys::fuzz_target!(|data: &[u8]| slabjs_fuzz::both_ways(data, &[Encoding::Utf16Le]));
