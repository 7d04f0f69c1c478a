//! The session's variables: what `let`, `const` and `class` at the prompt declare.
//!
//! They are properties of the global object that are not listed there. Until a variable has
//! its value, reading it throws, and an input that fails before leaves what was there.

use super::rewriting::Name;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{
    Context, JsArgs, JsNativeError, JsResult, JsString, JsValue, NativeFunction, js_string,
};

/// The names of an input that is being run.
#[derive(Debug, Default)]
#[must_use = "names that never got a value are in the way until the input's end"]
pub struct Declared(Vec<(JsString, Option<PropertyDescriptor>)>);

/// Declares `names`.
pub fn declare(names: &[Name], context: &mut Context) -> Declared {
    let global = context.global_object();
    let mut declared = Vec::new();
    for Name {
        name,
        is_constant,
        is_set_later,
    } in names
    {
        let key = js_string!(name.as_str());
        let before = global.borrow().properties().get(&key.clone().into());
        if before
            .as_ref()
            .is_some_and(|before| before.configurable() == Some(false))
        {
            // A function or `var` of a script: it can be assigned to.
            continue;
        }
        match is_set_later {
            true => insert_waiting(&global, &key, *is_constant, context),
            false => insert(&global, &key, JsValue::undefined(), false, context),
        }
        declared.push((key, before));
    }
    Declared(declared)
}

impl Declared {
    /// The input has ended: names that never got a value are what they were before.
    pub fn end(self, context: &mut Context) {
        let global = context.global_object();
        for (name, before) in self.0 {
            let key = PropertyKey::from(name.clone());
            let now = global.borrow().properties().get(&key);
            if !now.is_some_and(|now| waits(&now)) {
                continue;
            }
            match before {
                Some(before) => {
                    global.insert_property(key, before);
                }
                // It is configurable, and no proxy.
                None => drop(global.delete_property_or_throw(key, context)),
            }
        }
    }
}

/// What getters of variables without a value are called.
const WAITING: &str = "waits for its value";

fn waits(property: &PropertyDescriptor) -> bool {
    let getter = property.get().and_then(JsValue::as_object);
    let name = getter.and_then(|getter| {
        let name = getter.borrow().properties().get(&js_string!("name").into());
        name?.value()?.as_string()
    });
    name.is_some_and(|name| name == js_string!(WAITING))
}

fn insert_waiting(global: &JsObject, name: &JsString, is_constant: bool, context: &Context) {
    let get = NativeFunction::from_copy_closure_with_captures(refuse_to_read, name.clone());
    let get = FunctionObjectBuilder::new(context.realm(), get)
        .name(js_string!(WAITING))
        .build();
    let set = NativeFunction::from_copy_closure_with_captures(
        initialize,
        (name.clone(), JsValue::from(is_constant)),
    );
    let set = FunctionObjectBuilder::new(context.realm(), set).build();
    let property = PropertyDescriptor::builder()
        .get(get)
        .set(set)
        .enumerable(false)
        .configurable(true);
    global.insert_property(name.clone(), property);
}

fn refuse_to_read(
    _: &JsValue,
    _: &[JsValue],
    name: &JsString,
    _: &mut Context,
) -> JsResult<JsValue> {
    let name = name.to_std_string_lossy();
    let message = format!("Cannot access '{name}' before initialization");
    Err(JsNativeError::reference().with_message(message).into())
}

fn initialize(
    _: &JsValue,
    args: &[JsValue],
    (name, is_constant): &(JsString, JsValue),
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0).clone();
    let global = context.global_object();
    insert(&global, name, value, is_constant.to_boolean(), context);
    Ok(JsValue::undefined())
}

/// Defines `name` with a value: for a constant a getter, as an assignment to a property
/// that can't be written would be overlooked in sloppy code.
fn insert(
    global: &JsObject,
    name: &JsString,
    value: JsValue,
    is_constant: bool,
    context: &Context,
) {
    let property = PropertyDescriptor::builder()
        .enumerable(false)
        .configurable(true);
    let property = match is_constant {
        false => property.value(value).writable(true),
        true => {
            let get = NativeFunction::from_copy_closure_with_captures(
                |_, _, value: &JsValue, _| Ok(value.clone()),
                value,
            );
            let set = NativeFunction::from_copy_closure(refuse_to_write);
            property
                .get(FunctionObjectBuilder::new(context.realm(), get).build())
                .set(FunctionObjectBuilder::new(context.realm(), set).build())
        }
    };
    global.insert_property(name.clone(), property);
}

fn refuse_to_write(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let message = "Assignment to constant variable.";
    Err(JsNativeError::typ().with_message(message).into())
}
