//! Built-in modules of the host's.

use slabjs::{HostError, New, Runtime, RuntimeBuilder};
use std::cell::Cell;
use std::rc::Rc;

fn with_module() -> RuntimeBuilder {
    Runtime::builder().builtin_module("host:db", |module| {
        module
            .function("open", |name: String| name.len())
            .async_function("query", |n: u32| async move { n + 1 })
            .class::<u8>("Row", |class| {
                class.getter("id", |row: &u8| *row);
            })
            .function("row", |id: u8| New(id))
            .value("version", "1.0")?;
        Ok(())
    })
}

fn text(runtime: &mut Runtime, code: &str) -> String {
    let code = format!(
        "const require = process.getBuiltinModule('module').createRequire('/x/'); String({code})"
    );
    let value = runtime
        .evaluate(&format!("{{ {code} }}"), "test.js")
        .expect("it ends");
    runtime.from_js(&value).expect("a string")
}

#[test]
fn it_is_imported_and_required() {
    let mut runtime = with_module().build().expect("a runtime");
    let code = "
        import whole, { open, query, Row, row, version } from 'host:db';
        import * as all from 'host:db';
        const later = await import('host:db');
        export default [open('abc'), await query(41), row(7) instanceof Row, row(7).id, version,
            whole.open === open, all.default === whole, later === all, Object.keys(whole)].join();";
    let module = runtime.evaluate_module(code, "main.mjs").expect("it ends");
    runtime.set_global("found", module).expect("set");
    assert_eq!(
        text(&mut runtime, "found.default"),
        "3,42,true,7,1.0,true,true,true,open,query,Row,row,version"
    );
    assert_eq!(
        text(&mut runtime, "require('host:db') === require('host:db')"),
        "true"
    );
    assert_eq!(text(&mut runtime, "require('host:db').version"), "1.0");
    assert_eq!(
        text(
            &mut runtime,
            "process.getBuiltinModule('host:db').open('ab')"
        ),
        "2"
    );
    let error = runtime
        .evaluate_module("import { nothing } from 'host:db'", "wrong.mjs")
        .expect_err("no such name");
    assert_eq!(error.class(), "SyntaxError");
    let error = runtime
        .evaluate_module("import 'host:other'", "wrong.mjs")
        .expect_err("no such module");
    assert_eq!(error.code(), Some("ERR_UNSUPPORTED_ESM_URL_SCHEME"));
}

#[test]
fn it_is_made_once_when_it_is_first_asked_for() {
    let calls = Rc::new(Cell::new(0));
    let counted = Rc::clone(&calls);
    let builder = Runtime::builder().builtin_module("host:late", move |module| {
        counted.set(counted.get() + 1);
        module.value("calls", counted.get())?;
        Ok(())
    });
    let mut runtime = builder.build().expect("a runtime");
    assert_eq!(calls.get(), 0);
    assert_eq!(
        text(
            &mut runtime,
            "require('host:late').calls + require('host:late').calls"
        ),
        "2"
    );
    assert_eq!(calls.get(), 1);
}

#[test]
fn what_it_throws_reaches_the_script() {
    let builder = Runtime::builder().builtin_module("host:broken", |_| {
        Err(HostError::range_error("not today").with_code("ERR_TODAY"))
    });
    let mut runtime = builder.build().expect("a runtime");
    let error = runtime
        .evaluate_module("import 'host:broken'", "main.mjs")
        .expect_err("thrown");
    assert_eq!(error.to_string(), "RangeError [ERR_TODAY]: not today");
}

#[test]
fn names_that_can_not_be_had_are_refused() {
    for name in ["db", "node:db", "file:db", "host:", ":db", "http://x"] {
        let refused = Runtime::builder().builtin_module(name, |_| Ok(())).build();
        let error = refused.expect_err("no such name").to_string();
        assert!(error.contains(name), "{error}");
    }
    let twice = with_module().builtin_module("host:db", |_| Ok(())).build();
    assert!(twice.expect_err("taken").to_string().contains("host:db"));
}

#[test]
fn runtimes_have_their_own() {
    let mut first = with_module().build().expect("a runtime");
    let mut second = Runtime::builder().build().expect("a runtime");
    assert_eq!(text(&mut first, "require('host:db').version"), "1.0");
    let error = second.evaluate(
        "process.getBuiltinModule('module').createRequire('/x/')('host:db')",
        "test.js",
    );
    assert_eq!(error.expect_err("none").code(), Some("MODULE_NOT_FOUND"));
}
