//! Where vectors of 32 bytes are a choice at run time.
//!
//! `cfg(slabjs_runtime_avx2)` is set there. The functions that choose have two forms then, of
//! which one may use the instructions. In a build for such processors alone there is just one,
//! and no safe code makes it use them: such a build takes the portable path.

#![allow(clippy::print_stdout)]

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let features = std::env::var("CARGO_CFG_TARGET_FEATURE").unwrap_or_default();
    let x86_64 = std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "x86_64");
    if x86_64 && !features.split(',').any(|feature| feature == "avx2") {
        println!("cargo:rustc-cfg=slabjs_runtime_avx2");
    }
}
