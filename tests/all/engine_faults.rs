//! Faults of the engine that nothing outside it cures: `docs/engine-faults.md` tells of
//! each. A test here fails when an update of the engine has cured one; then its entry, and
//! what goes round it, can go.

use boa_engine::{Context, Source};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What the bare engine makes of a script.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    /// The completion value as a string.
    Value(String),
    /// An error, as it is printed, without frames.
    Error(String),
    Panic,
}

fn outcome(code: &str) -> Outcome {
    let context = &mut Context::default();
    context.runtime_limits_mut().set_recursion_limit(200);
    let run = |context: &mut Context| {
        let ended = context.eval(Source::from_bytes(code));
        // Jobs, for what happens in them.
        let jobs = context.run_jobs();
        let value = ended.and_then(|value| jobs.map(|()| value));
        value.and_then(|value| match value.as_object() {
            Some(array) => array.get(0, context)?.to_string(context),
            None => value.to_string(context),
        })
    };
    match catch_unwind(AssertUnwindSafe(|| run(context))) {
        Ok(Ok(text)) => Outcome::Value(text.to_std_string_lossy()),
        Ok(Err(error)) => {
            let shown = error.to_string();
            Outcome::Error(shown.lines().next().unwrap_or_default().to_owned())
        }
        Err(_) => Outcome::Panic,
    }
}

fn value(text: &str) -> Outcome {
    Outcome::Value(text.to_owned())
}

#[test]
fn caches_of_prototypes_outlive_what_they_say() {
    let deleted = "{ const P = { k: 1 }, o = Object.create(P), f = () => o.k; f(); f();
        delete P.k; String(f()) }";
    assert_eq!(outcome(deleted), Outcome::Panic, "right: undefined");
    let moved = "{ const g = (o) => o.y, p = { x: 'x', y: 'y', z: 'z' }, o = Object.create(p);
        g(o); g(o); delete p.x; g(o) }";
    assert_eq!(outcome(moved), value("z"), "right: y");
}

#[test]
fn calls_nested_too_deeply_cannot_be_caught() {
    let code = "try { (function f() { f() })() } catch (error) { error.name }";
    let Outcome::Error(error) = outcome(code) else {
        panic!("right: RangeError is caught");
    };
    assert!(error.contains("RuntimeLimit"), "{error}");
}

#[test]
fn what_ends_an_async_function_after_an_await_vanishes() {
    let code = "const told = ['nothing'];
        (async () => { await 1; (function f() { f() })() })().catch((e) => { told[0] = e.name });
        told";
    assert_eq!(outcome(code), value("nothing"), "right: RangeError");
}

#[test]
fn deleting_brings_attributes_back() {
    let code = "{ const q = { b: 1, c: 1, d: 1 };
        Object.defineProperty(q, 'c', { writable: false, enumerable: false });
        delete q.b; String(Object.keys(q)) }";
    assert_eq!(outcome(code), value("c,d"), "right: d");
}

#[test]
fn exceptions_leave_what_was_on_the_stack() {
    // Each throw through a function keeps its operands until the catching function returns.
    let context = &mut Context::default();
    context.runtime_limits_mut().set_stack_size_limit(2000);
    let code = "(function () { const f = () => { throw 1 }; const g = () => f();
        for (let i = 0; i < 1000; i++) try { g() } catch {} return 'done' })()";
    let ended = context.eval(Source::from_bytes(code));
    let error = ended.expect_err("right: done").to_string();
    assert!(error.contains("RuntimeLimit"), "{error}");
}

#[test]
fn a_method_of_undefined_has_no_place() {
    let code = "function f() {\n  const o = { list: null };\n  return o.list.map(1);\n}\ntry { f() } catch (e) { throw e }";
    let context = &mut Context::default();
    let error = context
        .eval(Source::from_bytes(code))
        .expect_err("it throws");
    assert!(error.to_string().contains(":1:"), "right: line 3, {error}");
}

#[test]
fn messages_name_neither_value_nor_property() {
    for (code, message) in [
        (
            "null.foo",
            "TypeError: cannot convert 'null' or 'undefined' to object",
        ),
        ("({}).foo()", "TypeError: not a callable function"),
    ] {
        let Outcome::Error(error) = outcome(code) else {
            panic!("{code} throws");
        };
        assert!(error.starts_with(message), "{error}");
    }
}
