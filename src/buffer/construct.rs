//! The function `Buffer` with its statics.
//!
//! Called or constructed it does the same, which Node has deprecated: it is
//! `Buffer.alloc` of a number, `Buffer.from` of anything else.

use super::{Intrinsics, alloc, deprecation};
use crate::engine::error;
use crate::engine::native::{self, Definition};
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::Attribute;
use boa_engine::{Context, JsArgs, JsResult, JsSymbol, JsValue, NativeFunction, js_string};

/// The static methods, in the order in which `Object.keys` shows them.
const STATICS: &[Definition] = &[
    ("alloc", 3, alloc::alloc),
    ("allocUnsafe", 1, alloc::alloc_unsafe),
    ("allocUnsafeSlow", 1, alloc::alloc_unsafe_slow),
    ("isBuffer", 1, is_buffer),
];

/// Makes the function over the prototype that it shares with its species.
pub(super) fn make(prototype: &JsObject, context: &Context) -> JsObject {
    let code = NativeFunction::from_fn_ptr(construct);
    let buffer: JsObject = FunctionObjectBuilder::new(context.realm(), code)
        .name(js_string!("Buffer"))
        .length(3)
        .constructor(true)
        .build()
        .into();
    let uint8_array = context.intrinsics().constructors().typed_uint8_array();
    buffer.set_prototype(Some(uint8_array.constructor()));
    let key = js_string!("prototype");
    native::set(&buffer, key, prototype.clone(), Attribute::WRITABLE);
    let key = js_string!("poolSize");
    native::set(
        &buffer,
        key,
        super::pool::DEFAULT_POOL_SIZE,
        native::ENUMERABLE,
    );
    native::define(&buffer, STATICS, native::ENUMERABLE, context);
    let getter = native::function("get", 0, species, context);
    native::accessor(&buffer, JsSymbol::species(), getter, None, native::HIDDEN);
    buffer
}

fn species(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(Intrinsics::of(context)?.species().clone().into())
}

/// `Buffer(value[, encodingOrOffset[, length]])`, with or without `new`.
fn construct(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    deprecation::warn(context)?;
    let value = arguments.get_or_undefined(0);
    if arguments.get_or_undefined(1).is_string() {
        return Err(error::invalid_arg_type(
            "string",
            &["string"],
            value,
            context,
        ));
    }
    alloc::alloc(&JsValue::undefined(), std::slice::from_ref(value), context)
}

/// `Buffer.isBuffer(value)`: what `value instanceof Buffer` says.
fn is_buffer(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let constructor = Intrinsics::of(context)?.constructor().clone();
    let value = arguments.get_or_undefined(0);
    value
        .instance_of(&constructor.into(), context)
        .map(JsValue::from)
}
