//! A bound in instructions: `cargo test --features fuel --test fuel`.

#![allow(clippy::expect_used)]

use slabjs::{ErrorKind, JsValue, Runtime};

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

const ENOUGH: u64 = 10_000_000;

fn runtime() -> Runtime {
    let builder = Runtime::builder().stderr(Vec::new());
    builder.fuel(ENOUGH).build().expect("a runtime")
}

/// What a program that ends by itself uses.
fn used(code: &str) -> u64 {
    let mut runtime = runtime();
    runtime.evaluate(code, "test.js").expect("it ends");
    runtime.run().expect("it ends");
    ENOUGH - runtime.fuel_left().expect("a bound")
}

const PROGRAMS: [&str; 7] = [
    "let n = 0; for (let i = 0; i < 1000; i++) n += i",
    "[3, 1, 2].sort((a, b) => { for (let i = 0; i < 100; i++); return a - b })",
    "(async () => { for (let i = 0; i < 100; i++) await i })()",
    "let n = 0; const t = setInterval(() => { if (++n === 20) clearInterval(t) }, 1)",
    "function* g() { for (let i = 0; i < 100; i++) yield i } [...g()]",
    "new Proxy({}, { get() { for (let i = 0; i < 100; i++); } }).x",
    "require = process.getBuiltinModule('module').createRequire('/x/'); new (require('stream').PassThrough)().end('x')",
];

#[test]
fn the_same_program_uses_the_same() {
    for program in PROGRAMS {
        assert_eq!(used(program), used(program), "{program}");
        assert!(used(program) > 100, "{program}");
    }
}

/// How `program` ends with `fuel` instructions.
fn end_with(fuel: u64, program: &str) -> Option<ErrorKind> {
    let mut runtime = runtime();
    runtime.set_fuel(Some(fuel));
    let ended = runtime
        .evaluate(program, "test.js")
        .and_then(|_| runtime.run());
    ended.err().map(|error| error.kind())
}

/// At least the instructions of the frame that a run stands in: when they are all that
/// is missing, the program has ended.
const FRAME: u64 = 16;

#[test]
fn the_last_instructions_count() {
    for program in PROGRAMS {
        let all = used(program);
        assert_eq!(end_with(all, program), None, "{program}");
        let ended = end_with(all - FRAME, program);
        assert_eq!(ended, Some(ErrorKind::OutOfFuel), "{program}");
    }
}

#[test]
fn nothing_endless_gets_away() {
    let endless = [
        "for (;;);",
        "for (;;) try { (function f(n) { if (n) f(n - 1); throw n })(50) } catch {}",
        "[1].forEach(() => { for (;;); })",
        "for (;;) [1, 2].forEach(() => {})",
        "'a'.replace(/a/, () => { try { for (;;); } catch {} })",
        "({ get x() { for (;;); } }).x",
        "(async () => { for (;;) { try { await null } catch {} } })()",
        "(function again() { process.nextTick(again) })()",
        "(function again() { setImmediate(again) })()",
        "setInterval(() => {}, 1)",
        "new Promise(() => { for (;;); }).catch(() => {})",
        "function* g() { for (;;) yield 1 } for (const x of g());",
        "eval('for (;;);')",
        "new Function('for (;;);')()",
        "JSON.parse('[1]', () => { for (;;); })",
    ];
    for code in endless {
        let mut runtime = Runtime::builder()
            .stderr(Vec::new())
            .fuel(100_000)
            .build()
            .expect("a runtime");
        let ended = runtime
            .evaluate(code, "endless.js")
            .and_then(|_| runtime.run());
        assert_eq!(
            ended.expect_err("endless").kind(),
            ErrorKind::OutOfFuel,
            "{code}"
        );
        assert_eq!(runtime.fuel_left(), Some(0), "{code}");
        let again = runtime
            .evaluate("1", "again.js")
            .expect_err("there is none");
        assert_eq!(again.kind(), ErrorKind::OutOfFuel, "{code}");
        runtime.set_fuel(Some(ENOUGH));
        let sum = runtime.evaluate("[1, 2].map(n => n * 2).reduce((a, b) => a + b)", "after.js");
        assert_eq!(sum.expect("it goes on").as_number(), Some(6.0), "{code}");
        runtime.set_fuel(None);
        let sum = runtime.evaluate(
            "(function f(n) { return n ? f(n - 1) + 1 : 0 })(5000)",
            "deep.js",
        );
        assert_eq!(sum.expect("it goes on").as_number(), Some(5000.0), "{code}");
    }
}

#[test]
fn modules_and_calls_burn_it_too() {
    let mut runtime = runtime();
    let error = runtime
        .evaluate_module("for (;;);", "endless.mjs")
        .expect_err("endless");
    assert_eq!(error.kind(), ErrorKind::OutOfFuel);
    runtime.set_fuel(Some(ENOUGH));
    let function = runtime
        .evaluate("(() => { for (;;); })", "f.js")
        .expect("a function");
    let error = runtime
        .call(&function, &JsValue::undefined(), &[])
        .expect_err("endless");
    assert_eq!(error.kind(), ErrorKind::OutOfFuel);
    let mut module = self::runtime();
    module
        .evaluate_module("await null; for (let i = 0; i < 100; i++);", "m.mjs")
        .expect("it ends");
    assert!(module.fuel_left() < Some(ENOUGH - 400));
}

#[test]
fn no_bound_is_none() {
    let mut runtime = Runtime::builder().build().expect("a runtime");
    assert_eq!(runtime.fuel_left(), None);
    runtime
        .evaluate("for (let i = 0; i < 1e5; i++);", "test.js")
        .expect("it ends");
    assert_eq!(runtime.fuel_left(), None);
}
