//! `TextEncoder` and `TextDecoder`, globals and members of `node:util`.
//!
//! - `decoder`: `TextDecoder`, of the Encoding standard.
//! - `encoder`: `TextEncoder`, of the Encoding standard.

mod decoder;
mod encoder;

use crate::engine::class::Class;
use crate::engine::error::{self, ErrorClass};
use crate::engine::native;
use crate::engine::per_context;
use crate::engine::symbols;
use crate::node::base::lazy_global;
use boa_engine::native_function::NativeFunctionPointer;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsError, JsResult, JsValue};
use std::rc::Rc;

/// The two classes of one context.
#[derive(Debug)]
struct Coders {
    pub encoder: Class,
    pub decoder: Class,
}

impl Coders {
    /// Those of `context`, made at the first call.
    fn of(context: &mut Context) -> JsResult<Rc<Self>> {
        per_context::get_or_make(context, |context| {
            Ok(Self {
                encoder: encoder::class(context)?,
                decoder: decoder::class(context)?,
            })
        })
    }
}

/// Defines the globals `TextEncoder` and `TextDecoder`, which are made when they
/// are first read.
pub fn install(context: &Context) {
    lazy_global::define("TextEncoder", encoder_class, context);
    lazy_global::define("TextDecoder", decoder_class, context);
}

/// The class `TextEncoder`.
///
/// # Errors
///
/// When a script has broken `Symbol.for`.
pub fn encoder_class(context: &mut Context) -> JsResult<JsValue> {
    Ok(Coders::of(context)?.encoder.constructor.clone().into())
}

/// The class `TextDecoder`.
///
/// # Errors
///
/// When a script has broken `Symbol.for`.
pub fn decoder_class(context: &mut Context) -> JsResult<JsValue> {
    Ok(Coders::of(context)?.decoder.constructor.clone().into())
}

/// ERR_INVALID_THIS, for a method called on something else.
fn wrong_receiver(class: &str, context: &mut Context) -> JsError {
    let message = format!("Value of \"this\" must be of type {class}");
    error::coded(ErrorClass::Type, "ERR_INVALID_THIS", message, context)
}

/// Defines how `util.inspect` prints instances.
fn define_inspection(
    prototype: &JsObject,
    code: NativeFunctionPointer,
    context: &mut Context,
) -> JsResult<()> {
    let key = symbols::custom_inspect(context)?;
    let name = "[nodejs.util.inspect.custom]";
    let function = native::function(name, 2, code, context);
    native::set(prototype, key, function, native::HIDDEN);
    Ok(())
}
