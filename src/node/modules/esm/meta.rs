//! `import.meta`.

use crate::engine::native;
use crate::node::modules::context::Modules;
use crate::node::modules::failure::throw;
use crate::node::modules::resolver::Resolved;
use crate::node::modules::{builtins, file_url};
use boa_engine::object::FunctionObjectBuilder;
use boa_engine::object::builtins::JsFunction;
use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string,
};
use std::path::Path;

/// Gives `import_meta` the properties of the module at `path`, imported with `query`.
pub(super) fn fill(
    import_meta: &JsObject,
    path: &Path,
    query: &str,
    is_main: bool,
    context: &mut Context,
) {
    let set = |key: &str, value: JsValue| {
        native::set(import_meta, js_string!(key), value, native::ENUMERABLE);
    };
    if !path.is_absolute() {
        set("url", js_string!(&*path.to_string_lossy()).into());
        return;
    }
    let directory = path.parent().unwrap_or(path);
    set("dirname", js_string!(&*directory.to_string_lossy()).into());
    set("filename", js_string!(&*path.to_string_lossy()).into());
    set("main", is_main.into());
    set("resolve", resolve_function(path, context).into());
    let url = file_url::from_path(path) + query;
    set("url", js_string!(url.as_str()).into());
}

/// `import.meta.resolve(specifier)`: the URL that an import of `specifier` would load.
fn resolve_function(path: &Path, context: &mut Context) -> JsFunction {
    let base = js_string!(&*path.to_string_lossy());
    let resolve = NativeFunction::from_copy_closure_with_captures(resolve, base);
    FunctionObjectBuilder::new(context.realm(), resolve)
        .name(js_string!("resolve"))
        .length(1)
        .build()
}

fn resolve(
    _: &JsValue,
    args: &[JsValue],
    base: &JsString,
    context: &mut Context,
) -> JsResult<JsValue> {
    let specifier = args.get_or_undefined(0).to_string(context)?;
    let specifier = specifier.to_std_string_lossy();
    if specifier.starts_with("data:") {
        return Ok(js_string!(specifier.as_str()).into());
    }
    let modules = Modules::of(context);
    let base = base.to_std_string_lossy();
    let located = modules
        .resolver()
        .locate_import(&specifier, Path::new(&base));
    let url = match located {
        Ok(Resolved::File(path)) => file_url::from_path(&path),
        Ok(Resolved::Builtin(name)) => builtins::url_of(&name),
        Err(error) => return Err(throw(error, context)),
    };
    Ok(js_string!(url.as_str()).into())
}
