//! What `node:util` keeps from the time before classes: `inherits`, `deprecate`,
//! `_extend`, `isArray`.

use crate::engine::brand;
use crate::engine::{error, native};
use crate::node::base::{environment, validate};
use crate::node::modules::require_builtin;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};

/// `util.inherits(constructor, superConstructor)`
pub(super) fn inherits(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let constructor = class_argument(args.get_or_undefined(0), "ctor", context)?;
    let parent = class_argument(args.get_or_undefined(1), "superCtor", context)?;
    let parent_prototype = parent.get(js_string!("prototype"), context)?;
    let name = "superCtor.prototype";
    if parent_prototype.is_undefined() {
        return Err(error::invalid_arg_type(
            name,
            &["Object"],
            &parent_prototype,
            context,
        ));
    }
    native::set(&constructor, js_string!("super_"), parent, native::HIDDEN);
    let prototype = constructor.get(js_string!("prototype"), context)?;
    let prototype = validate::object(&prototype, "ctor.prototype", context)?;
    let parent_prototype = validate::object(&parent_prototype, name, context)?;
    let set = context.intrinsics().constructors().object().constructor();
    let set = set.get(js_string!("setPrototypeOf"), context)?;
    if let Some(set) = set.as_callable() {
        let arguments = [prototype.into(), parent_prototype.into()];
        set.call(&JsValue::undefined(), &arguments, context)?;
    }
    Ok(JsValue::undefined())
}

/// Any object may stand for a class.
fn class_argument(value: &JsValue, name: &str, context: &mut Context) -> JsResult<JsObject> {
    value
        .as_object()
        .ok_or_else(|| error::invalid_arg_type(name, &["Function"], value, context))
}

/// `util.deprecate(fn, message[, code])`
pub(super) fn deprecate(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if let Some(process) = environment::process(context)?
        && process
            .get(js_string!("noDeprecation"), context)?
            .to_boolean()
    {
        return Ok(args.get_or_undefined(0).clone());
    }
    let code = args.get_or_undefined(2);
    if !code.is_undefined() {
        error::validate_string(code, "code", context)?;
    }
    let make = require_builtin("internal:deprecate", context)?;
    let make = error::validate_function(&make, "deprecate", context)?;
    make.call(&JsValue::undefined(), args, context)
}

/// `util._extend(target, source)`
pub(super) fn extend(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let target = args.get_or_undefined(0);
    let (Some(object), Some(source)) = (target.as_object(), args.get_or_undefined(1).as_object())
    else {
        return Ok(target.clone());
    };
    let names = crate::engine::reflect::enumerable_names(&source, context)?;
    for key in names.into_iter().rev() {
        let value = source.get(key.clone(), context)?;
        object.set(key, value, true, context)?;
    }
    Ok(target.clone())
}

/// `util.isArray(value)`
pub(super) fn is_array(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let object = args.get_or_undefined(0).as_object();
    Ok(object.is_some_and(|object| brand::is_array(&object)).into())
}
