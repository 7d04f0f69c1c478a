//! `console.Console`: consoles on streams of a script's.

use super::sink::Outlet;
use super::state::{ColorMode, GROUP_WIDTH, State};
use super::{Console, Method, methods};
use crate::engine::brand::Brand;
use crate::engine::class::{Class, Plan};
use crate::engine::collections;
use crate::engine::error::{self, ErrorClass};
use crate::engine::native;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::{
    Context, JsArgs, JsNativeError, JsResult, JsSymbol, JsValue, NativeFunction, js_string,
};

/// Widest indentation of a group.
const WIDEST_GROUP: f64 = 1000.0;

/// Gives `console` the property `Console`.
pub(super) fn define_on(console: &Console, context: &mut Context) {
    let class = Class::new(
        Plan {
            name: "Console",
            length: 1,
            construct,
            methods: &[],
            getters: &[],
            attributes: native::ENUMERABLE,
        },
        context,
    );
    for (name, method) in methods::OF_CLASS {
        define_method(&class.prototype, name, method, context);
    }
    let is_console = native::function("[Symbol.hasInstance]", 1, is_console, context);
    let key = JsSymbol::has_instance();
    native::set(&class.constructor, key, is_console, native::HIDDEN);
    let key = js_string!("Console");
    native::set(&console.object, key, class.constructor, native::ENUMERABLE);
}

/// A method for whatever console it is called on.
fn define_method(prototype: &JsObject, name: &str, method: Method, context: &Context) {
    let code = NativeFunction::from_copy_closure(move |this, arguments, context| {
        let object = this.as_object().ok_or_else(not_a_console)?;
        method(&Console { object }, arguments, context)
    });
    let function = FunctionObjectBuilder::new(context.realm(), code)
        .name(js_string!(name))
        .build();
    native::set(prototype, js_string!(name), function, native::ENUMERABLE);
}

fn not_a_console() -> JsNativeError {
    JsNativeError::typ().with_message("not a console")
}

/// `value instanceof Console`: also for the global one, which no class made.
fn is_console(_: &JsValue, arguments: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let object = arguments.get_or_undefined(0).as_object();
    Ok(object.is_some_and(|object| object.is::<State>()).into())
}

/// `new Console(options)`, `new Console(stdout[, stderr][, ignoreErrors])`;
/// with or without `new`.
fn construct(
    new_target: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let prototype = prototype_for(new_target, context)?;
    let state = state_from(arguments, context)?;
    let object = JsObject::from_proto_and_data(prototype, state);
    let console = Console { object };
    for (name, _) in methods::OF_CLASS {
        bind(&console, name, context)?;
    }
    console.tag();
    Ok(console.object.clone().into())
}

fn prototype_for(new_target: &JsValue, context: &mut Context) -> JsResult<JsObject> {
    let target = match new_target.as_object() {
        Some(target) => target,
        None => {
            let console = super::load(context)?.to_object(context)?;
            let class = console.get(js_string!("Console"), context)?;
            class.to_object(context)?
        }
    };
    let prototype = target.get(js_string!("prototype"), context)?;
    let fallback = || JsObject::with_object_proto(context.intrinsics());
    Ok(prototype.as_object().unwrap_or_else(fallback))
}

/// Binds the method `name`, perhaps a subclass's own, to its console.
fn bind(console: &Console, name: &str, context: &mut Context) -> JsResult<()> {
    let method = console.object.get(js_string!(name), context)?;
    let Some(method) = method.as_callable() else {
        return Ok(());
    };
    let code = NativeFunction::from_copy_closure_with_captures(
        |_, arguments, (method, console): &(JsObject, JsObject), context| {
            method.call(&console.clone().into(), arguments, context)
        },
        (method, console.object.clone()),
    );
    let bound = FunctionObjectBuilder::new(context.realm(), code)
        .name(js_string!(name))
        .build();
    native::set(&console.object, js_string!(name), bound, native::ENUMERABLE);
    Ok(())
}

fn state_from(arguments: &[JsValue], context: &mut Context) -> JsResult<State> {
    let first = arguments.get_or_undefined(0);
    let given = first.as_object();
    let is_stream = match &given {
        Some(object) => object.get(js_string!("write"), context)?.is_callable(),
        None => true,
    };
    let options = match given {
        Some(options) if !is_stream => options,
        _ => {
            let options = JsObject::with_null_proto();
            for (name, at) in [("stdout", 0), ("stderr", 1), ("ignoreErrors", 2)] {
                let value = arguments.get_or_undefined(at).clone();
                native::set(&options, js_string!(name), value, native::ENUMERABLE);
            }
            options
        }
    };
    state_by(&options, context)
}

fn state_by(options: &JsObject, context: &mut Context) -> JsResult<State> {
    let mut option = |name: &str| options.get(js_string!(name), context);
    let stdout = option("stdout")?;
    let stderr = option("stderr")?;
    let ignore_errors = option("ignoreErrors")?;
    let color_mode = option("colorMode")?;
    let inspect_options = option("inspectOptions")?;
    let group_width = option("groupIndentation")?;
    let stderr = if stderr.is_undefined() {
        stdout.clone()
    } else {
        stderr
    };
    let stdout = stream(&stdout, "stdout", context)?;
    let stderr = stream(&stderr, "stderr", context)?;
    let mut state = State::new(
        Outlet::Stream(stdout.clone()),
        Outlet::Stream(stderr.clone()),
    );
    state.ignore_errors = ignore_errors.is_undefined() || ignore_errors.to_boolean();
    *state.color_mode = color_mode_from(&color_mode, context)?;
    state.group_width = group_width_from(&group_width, context)?;
    let has_mode = !color_mode.is_undefined();
    state.inspect_options = [
        inspect_options_for(&inspect_options, &stdout, has_mode, context)?,
        inspect_options_for(&inspect_options, &stderr, has_mode, context)?,
    ];
    Ok(state)
}

fn stream(value: &JsValue, name: &str, context: &mut Context) -> JsResult<JsObject> {
    if let Some(stream) = value.as_object()
        && stream.get(js_string!("write"), context)?.is_callable()
    {
        return Ok(stream);
    }
    let message = format!("Console expects a writable stream instance for {name}");
    let code = "ERR_CONSOLE_WRITABLE_STREAM";
    Err(error::coded(ErrorClass::Type, code, message, context))
}

fn color_mode_from(value: &JsValue, context: &mut Context) -> JsResult<ColorMode> {
    if value.is_undefined() || *value == js_string!("auto").into() {
        return Ok(ColorMode::Auto);
    }
    match value.as_boolean() {
        Some(true) => Ok(ColorMode::Always),
        Some(false) => Ok(ColorMode::Never),
        None => {
            let reason = "must be one of: 'auto', true, false";
            Err(error::invalid_arg_value(
                "colorMode",
                value,
                reason,
                context,
            ))
        }
    }
}

fn group_width_from(value: &JsValue, context: &mut Context) -> JsResult<usize> {
    if value.is_undefined() {
        return Ok(GROUP_WIDTH);
    }
    let width = error::validate_integer(value, "groupIndentation", 0.0, WIDEST_GROUP, context)?;
    // Checked to be a small integer.
    Ok(width as usize)
}

/// The options for one stream: the same for both, or from a Map by stream.
fn inspect_options_for(
    value: &JsValue,
    stream: &JsObject,
    has_mode: bool,
    context: &mut Context,
) -> JsResult<Option<JsObject>> {
    if value.is_undefined() {
        return Ok(None);
    }
    let Some(given) = value.as_object().filter(|_| !value.is_callable()) else {
        let name = "options.inspectOptions";
        return Err(error::invalid_arg_type(name, &["object"], value, context));
    };
    let options = match Brand::of(&given) {
        Brand::Map => collections::get_in_map(&given, &stream.clone().into())
            .and_then(|options| options.as_object()),
        _ => Some(given),
    };
    if let Some(options) = &options
        && has_mode
        && !options.get(js_string!("colors"), context)?.is_undefined()
    {
        let message = "Option \"options.inspectOptions.color\" cannot be used in combination \
                       with option \"colorMode\"";
        let code = "ERR_INCOMPATIBLE_OPTION_PAIR";
        return Err(error::coded(ErrorClass::Type, code, message, context));
    }
    Ok(options)
}
