//! The function `Buffer` with its statics.
//!
//! Called or constructed it does the same, which Node has deprecated: it is
//! `Buffer.alloc` of a number, `Buffer.from` of anything else.

use super::intrinsics::Intrinsics;
use super::{alloc, concat, copy_bytes_from, deprecation, encoding, from, validity};
use crate::engine::error;
use crate::engine::native::{self, Definition};
use crate::engine::view::ByteView;
use boa_engine::builtins::typed_array::TypedArray;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::Attribute;
use boa_engine::{Context, JsArgs, JsResult, JsSymbol, JsValue, NativeFunction, js_string};

/// The static methods, in the order in which `Object.keys` shows them.
const STATICS: &[Definition] = &[
    ("from", 3, from::from),
    ("copyBytesFrom", 3, copy_bytes_from::copy_bytes_from),
    ("of", 0, alloc::of),
    ("alloc", 3, alloc::alloc),
    ("allocUnsafe", 2, alloc::alloc_unsafe),
    ("allocUnsafeSlow", 2, alloc::alloc_unsafe_slow),
    ("isBuffer", 1, is_buffer),
    ("compare", 2, compare),
    ("isEncoding", 1, encoding::is_encoding),
    ("concat", 2, concat::concat),
    ("byteLength", 2, encoding::byte_length),
    ("stringLength", 1, validity::string_length),
];

/// Makes the function over the prototype that it shares with its species.
pub(super) fn make(prototype: &JsObject, context: &mut Context) -> JsObject {
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
    native::define_ordinary(&buffer, STATICS, context);
    // Written in a method's short form in Node, which can't be constructed.
    native::define(
        &buffer,
        &[("of", 0, alloc::of)],
        native::ENUMERABLE,
        context,
    );
    let getter = native::function("get", 0, species, context);
    native::accessor(&buffer, JsSymbol::species(), getter, None, native::HIDDEN);
    mark_as_judge_of_encodings(&buffer, context);
    buffer
}

/// Node's own modules find `Buffer.isEncoding` under a symbol as well, which
/// shows when `Buffer` is printed.
fn mark_as_judge_of_encodings(buffer: &JsObject, context: &mut Context) {
    let function = buffer.get(js_string!("isEncoding"), context);
    let symbol = JsSymbol::new(Some(js_string!("kIsEncodingSymbol")));
    if let (Ok(function), Some(symbol)) = (function, symbol) {
        native::set(buffer, symbol, function, native::ENUMERABLE);
    }
}

fn species(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(Intrinsics::of(context)?.species().clone().into())
}

/// `Buffer(value[, encodingOrOffset[, length]])`, with or without `new`.
fn construct(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    deprecation::warn(context)?;
    let value = arguments.get_or_undefined(0);
    if !value.is_number() {
        return from::from(&JsValue::undefined(), arguments, context);
    }
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
    let Some(object) = arguments.get_or_undefined(0).as_object() else {
        return Ok(false.into());
    };
    let intrinsics = Intrinsics::of(context)?;
    let constructor = intrinsics.constructor();
    if !object.is::<TypedArray>() {
        let value = JsValue::from(object);
        let is_one = value.instance_of(&constructor.clone().into(), context)?;
        return Ok(is_one.into());
    }
    // The same, without a question to `Symbol.hasInstance`.
    let prototype = constructor
        .get(js_string!("prototype"), context)?
        .as_object();
    let mut ancestors = std::iter::successors(object.prototype(), JsObject::prototype);
    Ok(ancestors.any(|ancestor| Some(ancestor) == prototype).into())
}

/// `Buffer.compare(buf1, buf2)`: -1, 0 or 1.
fn compare(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let left = uint8_array(arguments.get_or_undefined(0), "buf1", context)?;
    let right = uint8_array(arguments.get_or_undefined(1), "buf2", context)?;
    let order = left.read(|left| right.read(|right| left.cmp(right)));
    Ok(JsValue::from(order as i8))
}

fn uint8_array(value: &JsValue, name: &str, context: &mut Context) -> JsResult<ByteView> {
    let view = value
        .as_object()
        .and_then(|object| ByteView::of_uint8_array(&object, context));
    view.ok_or_else(|| error::invalid_arg_type(name, &["Buffer", "Uint8Array"], value, context))
}
