//! Values that a host keeps.

use slabjs::{JsValue, Persistent, Runtime, State};
use std::cell::RefCell;

fn runtime() -> Runtime {
    Runtime::builder().build().expect("a runtime")
}

#[test]
fn a_kept_value_is_not_collected() {
    let mut runtime = runtime();
    let value = runtime
        .evaluate("[Buffer.alloc(100_000, 7)]", "test.js")
        .expect("a list");
    let kept = runtime.persist(value);
    runtime.collect();
    assert_eq!(runtime.usage().array_buffers, 100_000 + 8192);
    let value = runtime.restore(&kept).expect("its own");
    let bytes: Vec<Vec<u8>> = runtime.from_js(&value).expect("bytes");
    assert_eq!(bytes[0][99_999], 7);
    drop((kept, value));
    runtime.collect();
    assert_eq!(runtime.usage().array_buffers, 8192);
}

#[test]
fn another_runtime_refuses_it() {
    let mut first = runtime();
    let mut second = runtime();
    let kept = first.persist(JsValue::from(7));
    assert_eq!(
        second.restore(&kept).expect_err("foreign").to_string(),
        "slabjs: the value belongs to another runtime"
    );
    let error = second.set_global("kept", &kept).expect_err("foreign");
    assert_eq!(
        error.message(),
        "slabjs: the value belongs to another runtime"
    );
    first.set_global("kept", &kept).expect("its own");
    drop(first);
    // Not even one that comes after.
    let third = runtime();
    assert!(third.restore(&kept).is_err());
    drop((second, third));
}

#[test]
fn it_may_outlive_its_runtime_and_the_isolate() {
    let mut runtime = runtime();
    let value = runtime
        .evaluate("({ b: Buffer.alloc(100_000) })", "test.js")
        .expect("an object");
    let kept = runtime.persist(value);
    let again = kept.clone();
    drop(runtime);
    drop(kept);
    let mut next = self::runtime();
    next.evaluate("Buffer.alloc(100_000)", "test.js")
        .expect("it ends");
    next.collect();
    drop(again);
    next.collect();
    assert_eq!(next.usage().array_buffers, 8192);
}

thread_local! {
    static KEPT: RefCell<Option<Persistent>> = const { RefCell::new(None) };
}

#[test]
fn it_may_be_dropped_after_the_engines_heap() {
    // The variable is used before the engine, so it is destroyed after it.
    let thread = std::thread::spawn(|| {
        KEPT.with_borrow_mut(|kept| *kept = None);
        let mut runtime = runtime();
        let value = runtime
            .evaluate("({ deep: [{}] })", "test.js")
            .expect("an object");
        KEPT.with_borrow_mut(|kept| *kept = Some(runtime.persist(value)));
    });
    assert!(thread.join().is_ok());
}

#[test]
fn functions_keep_what_they_are_given() {
    #[derive(Default)]
    struct Handlers(RefCell<Vec<Persistent>>);
    let mut runtime = runtime();
    runtime.insert_state(Handlers::default());
    runtime
        .define("on", |handlers: State<Handlers>, handler: Persistent| {
            handlers.0.borrow_mut().push(handler);
        })
        .expect("defined");
    runtime
        .evaluate("on(n => n + 1); on(n => n * 2)", "test.js")
        .expect("it ends");
    runtime.collect();
    let handlers = runtime.state::<Handlers>().expect("there is one");
    let mut number = JsValue::from(20);
    for handler in &*handlers.0.borrow() {
        let function = runtime.restore(handler).expect("its own");
        number = runtime
            .call(&function, &JsValue::undefined(), &[number])
            .expect("it ends");
    }
    assert_eq!(number.as_number(), Some(42.0));
}
