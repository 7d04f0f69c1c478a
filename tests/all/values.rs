//! Values and functions between a host and its scripts.

use boa_engine::class::{Class, ClassBuilder};
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsResult, JsValue, NativeFunction, Trace, js_string,
};
use slabjs::{ByteView, ErrorKind, FileAccess, Runtime};
use std::rc::Rc;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

fn runtime() -> Runtime {
    Runtime::builder().build().expect("a runtime")
}

fn text(value: &JsValue) -> String {
    value.as_string().expect("a string").to_std_string_lossy()
}

#[test]
fn functions_take_and_return_bytes_without_a_copy() {
    let mut runtime = runtime();
    let (sender, places) = mpsc::channel();
    runtime
        .define_with_call("look", 1, move |call| {
            let place = call.bytes(0, |bytes| bytes.as_ptr() as usize)?;
            sender.send(place).expect("told");
            Ok(())
        })
        .expect("defined");
    runtime
        .define_with_call("reversed", 1, |call| {
            let mut bytes = call.take_bytes(0)?;
            bytes.reverse();
            Ok(bytes)
        })
        .expect("defined");
    runtime
        .define_with_call("set", 2, |call| {
            let byte = call.number(1)? as u8;
            call.bytes_mut(0, |bytes| bytes.fill(byte))
        })
        .expect("defined");
    let script = "
        const a = Buffer.allocUnsafeSlow(3); a[0] = 1; a[2] = 3;
        look(a); const b = reversed(a); look(b); set(b.subarray(1, 2), 9);
        [a.length, Buffer.isBuffer(b), ...b, look.name, look.length].join()";
    let value = runtime.evaluate(script, "bytes.js").expect("evaluated");
    assert_eq!(text(&value), "0,true,3,9,1,look,1");
    assert_eq!(places.recv(), places.recv(), "one place throughout");
    let wrong = runtime
        .evaluate("look('text')", "wrong.js")
        .expect_err("wrong");
    assert_eq!(
        (wrong.class(), wrong.code()),
        ("TypeError", Some("ERR_INVALID_ARG_TYPE"))
    );
}

/// A class whose instances hold bytes in Rust.
#[derive(Debug, Trace, Finalize, JsData)]
struct Digest(#[unsafe_ignore_trace] u32);

impl Class for Digest {
    const NAME: &'static str = "Digest";

    fn data_constructor(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<Self> {
        Ok(Self(0))
    }

    fn init(class: &mut ClassBuilder<'_>) -> JsResult<()> {
        class.method(
            js_string!("update"),
            1,
            NativeFunction::from_fn_ptr(|this, args, context| {
                let bytes = args.get_or_undefined(0).as_object();
                let view = bytes.and_then(|bytes| ByteView::of(&bytes, context));
                if let (Some(view), Some(object)) = (view, this.as_object())
                    && let Some(mut digest) = object.downcast_mut::<Digest>()
                {
                    digest.0 += view.read(|bytes| bytes.iter().map(|&b| u32::from(b)).sum::<u32>());
                }
                Ok(this.clone())
            }),
        );
        class.method(
            js_string!("value"),
            0,
            NativeFunction::from_fn_ptr(|this, _, _| {
                let object = this.as_object();
                let value = object.and_then(|object| object.downcast_ref::<Digest>().map(|d| d.0));
                Ok(value.unwrap_or_default().into())
            }),
        );
        Ok(())
    }
}

#[test]
fn classes_in_rust_take_buffers() {
    let mut runtime = runtime();
    runtime.define_engine_class::<Digest>().expect("defined");
    let script = "new Digest().update(Buffer.from([1, 2])).update(new Uint8Array([3])).value()";
    let value = runtime.evaluate(script, "class.js").expect("evaluated");
    assert_eq!(value.as_number(), Some(6.0));
}

#[test]
fn futures_are_promises_and_other_threads_wake_them() {
    let mut runtime = runtime();
    runtime
        .define_async_with_call("later", 1, |call| {
            let bytes = call.take_bytes(0)?;
            let (sender, receiver) = channel();
            thread::spawn(move || {
                thread::sleep(Duration::from_millis(5));
                sender(bytes);
            });
            Ok(async move { Ok::<_, std::io::Error>(receiver.await) })
        })
        .expect("defined");
    let script = "later(Buffer.alloc(70_000, 7)).then(b => `${b.length} ${b[69_999]}`)";
    let promise = runtime.evaluate(script, "later.js").expect("a promise");
    let value = runtime.settle(&promise).expect("fulfilled");
    assert_eq!(text(&value), "70000 7");
    let never = runtime
        .evaluate("new Promise(() => {})", "never.js")
        .expect("a promise");
    let error = runtime.settle(&never).expect_err("never");
    assert!(error.message().contains("pending"), "{error}");
    let plain = runtime.settle(&JsValue::from(5)).expect("no promise");
    assert_eq!(plain.as_number(), Some(5.0));
}

/// A value that one thread sends and a future waits for.
fn channel<T: Send + 'static>() -> (impl FnOnce(T) + Send, impl Future<Output = T>) {
    use std::sync::{Arc, Mutex};
    use std::task::{Poll, Waker};
    let slot = Arc::new(Mutex::new((None::<T>, None::<Waker>)));
    let other = Arc::clone(&slot);
    let send = move |value| {
        let mut slot = other.lock().expect("no panic");
        slot.0 = Some(value);
        if let Some(waker) = slot.1.take() {
            waker.wake();
        }
    };
    let wait = std::future::poll_fn(move |task| {
        let mut slot = slot.lock().expect("no panic");
        match slot.0.take() {
            Some(value) => Poll::Ready(value),
            None => {
                slot.1 = Some(task.waker().clone());
                Poll::Pending
            }
        }
    });
    (send, wait)
}

#[test]
fn modules_give_their_namespace_and_import_by_the_hosts_rules() {
    let mut runtime = runtime();
    let module = "import { Buffer as B } from 'node:buffer';
                  export const bytes = await Promise.resolve(B.from('abc'));
                  export default bytes.length";
    let namespace = runtime.evaluate_module(module, "m.mjs").expect("evaluated");
    let length = namespace.get(js_string!("default"), runtime.context());
    assert_eq!(length.expect("a number").as_number(), Some(3.0));
    let error = runtime.evaluate_module("export const x = ;", "bad.mjs");
    assert_eq!(error.expect_err("syntax").kind(), ErrorKind::Syntax);
    let error = runtime.evaluate_module("throw new RangeError('late')", "throws.mjs");
    assert_eq!(error.expect_err("thrown").to_string(), "RangeError: late");

    let loader = Rc::new(boa_engine::module::MapModuleLoader::new());
    let mut own = Runtime::builder()
        .module_loader(Rc::clone(&loader))
        .build()
        .expect("a runtime");
    let source = boa_engine::Source::from_bytes("export const answer = 42");
    let module = boa_engine::Module::parse(source, None, own.context()).expect("parsed");
    loader.insert("answers", module);
    let namespace = own.evaluate_module("export { answer as a } from 'answers'", "own.mjs");
    let answer = namespace
        .expect("evaluated")
        .get(js_string!("a"), own.context());
    assert_eq!(answer.expect("a number").as_number(), Some(42.0));
}

#[test]
fn errors_keep_class_code_message_stack_and_causes() {
    let mut runtime = runtime();
    let script = "throw new TypeError('outer', { cause: Object.assign(new Error('inner', { cause: 5 }), { code: 'E_IN' }) })";
    let error = runtime.evaluate(script, "cause.js").expect_err("thrown");
    let stack = error.stack().expect("a stack");
    assert!(
        stack.starts_with("TypeError: outer\n    at cause.js:1"),
        "{stack}"
    );
    let report = thread::spawn(move || 1)
        .join()
        .map(|_| error.into_report())
        .expect("sent");
    let inner = report.cause().expect("a cause");
    assert_eq!(
        (inner.class(), inner.code(), inner.message()),
        ("Error", Some("E_IN"), "inner")
    );
    assert_eq!(inner.cause().expect("a cause").message(), "5");
    let source = std::error::Error::source(&report).expect("a source");
    assert_eq!(source.to_string(), "Error [E_IN]: inner");
    let circular = "const e = new Error('round'); e.cause = e; throw e";
    let error = runtime.evaluate(circular, "round.js").expect_err("thrown");
    assert_eq!(error.message(), "round");
}

#[test]
fn incomplete_input_is_told_from_errors() {
    let mut runtime = runtime();
    for source in [
        "(",
        "function f() {",
        "`abc",
        "if (x) {",
        "[1, 2,",
        "x = {a:",
    ] {
        let error = runtime.evaluate(source, "line.js").expect_err(source);
        assert_eq!(
            error.kind(),
            ErrorKind::IncompleteInput,
            "{source}: {error}"
        );
    }
    for source in [")", "1 2", "let let = 1", "x = ;"] {
        let error = runtime.evaluate(source, "line.js").expect_err(source);
        assert_eq!(error.kind(), ErrorKind::Syntax, "{source}: {error}");
        assert_eq!(error.class(), "SyntaxError");
    }
}

#[test]
fn a_script_that_exits_tells_its_code_and_the_runtime_goes_on() {
    let mut runtime = runtime();
    let error = runtime.evaluate("process.exit(3); for (;;);", "exit.js");
    assert_eq!(error.expect_err("ended").kind(), ErrorKind::Exit(3));
    assert!(runtime.evaluate("[1].map(x => x)", "after.js").is_ok());
    runtime
        .evaluate("setTimeout(() => process.exit(4))", "later.js")
        .expect("armed");
    assert_eq!(runtime.run().expect_err("ended").kind(), ErrorKind::Exit(4));
    assert!(runtime.evaluate("[1].map(x => x)", "after.js").is_ok());
}

#[test]
fn files_are_seen_as_the_host_says() {
    let mut closed = Runtime::builder()
        .file_access(FileAccess::None)
        .build()
        .expect("a runtime");
    let code = "(m => { try { m(); return 'had' } catch (e) { return e.code } })";
    for load in [
        "process.getBuiltinModule('fs')",
        "process.getBuiltinModule('node:fs/promises')",
    ] {
        let value = closed.evaluate(&format!("{code}(() => {load})"), "fs.js");
        assert_eq!(text(&value.expect(load)), "ERR_ACCESS_DENIED", "{load}");
    }
    for import in [
        "import 'fs'",
        "import '/etc/hostname'",
        "import './x.mjs'",
        "import('fs').then(() => 0); await import('fs')",
    ] {
        assert!(closed.evaluate_module(import, "m.mjs").is_err(), "{import}");
    }
    assert!(closed.evaluate_module("import 'path'", "m.mjs").is_ok());
    let mut open = runtime();
    let value = open.evaluate(
        "typeof process.getBuiltinModule('fs').readFileSync",
        "fs.js",
    );
    assert_eq!(text(&value.expect("fs")), "function");
}

#[test]
fn a_native_function_that_throws_is_caught_by_the_script() {
    let mut runtime = runtime();
    runtime
        .define_with_call("fail", 0, |_| -> JsResult<()> {
            Err(boa_engine::JsError::from_rust(std::io::Error::other(
                "disk gone",
            )))
        })
        .expect("defined");
    let value = runtime.evaluate("try { fail() } catch (e) { `${e.message}` }", "fail.js");
    assert_eq!(text(&value.expect("caught")), "disk gone");
}
