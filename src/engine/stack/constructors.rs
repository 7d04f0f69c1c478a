//! `Error` and its kin, whose instances have a `stack` of their own as in V8.
//!
//! The engine's classes do the work. An instance gets an own accessor, the same for all, so
//! that frames are written down only when somebody reads them.

use super::formatter::Formatter;
use crate::engine::native;
use boa_engine::object::builtins::JsFunction;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::PropertyKey;
use boa_engine::{
    Context, Finalize, JsResult, JsString, JsValue, NativeFunction, Trace, js_string,
};

/// Calls that the engine keeps of a stack at most, whatever a script asks for.
const MOST: usize = 200;

/// The classes, `Error` first: what the others inherit from.
pub(super) const NAMES: [&str; 8] = [
    "Error",
    "AggregateError",
    "EvalError",
    "RangeError",
    "ReferenceError",
    "SyntaxError",
    "TypeError",
    "URIError",
];

/// What each class's function is given.
#[derive(Debug, Clone, Trace, Finalize)]
struct Making {
    original: JsObject,
    formatter: Formatter,
    getter: JsFunction,
    setter: JsFunction,
}

/// Puts classes of our own in the place of the engine's; `error` is to be `Error`.
///
/// # Errors
///
/// When the engine's globals have been tampered with before.
pub(super) fn install(
    formatter: &Formatter,
    error: &Shell,
    getter: &JsFunction,
    setter: &JsFunction,
    context: &mut Context,
) -> JsResult<()> {
    let global = context.global_object();
    for name in NAMES {
        let key = PropertyKey::from(js_string!(name));
        let Some(original) = global.get(key.clone(), context)?.as_object() else {
            continue;
        };
        let making = Making {
            original: original.clone(),
            formatter: formatter.clone(),
            getter: getter.clone(),
            setter: setter.clone(),
        };
        let shell = match name {
            "Error" => error.clone(),
            _ => Shell::new(name, length(&original, context)?, context),
        };
        shell.fill(making);
        dress(&shell.function, &original, context)?;
        if name != "Error" {
            shell
                .function
                .set_prototype(Some(error.function.clone().into()));
        }
        native::set(&global, key, shell.function.clone(), native::HIDDEN);
    }
    Ok(())
}

fn length(function: &JsObject, context: &mut Context) -> JsResult<usize> {
    let length = function
        .get(js_string!("length"), context)?
        .to_u32(context)?;
    Ok(usize::try_from(length).unwrap_or(0))
}

/// Gives `function` the prototype and the statics of `original`.
fn dress(function: &JsFunction, original: &JsObject, context: &mut Context) -> JsResult<()> {
    for key in original.own_property_keys(context)? {
        let descriptor = original.borrow().properties().get(&key);
        let is_own = |name: &str| key == PropertyKey::from(js_string!(name));
        if let Some(descriptor) = descriptor
            && !is_own("name")
            && !is_own("length")
            && !function.has_own_property(key.clone(), context)?
        {
            function.insert_property(key, descriptor);
        }
    }
    let prototype = original.get(js_string!("prototype"), context)?;
    if let Some(prototype) = prototype.as_object() {
        let key = js_string!("constructor");
        native::set(&prototype, key, function.clone(), native::HIDDEN);
    }
    Ok(())
}

/// A class's function, before it is known what it makes.
#[derive(Debug, Clone)]
pub(super) struct Shell {
    pub(super) function: JsFunction,
    holder: JsObject,
}

/// The key under which a shell's holder has what it makes.
#[derive(Debug, Trace, Finalize, boa_engine::JsData)]
struct Held(Option<Making>);

impl Shell {
    pub(super) fn new(name: &str, length: usize, context: &Context) -> Self {
        let holder = JsObject::from_proto_and_data(None, Held(None));
        let code = NativeFunction::from_copy_closure_with_captures(make, holder.clone());
        let function = FunctionObjectBuilder::new(context.realm(), code)
            .name(js_string!(name))
            .length(length)
            .constructor(true)
            .build();
        Self { function, holder }
    }

    fn fill(&self, making: Making) {
        if let Some(mut held) = self.holder.downcast_mut::<Held>() {
            held.0 = Some(making);
        }
    }
}

/// Makes an error. `new_target` is undefined in a call without `new`.
fn make(
    new_target: &JsValue,
    arguments: &[JsValue],
    holder: &JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let making = holder
        .downcast_ref::<Held>()
        .and_then(|held| held.0.clone());
    let Some(making) = making else {
        return Ok(JsValue::undefined());
    };
    let target = new_target.as_object();
    let before = context.runtime_limits().backtrace_limit();
    // One for this function itself, which is not shown.
    let wanted = making.formatter.limit().unwrap_or(0).saturating_add(1);
    let kept = wanted.min(MOST).max(before);
    context.runtime_limits_mut().set_backtrace_limit(kept);
    let error = making
        .original
        .construct(arguments, target.as_ref(), context);
    context.runtime_limits_mut().set_backtrace_limit(before);
    let error = error?;
    native::accessor(
        &error,
        js_string!("stack"),
        making.getter.clone(),
        Some(making.setter.clone()),
        native::HIDDEN,
    );
    Ok(error.into())
}

/// Whether a call of the native function `name` is one of these.
pub(super) fn is_class(name: &str) -> bool {
    NAMES.contains(&name)
}

/// The name of `function`, where it is a plain property.
pub(super) fn name_of(function: &JsObject) -> Option<JsString> {
    let descriptor = function
        .borrow()
        .properties()
        .get(&js_string!("name").into())?;
    descriptor.value()?.as_string()
}
