//! `node:util`.
//!
//! Node's documentation, "Util". Absent: `aborted`, `diff`, `getCallSites`,
//! `MIMEType`, `parseArgs`, `parseEnv`, the functions about signals.
//!
//! - `debuglog`: `util.debuglog`: messages that show only where `NODE_DEBUG` names their
//!   section.
//! - `legacy`: what `node:util` keeps from the time before classes: `inherits`,
//!   `deprecate`, `_extend`, `isArray`.
//! - `promises`: `util.promisify` and `util.callbackify`.
//! - `style_text`: `util.styleText`.
//! - `system_errors`: `getSystemErrorName`, `getSystemErrorMessage`, `getSystemErrorMap`.
//! - `types`: `util.types`: what an object is, whatever its prototype says.

mod debuglog;
mod legacy;
mod promises;
mod style_text;
mod system_errors;
pub mod types;

use super::assert::is_deep_strict_equal;
use crate::engine::error;
use crate::engine::native::{self, Definition};
use crate::engine::object;
use crate::engine::symbols;
use crate::node::inspect::{self, format};
use crate::node::modules::require_builtin;
use crate::node::web::text;
use boa_engine::object::JsObject;
use boa_engine::property::Attribute;
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};

const FUNCTIONS: [Definition; 13] = [
    ("_extend", 2, legacy::extend),
    ("callbackify", 1, promises::callbackify),
    ("debuglog", 2, debuglog::debuglog),
    ("deprecate", 3, legacy::deprecate),
    ("styleText", 3, style_text::style_text),
    ("getSystemErrorMap", 0, system_errors::map),
    ("getSystemErrorName", 1, system_errors::name),
    ("getSystemErrorMessage", 1, system_errors::message),
    ("inherits", 2, legacy::inherits),
    ("isArray", 1, legacy::is_array),
    ("isDeepStrictEqual", 3, is_deep_strict_equal),
    ("stripVTControlCharacters", 1, strip_control_characters),
    ("toUSVString", 1, to_usv_string),
];

/// The module's exports.
///
/// # Errors
///
/// When a script has broken `Symbol.for`.
pub fn module(context: &mut Context) -> JsResult<JsValue> {
    let exports = JsObject::with_object_proto(context.intrinsics());
    native::define_ordinary(&exports, &FUNCTIONS, context);
    let debug = exports.get(js_string!("debuglog"), context)?;
    let promisify = native::function("promisify", 1, promises::promisify, context);
    let custom = symbols::custom_promisify(context)?;
    native::set(
        &promisify,
        js_string!("custom"),
        custom,
        Attribute::ENUMERABLE,
    );
    let members: [(&str, JsValue); 8] = [
        ("debug", debug),
        ("format", format::function(context).into()),
        (
            "formatWithOptions",
            format::function_with_options(context).into(),
        ),
        ("inspect", inspect::function(context)?.into()),
        ("promisify", promisify.into()),
        ("types", require_builtin("util/types", context)?),
        ("TextDecoder", text::decoder_class(context)?),
        ("TextEncoder", text::encoder_class(context)?),
    ];
    object::fill(&exports, members);
    Ok(exports.into())
}

/// `util.stripVTControlCharacters(text)`
fn strip_control_characters(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = error::validate_string(args.get_or_undefined(0), "str", context)?;
    let text = inspect::strip_control_sequences(&text.to_std_string_lossy());
    Ok(js_string!(text).into())
}

/// `util.toUSVString(text)`: lone surrogates become U+FFFD.
fn to_usv_string(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.get_or_undefined(0).to_string(context)?;
    Ok(js_string!(text.to_std_string_lossy()).into())
}
