//! Methods that take a short way where nobody can tell, and the engine's own otherwise.

use super::exec;
use super::natives::Natives;
use crate::engine::builtins::string::text_of;
use crate::engine::native;
use boa_engine::gc::{Finalize, Gc, Trace};
use boa_engine::native_function::NativeFunction;
use boa_engine::object::builtins::JsFunction;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::{Context, JsArgs, JsResult, JsString, JsSymbol, JsValue, js_string};

/// The short way of a method of a pristine object: its text and arguments. What it has
/// converted it puts back, for the engine's own method, which is asked where it gives `None`.
pub(super) type Short =
    fn(&JsObject, &JsString, &mut [JsValue], &Natives, &mut Context) -> JsResult<Option<JsValue>>;

#[derive(Trace, Finalize)]
struct Method {
    natives: Gc<Natives>,
    original: JsFunction,
    #[unsafe_ignore_trace]
    short: Short,
    #[unsafe_ignore_trace]
    name: &'static str,
}

/// Puts `short` before the prototype's method `[Symbol.name]`.
///
/// # Errors
///
/// When the prototype has been tampered with before.
pub(super) fn install(
    natives: &Gc<Natives>,
    symbol: JsSymbol,
    name: &'static str,
    length: usize,
    short: Short,
    context: &mut Context,
) -> JsResult<()> {
    let Some(original) = natives.original(symbol.clone(), context)? else {
        return Ok(());
    };
    let method = Method {
        natives: natives.clone(),
        original,
        short,
        name,
    };
    let code = NativeFunction::from_copy_closure_with_captures(call, method);
    let function = FunctionObjectBuilder::new(context.realm(), code)
        .name(js_string!(format!("[Symbol.{name}]")))
        .length(length)
        .constructor(false)
        .build();
    native::set(&natives.prototype, symbol, function, native::HIDDEN);
    Ok(())
}

fn call(
    this: &JsValue,
    arguments: &[JsValue],
    method: &Method,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(regexp) = this.as_object() else {
        return Err(exec::incompatible(&format!("@@{}", method.name), this));
    };
    let input = text_of(arguments.get_or_undefined(0), context)?;
    let mut arguments = [input.clone().into(), arguments.get_or_undefined(1).clone()];
    if method.natives.is_pristine(&regexp) {
        let short = method.short;
        let result = short(&regexp, &input, &mut arguments, &method.natives, context)?;
        if let Some(result) = result {
            return Ok(result);
        }
    }
    method.original.call(this, &arguments, context)
}
