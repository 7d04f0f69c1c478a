//! Hashing a file without reading it: the file is mapped, and the map is the
//! memory of a Buffer.
//!
//! `cargo run --example hash_file [FILE]`; without a file, one of 64 MiB is made.

#![allow(clippy::print_stdout)]

use sha2::{Digest, Sha256};
use slabjs::{Adoption, Runtime};
use std::fs::File;
use std::io::Write;

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

const SCRIPT: &str = "
    const { createHash } = process.getBuiltinModule('crypto');
    (store => createHash('sha256').update(Buffer.from(store)).digest('hex'))";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = match std::env::args_os().nth(1) {
        Some(path) => File::open(path)?,
        None => sample()?,
    };
    // SAFETY: a private map, so that nobody sees what a script might write;
    // nobody is expected to cut the file off meanwhile.
    let map = unsafe { memmap2::MmapOptions::new().map_copy(&file)? };
    let (address, length) = (map.as_ptr() as usize, map.len());
    let expected = hex(&Sha256::digest(&map));

    let mut runtime = Runtime::builder().build()?;
    let hash = runtime.evaluate(SCRIPT, "hash.js")?;
    let (store, how) = runtime.adopt(map)?;
    assert_eq!(how, Adoption::InPlace);
    let place = runtime.bytes(&store, |bytes| bytes.as_ptr() as usize);
    assert_eq!(place, Some(address), "the script sees the map itself");
    let heap = runtime.usage().heap_used;
    let digest = runtime.call(&hash, &slabjs::JsValue::undefined(), &[store])?;
    let digest = digest.as_string().ok_or("no digest")?.to_std_string_lossy();
    println!("{digest}  {length} bytes");
    println!(
        "heap grew by {} bytes",
        runtime.usage().heap_used.saturating_sub(heap)
    );
    assert_eq!(digest, expected);
    Ok(())
}

fn sample() -> std::io::Result<File> {
    let mut file = tempfile::tempfile()?;
    let block: Vec<u8> = (0..1 << 20).map(|i: u32| (i * 31) as u8).collect();
    for _ in 0..64 {
        file.write_all(&block)?;
    }
    Ok(file)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
