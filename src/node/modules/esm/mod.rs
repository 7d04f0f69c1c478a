//! ES modules: the engine's module loader with Node's resolution.
//!
//! Node's documentation, "Modules: ECMAScript modules".
//!
//! - `attributes`: import attributes, and `data:` URLs.
//! - `commonjs_exports`: the names that a CommonJS file exports, read from its text.
//! - `loader`: from an import to a module: resolve, look whether it is known, else make
//!   it.
//! - `meta`: `import.meta`.
//! - `require`: `require` of an ES module.
//! - `synthetic`: modules that were not written as ES modules: built-in ones, CommonJS,
//!   JSON.

mod attributes;
mod commonjs_exports;
mod loader;
mod meta;
mod require;
mod synthetic;

use boa_engine::builtins::promise::PromiseState;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsError, JsNativeError, JsResult, JsValue, Module};
use std::path::Path;

pub use loader::Loader;
pub use require::require;

use crate::engine::event_loop::EventLoop;
use crate::engine::native;

/// Runs the file at `path` as the program.
///
/// # Errors
///
/// When the file or one it imports cannot be loaded or linked.
pub fn run_main(path: &Path, context: &mut Context) -> JsResult<JsPromise> {
    let loader = Loader::of(context)?;
    loader.set_main(path);
    let module = loader.load_file(path, "", None, context)?;
    run(&module, context)
}

/// Runs `code` as the ES module at `path`.
///
/// # Errors
///
/// A SyntaxError, or when what it imports cannot be loaded or linked.
pub fn run_source(code: &str, path: &Path, context: &mut Context) -> JsResult<JsPromise> {
    let module = loader::parse(code, path, context)?;
    run(&module, context)
}

fn run(module: &Module, context: &mut Context) -> JsResult<JsPromise> {
    load_graph(module, context)?;
    module.link(context)?;
    module.evaluate(context)
}

/// Loads all that `module` imports, directly or not, before it returns.
fn load_graph(module: &Module, context: &mut Context) -> JsResult<()> {
    let loaded = module.load(context);
    EventLoop::of(context)?.start_async_jobs(context)?;
    match loaded.state() {
        PromiseState::Fulfilled(_) => Ok(()),
        PromiseState::Rejected(error) => {
            mark_handled(&loaded, context)?;
            Err(JsError::from_opaque(error))
        }
        PromiseState::Pending => Err(JsNativeError::error()
            .with_message("the modules it imports could not be loaded at once")
            .into()),
    }
}

/// Marks the rejection of `promise` as handled.
fn mark_handled(promise: &JsPromise, context: &mut Context) -> JsResult<()> {
    let nothing = native::function("", 0, |_, _, _| Ok(JsValue::undefined()), context);
    promise.catch(nothing, context)?;
    Ok(())
}
