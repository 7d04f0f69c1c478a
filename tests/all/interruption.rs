//! Runs that are ended from outside, and go on being usable.

use slabjs::{ErrorKind, Runtime};
use std::thread;
use std::time::{Duration, Instant};

fn runtime() -> Runtime {
    Runtime::builder().build().expect("a runtime")
}

/// Each never ends by itself.
const ENDLESS: [(&str, &str); 23] = [
    ("loop", "for (;;);"),
    (
        "loop that catches",
        "for (;;) { try { for (;;); } catch {} finally {} }",
    ),
    (
        "calls",
        "(function f() { for (;;) g(); function g() {} })()",
    ),
    ("sort callback", "[3, 1, 2].sort(() => { for (;;); })"),
    ("endless sort", "for (;;) [3, 1, 2].sort(() => 0)"),
    ("forEach callback", "[1].forEach(() => { for (;;); })"),
    ("replace callback", "'a'.replace(/a/, () => { for (;;); })"),
    ("reviver", "JSON.parse('[1]', () => { for (;;); })"),
    ("getter", "({ get x() { for (;;); } }).x"),
    ("proxy trap", "new Proxy({}, { get() { for (;;); } }).x"),
    ("valueOf", "+{ valueOf() { for (;;); } }"),
    (
        "generator",
        "for (const x of (function* () { for (;;) yield 1; })());",
    ),
    (
        "iterator that never ends",
        "Array.from({ [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }) }) })",
    ),
    (
        "getter of the thrown error",
        "throw { get message() { for (;;); } }",
    ),
    (
        "callback in a callback",
        "[1].map(() => [1].filter(() => { while (true); }))",
    ),
    ("eval", "eval('for (;;);')"),
    ("executor of a promise", "new Promise(() => { for (;;); })"),
    (
        "getter of a thenable",
        "Promise.resolve({ get then() { for (;;); } })",
    ),
    (
        "iterable of promises",
        "Promise.all({ [Symbol.iterator]() { for (;;); } })",
    ),
    (
        "resolver of a promise",
        "function C(f) { f(() => { for (;;); }, () => {}); } C.resolve = (x) => x; Promise.all.call(C, [])",
    ),
    ("async function", "(async () => { for (;;); })()"),
    (
        "async generator",
        "(async function* () { for (;;); })().next()",
    ),
    (
        "async iterator",
        "Array.fromAsync({ [Symbol.asyncIterator]() { for (;;); } })",
    ),
];

#[test]
fn a_time_limit_ends_every_endless_script_and_the_isolate_goes_on() {
    println!("{:<28} {:>10}  outcome", "script", "ended after");
    for (name, script) in ENDLESS {
        let mut runtime = runtime();
        runtime.set_time_limit(Some(Duration::from_millis(50)));
        let began = Instant::now();
        let error = runtime.evaluate(script, "endless.js").expect_err(name);
        println!("{name:<28} {:>7} ms  {error}", began.elapsed().as_millis());
        assert_eq!(error.kind(), ErrorKind::TimedOut, "{name}: {error}");
        assert_eq!(error.code(), Some("ERR_SCRIPT_EXECUTION_TIMEOUT"));
        runtime.set_time_limit(None);
        let depth = "(function f(n) { return n ? f(n - 1) + 1 : 0 })(500) + [2, 1].sort()[0]";
        let after = runtime.evaluate(depth, "after.js").expect(name);
        assert_eq!(after.as_number(), Some(501.0), "{name}");
        let frames = runtime
            .evaluate("new Error('x').stack", "stack.js")
            .expect(name);
        let frames = frames.as_string().expect("text").to_std_string_lossy();
        assert!(!frames.contains("endless.js"), "{name}: {frames}");
    }
}

#[test]
fn jobs_timers_modules_and_calls_are_ended_too() {
    let mut runtime = runtime();
    runtime.set_time_limit(Some(Duration::from_millis(50)));
    let cases = [
        "Promise.resolve().then(() => { for (;;); })",
        "queueMicrotask(function again() { queueMicrotask(again) })",
        "setTimeout(() => { for (;;); })",
        "setImmediate(function again() { setImmediate(again) })",
        "process.nextTick(function again() { process.nextTick(again) })",
        "(async () => { await null; for (;;); })()",
        "(async () => { for (;;) await null; })()",
        "setInterval(() => {}, 1)",
    ];
    for script in cases {
        let mut runtime = Runtime::builder()
            .time_limit(Duration::from_millis(50))
            .build()
            .expect("a runtime");
        runtime.evaluate(script, "job.js").expect(script);
        let error = runtime.run().expect_err(script);
        assert_eq!(error.kind(), ErrorKind::TimedOut, "{script}: {error}");
        runtime.evaluate("1", "after.js").expect(script);
    }
    let error = runtime.evaluate_module("for (;;);", "endless.mjs");
    assert_eq!(error.expect_err("ended").kind(), ErrorKind::TimedOut);
    let error =
        runtime.evaluate_module("await new Promise(() => setInterval(() => {}, 5))", "w.mjs");
    assert_eq!(error.expect_err("ended").kind(), ErrorKind::TimedOut);
    let function = runtime.evaluate("() => { for (;;); }", "f.js").expect("f");
    let called = runtime.call(&function, &function, &[]);
    assert_eq!(called.expect_err("ended").kind(), ErrorKind::TimedOut);
}

/// Nobody wakes the loop for these: the engine drops the error that ends an async
/// function after its first `await`.
#[test]
fn what_ends_inside_an_async_function_ends_the_run() {
    let grow = [
        ("for (;;) k.push({ a: 1 })", ErrorKind::HeapLimit),
        (
            "for (;;) try { k.push(Buffer.alloc(1 << 20, 1)) } catch {}",
            ErrorKind::MemoryLimit,
        ),
    ];
    for (grow, kind) in grow {
        let mut runtime = Runtime::builder()
            .heap_limit(16 << 20)
            .max_external_memory(8 << 20)
            .limiter(slabjs::PatientLimiter::new(100))
            .build()
            .expect("a runtime");
        let script = format!("(async (k) => {{ await null; {grow} }})([])");
        runtime.evaluate(&script, "grow.js").expect(grow);
        let error = runtime.run().expect_err(grow);
        assert_eq!(error.kind(), kind, "{grow}: {error}");
        runtime.evaluate("1", "after.js").expect(grow);
    }
}

#[test]
fn a_loop_that_sleeps_is_woken_and_ended() {
    let mut runtime = runtime();
    runtime.set_time_limit(Some(Duration::from_millis(50)));
    runtime
        .evaluate("setTimeout(() => {}, 1_000_000)", "sleep.js")
        .expect("armed");
    let error = runtime.run().expect_err("ended");
    assert_eq!(error.kind(), ErrorKind::TimedOut);
}

#[test]
fn another_thread_ends_the_run_under_way_and_no_other() {
    let mut runtime = runtime();
    let interrupter = runtime.interrupter();
    assert!(!interrupter.interrupt(), "nothing runs");
    assert!(
        runtime.evaluate("1", "one.js").is_ok(),
        "and nothing was ended"
    );
    let handle = interrupter.clone();
    let stop = thread::spawn(move || {
        while !handle.interrupt() {
            thread::yield_now();
        }
    });
    let error = runtime
        .evaluate("for (;;);", "endless.js")
        .expect_err("ended");
    assert_eq!(error.kind(), ErrorKind::Interrupted);
    stop.join().expect("the thread");
    drop(runtime);
    assert!(!interrupter.interrupt(), "the runtime is gone");
}

#[test]
fn a_thousand_runs_are_ended_without_leaving_anything() {
    let mut runtime = runtime();
    runtime.set_time_limit(Some(Duration::from_millis(1)));
    let mut heap = 0;
    for turn in 0..1000 {
        let script = "(function f(n, kept) { n ? f(n - 1, kept) : eval; for (;;); })(20, new Array(1000).fill(1))";
        let error = runtime.evaluate(script, "endless.js").expect_err("ended");
        assert_eq!(error.kind(), ErrorKind::TimedOut);
        if turn == 100 {
            runtime.collect();
            heap = runtime.usage().heap_used;
        }
    }
    runtime.collect();
    let grown = runtime.usage().heap_used.saturating_sub(heap);
    println!("heap grew by {grown} bytes over 900 ended runs");
    assert!(grown < 900 * 8000 / 4, "{grown}");
}

#[test]
fn a_run_within_its_time_is_left_alone() {
    let mut runtime = Runtime::builder()
        .time_limit(Duration::from_secs(3600))
        .build()
        .expect("a runtime");
    for _ in 0..2000 {
        assert!(runtime.evaluate("[3, 1, 2].sort()", "short.js").is_ok());
    }
    runtime.set_time_limit(Some(Duration::MAX));
    assert!(runtime.evaluate("1", "far.js").is_ok());
}
