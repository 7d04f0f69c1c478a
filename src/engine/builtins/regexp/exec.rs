//! `RegExp.prototype.exec`, `test`, `compile`, and the steps that all methods share.

use super::compiled::Compiled;
use super::found::Found;
use super::marks::Marks;
use super::natives::Natives;
use super::{indexing, kept, statics};
use crate::engine::builtins::string::text_of;
use crate::engine::native;
use boa_engine::gc::Gc;
use boa_engine::object::FunctionObjectBuilder;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsFunction;
use boa_engine::{
    Context, JsArgs, JsError, JsNativeError, JsResult, JsString, JsValue, NativeFunction, js_string,
};
use std::rc::Rc;

/// Puts them in place.
///
/// # Errors
///
/// When the prototype has been tampered with before.
pub(super) fn install(natives: &Gc<Natives>, context: &mut Context) -> JsResult<()> {
    Natives::define(
        natives,
        js_string!("exec"),
        js_string!("exec"),
        1,
        exec,
        context,
    );
    Natives::define(
        natives,
        js_string!("test"),
        js_string!("test"),
        1,
        test,
        context,
    );
    let Some(original) = natives.original(js_string!("compile"), context)? else {
        return Ok(());
    };
    let code = NativeFunction::from_copy_closure_with_captures(compile, original);
    let function = FunctionObjectBuilder::new(context.realm(), code)
        .name(js_string!("compile"))
        .length(2)
        .constructor(false)
        .build();
    native::set(
        &natives.prototype,
        js_string!("compile"),
        function,
        native::HIDDEN,
    );
    Ok(())
}

/// What V8 throws where a method is called on something else.
pub(super) fn incompatible(method: &str, receiver: &JsValue) -> JsError {
    let receiver = match receiver.is_object() {
        true => "#<Object>".to_owned(),
        false => receiver.display().to_string(),
    };
    let message =
        format!("Method RegExp.prototype.{method} called on incompatible receiver {receiver}");
    JsNativeError::typ().with_message(message).into()
}

/// The receiver of a method that any object may have.
pub(super) fn object(this: &JsValue, method: &str) -> JsResult<JsObject> {
    this.as_object().ok_or_else(|| incompatible(method, this))
}

/// ECMAScript B.2.4.1.
fn compile(
    this: &JsValue,
    arguments: &[JsValue],
    original: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let result = original.call(this, arguments, context);
    if let Some(object) = this.as_object() {
        kept::forget(&object);
    }
    result
}

/// ECMAScript 22.2.6.2.
fn exec(
    this: &JsValue,
    arguments: &[JsValue],
    natives: &Gc<Natives>,
    context: &mut Context,
) -> JsResult<JsValue> {
    let regexp = this.as_object();
    let regexp = regexp.filter(|regexp| regexp.is::<boa_engine::builtins::regexp::RegExp>());
    let Some(regexp) = regexp else {
        return Err(incompatible("exec", this));
    };
    let input = text_of(arguments.get_or_undefined(0), context)?;
    let Some(run) = run(&regexp, &input, natives, context)? else {
        return Ok(JsValue::null());
    };
    Ok(run.array(&input, context).into())
}

/// A match by the built-in steps.
pub(super) struct Run {
    pub(super) found: Found,
    indices: bool,
}

impl Run {
    pub(super) fn array(&self, input: &JsString, context: &mut Context) -> JsObject {
        self.found.array(input, self.indices, context)
    }
}

/// RegExpBuiltinExec (ECMAScript 22.2.7.2), but for the array.
pub(super) fn run(
    regexp: &JsObject,
    input: &JsString,
    natives: &Natives,
    context: &mut Context,
) -> JsResult<Option<Run>> {
    let (last, writable) = indexing::get(regexp, context)?;
    let Some(compiled) = kept::of(regexp, natives, context)? else {
        return Ok(None);
    };
    let marks = compiled.marks();
    let found = find(&compiled, input, last);
    if marks.walks() {
        indexing::set(regexp, found.as_ref().map_or(0, Found::end), writable)?;
    }
    let Some(found) = found else {
        return Ok(None);
    };
    statics::matched(natives, input, found.clone());
    Ok(Some(Run {
        found,
        indices: marks.has(Marks::INDICES),
    }))
}

/// The match that a pattern finds when `lastIndex` is `last`.
fn find(compiled: &Rc<Compiled>, input: &JsString, last: u64) -> Option<Found> {
    let marks = compiled.marks();
    let from = if marks.walks() {
        usize::try_from(last).ok()?
    } else {
        0
    };
    if from > input.len() {
        return None;
    }
    compiled.find(input, from, marks.has(Marks::STICKY))
}

/// What RegExpExec gives: of the built-in `exec`, or of a script's.
pub(super) enum Outcome {
    Found(Run),
    Object(JsObject),
    Nothing,
}

/// RegExpExec (ECMAScript 22.2.7.1).
pub(super) fn outcome(
    regexp: &JsObject,
    input: &JsString,
    method: &str,
    natives: &Natives,
    context: &mut Context,
) -> JsResult<Outcome> {
    let exec = regexp.get(js_string!("exec"), context)?;
    let exec = exec.as_callable();
    let is_native = exec.as_ref().is_none_or(|exec| natives.is_exec(exec));
    if is_native && regexp.is::<boa_engine::builtins::regexp::RegExp>() {
        let run = run(regexp, input, natives, context)?;
        return Ok(run.map_or(Outcome::Nothing, Outcome::Found));
    }
    let this = JsValue::from(regexp.clone());
    let Some(exec) = exec else {
        return Err(incompatible(method, &this));
    };
    let result = exec.call(&this, &[input.clone().into()], context)?;
    match result.as_object() {
        Some(object) => Ok(Outcome::Object(object)),
        None if result.is_null() => Ok(Outcome::Nothing),
        None => {
            let message = "RegExp exec method returned something other than an Object or null";
            Err(JsNativeError::typ().with_message(message).into())
        }
    }
}

/// ECMAScript 22.2.6.16.
fn test(
    this: &JsValue,
    arguments: &[JsValue],
    natives: &Gc<Natives>,
    context: &mut Context,
) -> JsResult<JsValue> {
    let regexp = object(this, "test")?;
    let input = text_of(arguments.get_or_undefined(0), context)?;
    let outcome = outcome(&regexp, &input, "test", natives, context)?;
    Ok((!matches!(outcome, Outcome::Nothing)).into())
}
