//! Two isolates on two threads, and bytes that go from one to the other
//! without a copy: the first makes blocks, the second looks at them.

#![allow(clippy::print_stdout)]

use slabjs::{OwnedBytes, Runtime};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

const BLOCKS: u32 = 500;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A block with the address its bytes had when they left.
type Block = (OwnedBytes, usize);

fn main() -> Result<(), Failure> {
    // Four blocks may wait: a fast producer is held up.
    let (sender, receiver) = sync_channel(4);
    let producer = thread::spawn(move || produce(&sender));
    let consumer = thread::spawn(move || consume(&receiver));
    producer.join().map_err(|_| "the producer panicked")??;
    let (in_place, sum) = consumer.join().map_err(|_| "the consumer panicked")??;
    println!("{in_place} of {BLOCKS} blocks of 64 KiB arrived where they were made, sum {sum}");
    assert_eq!(in_place, BLOCKS);
    println!("{:?}", slabjs::process_usage());
    Ok(())
}

fn produce(sender: &SyncSender<Block>) -> Result<(), Failure> {
    let mut runtime = Runtime::builder().build()?;
    let make = evaluate(&mut runtime, "i => Buffer.alloc(65536, i & 255)")?;
    for number in 0..BLOCKS {
        let made = call(&mut runtime, &make, number.into())?;
        let bytes = runtime.take_bytes(&made).map_err(report)?;
        let bytes = bytes.ok_or("no bytes")?;
        let place = bytes.as_ptr() as usize;
        sender.send((bytes, place))?;
    }
    Ok(())
}

fn consume(receiver: &Receiver<Block>) -> Result<(u32, f64), Failure> {
    let mut runtime = Runtime::builder().build()?;
    let look = evaluate(&mut runtime, "store => new Uint8Array(store)[65535]")?;
    let (mut in_place, mut sum) = (0, 0.0);
    for (bytes, place) in receiver {
        // From here on they count as this isolate's.
        let store = runtime.give_bytes(bytes).map_err(report)?;
        let here = runtime.bytes(&store, |bytes| bytes.as_ptr() as usize);
        in_place += u32::from(here == Some(place));
        sum += call(&mut runtime, &look, store)?.as_number().unwrap_or(0.0);
    }
    Ok((in_place, sum))
}

fn evaluate(runtime: &mut Runtime, source: &str) -> Result<slabjs::JsValue, Failure> {
    runtime.evaluate(source, "pipeline.js").map_err(report)
}

fn call(
    runtime: &mut Runtime,
    function: &slabjs::JsValue,
    argument: slabjs::JsValue,
) -> Result<slabjs::JsValue, Failure> {
    let this = slabjs::JsValue::undefined();
    runtime.call(function, &this, &[argument]).map_err(report)
}

/// What can leave the thread of an error.
fn report(error: slabjs::Error) -> Failure {
    Box::new(error.into_report())
}
