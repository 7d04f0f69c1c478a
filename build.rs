//! How the command is linked.
//!
//! An executable that may lie anywhere has some 25,000 addresses to be set when it starts, which
//! is a fifth of the instructions of an empty script. Packed, they take a fraction of that.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}
