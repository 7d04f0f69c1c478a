//! `util.inspect` as scripts see it: the function with its `custom`,
//! `defaultOptions`, `colors` and `styles`.

use super::options::InspectOptions;
use super::palette::{ALIASES, COLORS, REGEXP_COLORS, STYLES};
use super::printer::{Printer, TOP};
use super::state::State;
use super::style;
use crate::engine::reflect;
use crate::engine::{error, native};
use boa_engine::object::builtins::JsArray;
use boa_engine::object::{FunctionObjectBuilder, IntegrityLevel, JsObject};
use boa_engine::property::Attribute;
use boa_engine::{
    Context, JsArgs, JsNativeError, JsResult, JsString, JsValue, NativeFunction, js_string,
};

/// The function object `util.inspect`, the same one for the whole context.
///
/// # Errors
///
/// See [`State::of`].
pub fn function(context: &mut Context) -> JsResult<JsObject> {
    let state = State::of(context)?;
    if let Some(function) = state.function() {
        return Ok(function);
    }
    let function: JsObject = native::function("inspect", 2, inspect, context).into();
    native::set(
        &function,
        js_string!("custom"),
        state.custom(),
        native::ENUMERABLE,
    );
    add_default_options(&function, context);
    let colors = colors(context);
    native::set(&function, js_string!("colors"), colors, native::ENUMERABLE);
    let styles = styles(context);
    native::set(&function, js_string!("styles"), styles, native::ENUMERABLE);
    state.set_function(function.clone());
    Ok(function)
}

/// `util.inspect(object[, options])`, and the legacy form:
/// `util.inspect(object, showHidden, depth, colors)`.
fn inspect(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let options = options_of(arguments, context)?;
    let text = Printer::new(options, context)?.value(arguments.get_or_undefined(0), TOP)?;
    Ok(js_string!(text).into())
}

fn options_of(arguments: &[JsValue], context: &mut Context) -> JsResult<InspectOptions> {
    let mut options = InspectOptions::current(context)?;
    if let Some(depth) = arguments.get(2).filter(|depth| !depth.is_undefined()) {
        options.depth = match depth.is_null() {
            true => None,
            false => Some(depth.to_number(context)?),
        };
    }
    if let Some(colors) = arguments.get(3).filter(|colors| !colors.is_undefined()) {
        options.colors = colors.to_boolean();
    }
    let given = arguments.get_or_undefined(1);
    if let Some(show_hidden) = given.as_boolean() {
        options.show_hidden = show_hidden;
    }
    match given.as_object() {
        Some(given) => options.with(&given, context),
        None => Ok(options),
    }
}

fn add_default_options(function: &JsObject, context: &mut Context) {
    let getter = native::function("get", 0, get_default_options, context);
    let setter = native::function("set", 1, set_default_options, context);
    native::accessor(
        function,
        js_string!("defaultOptions"),
        getter,
        Some(setter),
        Attribute::PERMANENT,
    );
}

fn get_default_options(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    default_options(context).map(JsValue::from)
}

fn default_options(context: &mut Context) -> JsResult<JsObject> {
    let state = State::of(context)?;
    if let Some(options) = state.default_options() {
        return Ok(options);
    }
    let options = JsObject::with_object_proto(context.intrinsics());
    InspectOptions::default().write(&options, context)?;
    options.set_integrity_level(IntegrityLevel::Sealed, context)?;
    state.set_default_options(options.clone());
    Ok(options)
}

fn set_default_options(
    _: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let given = arguments.get_or_undefined(0);
    let Some(source) = given.as_object().filter(|_| !given.is_callable()) else {
        return Err(error::invalid_arg_type(
            "options",
            &["Object"],
            given,
            context,
        ));
    };
    let options = default_options(context)?;
    for key in reflect::enumerable_names(&source, context)? {
        let value = source.get(key.clone(), context)?;
        options.set(key, value, true, context)?;
    }
    Ok(JsValue::undefined())
}

fn colors(context: &mut Context) -> JsObject {
    let object = JsObject::with_null_proto();
    for (name, on, off) in COLORS {
        let pair = JsArray::from_iter([on.into(), off.into()], context);
        native::set(&object, js_string!(name), pair, native::ENUMERABLE);
    }
    for (alias, target) in ALIASES {
        add_alias(&object, alias, target, context);
    }
    object
}

/// An alias reads and writes the colour it refers to.
fn add_alias(object: &JsObject, alias: &str, target: &str, context: &mut Context) {
    let target = js_string!(target);
    let getter = NativeFunction::from_copy_closure_with_captures(get_aliased, target.clone());
    let setter = NativeFunction::from_copy_closure_with_captures(set_aliased, target);
    let getter = FunctionObjectBuilder::new(context.realm(), getter)
        .name(js_string!("get"))
        .build();
    let setter = FunctionObjectBuilder::new(context.realm(), setter)
        .name(js_string!("set"))
        .length(1)
        .build();
    let attributes = Attribute::CONFIGURABLE;
    native::accessor(object, js_string!(alias), getter, Some(setter), attributes);
}

fn holder(this: &JsValue) -> JsResult<JsObject> {
    this.as_object().ok_or_else(|| {
        JsNativeError::typ()
            .with_message("not an object of colors")
            .into()
    })
}

fn get_aliased(
    this: &JsValue,
    _: &[JsValue],
    target: &JsString,
    context: &mut Context,
) -> JsResult<JsValue> {
    holder(this)?.get(target.clone(), context)
}

fn set_aliased(
    this: &JsValue,
    arguments: &[JsValue],
    target: &JsString,
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = arguments.get_or_undefined(0).clone();
    holder(this)?.set(target.clone(), value, true, context)?;
    Ok(JsValue::undefined())
}

fn styles(context: &mut Context) -> JsObject {
    let object = JsObject::with_null_proto();
    let regexp = regexp_style(context);
    for (flavour, color) in STYLES {
        // The place of `regexp` in Node's table.
        if flavour == "module" {
            native::set(
                &object,
                js_string!("regexp"),
                regexp.clone(),
                native::ENUMERABLE,
            );
        }
        native::set(
            &object,
            js_string!(flavour),
            js_string!(color),
            native::ENUMERABLE,
        );
    }
    object
}

fn regexp_style(context: &mut Context) -> JsObject {
    let styler: JsObject =
        native::function("highlightRegExp", 1, style::regexp_styler, context).into();
    let names = REGEXP_COLORS.map(|name| JsValue::from(js_string!(name)));
    let names = JsArray::from_iter(names, context);
    native::set(&styler, js_string!("colors"), names, native::ENUMERABLE);
    styler
}
