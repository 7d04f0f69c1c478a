//! What `eval` and `Function` are given, and what functions show as their source.
//!
//! The engine compiles such code before a host can change it. A prepared source calls
//! `eval(prepare(code))`; `Function` and its kin are wrapped, and prepare their text.

use super::{Fault, Ready, fits, prepare_as};
use crate::engine::{native, source};
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::Attribute;
use boa_engine::{
    Context, Finalize, JsArgs, JsNativeError, JsResult, JsString, JsValue, NativeFunction, Script,
    Source, Trace, js_string,
};
use source_prep::{Goal, restore};
use std::borrow::Cow;

/// `prepare(code)`: what `eval` is given in the place of `code`.
pub(super) fn prepare_eval(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0);
    let Some(code) = value.as_string() else {
        return Ok(value.clone());
    };
    let Ok(text) = code.to_std_string() else {
        return Ok(value.clone());
    };
    match ready(&text, Goal::Eval, context)? {
        Cow::Borrowed(_) => Ok(value.clone()),
        Cow::Owned(text) => Ok(JsString::from(text).into()),
    }
}

fn ready<'s>(text: &'s str, goal: Goal, context: &mut Context) -> JsResult<Cow<'s, str>> {
    if !fits(text) {
        return Ok(Cow::Borrowed(text));
    }
    let ready: Ready<'s> = prepare_as(text, goal).map_err(syntax_error)?;
    let realm = context.realm().clone();
    ready.ensure_helpers(&realm, context)?;
    Ok(ready.text)
}

fn syntax_error(fault: Fault) -> boa_engine::JsError {
    JsNativeError::syntax().with_message(fault.message).into()
}

/// Wraps `Function` and its kin, and `Function.prototype.toString`.
///
/// # Errors
///
/// When a script has made what is replaced permanent.
pub fn install(context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().constructors().function().prototype();
    let key = js_string!("toString");
    if let Some(original) = prototype.get(key.clone(), context)?.as_callable() {
        let shown = NativeFunction::from_copy_closure_with_captures(to_string, original);
        let shown = FunctionObjectBuilder::new(context.realm(), shown)
            .name(key.clone())
            .length(0)
            .constructor(false)
            .build();
        native::set(&prototype, key, shown, native::HIDDEN);
    }
    wrap_constructors(context)
}

/// `Function`, and what makes functions of the other kinds, with what stands before
/// `anonymous` in their source.
fn wrap_constructors(context: &mut Context) -> JsResult<()> {
    let constructors = context.intrinsics().constructors();
    let function = constructors.function().constructor();
    let kinds = [
        (function.clone(), "function"),
        (constructors.generator_function().constructor(), "function*"),
        (
            constructors.async_function().constructor(),
            "async function",
        ),
        (
            constructors.async_generator_function().constructor(),
            "async function*",
        ),
    ];
    let mut first: Option<JsObject> = None;
    for (original, head) in kinds {
        let wrapper = wrap(&original, head, context)?;
        match &first {
            None => {
                let global = context.global_object();
                native::set(
                    &global,
                    js_string!("Function"),
                    wrapper.clone(),
                    native::HIDDEN,
                );
                first = Some(wrapper);
            }
            Some(function) => {
                wrapper.set_prototype(Some(function.clone()));
            }
        }
    }
    Ok(())
}

/// What a wrapper keeps.
#[derive(Debug, Clone, Trace, Finalize)]
struct Kept {
    original: JsObject,
    #[unsafe_ignore_trace]
    head: &'static str,
}

fn wrap(original: &JsObject, head: &'static str, context: &mut Context) -> JsResult<JsObject> {
    let kept = Kept {
        original: original.clone(),
        head,
    };
    let name = original
        .get(js_string!("name"), context)?
        .to_string(context)?;
    let code = NativeFunction::from_copy_closure_with_captures(construct, kept);
    let wrapper: JsObject = FunctionObjectBuilder::new(context.realm(), code)
        .name(name)
        .length(1)
        .constructor(true)
        .build()
        .into();
    let key = js_string!("prototype");
    let prototype = original.get(key.clone(), context)?;
    native::set(&wrapper, key, prototype.clone(), Attribute::empty());
    if let Some(prototype) = prototype.as_object() {
        let attributes = match head {
            "function" => native::HIDDEN,
            _ => Attribute::CONFIGURABLE,
        };
        native::set(
            &prototype,
            js_string!("constructor"),
            wrapper.clone(),
            attributes,
        );
    }
    Ok(wrapper)
}

/// `Function(...parameters, body)` (ECMAScript 20.2.1.1).
fn construct(
    this: &JsValue,
    args: &[JsValue],
    kept: &Kept,
    context: &mut Context,
) -> JsResult<JsValue> {
    let mut texts = Vec::with_capacity(args.len());
    for arg in args {
        texts.push(arg.to_string(context)?);
    }
    if let Some(made) = prepared_function(&texts, kept.head, context)? {
        return with_prototype_of(&made, this, kept, context);
    }
    let texts: Vec<JsValue> = texts.into_iter().map(JsValue::from).collect();
    let made = kept.original.construct(&texts, None, context)?;
    with_prototype_of(&made, this, kept, context)
}

/// The function, made of its whole text, which it then shows; `None` where the engine is to say
/// what is wrong with its parts.
fn prepared_function(
    texts: &[JsString],
    head: &str,
    context: &mut Context,
) -> JsResult<Option<JsObject>> {
    let (body, parameters) = match texts.split_last() {
        Some((body, parameters)) => (body.to_std_string(), parameters),
        None => (Ok(String::new()), texts),
    };
    let parameters: Vec<String> = parameters
        .iter()
        .map(JsString::to_std_string_lossy)
        .collect();
    let Ok(body) = body else {
        return Ok(None);
    };
    let parameters = parameters.join(",");
    if !fits(&parameters) || !fits(&body) {
        return Ok(None);
    }
    let prepared = source_prep::prepare_function(head, &parameters, &body);
    let Some(prepared) = prepared.map_err(|fault| syntax_error(fault.into()))? else {
        return Ok(None);
    };
    let ready = Ready::from(prepared);
    let realm = context.realm().clone();
    ready.ensure_helpers(&realm, context)?;
    source::check_dynamic(&[], &JsString::from(ready.text.as_ref()))?;
    let script = Script::parse(Source::from_bytes(ready.text.as_bytes()), None, context)?;
    Ok(script.evaluate(context)?.as_callable())
}

/// A class that extends `Function` has instances of its own.
fn with_prototype_of(
    made: &JsObject,
    new_target: &JsValue,
    kept: &Kept,
    context: &mut Context,
) -> JsResult<JsValue> {
    if let Some(target) = new_target.as_object().filter(JsObject::is_callable) {
        let key = js_string!("prototype");
        let own = kept.original.get(key.clone(), context)?;
        let wanted = target.get(key, context)?;
        if wanted != own
            && let Some(prototype) = wanted.as_object()
        {
            made.set_prototype(Some(prototype));
        }
    }
    Ok(made.clone().into())
}

fn to_string(
    this: &JsValue,
    _: &[JsValue],
    original: &JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let shown = original.call(this, &[], context)?;
    let Some(text) = shown.as_string() else {
        return Ok(shown);
    };
    // Edits are never one-byte text.
    if text.as_str().is_latin1() {
        return Ok(shown);
    }
    let text = text.to_std_string_lossy();
    match restore(&text) {
        Cow::Borrowed(_) => Ok(shown),
        Cow::Owned(own) => Ok(JsString::from(own).into()),
    }
}
