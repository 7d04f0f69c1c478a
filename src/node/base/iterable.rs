//! The values that an iterable gives.

use boa_engine::object::JsObject;
use boa_engine::{Context, JsNativeError, JsResult, JsSymbol, JsValue, js_string};

/// `value[Symbol.iterator]`, where it is a function.
///
/// # Errors
///
/// What its getter throws.
pub fn method(value: &JsObject, context: &mut Context) -> JsResult<Option<JsObject>> {
    let method = value.get(JsSymbol::iterator(), context)?;
    Ok(method.as_callable())
}

/// Calls `each` with every value that `value` gives when `method` is called on it.
/// An iterator that `each` fails for is closed.
///
/// # Errors
///
/// What the iterator or `each` throws, or a TypeError when it is none.
pub fn for_each(
    value: &JsObject,
    method: &JsObject,
    context: &mut Context,
    mut each: impl FnMut(JsValue, &mut Context) -> JsResult<()>,
) -> JsResult<()> {
    let iterator = object(&method.call(&value.clone().into(), &[], context)?)?;
    let next = iterator.get(js_string!("next"), context)?;
    let Some(next) = next.as_callable() else {
        return Err(not_an_object("the iterator's next method"));
    };
    loop {
        let result = object(&next.call(&iterator.clone().into(), &[], context)?)?;
        if result.get(js_string!("done"), context)?.to_boolean() {
            return Ok(());
        }
        let value = result.get(js_string!("value"), context)?;
        if let Err(error) = each(value, context) {
            close(&iterator, context);
            return Err(error);
        }
    }
}

/// The values that `value` gives when `method` is called on it.
///
/// # Errors
///
/// See [`for_each`].
pub fn values(
    value: &JsObject,
    method: &JsObject,
    context: &mut Context,
) -> JsResult<Vec<JsValue>> {
    let mut values = Vec::new();
    for_each(value, method, context, |value, _| {
        values.push(value);
        Ok(())
    })?;
    Ok(values)
}

/// The error that made the closing necessary hides those of the closing.
fn close(iterator: &JsObject, context: &mut Context) {
    let close = iterator.get(js_string!("return"), context);
    if let Some(close) = close.ok().and_then(|close| close.as_callable()) {
        let _ = close.call(&iterator.clone().into(), &[], context);
    }
}

fn object(value: &JsValue) -> JsResult<JsObject> {
    value
        .as_object()
        .ok_or_else(|| not_an_object("Iterator result"))
}

fn not_an_object(what: &str) -> boa_engine::JsError {
    JsNativeError::typ()
        .with_message(format!("{what} is not an object"))
        .into()
}
