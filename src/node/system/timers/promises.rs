//! `node:timers/promises`, and the ways to it: `timers.promises` and `util.promisify`.

use crate::engine::{native, symbols};
use crate::node::modules::require_builtin;
use boa_engine::object::builtins::JsFunction;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::Attribute;
use boa_engine::{Context, JsResult, JsValue, NativeFunction, js_string};

const NAME: &str = "timers/promises";

/// Defines `promises` on the exports of `node:timers`, and what `util.promisify` looks for
/// on `setTimeout` and `setImmediate`. The module itself is loaded when one is read.
pub(super) fn define(exports: &JsObject, context: &mut Context) -> JsResult<()> {
    let promises = native::function("get", 0, get_module, context);
    let attributes = Attribute::ENUMERABLE.union(Attribute::CONFIGURABLE);
    native::accessor(exports, js_string!("promises"), promises, None, attributes);
    let symbol = symbols::custom_promisify(context)?;
    for name in ["setTimeout", "setImmediate"] {
        let function = exports.get(js_string!(name), context)?;
        if let Some(function) = function.as_callable() {
            let getter = getter(name, context);
            native::accessor(
                &function,
                symbol.clone(),
                getter,
                None,
                Attribute::ENUMERABLE,
            );
        }
    }
    Ok(())
}

fn get_module(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    require_builtin(NAME, context)
}

/// A getter of the module's function `name`.
fn getter(name: &'static str, context: &Context) -> JsFunction {
    let get = NativeFunction::from_copy_closure(move |_, _, context| {
        let promises = require_builtin(NAME, context)?.to_object(context)?;
        promises.get(js_string!(name), context)
    });
    FunctionObjectBuilder::new(context.realm(), get)
        .name(js_string!("get"))
        .build()
}
