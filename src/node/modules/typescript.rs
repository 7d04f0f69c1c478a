//! TypeScript files: their types are stripped (Node's documentation, "Modules: TypeScript").

use super::file_url;
use super::syntax::{self, Fault};
use crate::engine::error::{ErrorClass, coded};
use crate::engine::prepare::{self, Goal};
use boa_engine::{Context, JsResult};
use std::borrow::Cow;
use std::path::Path;

/// `source`, the text of the TypeScript file at `path`, without its types, which become blanks:
/// lines and columns stay.
///
/// # Errors
///
/// ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING for a file of a package,
/// ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX for syntax that means more than types,
/// ERR_INVALID_TYPESCRIPT_SYNTAX for what does not parse.
pub fn strip(source: String, path: &Path, context: &mut Context) -> JsResult<String> {
    if path
        .components()
        .any(|part| part.as_os_str() == "node_modules")
    {
        let url = file_url::from_path(path);
        let message = format!(
            "Stripping types is currently unsupported for files under node_modules, for \"{url}\""
        );
        let code = "ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING";
        return Err(coded(ErrorClass::Error, code, message, context));
    }
    strip_as(&source, goal_of(path), path, context).map(Cow::into_owned)
}

/// The types of `source`, read as `goal`, blanked out; `path` stands in errors.
///
/// # Errors
///
/// As [`strip`], but for the first.
pub fn strip_as<'s>(
    source: &'s str,
    goal: Option<Goal>,
    path: &Path,
    context: &mut Context,
) -> JsResult<Cow<'s, str>> {
    prepare::strip_types(source, goal)
        .map_err(|fault| syntax::error(&Fault::prepared(fault, source), path, source, context))
}

fn goal_of(path: &Path) -> Option<Goal> {
    match path.extension()?.to_str()? {
        "mts" => Some(Goal::Module),
        "cts" => Some(Goal::CommonJs),
        _ => None,
    }
}
