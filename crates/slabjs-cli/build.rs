//! How the command is linked.
//!
//! An executable that may lie anywhere has some 25,000 addresses to be set when it starts, in 150
//! pages that nothing else would touch: a seventh of the time of an empty script. On Linux the
//! command has a fixed place, as Node's and Bun's have. Hosts that use the library link as they do.

#![allow(clippy::print_stdout)]

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}

fn is(name: &str, value: &str) -> bool {
    std::env::var(name).is_ok_and(|found| found == value)
}
