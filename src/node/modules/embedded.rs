//! Built-in modules written in JavaScript: embedded sources, evaluated when first required.

use std::path::Path;

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsValue, NativeFunction, Script, Source, js_string,
};

use super::builtins;
use crate::engine::error::{ErrorClass, coded};

/// Evaluates `source`, the body of a function of `exports`, `require`, `module` and `binding`,
/// and gives `module.exports`.
///
/// `name` (`node:assert`) is the file name in stack traces. `require` knows built-in modules
/// only; `binding` holds what Rust gives to the module.
///
/// # Errors
///
/// Whatever the module throws.
pub fn evaluate(
    name: &str,
    source: &str,
    binding: JsValue,
    context: &mut Context,
) -> JsResult<JsValue> {
    let wrapped = format!("(function (exports, require, module, binding) {{{source}\n}})");
    let script = Source::from_bytes(&wrapped).with_path(Path::new(name));
    let function = Script::parse(script, None, context)?.evaluate(context)?;
    let module = JsObject::with_object_proto(context.intrinsics());
    let exports = JsValue::from(JsObject::with_object_proto(context.intrinsics()));
    module.set(js_string!("exports"), exports.clone(), true, context)?;
    let require = NativeFunction::from_fn_ptr(require_builtin).to_js_function(context.realm());
    let arguments = [
        exports.clone(),
        require.into(),
        module.clone().into(),
        binding,
    ];
    if let Some(function) = function.as_callable() {
        function.call(&exports, &arguments, context)?;
    }
    module.get(js_string!("exports"), context)
}

fn require_builtin(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let name = args.get_or_undefined(0).to_string(context)?;
    let name = name.to_std_string_lossy();
    match builtins::load(&name, context)? {
        Some(value) => Ok(value),
        None => {
            let message = format!("No such built-in module: {name}");
            let code = "ERR_UNKNOWN_BUILTIN_MODULE";
            Err(coded(ErrorClass::Error, code, message, context))
        }
    }
}
