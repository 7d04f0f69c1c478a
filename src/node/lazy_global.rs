//! Globals that are made when they are first read.

use crate::engine::native;
use boa_engine::object::FunctionObjectBuilder;
use boa_engine::{Context, JsArgs, JsResult, JsValue, NativeFunction, js_string};

/// What makes the value of a global.
pub type Make = fn(&mut Context) -> JsResult<JsValue>;

/// Defines the global `name` as a getter and a setter, which give way to a
/// plain property at their first use.
pub fn define(name: &'static str, make: Make, context: &Context) {
    let get = NativeFunction::from_copy_closure(move |_, _, context| {
        let value = make(context)?;
        settle(name, &value, context);
        Ok(value)
    });
    let set = NativeFunction::from_copy_closure(move |_, args, context| {
        settle(name, args.get_or_undefined(0), context);
        Ok(JsValue::undefined())
    });
    let function = |code, kind: &str, length| {
        FunctionObjectBuilder::new(context.realm(), code)
            .name(js_string!(format!("{kind} {name}")))
            .length(length)
            .constructor(false)
            .build()
    };
    let (get, set) = (function(get, "get", 0), function(set, "set", 1));
    let global = context.global_object();
    native::accessor(&global, js_string!(name), get, Some(set), native::HIDDEN);
}

fn settle(name: &str, value: &JsValue, context: &Context) {
    let global = context.global_object();
    native::set(&global, js_string!(name), value.clone(), native::HIDDEN);
}
