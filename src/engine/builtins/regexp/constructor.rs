//! `RegExp(pattern, flags)` (ECMAScript 22.2.4.1), with V8's words where it throws.

use super::messages;
use super::natives::Natives;
use crate::engine::native;
use boa_engine::builtins::regexp::RegExp;
use boa_engine::gc::Gc;
use boa_engine::object::{ConstructorBuilder, FunctionObjectBuilder, JsObject};
use boa_engine::property::{Attribute, PropertyDescriptor};
use boa_engine::{
    Context, JsArgs, JsError, JsNativeError, JsResult, JsString, JsSymbol, JsValue, NativeFunction,
    js_string,
};

/// A constructor before the engine's own, as a global and on the prototype.
///
/// # Errors
///
/// When the global object refuses it.
pub(super) fn install(natives: &Gc<Natives>, context: &mut Context) -> JsResult<JsObject> {
    let code = NativeFunction::from_copy_closure_with_captures(construct, natives.clone());
    let mut builder = ConstructorBuilder::new(context, code);
    builder
        .name("RegExp")
        .length(2)
        .has_prototype_property(false);
    let constructor = builder.build().constructor();
    let prototype = natives.prototype.clone();
    let key = js_string!("prototype");
    native::set(&constructor, key, prototype.clone(), Attribute::empty());
    let escape = natives.constructor.get(js_string!("escape"), context)?;
    native::set(&constructor, js_string!("escape"), escape, native::HIDDEN);
    let species = NativeFunction::from_fn_ptr(|this, _, _| Ok(this.clone()));
    let species = FunctionObjectBuilder::new(context.realm(), species)
        .name(js_string!("get [Symbol.species]"))
        .build();
    let attributes = Attribute::CONFIGURABLE;
    native::accessor(&constructor, JsSymbol::species(), species, None, attributes);
    let key = js_string!("constructor");
    native::set(&prototype, key, constructor.clone(), native::HIDDEN);
    // The global object may be a proxy.
    let property = PropertyDescriptor::builder()
        .value(constructor.clone())
        .writable(true)
        .enumerable(false)
        .configurable(true);
    let global = context.global_object();
    global.define_property_or_throw(js_string!("RegExp"), property, context)?;
    Ok(constructor)
}

fn construct(
    new_target: &JsValue,
    arguments: &[JsValue],
    natives: &Gc<Natives>,
    context: &mut Context,
) -> JsResult<JsValue> {
    let (pattern, flags) = (arguments.get_or_undefined(0), arguments.get_or_undefined(1));
    let own = natives.own_constructor();
    let target = match new_target.as_object() {
        Some(target) => target,
        None if flags.is_undefined() && is_made_by(pattern, &own, context)? => {
            return Ok(pattern.clone());
        }
        None => own,
    };
    let made = natives
        .constructor
        .construct(arguments, Some(&target), context);
    made.map(JsValue::from)
        .map_err(|error| in_v8s_words(error, pattern, flags, natives, context))
}

/// Whether it is a regular expression that says this constructor made it.
fn is_made_by(pattern: &JsValue, own: &JsObject, context: &mut Context) -> JsResult<bool> {
    if !crate::engine::builtins::string::is_regexp(pattern, context)? {
        return Ok(false);
    }
    let Some(object) = pattern.as_object() else {
        return Ok(false);
    };
    let constructor = object.get(js_string!("constructor"), context)?;
    Ok(JsValue::same_value(&constructor, &own.clone().into()))
}

fn in_v8s_words(
    error: JsError,
    pattern: &JsValue,
    flags: &JsValue,
    natives: &Natives,
    context: &mut Context,
) -> JsError {
    let Some(said) = error.as_native().map(|native| native.message().to_string()) else {
        return error;
    };
    let texts = (
        text(pattern, natives, context),
        text(flags, natives, context),
    );
    let (Some(pattern), Some(flags)) = texts else {
        return error;
    };
    let message = match said.strip_prefix("failed to create matcher: ") {
        Some(reason) => {
            let reason = messages::reason(reason, &pattern, &flags);
            format!("Invalid regular expression: /{pattern}/{flags}: {reason}")
        }
        None if said.contains("flag") => {
            format!("Invalid flags supplied to RegExp constructor '{flags}'")
        }
        None => return error,
    };
    JsNativeError::syntax().with_message(message).into()
}

/// What the engine has read of an argument, where reading it again runs no script.
fn text(value: &JsValue, natives: &Natives, context: &mut Context) -> Option<String> {
    if value.is_undefined() {
        return Some(String::new());
    }
    let text: JsString = match value.as_object() {
        Some(object) if object.is::<RegExp>() => natives.source(&object, context).ok()?,
        Some(_) => return None,
        None => value.to_string(context).ok()?,
    };
    Some(text.to_std_string_lossy())
}
