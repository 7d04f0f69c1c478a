//! Walking over what a script iterates (ECMAScript 7.4).

use crate::engine::builtins::words;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsError, JsNativeError, JsResult, JsSymbol, JsValue, js_string};

/// An Iterator Record.
#[derive(Debug)]
pub(crate) struct Steps {
    iterator: JsObject,
    next: JsValue,
}

impl Steps {
    /// `GetIterator(value, sync)`.
    ///
    /// # Errors
    ///
    /// `TypeError` in V8's words where the value can't be iterated; what a method throws.
    pub(crate) fn over(value: &JsValue, context: &mut Context) -> JsResult<Self> {
        if value.is_null_or_undefined() {
            return Err(not_iterable(value));
        }
        let object = value.to_object(context)?;
        let method = object.get(JsSymbol::iterator(), context)?;
        let Some(method) = method.as_callable() else {
            return Err(not_iterable(value));
        };
        Self::from_method(value, &method, context)
    }

    /// `GetIteratorFromMethod`.
    ///
    /// # Errors
    ///
    /// `TypeError` where what it gives is no object; what a method throws.
    pub(crate) fn from_method(
        value: &JsValue,
        method: &JsObject,
        context: &mut Context,
    ) -> JsResult<Self> {
        let iterator = method.call(value, &[], context)?;
        let Some(iterator) = iterator.as_object() else {
            return Err(JsNativeError::typ()
                .with_message("Result of the Symbol.iterator method is not an object")
                .into());
        };
        Self::direct(iterator, context)
    }

    /// `GetIteratorDirect`.
    ///
    /// # Errors
    ///
    /// What a getter of `next` throws.
    pub(crate) fn direct(iterator: JsObject, context: &mut Context) -> JsResult<Self> {
        let next = iterator.get(js_string!("next"), context)?;
        Ok(Self { iterator, next })
    }

    /// `IteratorStepValue`.
    ///
    /// # Errors
    ///
    /// What the iterator throws; `TypeError` where it gives no object.
    pub(crate) fn next(&self, context: &mut Context) -> JsResult<Option<JsValue>> {
        let Some(next) = self.next.as_callable() else {
            return Err(words::not_a_function(&self.next));
        };
        let result = next.call(&self.iterator.clone().into(), &[], context)?;
        let Some(step) = result.as_object() else {
            let message = format!("Iterator result {} is not an object", words::shown(&result));
            return Err(JsNativeError::typ().with_message(message).into());
        };
        if step.get(js_string!("done"), context)?.to_boolean() {
            return Ok(None);
        }
        step.get(js_string!("value"), context).map(Some)
    }

    /// `IteratorClose` after an error, which is what comes of it.
    pub(crate) fn close_after(&self, thrown: JsError, context: &mut Context) -> JsError {
        // What the iterator throws now is not heard.
        let _ = self.close(context);
        thrown
    }

    /// `IteratorClose` after a normal end.
    ///
    /// # Errors
    ///
    /// What `return` throws; `TypeError` where it gives no object.
    pub(crate) fn close(&self, context: &mut Context) -> JsResult<()> {
        let end = self.iterator.get(js_string!("return"), context)?;
        if end.is_null_or_undefined() {
            return Ok(());
        }
        let Some(end) = end.as_callable() else {
            return Err(words::not_a_function(&end));
        };
        let result = end.call(&self.iterator.clone().into(), &[], context)?;
        if result.is_object() {
            return Ok(());
        }
        let message = format!("{} is not an object", words::shown(&result));
        Err(JsNativeError::typ().with_message(message).into())
    }
}

fn not_iterable(value: &JsValue) -> JsError {
    let shown = match value.is_object() && !value.is_callable() {
        true => "object".into(),
        false => words::typed(value),
    };
    let message = format!("{shown} is not iterable (cannot read property Symbol(Symbol.iterator))");
    JsNativeError::typ().with_message(message).into()
}
