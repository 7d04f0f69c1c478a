//! Native memory that hangs on JavaScript objects: a class `Image` whose pixels
//! lie in Rust. The engine's collector sees small objects; counted with a
//! guard, their pixels make it collect in time.

use boa_engine::class::{Class, ClassBuilder};
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsNativeError, JsResult, JsValue, NativeFunction, Trace,
    js_string,
};
use slabjs::{Isolate, NativeMemory, Runtime};

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

#[derive(Debug, Trace, Finalize, JsData)]
struct Image {
    #[unsafe_ignore_trace]
    pixels: Vec<u8>,
    /// Takes the pixels' bytes back from the count when the image is collected.
    #[unsafe_ignore_trace]
    _counted: NativeMemory,
}

impl Class for Image {
    const NAME: &'static str = "Image";

    fn data_constructor(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<Self> {
        let width = args.get_or_undefined(0).to_u32(context)? as usize;
        let height = args.get_or_undefined(1).to_u32(context)? as usize;
        let bytes = width.saturating_mul(height).saturating_mul(4);
        let isolate = Isolate::current()
            .ok_or_else(|| JsNativeError::error().with_message("no isolate on this thread"))?;
        // Collects if that is due, and throws a RangeError past the limit.
        let counted = NativeMemory::new(bytes, &isolate)?;
        Ok(Self {
            pixels: vec![255; bytes],
            _counted: counted,
        })
    }

    fn init(class: &mut ClassBuilder<'_>) -> JsResult<()> {
        let size = NativeFunction::from_fn_ptr(|this, _, _| {
            let object = this.as_object();
            let image = object
                .as_ref()
                .and_then(|object| object.downcast_ref::<Self>());
            Ok(image.map_or(0, |image| image.pixels.len()).into())
        });
        class.method(js_string!("size"), 0, size);
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut runtime = Runtime::builder().max_external_memory(128 << 20).build()?;
    runtime.define_engine_class::<Image>()?;
    let script = "
        let bytes = 0;
        for (let i = 0; i < 1000; i++) bytes += new Image(512, 512).size();
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
