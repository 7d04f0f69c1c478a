//! How the command is linked.
//!
//! An executable that may lie anywhere has some 25,000 addresses to be set when it starts, in 150
//! pages that nothing else would touch: a seventh of the time of an empty script. On Linux the
//! command has a fixed place, as Node's and Bun's have. Hosts that use the library link as they do.
//!
//! `cfg(slabjs_runtime_avx2)` is set where vectors of 32 bytes are a choice at run time. The
//! functions that choose have two forms then, of which one may use the instructions. In a build
//! for such processors alone there is just one, and no safe code makes it use them: such a build
//! takes the portable path.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    choose_vectors();
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}

fn is(name: &str, value: &str) -> bool {
    std::env::var(name).is_ok_and(|found| found == value)
}

fn choose_vectors() {
    let features = std::env::var("CARGO_CFG_TARGET_FEATURE").unwrap_or_default();
    if is("CARGO_CFG_TARGET_ARCH", "x86_64")
        && !features.split(',').any(|feature| feature == "avx2")
    {
        println!("cargo:rustc-cfg=slabjs_runtime_avx2");
    }
}
