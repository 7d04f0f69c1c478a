//! From the text of a CommonJS file to a running function.

use super::{path_string, require};
use crate::engine::prepare::{Goal, prepare};
use crate::engine::{source as guarded, stack};
use crate::node::modules::syntax::{self, Fault};
use boa_engine::{Context, JsNativeError, JsObject, JsResult, JsValue, Script, js_string};
use std::borrow::Cow;
use std::path::Path;

/// The file becomes the body of this function; it stays on its own lines.
const PROLOGUE: &str = "(function (exports, require, module, __filename, __dirname) { ";
const EPILOGUE: &str = "\n})";

/// By how many columns the first line of a CommonJS file is put to the right in positions that
/// the engine reports (a backtrace, a `stack`); later lines are in place.
pub const PROLOGUE_COLUMNS: u32 = PROLOGUE.len() as u32;

/// A `#!` line becomes a comment of the same length.
fn without_shebang(source: &str) -> Cow<'_, str> {
    match source.strip_prefix("#!") {
        Some(rest) => Cow::Owned(format!("//{rest}")),
        None => Cow::Borrowed(source),
    }
}

/// What is wrong with `source` as a CommonJS file; `None` when nothing is.
pub fn check(source: &str, context: &mut Context) -> Option<Fault> {
    let source = without_shebang(source);
    let ready = match prepare(&source, Goal::CommonJs) {
        Ok(ready) => ready,
        Err(fault) => return Some(Fault::prepared(fault, &source)),
    };
    if let Some(fault) = syntax::check_function_body(&ready.text, context) {
        return Some(fault.moved_back(&ready.columns));
    }
    // Some early errors are only seen in a whole script.
    let wrapped = format!("{PROLOGUE}{}{EPILOGUE}", ready.text);
    syntax::check_script_text(&wrapped, context).map(|fault| {
        fault
            .shifted_back(PROLOGUE_COLUMNS)
            .moved_back(&ready.columns)
    })
}

/// The function whose body is `source`.
///
/// # Errors
///
/// A SyntaxError with the file's own place.
pub(super) fn compile(source: &str, path: &Path, context: &mut Context) -> JsResult<JsObject> {
    let source = without_shebang(source);
    let ready = prepare(&source, Goal::CommonJs)
        .map_err(|fault| syntax::error(&Fault::prepared(fault, &source), path, &source, context))?;
    let realm = context.realm().clone();
    ready.ensure_helpers(&realm, context)?;
    let wrapped = format!("{PROLOGUE}{}{EPILOGUE}", ready.text);
    let parsed = guarded::parse(&wrapped, |text| {
        Script::parse(text.with_path(path), None, context)
    });
    let script = match parsed {
        Ok(script) => script,
        Err(error) => {
            let fault = check(&source, context);
            return Err(fault.map_or(error, |fault| syntax::error(&fault, path, &source, context)));
        }
    };
    stack::note_columns(path, PROLOGUE_COLUMNS, ready.columns, context);
    let function = script.evaluate(context)?;
    function.as_callable().ok_or_else(|| {
        JsNativeError::syntax()
            .with_message("the file closes a bracket it did not open")
            .into()
    })
}

/// Runs `source` as the file at `path`, for `module`; gives what its function returned.
///
/// # Errors
///
/// A SyntaxError with the file's own place, or whatever the file throws.
pub fn run(
    module: &JsObject,
    source: &str,
    path: &Path,
    context: &mut Context,
) -> JsResult<JsValue> {
    let function = compile(source, path, context)?;
    call(&function, module, path, context)
}

/// Calls the function of the file at `path` for `module`.
///
/// # Errors
///
/// Whatever the file throws.
pub(super) fn call(
    function: &JsObject,
    module: &JsObject,
    path: &Path,
    context: &mut Context,
) -> JsResult<JsValue> {
    let exports = module.get(js_string!("exports"), context)?;
    let require = require::make_require(module, context)?;
    let directory = path.parent().unwrap_or(Path::new("."));
    let arguments = [
        exports.clone(),
        require.into(),
        module.clone().into(),
        path_string(path).into(),
        path_string(directory).into(),
    ];
    function.call(&exports, &arguments, context)
}
