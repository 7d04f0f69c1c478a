//! Both alphabets of base64, both ways.
#![no_main]

use node_codecs::Encoding;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    slabjs_fuzz::both_ways(data, &[Encoding::Base64, Encoding::Base64Url]);
});
