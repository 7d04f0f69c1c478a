//! Errors: `?` into anything, across threads, and the thrown value beside them.

use slabjs::{ErrorKind, Runtime};
use std::error::Error as StdError;

fn runtime() -> Runtime {
    Runtime::builder().build().expect("a runtime")
}

fn answer(code: &str) -> Result<f64, Box<dyn StdError + Send + Sync>> {
    let value = runtime().evaluate(code, "answer.js")?;
    Ok(value.as_number().ok_or("no number")?)
}

#[test]
fn a_question_mark_makes_any_error_of_it_on_any_thread() {
    let told = std::thread::spawn(|| answer("throw new TypeError('no')"));
    let error = told.join().expect("no panic").expect_err("it throws");
    let error: &slabjs::Error = error.downcast_ref().expect("slabjs's own");
    assert_eq!(
        (error.class(), error.kind()),
        ("TypeError", ErrorKind::Thrown)
    );
    assert_eq!(answer("6 * 7").expect("a number"), 42.0);
}

#[test]
fn the_thrown_value_is_the_one_that_was_thrown() {
    let mut runtime = runtime();
    let script = "globalThis.own = { answer: 42 }; throw own";
    let error = runtime.evaluate(script, "throw.js").expect_err("it throws");
    let clone = error.clone();
    drop(error);
    let thrown = runtime.thrown(&clone).expect("it is kept");
    let own = runtime.global("own").expect("a global");
    assert!(thrown.strict_equals(&own));
    let native = runtime
        .evaluate("null.x", "native.js")
        .expect_err("it throws");
    assert!(runtime.thrown(&native).expect("it is kept").is_object());
}

#[test]
fn other_runtimes_and_ended_runs_have_no_such_value() {
    let (mut one, mut other) = (runtime(), runtime());
    let error = one.evaluate("throw 1", "one.js").expect_err("it throws");
    assert!(other.thrown(&error).is_none());
    assert_eq!(
        one.thrown(&error).and_then(|value| value.as_number()),
        Some(1.0)
    );
    let deep = one.evaluate("(function f() { f() })()", "deep.js");
    let deep = deep.expect_err("too deep");
    assert_eq!(deep.kind(), ErrorKind::StackOverflow);
    assert!(one.thrown(&deep).is_none());
}

#[test]
fn a_value_goes_with_the_last_error_that_stands_for_it() {
    let mut runtime = runtime();
    let script = "throw new Uint8Array(5_000_000)";
    let error = runtime.evaluate(script, "throw.js").expect_err("it throws");
    runtime.collect();
    assert!(runtime.usage().array_buffers >= 5_000_000);
    // On another thread.
    std::thread::spawn(move || drop(error))
        .join()
        .expect("no panic");
    runtime.collect();
    assert!(runtime.usage().array_buffers < 5_000_000);
}
