//! UTF-8 both ways, and whether bytes are UTF-8.
#![no_main]

use node_codecs::Encoding;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    slabjs_fuzz::both_ways(data, &[Encoding::Utf8]);
    slabjs_fuzz::well_formed(data);
});
