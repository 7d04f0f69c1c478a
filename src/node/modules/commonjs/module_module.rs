//! `node:module`: the class `Module` with what tools ask of it.

use super::{CommonJs, class, load, path_array, path_of, path_string, require, string_argument};
use crate::engine::error::{invalid_arg_value, validate_string};
use crate::engine::native::{self, Definition};
use crate::node::modules::context::Modules;
use crate::node::modules::file_url;
use crate::node::modules::resolver::{Resolved, lookup_paths};
use boa_engine::object::builtins::{JsArray, JsFunction};
use boa_engine::{Context, JsArgs, JsObject, JsResult, JsValue, js_string};
use std::path::{Path, PathBuf};

const FUNCTIONS: [Definition; 5] = [
    ("createRequire", 1, create_require),
    ("isBuiltin", 1, is_builtin),
    ("_load", 3, internal_load),
    ("_resolveFilename", 4, resolve_filename),
    ("_nodeModulePaths", 1, node_module_paths),
];

/// The value of `node:module`.
///
/// # Errors
///
/// None in practice: the properties are set on a fresh function.
pub fn module_module(context: &mut Context) -> JsResult<JsValue> {
    let modules = Modules::of(context);
    let commonjs = CommonJs::of(context);
    let module = commonjs.constructor.clone();
    let names: Vec<JsValue> = modules
        .builtins()
        .names()
        .into_iter()
        .map(|name| js_string!(name.as_str()).into())
        .collect();
    let names = JsArray::from_iter(names, context);
    let members: [(&str, JsValue); 4] = [
        ("builtinModules", names.into()),
        ("_cache", commonjs.cache.clone().into()),
        ("_extensions", commonjs.extensions.clone().into()),
        ("Module", module.clone().into()),
    ];
    for (name, value) in members {
        native::set(&module, js_string!(name), value, native::ENUMERABLE);
    }
    native::define(&module, &FUNCTIONS, native::ENUMERABLE, context);
    Ok(module.into())
}

fn is_builtin(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let name = string_argument(args, 0, context)?.to_std_string_lossy();
    let modules = Modules::of(context);
    Ok(modules.builtins().find(&name).is_some().into())
}

/// The absolute path that a path, a `file:` URL, or a `URL` object gives.
fn file_of(value: &JsValue, context: &mut Context) -> JsResult<Option<PathBuf>> {
    let text = match value.as_object() {
        Some(url) => url.get(js_string!("href"), context)?,
        None => value.clone(),
    };
    let Some(text) = text.as_string() else {
        return Ok(None);
    };
    let text = text.to_std_string_lossy();
    Ok(match text.starts_with("file:") {
        true => file_url::to_path(&text),
        false => text.starts_with('/').then(|| PathBuf::from(text)),
    })
}

fn create_require(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let given = args.get_or_undefined(0);
    let Some(path) = file_of(given, context)? else {
        let reason = "must be a file URL object, file URL string, or absolute path string";
        return Err(invalid_arg_value("filename", given, reason, context));
    };
    let is_directory = path.as_os_str().to_string_lossy().ends_with('/');
    let file = match is_directory {
        true => path.join("noop.js"),
        false => path,
    };
    Ok(require_for(&file, context)?.into())
}

/// A `require` as the file at `file` would have it.
///
/// # Errors
///
/// None in practice.
pub(super) fn require_for(file: &Path, context: &mut Context) -> JsResult<JsFunction> {
    let module = class::new_module(file, &JsValue::undefined(), context)?;
    let lookup = lookup_paths(file.parent().unwrap_or(Path::new("/")));
    let lookup = path_array(&lookup, context);
    module.set(js_string!("filename"), path_string(file), true, context)?;
    module.set(js_string!("paths"), lookup, true, context)?;
    require::make_require(&module, context)
}

/// The module given as `parent`, or one at the root when none is.
fn parent_argument(args: &[JsValue], context: &mut Context) -> JsResult<JsObject> {
    match args.get_or_undefined(1).as_object() {
        Some(parent) => Ok(parent),
        None => class::new_module(Path::new("/[none]"), &JsValue::undefined(), context),
    }
}

fn internal_load(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let request = validate_string(args.get_or_undefined(0), "request", context)?;
    let parent = parent_argument(args, context)?;
    load::load(&request.to_std_string_lossy(), &parent, context)
}

fn resolve_filename(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let request = validate_string(args.get_or_undefined(0), "request", context)?;
    let parent = parent_argument(args, context)?;
    let resolved = load::resolve(&parent, &request.to_std_string_lossy(), None, context)?;
    Ok(match resolved {
        Resolved::File(path) => path_string(&path).into(),
        Resolved::Builtin(_) => request.into(),
    })
}

fn node_module_paths(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let directory = path_of(&string_argument(args, 0, context)?);
    Ok(path_array(&lookup_paths(&directory), context).into())
}
