//! `require` of an ES module.

use super::loader::parse;
use super::{Loader, load_graph, mark_handled};
use crate::engine::error::{ErrorClass, coded};
use crate::engine::frame::call_in_own_frame;
use crate::node::modules::file_url;
use boa_engine::builtins::promise::PromiseState;
use boa_engine::vm::SourcePath;
use boa_engine::{
    Context, JsError, JsObject, JsResult, JsString, JsValue, Module, NativeFunction, js_string,
};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// The namespace of the ES module at `path`, evaluated; or what it exports as `module.exports`.
///
/// # Errors
///
/// ERR_REQUIRE_ASYNC_MODULE when it awaits at its top level, ERR_REQUIRE_CYCLE_MODULE when it is
/// being evaluated further up, or what it throws.
pub fn require(path: &Path, context: &mut Context) -> JsResult<JsValue> {
    let path = js_string!(&*path.to_string_lossy());
    let native = NativeFunction::from_copy_closure_with_captures(
        |_, _, path: &JsString, context| {
            require_here(Path::new(&path.to_std_string_lossy()), context)
        },
        path,
    );
    let native = native.to_js_function(context.realm());
    call_in_own_frame(&native, context)
}

fn require_here(path: &Path, context: &mut Context) -> JsResult<JsValue> {
    let loader = Loader::of(context)?;
    // A module that imports one whose body runs may itself be half done.
    if loader.known_file(path).is_some() && loader.reaches(path, &running_modules(context)) {
        return Err(cycle(path, context));
    }
    let module = loader.load_file(path, "", None, context)?;
    load_graph(&module, context)?;
    module.link(context)?;
    let ended = module.evaluate(context)?;
    match ended.state() {
        PromiseState::Fulfilled(_) => exports(&module, path, context),
        PromiseState::Rejected(error) => {
            mark_handled(&ended, context)?;
            Err(JsError::from_opaque(error))
        }
        PromiseState::Pending => {
            mark_handled(&ended, context)?;
            Err(asynchronous(context))
        }
    }
}

/// The files on the stack whose bodies may be running: ES modules by the name of their frame,
/// and every file that may be CommonJS, whose body is a function like another.
fn running_modules(context: &Context) -> HashSet<PathBuf> {
    let paths = context.stack_trace().filter_map(|frame| {
        let name = frame.code_block().name();
        let is_body = *name == "<synthetic>" || *name == "<main>";
        match frame.position().path {
            SourcePath::Path(path) if is_body || !has_extension(&path, "mjs") => {
                Some(path.to_path_buf())
            }
            _ => None,
        }
    });
    paths.collect()
}

fn has_extension(path: &Path, wanted: &str) -> bool {
    path.extension()
        .is_some_and(|extension| extension == wanted)
}

fn cycle(path: &Path, context: &mut Context) -> JsError {
    let message = format!("Cannot require() ES Module {} in a cycle.", path.display());
    coded(
        ErrorClass::Error,
        "ERR_REQUIRE_CYCLE_MODULE",
        message,
        context,
    )
}

fn asynchronous(context: &mut Context) -> JsError {
    let message = "require() cannot be used on an ESM graph with top-level await. \
        Use import() instead. To see where the top-level await comes from, \
        use --experimental-print-required-tla.";
    coded(
        ErrorClass::Error,
        "ERR_REQUIRE_ASYNC_MODULE",
        message,
        context,
    )
}

fn exports(module: &Module, path: &Path, context: &mut Context) -> JsResult<JsValue> {
    let namespace = module.namespace(context);
    let own =
        |key: &str, context: &mut Context| namespace.has_own_property(js_string!(key), context);
    if own("module.exports", context)? {
        return namespace.get(js_string!("module.exports"), context);
    }
    if own("default", context)? && !own("__esModule", context)? {
        return with_es_module_mark(path, context).map(JsValue::from);
    }
    Ok(namespace.into())
}

/// A namespace with the same live exports and `__esModule`, by which compiled CommonJS knows a
/// default export.
fn with_es_module_mark(path: &Path, context: &mut Context) -> JsResult<JsObject> {
    let url = file_url::from_path(path);
    let source = format!(
        "export * from \"{url}\"; export {{ default }} from \"{url}\"; export const __esModule = true;"
    );
    let facade = parse(&source, path, context)?;
    load_graph(&facade, context)?;
    facade.link(context)?;
    facade.evaluate(context)?;
    Ok(facade.namespace(context))
}
