//! State of which each context has one, found by its type.

use boa_engine::{Context, JsNativeError, JsResult};
use std::any::Any;
use std::rc::Rc;

/// The `T` of `context`, if it has one.
#[must_use]
pub fn get<T: Any>(context: &Context) -> Option<Rc<T>> {
    context.get_data::<Rc<T>>().cloned()
}

/// Gives `context` its `T`, in the place of the one that it had.
pub fn set<T: Any>(value: T, context: &mut Context) -> Rc<T> {
    let value = Rc::new(value);
    context.insert_data(Rc::clone(&value));
    value
}

/// The `T` of `context`, made at the first call.
///
/// # Errors
///
/// What `make` fails with.
pub fn get_or_make<T: Any>(
    context: &mut Context,
    make: impl FnOnce(&mut Context) -> JsResult<T>,
) -> JsResult<Rc<T>> {
    match get(context) {
        Some(value) => Ok(value),
        None => make(context).map(|value| set(value, context)),
    }
}

/// The `T` of `context`, which `name` tells of in the error.
///
/// # Errors
///
/// When it was not installed there.
pub fn installed<T: Any>(name: &str, context: &Context) -> JsResult<Rc<T>> {
    get(context).ok_or_else(|| {
        let message = format!("{name} is not installed in this context");
        JsNativeError::error().with_message(message).into()
    })
}
