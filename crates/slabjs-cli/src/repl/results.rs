//! `_` and `_error`: the last value and the last error, until a script assigns
//! to the names.

use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsArgs, JsResult, JsString, JsValue, NativeFunction, js_string};
use slabjs::program::write_stdout;

const NAMES: [&str; 2] = ["_", "_error"];

/// The last value and the last error of a session.
#[derive(Debug, Clone)]
pub struct Results(JsObject);

impl Results {
    /// Defines the two names.
    #[must_use]
    pub fn install(context: &Context) -> Self {
        let values = JsObject::with_null_proto();
        for name in NAMES {
            let key = js_string!(name);
            set_plain(&values, key.clone(), JsValue::undefined());
            define(key, &values, context);
        }
        Self(values)
    }

    /// Sets what `_` is.
    pub fn set_value(&self, value: &JsValue) {
        self.set("_", value);
    }

    /// Sets what `_error` is.
    pub fn set_error(&self, error: &JsValue) {
        self.set("_error", error);
    }

    fn set(&self, name: &str, value: &JsValue) {
        set_plain(&self.0, js_string!(name), value.clone());
    }
}

/// Defines `name` as any assignment would.
fn set_plain(object: &JsObject, name: JsString, value: JsValue) {
    let property = PropertyDescriptor::builder()
        .value(value)
        .writable(true)
        .enumerable(true)
        .configurable(true);
    object.insert_property(name, property);
}

fn define(name: JsString, values: &JsObject, context: &Context) {
    let captures = (name.clone(), values.clone());
    let get = NativeFunction::from_copy_closure_with_captures(get, captures.clone());
    let set = NativeFunction::from_copy_closure_with_captures(set, captures);
    let get = FunctionObjectBuilder::new(context.realm(), get).build();
    let set = FunctionObjectBuilder::new(context.realm(), set).build();
    let property = PropertyDescriptor::builder()
        .get(get)
        .set(set)
        .enumerable(false)
        .configurable(true);
    context.global_object().insert_property(name, property);
}

fn get(
    _: &JsValue,
    _: &[JsValue],
    (name, values): &(JsString, JsObject),
    context: &mut Context,
) -> JsResult<JsValue> {
    values.get(name.clone(), context)
}

/// An assignment turns the name into a plain variable.
fn set(
    _: &JsValue,
    arguments: &[JsValue],
    (name, _): &(JsString, JsObject),
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = arguments.get_or_undefined(0).clone();
    set_plain(&context.global_object(), name.clone(), value);
    let name = name.to_std_string_lossy();
    let notice = format!("Expression assignment to {name} now disabled.\n");
    write_stdout(&notice, context)?;
    Ok(JsValue::undefined())
}
