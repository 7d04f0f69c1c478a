//! Building the copy: no script runs.

use super::record::{ErrorRecord, Fields, Record, Slot, ViewClass, ViewRecord};
use super::transfer;
use crate::engine::collections;
use crate::engine::native;
use boa_engine::builtins::typed_array::TypedArrayKind;
use boa_engine::context::intrinsics::StandardConstructor;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsResult, JsValue, js_string};

/// The objects that `records` describe, in their order.
///
/// # Errors
///
/// A RangeError for bytes that can't be had, or what [`transfer::take`] throws.
pub(super) fn objects(
    records: &[Record],
    moved: &[(JsObject, JsObject)],
    context: &mut Context,
) -> JsResult<Vec<JsObject>> {
    let mut objects = Vec::with_capacity(records.len());
    for record in records {
        objects.push(shell(record, moved, context)?);
    }
    // A view's buffer may stand behind the view.
    for (index, record) in records.iter().enumerate() {
        if let Record::View(view) = record
            && let Some(buffer) = objects.get(view.store).cloned()
        {
            objects[index] = make_view(view, buffer, context)?;
        }
    }
    for (record, object) in records.iter().zip(&objects) {
        fill(record, object, &objects, context)?;
    }
    Ok(objects)
}

/// The value of `slot`.
pub(super) fn value(slot: &Slot, objects: &[JsObject]) -> JsValue {
    match slot {
        Slot::Primitive(value) => value.clone(),
        Slot::Record(index) => objects
            .get(*index)
            .cloned()
            .map(JsValue::from)
            .unwrap_or_default(),
    }
}

/// An object of the right class with nothing in it.
fn shell(
    record: &Record,
    moved: &[(JsObject, JsObject)],
    context: &mut Context,
) -> JsResult<JsObject> {
    Ok(match record {
        Record::Ready(object) => object.clone(),
        Record::Array(length, _) => array(*length, context)?,
        Record::Map(_) => collections::new_map(context),
        Record::Set(_) => collections::new_set(context),
        Record::Error(error) => {
            let class = error_class(&error.name, context).constructor();
            class.construct(&[], None, context)?
        }
        Record::Transferred(buffer) => match moved.iter().find(|(from, _)| from == buffer) {
            Some((_, to)) => to.clone(),
            None => transfer::take(buffer, context)?,
        },
        Record::Object(_) | Record::View(_) | Record::Open => {
            JsObject::with_object_proto(context.intrinsics())
        }
    })
}

fn array(length: u64, context: &mut Context) -> JsResult<JsObject> {
    let array = JsArray::new(context)?;
    array.set(js_string!("length"), JsValue::from(length), true, context)?;
    Ok(array.into())
}

fn error_class<'a>(name: &str, context: &'a Context) -> &'a StandardConstructor {
    let constructors = context.intrinsics().constructors();
    match name {
        "EvalError" => constructors.eval_error(),
        "RangeError" => constructors.range_error(),
        "ReferenceError" => constructors.reference_error(),
        "SyntaxError" => constructors.syntax_error(),
        "TypeError" => constructors.type_error(),
        "URIError" => constructors.uri_error(),
        _ => constructors.error(),
    }
}

fn make_view(view: &ViewRecord, buffer: JsObject, context: &mut Context) -> JsResult<JsObject> {
    let constructors = context.intrinsics().constructors();
    let constructor = match view.class {
        ViewClass::Typed(kind) => typed_class(kind, context),
        ViewClass::Data => constructors.data_view(),
    }
    .constructor();
    let mut arguments = vec![buffer.into(), JsValue::from(view.offset)];
    arguments.extend(view.length.map(JsValue::from));
    constructor.construct(&arguments, None, context)
}

fn typed_class(kind: TypedArrayKind, context: &Context) -> &StandardConstructor {
    use TypedArrayKind as Kind;
    let constructors = context.intrinsics().constructors();
    match kind {
        Kind::Int8 => constructors.typed_int8_array(),
        Kind::Uint8 => constructors.typed_uint8_array(),
        Kind::Uint8Clamped => constructors.typed_uint8clamped_array(),
        Kind::Int16 => constructors.typed_int16_array(),
        Kind::Uint16 => constructors.typed_uint16_array(),
        Kind::Int32 => constructors.typed_int32_array(),
        Kind::Uint32 => constructors.typed_uint32_array(),
        Kind::BigInt64 => constructors.typed_bigint64_array(),
        Kind::BigUint64 => constructors.typed_biguint64_array(),
        Kind::Float16 => constructors.typed_float16_array(),
        Kind::Float32 => constructors.typed_float32_array(),
        Kind::Float64 => constructors.typed_float64_array(),
    }
}

fn fill(
    record: &Record,
    object: &JsObject,
    objects: &[JsObject],
    context: &mut Context,
) -> JsResult<()> {
    match record {
        Record::Object(fields) | Record::Array(_, fields) => {
            define(object, fields, objects, context)
        }
        Record::Map(entries) => {
            for (key, entry) in entries {
                collections::put_in_map(object, &value(key, objects), value(entry, objects));
            }
            Ok(())
        }
        Record::Set(values) => {
            for entry in values {
                collections::add_to_set(object, &value(entry, objects));
            }
            Ok(())
        }
        Record::Error(error) => {
            fill_error(error, object, objects);
            Ok(())
        }
        _ => Ok(()),
    }
}

fn define(
    object: &JsObject,
    fields: &Fields,
    objects: &[JsObject],
    context: &mut Context,
) -> JsResult<()> {
    for (key, slot) in fields {
        object.create_data_property_or_throw(key.clone(), value(slot, objects), context)?;
    }
    Ok(())
}

fn fill_error(error: &ErrorRecord, object: &JsObject, objects: &[JsObject]) {
    let stack = error
        .stack
        .clone()
        .map_or_else(JsValue::undefined, JsValue::from);
    native::set(object, js_string!("stack"), stack, native::HIDDEN);
    if let Some(message) = &error.message {
        native::set(
            object,
            js_string!("message"),
            message.clone(),
            native::HIDDEN,
        );
    }
    if let Some(cause) = &error.cause {
        let cause = value(cause, objects);
        native::set(object, js_string!("cause"), cause, native::HIDDEN);
    }
}
