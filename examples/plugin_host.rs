//! A host of plugins: each gets 32 MiB, a tenth of a second, no files, and a
//! function of the host's. What it does wrong ends as an error here.

#![allow(clippy::expect_used, clippy::print_stdout)]

use slabjs::{ErrorKind, FileAccess, Runtime};
use std::time::Duration;

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

const BUDGET: usize = 32 << 20;

const PLUGINS: [(&str, &str); 6] = [
    (
        "checksum",
        "input => { let s = 0; for (const b of input) s = s * 31 + b | 0; return s }",
    ),
    (
        "greedy",
        "() => { const kept = []; for (;;) kept.push(Buffer.alloc(1 << 20)) }",
    ),
    (
        "hoarder",
        "() => { const kept = []; for (;;) kept.push({ kept }) }",
    ),
    ("endless", "input => input.toSorted(() => { for (;;); })"),
    (
        "spy",
        "() => process.getBuiltinModule('fs').readdirSync('/')",
    ),
    ("typo", "input => input.subary(0, 1)"),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for (name, code) in PLUGINS {
        match run(name, code) {
            Ok(answer) => println!("{name:<10} answered {answer}"),
            Err(error) => println!("{name:<10} {:?}: {error}", error.kind()),
        }
    }
    let error = run("greedy", PLUGINS[1].1).expect_err("it is greedy");
    assert_eq!(
        (error.kind(), error.class()),
        (ErrorKind::Thrown, "RangeError")
    );
    let error = run("endless", PLUGINS[3].1).expect_err("it is endless");
    assert_eq!(error.kind(), ErrorKind::TimedOut);
    Ok(())
}

fn run(name: &str, code: &str) -> Result<f64, slabjs::Error> {
    let mut runtime = Runtime::builder()
        .max_external_memory(BUDGET)
        .heap_limit(BUDGET)
        .time_limit(Duration::from_millis(100))
        .file_access(FileAccess::None)
        .stdout(Vec::new())
        .build()
        .expect("the allocator is installed");
    runtime.define("log", |line: String| println!("  plugin says: {line}"))?;
    let plugin = runtime.evaluate(&format!("({code})"), name)?;
    let input = runtime.buffer(b"what the plugin works on".to_vec())?;
    let answer = runtime.call(&plugin, &slabjs::JsValue::undefined(), &[input])?;
    runtime.from_js(&answer)
}
