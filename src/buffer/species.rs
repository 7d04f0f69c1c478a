//! The class that makes Buffers: `Buffer[Symbol.species]`, which Node names
//! `FastBuffer`. Its arguments are those of `Uint8Array`.

use crate::engine::native;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::Attribute;
use boa_engine::{Context, JsNativeError, JsResult, JsValue, NativeFunction, js_string};

/// Makes the class over the prototype that it shares with `Buffer`.
pub(super) fn make(prototype: &JsObject, context: &Context) -> JsObject {
    let code = NativeFunction::from_fn_ptr(construct);
    let class: JsObject = FunctionObjectBuilder::new(context.realm(), code)
        .name(js_string!("FastBuffer"))
        .constructor(true)
        .build()
        .into();
    let uint8_array = context.intrinsics().constructors().typed_uint8_array();
    class.set_prototype(Some(uint8_array.constructor()));
    native::set(
        &class,
        js_string!("prototype"),
        prototype.clone(),
        Attribute::empty(),
    );
    class
}

fn construct(
    new_target: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(new_target) = new_target.as_object() else {
        return Err(JsNativeError::typ()
            .with_message("Class constructor FastBuffer cannot be invoked without 'new'")
            .into());
    };
    let uint8_array = context.intrinsics().constructors().typed_uint8_array();
    let constructor = uint8_array.constructor();
    constructor
        .construct(arguments, Some(&new_target), context)
        .map(JsValue::from)
}
