//! The function `require` of a module, and what hangs on it.

use super::{CommonJs, load, path_array, path_of, path_string, string_of};
use crate::engine::error::{invalid_arg_value, validate_string};
use crate::engine::native;
use crate::node::modules::context::Modules;
use crate::node::modules::resolver::{Resolved, is_relative, lookup_paths};
use boa_engine::object::FunctionObjectBuilder;
use boa_engine::object::builtins::{JsArray, JsFunction};
use boa_engine::{Context, JsArgs, JsObject, JsResult, JsValue, NativeFunction, js_string};
use std::path::PathBuf;

/// Requires `request` for `module`.
///
/// # Errors
///
/// What resolving or loading throws.
pub fn require(module: &JsObject, request: &str, context: &mut Context) -> JsResult<JsValue> {
    load::load(request, module, context)
}

/// The function `require` that belongs to `module`.
///
/// # Errors
///
/// None in practice: the properties are set on fresh functions.
pub fn make_require(module: &JsObject, context: &mut Context) -> JsResult<JsFunction> {
    let commonjs = CommonJs::of(context);
    let resolve = method("resolve", 2, call_resolve, module, context);
    let paths = method("paths", 1, call_paths, module, context);
    let require = method("require", 1, call_require, module, context);
    native::set(&resolve, js_string!("paths"), paths, native::ENUMERABLE);
    native::set(&require, js_string!("resolve"), resolve, native::ENUMERABLE);
    native::set(
        &require,
        js_string!("main"),
        commonjs.main(),
        native::ENUMERABLE,
    );
    native::set(
        &require,
        js_string!("extensions"),
        commonjs.extensions.clone(),
        native::ENUMERABLE,
    );
    native::set(
        &require,
        js_string!("cache"),
        commonjs.cache.clone(),
        native::ENUMERABLE,
    );
    Ok(require)
}

type Method = fn(&JsValue, &[JsValue], &JsObject, &mut Context) -> JsResult<JsValue>;

fn method(
    name: &str,
    length: usize,
    call: Method,
    module: &JsObject,
    context: &mut Context,
) -> JsFunction {
    let function = NativeFunction::from_copy_closure_with_captures(
        move |this, args, module: &JsObject, context| call(this, args, module, context),
        module.clone(),
    );
    FunctionObjectBuilder::new(context.realm(), function)
        .name(js_string!(name))
        .length(length)
        .build()
}

/// Goes through `module.require`, which scripts may replace.
fn call_require(
    _: &JsValue,
    args: &[JsValue],
    module: &JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let require = module.get(js_string!("require"), context)?;
    match require.as_callable() {
        Some(require) => require.call(&module.clone().into(), args, context),
        None => Ok(JsValue::undefined()),
    }
}

fn call_resolve(
    _: &JsValue,
    args: &[JsValue],
    module: &JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let request = validate_string(args.get_or_undefined(0), "request", context)?;
    let request = request.to_std_string_lossy();
    let paths = paths_option(args.get_or_undefined(1), context)?;
    Ok(
        match load::resolve(module, &request, paths.as_deref(), context)? {
            Resolved::File(path) => path_string(&path).into(),
            Resolved::Builtin(_) => js_string!(request.as_str()).into(),
        },
    )
}

/// `options.paths` of `require.resolve`.
fn paths_option(options: &JsValue, context: &mut Context) -> JsResult<Option<Vec<PathBuf>>> {
    let Some(options) = options.as_object() else {
        return Ok(None);
    };
    let paths = options.get(js_string!("paths"), context)?;
    if paths.is_undefined() {
        return Ok(None);
    }
    match paths.as_object().filter(JsObject::is_array) {
        Some(array) => load::path_list(&JsArray::from_object(array)?, context).map(Some),
        None => Err(invalid_arg_value(
            "options.paths",
            &paths,
            "is invalid",
            context,
        )),
    }
}

fn call_paths(
    _: &JsValue,
    args: &[JsValue],
    module: &JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let request = validate_string(args.get_or_undefined(0), "request", context)?;
    let request = request.to_std_string_lossy();
    if Modules::of(context).builtins().find(&request).is_some() {
        return Ok(JsValue::null());
    }
    let directory = string_of(module, "path", context)?;
    let directory = directory.map_or_else(|| PathBuf::from("."), |path| path_of(&path));
    let paths = match is_relative(&request) {
        true => vec![directory],
        false => lookup_paths(&directory),
    };
    Ok(path_array(&paths, context).into())
}
