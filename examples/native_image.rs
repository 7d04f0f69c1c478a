//! Native memory that hangs on JavaScript objects: a class `Image` whose pixels
//! lie in Rust. The engine's collector sees small objects; counted with a
//! guard, their pixels make it collect in time.

#![allow(clippy::expect_used, clippy::print_stdout)]

use slabjs::{HostError, Isolate, NativeMemory, Runtime};

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

struct Image {
    pixels: Vec<u8>,
    /// Takes the pixels' bytes back from the count when the image is collected.
    _counted: NativeMemory,
}

impl Image {
    fn new(width: u32, height: u32) -> Result<Self, HostError> {
        let bytes = (width as usize).saturating_mul(height as usize);
        let bytes = bytes.saturating_mul(4);
        let isolate = Isolate::current().ok_or_else(|| HostError::new("no isolate"))?;
        // Collects if that is due, and throws a RangeError past the limit.
        let counted = NativeMemory::new(bytes, &isolate)?;
        Ok(Self {
            pixels: vec![255; bytes],
            _counted: counted,
        })
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut runtime = Runtime::builder().max_external_memory(128 << 20).build()?;
    runtime.define_class::<Image>("Image", |class| {
        class
            .constructor(Image::new)
            .getter("size", |image: &Image| image.pixels.len());
    })?;
    let script = "
        let bytes = 0;
        for (let i = 0; i < 1000; i++) bytes += new Image(512, 512).size;
        bytes";
    let made = runtime.evaluate(script, "images.js")?;
    let usage = runtime.usage();
    println!(
        "{} MiB of pixels were made",
        made.as_number().unwrap_or(0.0) / 1048576.0
    );
    println!(
        "{} MiB are counted now; {} collections in {:?}",
        usage.reported >> 20,
        usage.collections.by_pressure,
        usage.collections.time
    );
    assert!(usage.collections.by_pressure > 0 && usage.reported <= 128 << 20);
    let error = runtime.evaluate(
        "const all = []; for (;;) all.push(new Image(512, 512))",
        "all.js",
    );
    println!("kept all: {}", error.expect_err("they do not fit"));
    runtime.evaluate("all.length = 0", "none.js")?;
    runtime.collect();
    assert_eq!(runtime.usage().reported, 0);
    Ok(())
}
