//! From one text encoding to another.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| slabjs_fuzz::transcode(data));
