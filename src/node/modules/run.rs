//! Starting points: a file, a piece of source, a REPL, a syntax check.

use super::context::Modules;
use super::failure::throw;
use super::files::resolve_path;
use super::format::{Format, format_of};
use super::resolver::Resolved;
use super::syntax::{self, Fault};
use super::{commonjs, esm, loading};
use crate::engine::native;
use crate::engine::spans::{self, SpanKind};
use boa_engine::native_function::NativeFunction;
use boa_engine::object::FunctionObjectBuilder;
use boa_engine::object::builtins::JsPromise;
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsObject, JsResult, JsValue, Script, Source, js_string};
use std::path::{Path, PathBuf};

/// What running a source gave.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Evaluation {
    /// It was no ES module and has run: its completion value.
    Done(JsValue),
    /// An ES module that runs: settled when its top level has ended. The caller handles the
    /// rejection.
    Module(JsPromise),
}

/// The file that `slabjs PATH` runs: with an extension or as a directory where `path` itself is
/// no file.
///
/// # Errors
///
/// MODULE_NOT_FOUND, as a script would see it.
pub fn resolve_main(path: &Path, context: &mut Context) -> JsResult<PathBuf> {
    let path = resolve_path(&working_directory(), path);
    let modules = Modules::of(context);
    let extensions = [".js", ".json", ".node"].map(str::to_owned);
    let request = path.to_string_lossy();
    let found =
        modules
            .resolver()
            .resolve_require(&request, None, Path::new("/"), &[], &extensions);
    match found {
        Ok(Resolved::File(file)) => Ok(file),
        Ok(Resolved::Builtin(_)) => Ok(path),
        Err(error) => {
            let error = throw(error, context);
            Err(commonjs::without_requirers(error, context))
        }
    }
}

/// The process's directory; the root when it is gone.
#[must_use]
pub fn working_directory() -> PathBuf {
    std::env::current_dir().unwrap_or_else(|_| PathBuf::from("/"))
}

/// Runs the file at `path` (see [`resolve_main`]) as the program.
///
/// # Errors
///
/// What the file throws; a SyntaxError with the file's own place. An ES module rejects instead
/// once it runs.
pub fn run_main(path: &Path, context: &mut Context) -> JsResult<Evaluation> {
    let _span = spans::begin(SpanKind::Script, || path.to_string_lossy().into());
    if is_esm(path, context)? {
        return esm::run_main(path, context).map(Evaluation::Module);
    }
    commonjs::load_main(path, context)?;
    Ok(Evaluation::Done(JsValue::undefined()))
}

/// Whether the file at `path` is an ES module: by its extension, by its package's `"type"`, or
/// because it only parses as one.
///
/// # Errors
///
/// ERR_INVALID_PACKAGE_CONFIG, or the error of reading the file.
pub fn is_esm(path: &Path, context: &mut Context) -> JsResult<bool> {
    let modules = Modules::of(context);
    let format = format_of(path, modules.resolver()).map_err(|error| throw(error, context))?;
    match format {
        Format::Module => Ok(true),
        Format::CommonJs | Format::Json => Ok(false),
        Format::Detect => {
            let source = commonjs::read(path, context)?;
            Ok(is_module_only(&source, context))
        }
    }
}

/// Whether `source` is an ES module and no CommonJS file.
pub(super) fn is_module_only(source: &str, context: &mut Context) -> bool {
    syntax::mentions_module_words(source)
        && commonjs::check(source, context).is_some()
        && syntax::check_module(source, context).is_none()
}

/// What is wrong with the file at `path`, with what its format allows; `None` when nothing is.
///
/// # Errors
///
/// MODULE_NOT_FOUND, or the error of reading the file.
pub fn check_file(path: &Path, context: &mut Context) -> JsResult<Option<Fault>> {
    let path = resolve_main(path, context)?;
    let source = commonjs::read(&path, context)?;
    Ok(match is_esm(&path, context)? {
        true => syntax::check_module(&source, context),
        false => commonjs::check(&source, context),
    })
}

/// Runs `code` as `-e` and standard input do: a script at the top of the program, with `require`,
/// `module`, `exports`, `__filename` and `__dirname` as globals and every built-in module as a
/// lazy global. `name` (`[eval]`, `[stdin]`) stands for the file, `directory` is what it requires
/// from.
///
/// # Errors
///
/// What the code throws; a SyntaxError with its place.
pub fn run_source_as_commonjs(
    code: &str,
    name: &str,
    directory: &Path,
    context: &mut Context,
) -> JsResult<Evaluation> {
    let module = commonjs::module_without_file(name, directory, context)?;
    install_module_globals(&module, name, context)?;
    install_builtin_globals(context);
    if let Some(fault) = syntax::check_script(code, context) {
        if syntax::mentions_module_words(code) && syntax::check_module(code, context).is_none() {
            let path = directory.join(name);
            return esm::run_source(code, &path, context).map(Evaluation::Module);
        }
        return Err(syntax::error(&fault, Path::new(name), code, context));
    }
    let ready = syntax::prepare_script(code, Path::new(name), context)?;
    let source = Source::from_bytes(ready.as_bytes()).with_path(Path::new(name));
    let script = Script::parse(source, None, context)?;
    let _span = spans::begin(SpanKind::Script, || name.into());
    script.evaluate(context).map(Evaluation::Done)
}

/// The names that a CommonJS file has as parameters, as globals.
///
/// # Errors
///
/// None in practice.
pub fn install_module_globals(
    module: &JsObject,
    name: &str,
    context: &mut Context,
) -> JsResult<()> {
    let global = context.global_object();
    let exports = module.get(js_string!("exports"), context)?;
    let require = commonjs::make_require(module, context)?;
    let members: [(&str, JsValue); 5] = [
        ("module", module.clone().into()),
        ("exports", exports),
        ("require", require.into()),
        ("__filename", js_string!(name).into()),
        ("__dirname", js_string!(".").into()),
    ];
    for (key, value) in members {
        native::set(&global, js_string!(key), value, native::ENUMERABLE);
    }
    Ok(())
}

/// Every built-in module as a global that loads it when it is first read; names that are taken
/// are left alone.
pub fn install_builtin_globals(context: &mut Context) {
    let global = context.global_object();
    for name in Modules::of(context).builtins().names() {
        let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let key = js_string!(name.as_str());
        let is_free = !global
            .borrow()
            .properties()
            .contains_key(&key.clone().into());
        if !is_plain || !is_free {
            continue;
        }
        let get = NativeFunction::from_copy_closure_with_captures(
            |_, _, name: &boa_engine::JsString, context| {
                let loaded = loading::load(&name.to_std_string_lossy(), context)?;
                let value = loaded.unwrap_or_default();
                replace_global(name, &value, context);
                Ok(value)
            },
            key.clone(),
        );
        let set = NativeFunction::from_copy_closure_with_captures(
            |_, args, name: &boa_engine::JsString, context| {
                let value = args.first().cloned().unwrap_or_default();
                replace_global(name, &value, context);
                Ok(JsValue::undefined())
            },
            key.clone(),
        );
        let get = FunctionObjectBuilder::new(context.realm(), get).build();
        let set = FunctionObjectBuilder::new(context.realm(), set).build();
        native::accessor(&global, key, get, Some(set), native::HIDDEN);
    }
}

fn replace_global(name: &boa_engine::JsString, value: &JsValue, context: &mut Context) {
    context.global_object().insert_property(
        name.clone(),
        PropertyDescriptor::builder()
            .value(value.clone())
            .writable(true)
            .enumerable(false)
            .configurable(true),
    );
}
