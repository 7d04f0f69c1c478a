//! `TextEncoder`, of the Encoding standard.

use super::{Coders, define_inspection, wrong_receiver};
use crate::codec::{self, Encoding};
use crate::engine::class::{self, Class, Plan};
use crate::engine::error;
use crate::engine::native::{self, Definition};
use crate::engine::object::literal;
use crate::engine::view::{ByteView, Store};
use crate::engine::{coerce, store, text};
use crate::memory::{Fill, Purpose};
use boa_engine::builtins::typed_array::TypedArrayKind;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsTypedArray;
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsResult, JsString, JsValue, Trace, js_string,
};

/// What a `TextEncoder` holds: nothing, it knows one encoding.
#[derive(Debug, Trace, Finalize, JsData)]
struct TextEncoder;

const METHODS: [Definition; 2] = [("encode", 0, encode), ("encodeInto", 2, encode_into)];

pub(super) fn class(context: &mut Context) -> JsResult<Class> {
    let plan = Plan {
        name: "TextEncoder",
        length: 0,
        construct,
        methods: &METHODS,
        getters: &[("encoding", get_encoding)],
        attributes: native::ENUMERABLE,
    };
    let class = Class::new(plan, context).tagged("TextEncoder");
    define_inspection(&class.prototype, inspect, context)?;
    Ok(class)
}

fn construct(new_target: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    class::require_new(new_target, "TextEncoder")?;
    let coders = Coders::of(context)?;
    let prototype = coders.encoder.prototype_for(new_target, context)?;
    Ok(JsObject::from_proto_and_data(prototype, TextEncoder).into())
}

fn check(this: &JsValue, context: &mut Context) -> JsResult<()> {
    match this
        .as_object()
        .is_some_and(|object| object.is::<TextEncoder>())
    {
        true => Ok(()),
        false => Err(wrong_receiver("TextEncoder", context)),
    }
}

fn get_encoding(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    check(this, context)?;
    Ok(js_string!("utf-8").into())
}

/// `encode([input])`: a `Uint8Array` on memory of its own.
fn encode(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    check(this, context)?;
    let input = match args.get_or_undefined(0) {
        input if input.is_undefined() => js_string!(),
        input => coerce::to_string(input, context)?,
    };
    let text = text::units(&input);
    let length = codec::encoded_len(text, Encoding::Utf8);
    let store = store::allocate(length, Fill::Any, Purpose::Store, context)?;
    let view = ByteView::whole(Store::Local(store.clone()));
    view.write(context, |bytes| {
        codec::encode_into(text, Encoding::Utf8, bytes)
    })?;
    let target = context
        .intrinsics()
        .constructors()
        .typed_uint8_array()
        .constructor();
    Ok(store::view(&target, store, 0, length, context)?.into())
}

/// `encodeInto(source, destination)`
fn encode_into(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    check(this, context)?;
    let source = error::validate_string(args.get_or_undefined(0), "src", context)?;
    let view = destination(args.get_or_undefined(1), context)?;
    let progress = write(&view, &source, context)?;
    let fields = [
        ("read", progress.read.into()),
        ("written", progress.written.into()),
    ];
    Ok(literal(fields, context).into())
}

fn write(view: &ByteView, source: &JsString, context: &mut Context) -> JsResult<codec::Progress> {
    let text = text::units(source);
    view.write(context, |bytes| codec::encode_utf8_into(text, bytes))
}

fn destination(value: &JsValue, context: &mut Context) -> JsResult<ByteView> {
    let bytes = value.as_object().filter(|object| {
        let array = JsTypedArray::from_object(object.clone());
        array.is_ok_and(|array| array.kind() == Some(TypedArrayKind::Uint8))
    });
    let view = bytes.and_then(|object| ByteView::of_view(&object, context));
    view.ok_or_else(|| error::invalid_arg_type("dest", &["Uint8Array"], value, context))
}

/// As Node prints it: a plain object.
fn inspect(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    check(this, context)?;
    Ok(literal([("encoding", js_string!("utf-8").into())], context).into())
}
