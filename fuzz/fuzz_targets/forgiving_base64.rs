//! Base64 as `atob` reads it.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| slabjs_fuzz::forgiving_base64(data));
