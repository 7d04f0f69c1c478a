//! `node:string_decoder`: text from bytes that come in chunks.
//!
//! Node's documentation, "String decoder". `lastChar` is a copy; in Node it is
//! the memory that the decoder continues to use.

use crate::buffer::alloc;
use crate::buffer::encoding;
use crate::codec::Encoding;
use crate::codec::chunks::{Chunk, PartialCharacter};
use crate::engine::class::{self as classes, Class, Plan};
use crate::engine::error::{self, ErrorClass};
use crate::engine::native::{self, Definition};
use crate::engine::per_context;
use crate::engine::untraced::Untraced;
use crate::engine::view::ByteView;
use crate::node::base::text;
use boa_engine::object::JsObject;
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsError, JsNativeError, JsResult, JsString, JsValue, Trace,
    js_string,
};
use std::rc::Rc;

/// What a `StringDecoder` holds.
#[derive(Debug, Trace, Finalize, JsData)]
struct StringDecoder {
    partial: Untraced<PartialCharacter>,
}

/// The class of one context.
struct Own(Class);

const METHODS: [Definition; 3] = [("write", 1, write), ("end", 1, end), ("text", 2, text_from)];

/// The module's exports.
///
/// # Errors
///
/// None at present; the signature is that of every built-in module.
pub fn module(context: &mut Context) -> JsResult<JsValue> {
    let exports = JsObject::with_object_proto(context.intrinsics());
    let constructor = class(context).0.constructor.clone();
    native::set(
        &exports,
        js_string!("StringDecoder"),
        constructor,
        native::ENUMERABLE,
    );
    Ok(exports.into())
}

fn class(context: &mut Context) -> Rc<Own> {
    if let Some(class) = per_context::get(context) {
        return class;
    }
    let plan = Plan {
        name: "StringDecoder",
        length: 1,
        construct,
        methods: &METHODS,
        getters: &[
            ("lastChar", last_char),
            ("lastNeed", last_need),
            ("lastTotal", last_total),
        ],
        attributes: native::ENUMERABLE,
    };
    let class = Class::new(plan, context);
    per_context::set(Own(class), context)
}

/// `new StringDecoder([encoding])`
fn construct(new_target: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if new_target.is_undefined() {
        return Err(JsNativeError::typ()
            .with_message("Cannot set properties of undefined (setting 'encoding')")
            .into());
    }
    let encoding = encoding_argument(args.get_or_undefined(0), context)?;
    let prototype = class(context).0.prototype_for(new_target, context)?;
    let decoder = StringDecoder {
        partial: Untraced(PartialCharacter::new(encoding)),
    };
    let object = JsObject::from_proto_and_data(prototype, decoder);
    let name = js_string!(encoding.name());
    native::set(&object, js_string!("encoding"), name, native::ENUMERABLE);
    Ok(object.into())
}

/// What is falsy but not a number counts as UTF-8.
fn encoding_argument(value: &JsValue, context: &mut Context) -> JsResult<Encoding> {
    let is_absent = value.is_null_or_undefined();
    match value.as_string() {
        _ if is_absent => Ok(Encoding::Utf8),
        Some(name) if name.is_empty() => Ok(Encoding::Utf8),
        Some(name) => encoding::of_name(&name).ok_or_else(|| encoding::unknown(value, context)),
        None => Err(encoding::unknown(value, context)),
    }
}

/// Lends the `StringDecoder` that a method was called on.
fn with<R>(
    this: &JsValue,
    context: &mut Context,
    lend: impl FnOnce(&mut PartialCharacter) -> R,
) -> JsResult<R> {
    classes::lend(this, |decoder: &mut StringDecoder| {
        lend(&mut decoder.partial)
    })
    .ok_or_else(|| wrong_receiver(context))
}

fn wrong_receiver(context: &mut Context) -> JsError {
    let message = "Value of \"this\" must be of type StringDecoder";
    error::coded(ErrorClass::Type, "ERR_INVALID_THIS", message, context)
}

/// The text of what can be decoded.
fn decoded(chunk: Chunk<'_>, encoding: Encoding, context: &mut Context) -> JsResult<JsString> {
    let rest = text::decode(chunk.rest, encoding, context)?;
    if chunk.first().is_empty() {
        return Ok(rest);
    }
    let first = text::decode(chunk.first(), encoding, context)?;
    Ok(js_string!(&first, &rest))
}

fn write_value(this: &JsValue, chunk: &JsValue, context: &mut Context) -> JsResult<JsString> {
    if let Some(text) = chunk.as_string() {
        return Ok(text);
    }
    let view = chunk
        .as_object()
        .and_then(|object| ByteView::of_view(&object, context));
    let Some(view) = view else {
        let expected = ["Buffer", "TypedArray", "DataView"];
        return Err(error::invalid_arg_type("buf", &expected, chunk, context));
    };
    let mut partial = with(this, context, |partial| *partial)?;
    let text = view.read(|bytes| decoded(partial.feed(bytes), partial.encoding(), context))?;
    with(this, context, |kept| *kept = partial)?;
    Ok(text)
}

/// `decoder.write(chunk)`
fn write(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    write_value(this, args.get_or_undefined(0), context).map(JsValue::from)
}

/// `decoder.end([chunk])`
fn end(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let chunk = args.get_or_undefined(0);
    let text = match chunk.is_undefined() {
        true => js_string!(),
        false => write_value(this, chunk, context)?,
    };
    let (left, encoding) = with(this, context, |partial| {
        (partial.take(), partial.encoding())
    })?;
    let left = decoded(left, encoding, context)?;
    Ok(js_string!(&text, &left).into())
}

/// `decoder.text(buffer, offset)`: decodes from there on, and begins anew.
fn text_from(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    with(this, context, PartialCharacter::clear)?;
    let buffer = args.get_or_undefined(0).to_object(context)?;
    let slice = buffer.get(js_string!("slice"), context)?;
    let slice = error::validate_function(&slice, "buf.slice", context)?;
    let offset = args.get_or_undefined(1).clone();
    let rest = slice.call(&buffer.into(), &[offset], context)?;
    write_value(this, &rest, context).map(JsValue::from)
}

fn last_char(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bytes = with(this, context, |partial| partial.all_bytes())?;
    Ok(alloc::copied(&bytes, context)?.into())
}

fn last_need(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    with(this, context, |partial| partial.missing().into())
}

fn last_total(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    with(this, context, |partial| partial.total().into())
}
