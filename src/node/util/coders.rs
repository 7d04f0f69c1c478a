//! What `TextEncoder` and `TextDecoder` share.

use super::inspect::State;
use super::{text_decoder, text_encoder};
use crate::engine::error::{self, ErrorClass};
use crate::engine::native;
use crate::node::class::Class;
use crate::node::lazy_global;
use boa_engine::native_function::NativeFunctionPointer;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsError, JsResult, JsValue};
use std::rc::Rc;

/// The two classes of one context.
#[derive(Debug)]
pub(super) struct Coders {
    pub encoder: Class,
    pub decoder: Class,
}

impl Coders {
    /// Those of `context`, made at the first call.
    pub(super) fn of(context: &mut Context) -> JsResult<Rc<Self>> {
        if let Some(coders) = context.get_data::<Rc<Self>>() {
            return Ok(Rc::clone(coders));
        }
        let coders = Rc::new(Self {
            encoder: text_encoder::class(context)?,
            decoder: text_decoder::class(context)?,
        });
        context.insert_data(Rc::clone(&coders));
        Ok(coders)
    }
}

/// Defines the globals `TextEncoder` and `TextDecoder`, which are made when they
/// are first read.
pub fn install(context: &Context) {
    lazy_global::define("TextEncoder", encoder, context);
    lazy_global::define("TextDecoder", decoder, context);
}

pub(super) fn encoder(context: &mut Context) -> JsResult<JsValue> {
    Ok(Coders::of(context)?.encoder.constructor.clone().into())
}

pub(super) fn decoder(context: &mut Context) -> JsResult<JsValue> {
    Ok(Coders::of(context)?.decoder.constructor.clone().into())
}

/// ERR_INVALID_THIS, for a method called on something else.
pub(super) fn wrong_receiver(class: &str, context: &mut Context) -> JsError {
    let message = format!("Value of \"this\" must be of type {class}");
    error::coded(ErrorClass::Type, "ERR_INVALID_THIS", message, context)
}

/// Defines how `util.inspect` prints instances.
pub(super) fn define_inspection(
    prototype: &JsObject,
    code: NativeFunctionPointer,
    context: &mut Context,
) -> JsResult<()> {
    let key = State::of(context)?.custom();
    let name = "[nodejs.util.inspect.custom]";
    let function = native::function(name, 2, code, context);
    native::set(prototype, key, function, native::HIDDEN);
    Ok(())
}
