//! Built-in modules written in JavaScript: embedded sources, evaluated when first required.

use super::loading;
use crate::engine::error::{self, ErrorClass};
use crate::engine::native::{self, Definition};
use boa_engine::object::builtins::JsArray;
use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsValue, NativeFunction, Script, Source, js_string,
};
use std::path::Path;

/// Evaluates `source`, the body of a function of `exports`, `require`, `module`, `binding` and
/// `errors`, and gives `module.exports`.
///
/// `name` (`node:assert`) is the file name in stack traces. `require` knows built-in modules
/// only; `binding` holds what Rust gives to the module; `errors` makes errors with Node's codes.
///
/// # Errors
///
/// Whatever the module throws.
pub(super) fn evaluate(
    name: &str,
    source: &str,
    binding: JsValue,
    context: &mut Context,
) -> JsResult<JsValue> {
    let wrapped = format!("(function (exports, require, module, binding, errors) {{{source}\n}})");
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
        errors(context).into(),
    ];
    if let Some(function) = function.as_callable() {
        function.call(&exports, &arguments, context)?;
    }
    module.get(js_string!("exports"), context)
}

const ERRORS: [Definition; 4] = [
    ("invalidArgType", 3, invalid_arg_type),
    ("invalidArgValue", 3, invalid_arg_value),
    ("outOfRange", 3, out_of_range),
    ("coded", 3, coded_error),
];

fn errors(context: &mut Context) -> JsObject {
    let errors = JsObject::with_object_proto(context.intrinsics());
    native::define(&errors, &ERRORS, native::ENUMERABLE, context);
    errors
}

/// Argument `index` as text.
fn text(args: &[JsValue], index: usize, context: &mut Context) -> JsResult<String> {
    let value = args.get_or_undefined(index).to_string(context)?;
    Ok(value.to_std_string_lossy())
}

/// The texts of an array, or one that is no array.
fn texts(value: &JsValue, context: &mut Context) -> JsResult<Vec<String>> {
    let array = value.as_object().map(JsArray::from_object);
    let Some(Ok(array)) = array else {
        return Ok(vec![value.to_string(context)?.to_std_string_lossy()]);
    };
    let length = array.length(context)?;
    (0..length)
        .map(|index| {
            let text = array.at(index as i64, context)?.to_string(context)?;
            Ok(text.to_std_string_lossy())
        })
        .collect()
}

/// `invalidArgType(name, expected, value)`: `expected` is a name or an array of names.
fn invalid_arg_type(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let name = text(args, 0, context)?;
    let expected = texts(args.get_or_undefined(1), context)?;
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    let value = args.get_or_undefined(2);
    error::invalid_arg_type(&name, &expected, value, context).into_opaque(context)
}

/// `invalidArgValue(name, value, reason)`.
fn invalid_arg_value(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let name = text(args, 0, context)?;
    let reason = text(args, 2, context)?;
    let value = args.get_or_undefined(1);
    error::invalid_arg_value(&name, value, &reason, context).into_opaque(context)
}

/// `outOfRange(name, range, value)`.
fn out_of_range(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let name = text(args, 0, context)?;
    let range = text(args, 1, context)?;
    let value = args.get_or_undefined(2);
    error::out_of_range(&name, &range, value, context).into_opaque(context)
}

/// `coded(className, code, message)`.
fn coded_error(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let class = match text(args, 0, context)?.as_str() {
        "TypeError" => ErrorClass::Type,
        "RangeError" => ErrorClass::Range,
        "SyntaxError" => ErrorClass::Syntax,
        _ => ErrorClass::Error,
    };
    let code = text(args, 1, context)?;
    let message = text(args, 2, context)?;
    error::coded(class, &code, message, context).into_opaque(context)
}

fn require_builtin(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let name = args.get_or_undefined(0).to_string(context)?;
    let name = name.to_std_string_lossy();
    loading::load_for_builtin(&name, context)
}
