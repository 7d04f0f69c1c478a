//! Text that comes in pieces.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| slabjs_fuzz::pieces(data));
