//! A defect of the engine ends the run that met it, and nothing else.

use super::command::{Ran, run_in, run_with};
use slabjs::{ErrorKind, Runtime};

/// What the engine panics at: see `docs/engine-faults.md`.
const DEFECT: &str =
    "{ const P = { k: 1 }, o = Object.create(P), f = () => o.k; f(); f(); delete P.k; f() }";

fn script(name: &str, code: &str) -> Ran {
    run_in(&[(name, code)], &[name])
}

fn runtime() -> Runtime {
    Runtime::builder().build().expect("a runtime")
}

#[test]
fn a_host_gets_an_error_and_goes_on() {
    let mut runtime = runtime();
    for _ in 0..3 {
        let error = runtime.evaluate(DEFECT, "defect.js").expect_err("a defect");
        assert_eq!(error.kind(), ErrorKind::Engine);
        let sum = runtime.evaluate("[1, 2].map((x) => x + 1)[1]", "after.js");
        assert_eq!(sum.expect("it goes on").as_number(), Some(3.0));
    }
}

#[test]
fn callbacks_jobs_and_modules_too() {
    let mut runtime = runtime();
    let callback = format!("[1].forEach(() => {DEFECT})");
    let error = runtime
        .evaluate(&callback, "callback.js")
        .expect_err("a defect");
    assert_eq!(error.kind(), ErrorKind::Engine);
    for later in [
        "setTimeout(() => ",
        "queueMicrotask(() => ",
        "process.nextTick(() => ",
    ] {
        let code = format!("{later}{DEFECT}); 1");
        runtime.evaluate(&code, "later.js").expect("it waits");
        assert_eq!(runtime.run().expect_err(later).kind(), ErrorKind::Engine);
    }
    let error = runtime.evaluate_module(&format!("{DEFECT}\nawait 1"), "a.mjs");
    assert_eq!(error.expect_err("a defect").kind(), ErrorKind::Engine);
    assert!(runtime.evaluate("1 + 1", "after.js").is_ok());
}

#[test]
fn a_module_may_end_before_its_first_await() {
    let mut runtime = runtime();
    let error = runtime.evaluate_module("process.exit(5); await 1", "exit.mjs");
    assert_eq!(error.expect_err("its end").kind(), ErrorKind::Exit(5));
    let deep = "(function f() { f() })(); await 1";
    let error = runtime
        .evaluate_module(deep, "deep.mjs")
        .expect_err("too deep");
    assert_eq!(error.kind(), ErrorKind::StackOverflow);
    let limit = std::time::Duration::from_millis(50);
    let mut runtime = Runtime::builder()
        .time_limit(limit)
        .build()
        .expect("a runtime");
    let error = runtime.evaluate_module("for (;;); await 1", "endless.mjs");
    assert_eq!(error.expect_err("too long").kind(), ErrorKind::TimedOut);
    assert!(runtime.evaluate("1 + 1", "after.js").is_ok());
}

#[test]
fn the_command_says_whose_defect_it_is() {
    let ended = script("defect.js", DEFECT);
    assert_eq!(ended.code, 134);
    assert!(
        ended
            .err
            .contains("This is a defect of slabjs or its engine"),
        "{}",
        ended.err
    );
    for (name, code, exit) in [
        ("exit.mjs", "process.exit(5); await 1", 5),
        ("deep.mjs", "(function f() { f() })(); await 1", 1),
        (
            "generator.js",
            "(async () => { for await (const x of (async function* () { process.exit(3); yield 1 })()); })()",
            3,
        ),
        (
            "import.js",
            "(function f() { import('fs').catch(() => {}); f() })()",
            1,
        ),
    ] {
        let ended = script(name, code);
        assert_eq!(ended.code, exit, "{name}: {}", ended.err);
        assert!(
            !ended.err.contains("internal error"),
            "{name}: {}",
            ended.err
        );
    }
}

#[test]
fn handlers_of_errors_hear_of_an_exhausted_stack() {
    let code = "process.on('uncaughtException', (e) => console.log(e.name, e.message, e.stack.includes('at f')));
        setTimeout(() => (function f() { f() })(), 1);
        setTimeout(() => console.log('later'), 20)";
    let ended = script("handled.js", code);
    assert_eq!(
        ended.out,
        "RangeError Maximum call stack size exceeded true\nlater\n"
    );
    assert_eq!(ended.code, 0);
}

#[test]
fn the_session_of_the_prompt_goes_on() {
    let input = format!("let kept = 5\n{DEFECT}\nkept + 1\nkept.foo()\n");
    let text = run_with(&["-i"], &input).out;
    assert!(
        text.contains("internal error") && text.contains("> 6\n"),
        "{text}"
    );
    assert!(text.contains("kept.foo is not a function"), "{text}");
}

#[test]
fn the_test_runner_says_so_and_keeps_what_ended_before() {
    let text = format!(
        "const {{ test }} = require('node:test');
        test('before', () => {{}});
        test('too deep', () => {{ (function f() {{ f() }})() }});
        test('words', () => {{ const o = {{}}; o.foo() }});
        test('defect', () => {{ {DEFECT} }});
        test('after', () => {{}});"
    );
    let ran = run_in(&[("a.test.js", &text)], &["test", "a.test.js"]);
    assert_eq!(ran.code, 1);
    for words in [
        "before",
        "RangeError: Maximum call stack size exceeded",
        "o.foo is not a function",
        "This is a defect of slabjs or its engine",
        "pass 1",
        "fail 3",
    ] {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
}
