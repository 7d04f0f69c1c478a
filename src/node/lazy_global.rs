//! Globals that are made when they are first read.

use crate::engine::native;
use boa_engine::object::FunctionObjectBuilder;
use boa_engine::{Context, JsArgs, JsResult, JsValue, NativeFunction, js_string};
use boa_gc::{Gc, GcRefCell};

/// What makes the value of a global.
pub type Make = fn(&mut Context) -> JsResult<JsValue>;

/// The value of a global, once it was made or a script has put another in its place.
type Held = Gc<GcRefCell<Option<JsValue>>>;

/// Defines the global `name` as a getter and a setter.
///
/// It stays so: the engine remembers of a global that it is an accessor, so
/// that a data property which its getter put in its place would be called as
/// the getter when the same code runs again.
pub fn define(name: &'static str, make: Make, context: &Context) {
    let held: Held = Gc::new(GcRefCell::new(None));
    let get = NativeFunction::from_copy_closure_with_captures(
        move |_, _, held: &Held, context| {
            if let Some(value) = held.borrow().clone() {
                return Ok(value);
            }
            let value = make(context)?;
            held.borrow_mut().replace(value.clone());
            Ok(value)
        },
        held.clone(),
    );
    let set = NativeFunction::from_copy_closure_with_captures(
        |_, args, held: &Held, _| {
            held.borrow_mut().replace(args.get_or_undefined(0).clone());
            Ok(JsValue::undefined())
        },
        held,
    );
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
