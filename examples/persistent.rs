//! Handlers that scripts register and the host calls later: values that are kept,
//! and belong to the runtime that gave them.

#![allow(clippy::expect_used, clippy::print_stdout)]

use slabjs::{JsValue, Persistent, Runtime, State};
use std::cell::RefCell;

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

/// The handlers of one runtime.
#[derive(Default)]
struct Handlers(RefCell<Vec<Persistent>>);

fn on_message(handlers: State<Handlers>, handler: Persistent) -> usize {
    let mut handlers = handlers.0.borrow_mut();
    handlers.push(handler);
    handlers.len()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut runtime = Runtime::builder().build()?;
    runtime.insert_state(Handlers::default());
    runtime.define("onMessage", on_message)?;
    runtime.evaluate(
        "onMessage(text => text.toUpperCase()); onMessage(text => text.length)",
        "plugin.js",
    )?;
    runtime.collect();

    let handlers = runtime.state::<Handlers>().ok_or("no handlers")?;
    for handler in &*handlers.0.borrow() {
        let function = runtime.restore(handler)?;
        let text = runtime.to_js("a message")?;
        let answer = runtime.call(&function, &JsValue::undefined(), &[text])?;
        println!("answered: {}", answer.display());
    }

    let kept = runtime.persist(7);
    let other = Runtime::builder().build()?;
    let error = other.restore(&kept).expect_err("it is another's");
    println!("elsewhere: {error}");
    drop(runtime);
    // The value may outlive its runtime; nobody gives it out any more.
    drop(kept);
    Ok(())
}
