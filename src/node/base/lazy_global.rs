//! Globals that are made when they are first read.

use crate::engine::native;
use boa_engine::job::{Job, PromiseJob};
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::PropertyKey;
use boa_engine::{Context, Finalize, JsArgs, JsResult, JsValue, NativeFunction, Trace, js_string};
use boa_gc::{Gc, GcRefCell};

/// The value of one global, once there is one, and its getter.
#[derive(Clone, Trace, Finalize)]
struct Memo {
    value: Gc<GcRefCell<Option<JsValue>>>,
    getter: Gc<GcRefCell<Option<JsObject>>>,
}

/// Defines the global `name` as a getter and a setter, which give way to a
/// plain property after their first use. `make` makes its value.
///
/// They give way in a microtask: the engine remembers of a place that reads a
/// global that it is a getter, so that it must not change while it is read.
pub fn define<F>(name: &'static str, make: F, context: &Context)
where
    F: Fn(&mut Context) -> JsResult<JsValue> + Copy + 'static,
{
    let memo = Memo {
        value: Gc::new(GcRefCell::new(None)),
        getter: Gc::new(GcRefCell::new(None)),
    };
    let get = NativeFunction::from_copy_closure_with_captures(
        move |_, _, memo, context| {
            let known = memo.value.borrow().clone();
            match known {
                Some(value) => Ok(value),
                None => settle(name, memo, make(context)?, context),
            }
        },
        memo.clone(),
    );
    let set = NativeFunction::from_copy_closure_with_captures(
        move |_, args, memo: &Memo, context| {
            settle(name, memo, args.get_or_undefined(0).clone(), context)
        },
        memo.clone(),
    );
    let function = |code, kind: &str, length| {
        FunctionObjectBuilder::new(context.realm(), code)
            .name(js_string!(format!("{kind} {name}")))
            .length(length)
            .constructor(false)
            .build()
    };
    let (get, set) = (function(get, "get", 0), function(set, "set", 1));
    *memo.getter.borrow_mut() = Some(get.clone().into());
    let global = context.global_object();
    native::accessor(&global, js_string!(name), get, Some(set), native::HIDDEN);
}

/// Notes the value, and has it take the place of the accessor soon.
fn settle(
    name: &'static str,
    memo: &Memo,
    value: JsValue,
    context: &mut Context,
) -> JsResult<JsValue> {
    *memo.value.borrow_mut() = Some(value.clone());
    let memo = memo.clone();
    let job = PromiseJob::new(move |context| {
        if is_untouched(name, &memo, context)
            && let Some(value) = memo.value.borrow().clone()
        {
            let global = context.global_object();
            native::set(&global, js_string!(name), value, native::HIDDEN);
        }
        Ok(JsValue::undefined())
    });
    context.enqueue_job(Job::PromiseJob(job));
    Ok(value)
}

/// Whether the global is still the accessor that was defined.
fn is_untouched(name: &'static str, memo: &Memo, context: &Context) -> bool {
    let key = PropertyKey::from(js_string!(name));
    let property = context.global_object().borrow().properties().get(&key);
    let getter = property.and_then(|property| property.get().and_then(JsValue::as_object));
    let ours = memo.getter.borrow();
    match (getter, ours.as_ref()) {
        (Some(getter), Some(ours)) => JsObject::equals(&getter, ours),
        _ => false,
    }
}
