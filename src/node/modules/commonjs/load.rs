//! Loading a file: find it, look in the cache, run it by its extension.

use super::{
    CommonJs, class, compile, path_array, path_of, path_string, string_argument, string_of,
};
use crate::engine::error::{ErrorClass, coded};
use crate::engine::native;
use crate::engine::spans::{self, SpanKind};
use crate::node::base::system_error::SystemError;
use crate::node::modules::context::Modules;
use crate::node::modules::failure::throw;
use crate::node::modules::format::{Format, format_of, is_typescript};
use crate::node::modules::resolver::{ErrorKind, ResolveError, Resolved, lookup_paths};
use crate::node::modules::{esm, files, loading, run, typescript};
use boa_engine::native_function::NativeFunctionPointer;
use boa_engine::object::builtins::JsArray;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsError, JsObject, JsResult, JsString, JsValue, js_string};
use std::path::{Path, PathBuf};

/// `require.extensions` as it is before scripts change it.
pub(super) fn default_extensions(context: &mut Context) -> JsObject {
    let extensions = JsObject::with_null_proto();
    let loaders: [(&str, NativeFunctionPointer); 3] = [
        (".js", load_javascript),
        (".json", load_json),
        (".node", load_addon),
    ];
    let typescript: &[(&str, NativeFunctionPointer)] = match cfg!(feature = "prepare") {
        true => &[
            (".ts", load_javascript),
            (".cts", load_javascript),
            (".mts", load_javascript),
        ],
        false => &[],
    };
    for (extension, load) in loaders.into_iter().chain(typescript.iter().copied()) {
        let load = native::function("", 2, load, context);
        native::set(&extensions, js_string!(extension), load, native::ENUMERABLE);
    }
    extensions
}

/// The extensions that a path without a file is tried with, in their order.
fn extension_names(commonjs: &CommonJs, context: &mut Context) -> JsResult<Vec<String>> {
    let keys = commonjs.extensions.own_property_keys(context)?;
    Ok(keys
        .into_iter()
        .filter_map(|key| match key {
            PropertyKey::String(name) => Some(name.to_std_string_lossy()),
            _ => None,
        })
        .collect())
}

/// The `node_modules` directories of `module`, which scripts may have changed.
fn lookup_of(module: &JsObject, directory: &Path, context: &mut Context) -> JsResult<Vec<PathBuf>> {
    let paths = module.get(js_string!("paths"), context)?;
    match paths.as_object().filter(JsObject::is_array) {
        Some(paths) => path_list(&JsArray::from_object(paths)?, context),
        None => Ok(lookup_paths(directory)),
    }
}

/// The strings of an array of paths.
pub(super) fn path_list(array: &JsArray, context: &mut Context) -> JsResult<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for index in 0..array.length(context)? {
        let path = array.at(i64::try_from(index).unwrap_or(i64::MAX), context)?;
        paths.push(path_of(&path.to_string(context)?));
    }
    Ok(paths)
}

/// Where `module` requires from: its file, if it has one, and its directory.
fn place_of(module: &JsObject, context: &mut Context) -> JsResult<(Option<PathBuf>, PathBuf)> {
    if let Some(file) = string_of(module, "filename", context)? {
        let file = path_of(&file);
        let directory = file.parent().unwrap_or(Path::new(".")).to_owned();
        return Ok((Some(file), directory));
    }
    let directory = string_of(module, "path", context)?;
    let directory = directory.map_or_else(|| PathBuf::from("."), |path| path_of(&path));
    Ok((None, directory))
}

/// What `request`, required by `module`, names. `paths` replaces the directories looked through.
///
/// # Errors
///
/// MODULE_NOT_FOUND with the stack of requiring files, or the fault of a package file.
pub fn resolve(
    module: &JsObject,
    request: &str,
    paths: Option<&[PathBuf]>,
    context: &mut Context,
) -> JsResult<Resolved> {
    let modules = Modules::of(context);
    let extensions = extension_names(&CommonJs::of(context), context)?;
    let (file, directory) = place_of(module, context)?;
    let found = match paths {
        None => {
            let lookup = lookup_of(module, &directory, context)?;
            modules.resolver().resolve_require(
                request,
                file.as_deref(),
                &directory,
                &lookup,
                &extensions,
            )
        }
        Some(paths) => first_found(&modules, request, paths, &extensions),
    };
    found.map_err(|error| {
        let with_stack = error.kind == ErrorKind::RequiredNotFound && error.path.is_none();
        let error = throw(error, context);
        match with_stack {
            true => with_require_stack(error, module, context),
            false => error,
        }
    })
}

fn first_found(
    modules: &Modules,
    request: &str,
    paths: &[PathBuf],
    extensions: &[String],
) -> Result<Resolved, ResolveError> {
    let mut last =
        modules
            .resolver()
            .resolve_require(request, None, Path::new("/"), &[], extensions);
    for directory in paths {
        if !matches!(&last, Err(error) if error.is_not_found()) {
            break;
        }
        let lookup = lookup_paths(directory);
        last = modules
            .resolver()
            .resolve_require(request, None, directory, &lookup, extensions);
    }
    last
}

/// Adds the requiring files, nearest first, to a MODULE_NOT_FOUND.
fn with_require_stack(error: JsError, module: &JsObject, context: &mut Context) -> JsError {
    let Some(object) = error.as_opaque().and_then(JsValue::as_object) else {
        return error;
    };
    match add_require_stack(&object, module, context) {
        Ok(()) => JsError::from_opaque(object.into()),
        Err(thrown) => thrown,
    }
}

fn add_require_stack(error: &JsObject, module: &JsObject, context: &mut Context) -> JsResult<()> {
    /// Parents form a chain that scripts can bend; a real one is never this long.
    const LONGEST: usize = 1000;
    let mut stack: Vec<JsString> = Vec::new();
    let mut next = Some(module.clone());
    while let Some(module) = next.filter(|_| stack.len() < LONGEST) {
        let name = match string_of(&module, "filename", context)? {
            Some(file) => Some(file),
            None => string_of(&module, "id", context)?,
        };
        stack.extend(name);
        next = module.get(js_string!("parent"), context)?.as_object();
    }
    if !stack.is_empty() {
        let mut message = error
            .get(js_string!("message"), context)?
            .to_string(context)?;
        message = js_string!(&message, &js_string!("\nRequire stack:"));
        for file in &stack {
            message = js_string!(&message, &js_string!("\n- "), file);
        }
        error.set(js_string!("message"), message, true, context)?;
    }
    let stack: Vec<JsValue> = stack.into_iter().map(JsValue::from).collect();
    let stack = JsArray::from_iter(stack, context);
    error.set(js_string!("requireStack"), stack, true, context)?;
    Ok(())
}

/// Says in `error`, a MODULE_NOT_FOUND, that no file required it.
pub fn without_requirers(error: JsError, context: &mut Context) -> JsError {
    if let Some(object) = error.as_opaque().and_then(JsValue::as_object) {
        let none = JsArray::from_iter([], context);
        native::set(
            &object,
            js_string!("requireStack"),
            none,
            native::ENUMERABLE,
        );
    }
    error
}

/// Runs the file at `path` as the program: `require.main`, with the id `.`.
///
/// # Errors
///
/// What the file throws.
pub fn load_main(path: &Path, context: &mut Context) -> JsResult<()> {
    let none = JsValue::null();
    let module = class::new_module(path, &none, context)?;
    module.set(js_string!("id"), js_string!("."), true, context)?;
    CommonJs::of(context).set_main(&module);
    run_new(&module, path, &none, context)
}

/// A module for code that has no file: `name` is its id, and it requires from `directory`.
///
/// # Errors
///
/// None in practice.
pub fn module_without_file(
    name: &str,
    directory: &Path,
    context: &mut Context,
) -> JsResult<JsObject> {
    let path = directory.join(name);
    let module = class::new_module(&path, &JsValue::undefined(), context)?;
    let lookup = path_array(&lookup_paths(directory), context);
    module.set(js_string!("id"), js_string!(name), true, context)?;
    module.set(js_string!("filename"), path_string(&path), true, context)?;
    module.set(js_string!("paths"), lookup, true, context)?;
    Ok(module)
}

/// Loads what `request`, required by `parent`, names, and gives its exports.
///
/// # Errors
///
/// What [`resolve`] or the loaded file throws.
pub fn load(request: &str, parent: &JsObject, context: &mut Context) -> JsResult<JsValue> {
    let modules = Modules::of(context);
    if request.starts_with("node:") && modules.builtins().find(request).is_none() {
        return Err(throw(ResolveError::unknown_builtin(request), context));
    }
    match resolve(parent, request, None, context)? {
        Resolved::Builtin(name) => loading::load_named(&name, context),
        Resolved::File(path) => load_resolved(&path, &parent.clone().into(), context),
    }
}

/// The exports of the file at `path`, from the cache or by running it.
pub fn load_resolved(path: &Path, parent: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    let cache = CommonJs::of(context).cache.clone();
    let key = path_string(path);
    if let Some(known) = cache.get(key.clone(), context)?.as_object() {
        if let Some(parent) = parent.as_object() {
            class::add_child(&parent, &known, context)?;
        }
        return known.get(js_string!("exports"), context);
    }
    let module = class::new_module(path, parent, context)?;
    run_new(&module, path, parent, context)?;
    module.get(js_string!("exports"), context)
}

/// Puts `module` in the cache and loads its file; what fails is taken out again.
pub(super) fn run_new(
    module: &JsObject,
    path: &Path,
    parent: &JsValue,
    context: &mut Context,
) -> JsResult<()> {
    let cache = CommonJs::of(context).cache.clone();
    let key = path_string(path);
    cache.set(key.clone(), module.clone(), true, context)?;
    let loaded = load_file(module, path, context);
    if loaded.is_err() {
        cache.delete_property_or_throw(key, context)?;
        forget_child(parent, module, context)?;
    }
    loaded
}

fn forget_child(parent: &JsValue, child: &JsObject, context: &mut Context) -> JsResult<()> {
    let Some(parent) = parent.as_object() else {
        return Ok(());
    };
    let children = parent.get(js_string!("children"), context)?;
    let Some(children) = children.as_object().filter(JsObject::is_array) else {
        return Ok(());
    };
    let children = JsArray::from_object(children)?;
    if let Some(index) = children.index_of(child.clone(), None, context)? {
        let index = JsValue::from(index);
        let splice = children.get(js_string!("splice"), context)?;
        if let Some(splice) = splice.as_callable() {
            splice.call(&children.into(), &[index, 1.into()], context)?;
        }
    }
    Ok(())
}

/// `Module.prototype.load`: runs the loader of the file's extension.
pub(super) fn load_file(module: &JsObject, path: &Path, context: &mut Context) -> JsResult<()> {
    let commonjs = CommonJs::of(context);
    let file = path_string(path);
    let lookup = lookup_paths(path.parent().unwrap_or(Path::new("/")));
    let lookup = path_array(&lookup, context);
    module.set(js_string!("filename"), file.clone(), true, context)?;
    module.set(js_string!("paths"), lookup, true, context)?;
    let loader = loader_for(&commonjs, path, context)?;
    let _span = spans::begin(SpanKind::Module, || path.to_string_lossy().into());
    loader.call(
        &commonjs.extensions.clone().into(),
        &[module.clone().into(), file.into()],
        context,
    )?;
    module.set(js_string!("loaded"), true, true, context)?;
    Ok(())
}

/// The loader of the longest extension known: of `a.b.js` first `.b.js`, then `.js`.
fn loader_for(commonjs: &CommonJs, path: &Path, context: &mut Context) -> JsResult<JsObject> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let dots = name
        .match_indices('.')
        .map(|(at, _)| at)
        .filter(|&at| at > 0);
    for at in dots {
        let extension = js_string!(name.get(at..).unwrap_or_default());
        let loader = commonjs.extensions.get(extension, context)?;
        if let Some(loader) = loader.as_callable() {
            return Ok(loader);
        }
    }
    let default = commonjs.extensions.get(js_string!(".js"), context)?;
    default.as_callable().ok_or_else(|| {
        let message = "require.extensions['.js'] is not a function";
        coded(ErrorClass::Type, "ERR_INVALID_STATE", message, context)
    })
}

/// The text of the file at `path`; TypeScript without its types.
///
/// # Errors
///
/// As `fs.readFileSync`: ENOENT, EACCES, EISDIR; as [`typescript::strip`].
pub fn read(path: &Path, context: &mut Context) -> JsResult<String> {
    let modules = Modules::of(context);
    let text = files::read_text(modules.resolver().files(), path).map_err(|error| {
        SystemError::from_io(&error, "open")
            .about(path_string(path))
            .into_js(context)
    })?;
    match is_typescript(path) {
        true => typescript::strip(text, path, context),
        false => Ok(text),
    }
}

fn module_argument(args: &[JsValue]) -> JsResult<JsObject> {
    args.first().and_then(JsValue::as_object).ok_or_else(|| {
        boa_engine::JsNativeError::typ()
            .with_message("not a module")
            .into()
    })
}

fn load_javascript(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let module = module_argument(args)?;
    let path = path_of(&string_argument(args, 1, context)?);
    let format = required_format(&path, context)?;
    if format != Format::Module {
        let source = read(&path, context)?;
        match compile::compile(&source, &path, context) {
            Ok(function) => compile::call(&function, &module, &path, context)?,
            Err(_) if format == Format::Detect && run::is_module_only(&source, context) => {
                return require_module(&module, &path, context);
            }
            Err(error) => return Err(error),
        };
        return Ok(JsValue::undefined());
    }
    require_module(&module, &path, context)
}

/// The format of a file that is required: a package's `"type"` speaks of `.js` files only.
fn required_format(path: &Path, context: &mut Context) -> JsResult<Format> {
    let modules = Modules::of(context);
    let extension = path.extension().and_then(|extension| extension.to_str());
    match extension {
        Some("js" | "mjs" | "cjs") => {
            format_of(path, modules.resolver()).map_err(|error| throw(error, context))
        }
        _ => Ok(Format::Detect),
    }
}

/// `require` of an ES module gives its namespace.
fn require_module(module: &JsObject, path: &Path, context: &mut Context) -> JsResult<JsValue> {
    let exports = esm::require(path, context)?;
    module.set(js_string!("exports"), exports, true, context)?;
    Ok(JsValue::undefined())
}

fn load_json(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let module = module_argument(args)?;
    let path = path_of(&string_argument(args, 1, context)?);
    let source = read(&path, context)?;
    let exports = parse_json(&source, &path, context)?;
    module.set(js_string!("exports"), exports, true, context)?;
    Ok(JsValue::undefined())
}

/// `JSON.parse` of a file: an error's message begins with the file's name.
///
/// # Errors
///
/// A SyntaxError.
pub fn parse_json(source: &str, path: &Path, context: &mut Context) -> JsResult<JsValue> {
    let json = context.intrinsics().objects().json();
    let parse = json.get(js_string!("parse"), context)?;
    let Some(parse) = parse.as_callable() else {
        return Ok(JsValue::undefined());
    };
    let text = js_string!(source).into();
    parse
        .call(&JsValue::undefined(), &[text], context)
        .map_err(|error| {
            let Ok(Some(object)) = error.into_opaque(context).map(|value| value.as_object()) else {
                return boa_engine::JsNativeError::syntax().into();
            };
            let message = object
                .get(js_string!("message"), context)
                .unwrap_or_default();
            let message = message.display().to_string();
            let message = format!("{}: {}", path.display(), message.trim_matches('"'));
            match object.set(
                js_string!("message"),
                js_string!(message.as_str()),
                true,
                context,
            ) {
                Ok(_) => JsError::from_opaque(object.into()),
                Err(thrown) => thrown,
            }
        })
}

fn load_addon(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let path = string_argument(args, 1, context)?.to_std_string_lossy();
    let message = format!("native addons are not supported: {path}");
    Err(coded(
        ErrorClass::Error,
        "ERR_DLOPEN_FAILED",
        message,
        context,
    ))
}
