//! A budget in instructions: the same on every machine, however fast or busy it is.
//!
//! `cargo run --example fuel --features fuel`

#![allow(clippy::print_stdout)]

use slabjs::{ErrorKind, Runtime};

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

const BUDGET: u64 = 200_000;

const PLUGINS: [(&str, &str); 4] = [
    (
        "modest",
        "let n = 0; for (let i = 0; i < 1000; i++) n += i; n",
    ),
    ("endless", "for (;;);"),
    (
        "in callbacks",
        "[1].map(() => { try { for (;;); } finally { for (;;); } })",
    ),
    ("in jobs", "(async () => { for (;;) await null })()"),
];

fn used(code: &str) -> Result<(u64, Result<(), slabjs::Error>), Box<dyn std::error::Error>> {
    let mut runtime = Runtime::builder().fuel(BUDGET).build()?;
    let ended = runtime
        .evaluate(code, "plugin.js")
        .and_then(|_| runtime.run());
    let left = runtime.fuel_left().unwrap_or(0);
    Ok((BUDGET - left, ended))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for (name, code) in PLUGINS {
        let (first, ended) = used(code)?;
        let (second, _) = used(code)?;
        assert_eq!(first, second, "{name} uses the same each time");
        match ended {
            Ok(()) => println!("{name}: ended after {first} instructions"),
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::OutOfFuel);
                println!("{name}: {error}");
            }
        }
    }
    Ok(())
}
