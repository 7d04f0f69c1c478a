//! A host in a few lines: a script makes a Buffer, Rust reads its bytes where
//! they lie, and the figures tell what that cost.

#![allow(clippy::print_stdout)]

use slabjs::Runtime;

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut runtime = Runtime::builder().max_external_memory(64 << 20).build()?;

    let buffer = runtime.evaluate(
        "globalThis.message = Buffer.from('bytes outside the heap'); message",
        "host.js",
    )?;
    let text = runtime.bytes(&buffer, |bytes| String::from_utf8_lossy(bytes).into_owned());
    println!("read from Rust: {}", text.unwrap_or_default());

    let script = "try { Buffer.alloc(1 << 30) } catch (error) { String(error) }";
    let refused = runtime.evaluate(script, "limit.js")?;
    println!("past the limit: {}", refused.display());

    let usage = runtime.usage();
    println!("array buffers:  {} bytes", usage.array_buffers);
    println!("external:       {} bytes", usage.external);
    println!("collections:    {}", usage.collections.collections);
    Ok(())
}
