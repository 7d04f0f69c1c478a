//! `this` of a method, which may be anything.
//!
//! Node's methods read `this.length` in JavaScript and reach for the bytes in
//! C++; the two refuse a wrong receiver differently, and a view of wider
//! elements has a length that is not its number of bytes. Bytes are looked up
//! after all arguments are converted, because that can run a script.

use crate::engine::error::{self, ErrorClass};
use crate::engine::limits::MAX_LENGTH;
use crate::engine::view::ByteView;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsTypedArray;
use boa_engine::{Context, JsNativeError, JsResult, JsString, JsValue, js_string};

/// The bytes of a Buffer or another `Uint8Array`; `None` for anything else.
pub fn uint8_array(this: &JsValue, context: &mut Context) -> Option<ByteView> {
    ByteView::of_uint8_array(&this.as_object()?, context)
}

/// The bytes of any view.
///
/// # Errors
///
/// ERR_INVALID_ARG_TYPE in the words of Node's C++ layer.
pub fn bytes(this: &JsValue, context: &mut Context) -> JsResult<ByteView> {
    this.as_object()
        .and_then(|object| ByteView::of_view(&object, context))
        .ok_or_else(|| must_be("a buffer", context))
}

/// A receiver looked at before the arguments are converted.
///
/// A view costs a tenth of a short call; it is looked up again only where an
/// argument could have run a script in between.
#[derive(Debug)]
pub struct Glance {
    view: Option<ByteView>,
    /// Whether the view is still what it was once the arguments are converted.
    stays: bool,
}

impl Glance {
    /// Looks at `this`, before `arguments` are converted.
    pub fn of(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> Self {
        Self {
            view: uint8_array(this, context),
            stays: !arguments.iter().any(JsValue::is_object),
        }
    }

    /// [`elements`] of the receiver.
    ///
    /// # Errors
    ///
    /// As [`elements`].
    pub fn elements(&self, this: &JsValue, context: &mut Context) -> JsResult<f64> {
        match &self.view {
            Some(view) => Ok(view.len() as f64),
            None => elements(this, context),
        }
    }

    /// [`uint8_array`] of the receiver, now that all is converted.
    pub fn uint8_array(self, this: &JsValue, context: &mut Context) -> Option<ByteView> {
        if self.stays {
            return self.view;
        }
        uint8_array(this, context)
    }

    /// [`bytes`] of the receiver, now that all is converted.
    ///
    /// # Errors
    ///
    /// As [`bytes`].
    pub fn bytes(self, this: &JsValue, context: &mut Context) -> JsResult<ByteView> {
        match self.view {
            Some(view) if self.stays => Ok(view),
            _ => bytes(this, context),
        }
    }
}

/// ERR_INVALID_ARG_TYPE: `argument must be ...`, in the words of Node's C++ layer.
pub fn must_be(what: &str, context: &mut Context) -> boa_engine::JsError {
    let message = format!("argument must be {what}");
    error::coded(ErrorClass::Type, "ERR_INVALID_ARG_TYPE", message, context)
}

/// How many elements a typed array has; 0 once its store is gone.
///
/// # Errors
///
/// V8's refusal of its getter `length` for anything else.
pub fn elements(this: &JsValue, context: &mut Context) -> JsResult<f64> {
    if let Some(view) = uint8_array(this, context) {
        return Ok(view.len() as f64);
    }
    let array = this.as_object().map(JsTypedArray::from_object);
    match array {
        Some(Ok(array)) => Ok(array.length(context).unwrap_or(0) as f64),
        _ => Err(incompatible("length", this, context)),
    }
}

/// `this.length`; `None` when it is not a number.
///
/// # Errors
///
/// A TypeError for `undefined`, `null` and what only inherits from a typed array.
pub fn length(this: &JsValue, context: &mut Context) -> JsResult<Option<f64>> {
    if let Some(view) = uint8_array(this, context) {
        return Ok(Some(view.len() as f64));
    }
    Ok(property(this, js_string!("length"), context)?.as_number())
}

/// `this.byteLength`; `None` when it is not a number.
///
/// # Errors
///
/// As [`length`].
pub fn byte_length(this: &JsValue, context: &mut Context) -> JsResult<Option<f64>> {
    if let Some(view) = uint8_array(this, context) {
        return Ok(Some(view.len() as f64));
    }
    Ok(property(this, js_string!("byteLength"), context)?.as_number())
}

/// `this[key]` for a receiver that need not be an object.
///
/// # Errors
///
/// In V8's words for `undefined`, `null` and what only inherits from a typed array.
pub fn property(this: &JsValue, key: JsString, context: &mut Context) -> JsResult<JsValue> {
    let object = object(this, &key.to_std_string_lossy(), context)?;
    if inherits_accessors(&object, context) {
        return Err(incompatible(&key.to_std_string_lossy(), this, context));
    }
    object.get(key, context)
}

/// `this` as an object, on the way to its property `key`.
///
/// # Errors
///
/// A TypeError for `undefined` and `null`.
pub fn object(this: &JsValue, key: &str, context: &mut Context) -> JsResult<JsObject> {
    if this.is_null_or_undefined() {
        let message = format!(
            "Cannot read properties of {} (reading '{key}')",
            this.display()
        );
        return Err(JsNativeError::typ().with_message(message).into());
    }
    this.to_object(context)
}

/// Whether it is no typed array but one of them is among its prototypes.
fn inherits_accessors(object: &JsObject, context: &mut Context) -> bool {
    let accessors = context
        .intrinsics()
        .constructors()
        .typed_array()
        .prototype();
    let mut ancestor = object.prototype();
    while let Some(next) = ancestor {
        if JsObject::equals(&next, &accessors) {
            return ByteView::of_view(object, context).is_none();
        }
        ancestor = next.prototype();
    }
    false
}

/// V8's refusal of a getter of `%TypedArray%.prototype`.
pub fn incompatible(getter: &str, this: &JsValue, context: &mut Context) -> boa_engine::JsError {
    let receiver = shown(this, context);
    let message = format!(
        "Method get TypedArray.prototype.{getter} called on incompatible receiver {receiver}"
    );
    JsNativeError::typ().with_message(message).into()
}

/// As V8 puts a value into a message: `#<Object>` for an object of that class, the
/// value itself otherwise.
pub fn shown(this: &JsValue, context: &mut Context) -> String {
    let Some(object) = this.as_object() else {
        return this.as_string().map_or_else(
            || this.display().to_string(),
            |text| text.to_std_string_lossy(),
        );
    };
    if object.is_array() {
        return "[object Array]".to_owned();
    }
    if object.is::<JsString>() {
        return "[object String]".to_owned();
    }
    if inherits_accessors(&object, context) {
        return "[object Object]".to_owned();
    }
    let name = error::describe(this, context);
    format!("#<{}>", name.trim_start_matches("an instance of "))
}

/// Node's `validateOffset`: an integer from 0 to `max`, or to the greatest size there is.
///
/// # Errors
///
/// ERR_INVALID_ARG_TYPE or ERR_OUT_OF_RANGE naming the argument `name`.
pub fn validate_offset(
    value: &JsValue,
    name: &str,
    max: Option<f64>,
    context: &mut Context,
) -> JsResult<f64> {
    error::validate_integer(value, name, 0.0, max.unwrap_or(MAX_LENGTH as f64), context)
}
