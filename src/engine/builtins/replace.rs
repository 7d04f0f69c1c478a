//! Built-in functions replaced by faster ones that know when to stand aside.
//!
//! A replacement looks at what it is called with, without running anything of a script's.
//! Where nobody could tell the difference it does the work, otherwise it leaves the call to
//! the function that it replaced. Name and `length` are those of that function.

use super::array::plain::Plain;
use crate::engine::native;
use boa_engine::object::builtins::JsFunction;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsResult, JsString, JsValue, NativeFunction, js_string};
use boa_gc::{Finalize, Trace};

/// What a replacement may look at beside its arguments.
#[derive(Debug, Clone, Trace, Finalize)]
pub(super) struct Patch {
    /// The function that was there before.
    pub(super) original: JsFunction,
    /// What plain arrays of the realm look like.
    pub(super) plain: Plain,
}

/// A replacement that answers or, with `None`, has done nothing that can be seen.
pub(super) type Attempt =
    fn(&JsValue, &[JsValue], &Plain, &mut Context) -> JsResult<Option<JsValue>>;

/// A replacement of the whole function, which may still call the one before.
pub(super) type Whole = fn(&JsValue, &[JsValue], &Patch, &mut Context) -> JsResult<JsValue>;

/// Puts `attempt` in front of `object[name]`.
///
/// # Errors
///
/// What the engine throws when the property can't be read.
pub(super) fn attempt(
    object: &JsObject,
    name: &str,
    attempt: Attempt,
    plain: &Plain,
    context: &mut Context,
) -> JsResult<()> {
    let code =
        move |this: &JsValue, arguments: &[JsValue], patch: &Patch, context: &mut Context| {
            match attempt(this, arguments, &patch.plain, context)? {
                Some(value) => Ok(value),
                None => patch.original.call(this, arguments, context),
            }
        };
    put(object, js_string!(name), plain, code, context)
}

/// Puts `whole` in the place of `object[name]`.
///
/// # Errors
///
/// As [`attempt`].
pub(super) fn whole(
    object: &JsObject,
    name: &str,
    whole: Whole,
    plain: &Plain,
    context: &mut Context,
) -> JsResult<()> {
    let code =
        move |this: &JsValue, arguments: &[JsValue], patch: &Patch, context: &mut Context| {
            whole(this, arguments, patch, context)
        };
    put(object, js_string!(name), plain, code, context)
}

fn put<F>(
    object: &JsObject,
    name: JsString,
    plain: &Plain,
    code: F,
    context: &mut Context,
) -> JsResult<()>
where
    F: Fn(&JsValue, &[JsValue], &Patch, &mut Context) -> JsResult<JsValue> + Copy + 'static,
{
    let original = object.get(name.clone(), context)?.as_callable();
    let Some(original) = original.and_then(JsFunction::from_object) else {
        return Ok(());
    };
    let length = own_length(&original);
    let patch = Patch {
        original,
        plain: plain.clone(),
    };
    let code = NativeFunction::from_copy_closure_with_captures(code, patch);
    let function = FunctionObjectBuilder::new(context.realm(), code)
        .name(name.clone())
        .length(length)
        .build();
    native::set(object, name, function, native::HIDDEN);
    Ok(())
}

/// The function's own `length`.
fn own_length(function: &JsFunction) -> usize {
    let key = PropertyKey::from(js_string!("length"));
    let length = function.borrow().properties().get(&key);
    let length = length.and_then(|length| length.value()?.as_number());
    // No built-in function has more than a few parameters.
    length.unwrap_or(0.0) as usize
}
